import Testing
import Tree

import struct SystemPackage.Errno

@testable import Mount

@Suite struct ErrnoMappingTests {
    @Test("a number that was replaced is stale, so that the kernel looks the path up again")
    func stale() {
        let inode = Inode(rawValue: 5)
        #expect(Errno(TreeError.stale(inode)) == .staleNFSFileHandle)
        #expect(Errno(TreeError.noSuchInode(inode)) == .staleNFSFileHandle)
        #expect(Errno(TreeError.notADirectory(inode)) == .notDirectory)
        #expect(Errno(TreeError.store(inode: inode, reason: "damaged")) == .ioError)
    }
}
