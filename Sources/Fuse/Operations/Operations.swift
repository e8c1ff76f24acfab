internal import CFuse

// Built here, in nonisolated functions: a callback that is written in main.swift or in any other scope of the main actor
// checks its isolation and aborts on libfuse's threads. Each callback takes the request, calls Swift, hands over the reply.

/// The table of callbacks for libfuse.
func makeOperations() -> fuse_lowlevel_ops {
    var table = fuse_lowlevel_ops()
    addConnection(to: &table)
    addInodes(to: &table)
    addFiles(to: &table)
    addDirectories(to: &table)
    addNames(to: &table)
    addExtendedAttributes(to: &table)
    return table
}

private func addConnection(to table: inout fuse_lowlevel_ops) {
    table.`init` = { userData, info in
        guard let userData, let info else { return }
        let host = Unmanaged<Host>.fromOpaque(userData).takeUnretainedValue()
        var connection = Connection(info.pointee)
        host.fileSystem.initialize(&connection)
        connection.apply(to: &info.pointee)
    }
    table.statfs = { request, _ in
        guard let request else { return }
        Host.of(request, .statfs).statistics(reply: StatisticsReply(PendingRequest(request)))
    }
}

private func addInodes(to table: inout fuse_lowlevel_ops) {
    table.lookup = { request, parent, name in
        guard let request, let name = legalName(name, request) else { return }
        Host.of(request, .lookup).lookup(
            name, in: InodeNumber(parent), reply: EntryReply(PendingRequest(request)))
    }
    table.forget = { request, inode, count in
        guard let request else { return }
        Host.of(request, .forget).forget(InodeNumber(inode), lookups: count)
        fuse_reply_none(request)
    }
    table.forget_multi = { request, count, forgotten in
        guard let request else { return }
        for item in UnsafeBufferPointer(start: forgotten, count: count) {
            Host.of(request, .forget).forget(InodeNumber(item.ino), lookups: item.nlookup)
        }
        fuse_reply_none(request)
    }
    table.getattr = { request, inode, _ in
        guard let request else { return }
        Host.of(request, .getattr).attributes(
            of: InodeNumber(inode), reply: AttributesReply(PendingRequest(request)))
    }
    table.setattr = { request, inode, status, selected, _ in
        guard let request, let status else { return }
        Host.of(request, .setattr).setAttributes(
            of: InodeNumber(inode), to: AttributeChanges(status.pointee, selected: selected),
            reply: AttributesReply(PendingRequest(request)))
    }
    table.readlink = { request, inode in
        guard let request else { return }
        Host.of(request, .readlink).readLink(
            InodeNumber(inode), reply: LinkReply(PendingRequest(request)))
    }
    table.access = { request, inode, mask in
        guard let request else { return }
        Host.of(request, .access).access(
            InodeNumber(inode), mask: mask, reply: StatusReply(PendingRequest(request)))
    }
}

private func addFiles(to table: inout fuse_lowlevel_ops) {
    table.open = { request, inode, info in
        guard let request else { return }
        Host.of(request, .open).open(
            InodeNumber(inode), flags: OpenFile(info).flags,
            reply: OpenReply(PendingRequest(request)))
    }
    table.read = { request, inode, size, offset, info in
        guard let request else { return }
        Host.of(request, .read).read(
            InodeNumber(inode), at: Int64(offset), file: OpenFile(info),
            reply: DataReply(PendingRequest(request), limitBytes: size))
    }
    table.write = { request, inode, bytes, size, offset, info in
        guard let request else { return }
        Host.of(request, .write).write(
            UnsafeRawBufferPointer(start: bytes, count: size), to: InodeNumber(inode),
            at: Int64(offset), file: OpenFile(info), reply: WriteReply(PendingRequest(request)))
    }
    table.flush = { request, inode, info in
        guard let request else { return }
        Host.of(request, .flush).flush(
            InodeNumber(inode), file: OpenFile(info), reply: StatusReply(PendingRequest(request)))
    }
    table.release = { request, inode, info in
        guard let request else { return }
        Host.of(request, .release).release(
            InodeNumber(inode), file: OpenFile(info), reply: StatusReply(PendingRequest(request)))
    }
    table.fsync = { request, inode, dataOnly, info in
        guard let request else { return }
        Host.of(request, .fsync).synchronize(
            InodeNumber(inode), dataOnly: dataOnly != 0, file: OpenFile(info),
            reply: StatusReply(PendingRequest(request)))
    }
    table.fallocate = { request, inode, mode, offset, length, info in
        guard let request else { return }
        Host.of(request, .fallocate).allocate(
            InodeNumber(inode), mode: mode, offset: Int64(offset), lengthBytes: Int64(length),
            file: OpenFile(info), reply: StatusReply(PendingRequest(request)))
    }
    table.copy_file_range = {
        request, source, sourceOffset, sourceInfo, target, targetOffset, targetInfo, length, _ in
        guard let request else { return }
        let range = CopiedRange(
            source: InodeNumber(source), sourceOffset: Int64(sourceOffset),
            sourceFile: OpenFile(sourceInfo), target: InodeNumber(target),
            targetOffset: Int64(targetOffset), targetFile: OpenFile(targetInfo),
            lengthBytes: length)
        Host.of(request, .copyFileRange).copyRange(
            range, reply: WriteReply(PendingRequest(request)))
    }
}

private func addDirectories(to table: inout fuse_lowlevel_ops) {
    table.opendir = { request, inode, _ in
        guard let request else { return }
        Host.of(request, .opendir).openDirectory(
            InodeNumber(inode), reply: OpenReply(PendingRequest(request)))
    }
    table.readdir = { request, inode, size, offset, info in
        guard let request else { return }
        let reply = DirectoryReply(
            PendingRequest(request), limitBytes: size, includesEntries: false)
        Host.of(request, .readdir).readDirectory(
            InodeNumber(inode), from: Int64(offset), file: OpenFile(info), reply: reply)
    }
    table.readdirplus = { request, inode, size, offset, info in
        guard let request else { return }
        let reply = DirectoryReply(
            PendingRequest(request), limitBytes: size, includesEntries: true)
        Host.of(request, .readdirplus).readDirectoryEntries(
            InodeNumber(inode), from: Int64(offset), file: OpenFile(info), reply: reply)
    }
    table.releasedir = { request, inode, info in
        guard let request else { return }
        Host.of(request, .releasedir).releaseDirectory(
            InodeNumber(inode), file: OpenFile(info), reply: StatusReply(PendingRequest(request)))
    }
    table.fsyncdir = { request, inode, dataOnly, info in
        guard let request else { return }
        Host.of(request, .fsyncdir).synchronizeDirectory(
            InodeNumber(inode), dataOnly: dataOnly != 0, file: OpenFile(info),
            reply: StatusReply(PendingRequest(request)))
    }
}
