internal import Synchronization
internal import Tree

/// The sizes of growing files as the kernel may know them.
///
/// The kernel fills the page behind the end of a file with zeros. When it hears of a larger size before it has dropped that
/// page, readers see the zeros. So a larger size is told only after the page was dropped: until then the old one is.
final class GrowingSizes: Sendable {
    /// Invariant: a file that the kernel was told of is here, with the size that it was told last.
    private let sizes = Mutex<[Inode: Int]>([:])

    /// The size to tell of a file that has `sizeBytes` by now.
    func told(_ file: Inode, sizeBytes: Int) -> Int {
        sizes.withLock { sizes in
            if let told = sizes[file] { return told }
            sizes[file] = sizeBytes
            return sizeBytes
        }
    }

    /// What was told of a file; nil when nothing was.
    func told(_ file: Inode) -> Int? {
        sizes.withLock { $0[file] }
    }

    /// Lets a larger size be told from now on.
    func publish(_ file: Inode, sizeBytes: Int) {
        sizes.withLock { $0[file] = sizeBytes }
    }

    /// Every file of which something was told.
    var all: [Inode] {
        sizes.withLock { Array($0.keys) }
    }

    /// Forgets a file that is gone.
    func forget(_ file: Inode) {
        sizes.withLock { $0[file] = nil }
    }
}
