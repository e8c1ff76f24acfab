internal import CFuse
internal import SystemPackage

/// The name that came with a request, or nil after answering ENAMETOOLONG: the kernel sends names of 4,000 bytes.
func legalName(_ name: UnsafePointer<CChar>?, _ request: fuse_req_t) -> FileName? {
    guard let name else { return nil }
    let copy = FileName(copying: name)
    guard copy.bytes.count > FileName.longestBytes else { return copy }
    PendingRequest(request).fail(.fileNameTooLong)
    return nil
}

/// Adds the callbacks that make, move and remove names.
func addNames(to table: inout fuse_lowlevel_ops) {
    addMakers(to: &table)
    table.unlink = { request, parent, name in
        guard let request, let name = legalName(name, request) else { return }
        Host.of(request, .unlink).unlink(
            name, in: InodeNumber(parent), reply: StatusReply(PendingRequest(request)))
    }
    table.rmdir = { request, parent, name in
        guard let request, let name = legalName(name, request) else { return }
        Host.of(request, .rmdir).removeDirectory(
            name, in: InodeNumber(parent), reply: StatusReply(PendingRequest(request)))
    }
    table.rename = { request, parent, name, newParent, newName, flags in
        guard let request, let name = legalName(name, request),
            let newName = legalName(newName, request)
        else { return }
        Host.of(request, .rename).rename(
            name, in: InodeNumber(parent), to: newName, in: InodeNumber(newParent),
            options: RenameOptions(rawValue: flags), reply: StatusReply(PendingRequest(request)))
    }
}

private func addMakers(to table: inout fuse_lowlevel_ops) {
    table.create = { request, parent, name, mode, info in
        guard let request, let name = legalName(name, request) else { return }
        Host.of(request, .create).create(
            name, in: InodeNumber(parent), permissions: mode & 0o7777,
            flags: OpenFile(info).flags, reply: CreateReply(PendingRequest(request)))
    }
    table.mknod = { request, parent, name, mode, device in
        guard let request, let name = legalName(name, request) else { return }
        Host.of(request, .mknod).makeNode(
            name, in: InodeNumber(parent), kind: FileKind(modeBits: mode),
            permissions: mode & 0o7777, device: UInt64(device),
            reply: EntryReply(PendingRequest(request)))
    }
    table.mkdir = { request, parent, name, mode in
        guard let request, let name = legalName(name, request) else { return }
        Host.of(request, .mkdir).makeDirectory(
            name, in: InodeNumber(parent), permissions: mode & 0o7777,
            reply: EntryReply(PendingRequest(request)))
    }
    table.symlink = { request, target, parent, name in
        guard let request, let target, let name = legalName(name, request) else { return }
        Host.of(request, .symlink).makeSymbolicLink(
            name, in: InodeNumber(parent), target: FileName(copying: target).bytes,
            reply: EntryReply(PendingRequest(request)))
    }
    table.link = { request, inode, parent, name in
        guard let request, let name = legalName(name, request) else { return }
        Host.of(request, .link).makeLink(
            to: InodeNumber(inode), named: name, in: InodeNumber(parent),
            reply: EntryReply(PendingRequest(request)))
    }
}

/// Adds the callbacks of extended attributes.
func addExtendedAttributes(to table: inout fuse_lowlevel_ops) {
    table.getxattr = { request, inode, name, room in
        guard let request, let name = legalName(name, request) else { return }
        Host.of(request, .getxattr).extendedAttribute(
            name, of: InodeNumber(inode),
            reply: ExtendedAttributeReply(PendingRequest(request), roomBytes: room))
    }
    table.listxattr = { request, inode, room in
        guard let request else { return }
        Host.of(request, .listxattr).extendedAttributes(
            of: InodeNumber(inode),
            reply: ExtendedAttributeReply(PendingRequest(request), roomBytes: room))
    }
    table.setxattr = { request, inode, name, value, size, flags in
        guard let request, let name = legalName(name, request) else { return }
        Host.of(request, .setxattr).setExtendedAttribute(
            name, of: InodeNumber(inode),
            to: Array(UnsafeRawBufferPointer(start: value, count: size)),
            options: ExtendedAttributeOptions(rawValue: flags),
            reply: StatusReply(PendingRequest(request)))
    }
    table.removexattr = { request, inode, name in
        guard let request, let name = legalName(name, request) else { return }
        Host.of(request, .removexattr).removeExtendedAttribute(
            name, of: InodeNumber(inode), reply: StatusReply(PendingRequest(request)))
    }
}
