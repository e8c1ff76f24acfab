internal import CFuse

extension SessionHandle {
    /// Sends a notification; 0 or a negative error number.
    func send(_ notification: Notification) -> Int32 {
        switch notification {
        case .entryChanged(let name, let parent):
            name.withCString {
                fuse_lowlevel_notify_inval_entry(pointer, parent.rawValue, $0, name.bytes.count)
            }
        case .attributesChanged(let inode):
            fuse_lowlevel_notify_inval_inode(pointer, inode.rawValue, -1, 0)
        case .contentChanged(let inode, let offset, let lengthBytes):
            fuse_lowlevel_notify_inval_inode(
                pointer, inode.rawValue, Int(offset), Int(lengthBytes))
        case .entryRemoved(let name, let parent, let inode):
            name.withCString {
                fuse_lowlevel_notify_delete(
                    pointer, parent.rawValue, inode.rawValue, $0, name.bytes.count)
            }
        case .content(let bytes, let inode, let offset):
            bytes.withUnsafeBytes { sendContent($0, of: inode, at: offset) }
        }
    }

    /// Sends content to the page cache; 0 or a negative error number.
    func sendContent(
        _ bytes: UnsafeRawBufferPointer, of inode: InodeNumber, at offset: Int64
    ) -> Int32 {
        var vector = fuse_bufvec()
        vector.count = 1
        vector.buf.size = bytes.count
        vector.buf.mem = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        vector.buf.fd = -1
        return fuse_lowlevel_notify_store(
            pointer, inode.rawValue, Int(offset), &vector, fuse_buf_copy_flags(0))
    }
}
