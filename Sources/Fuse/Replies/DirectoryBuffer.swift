internal import CFuse

// Justified: the memory belongs to this one value, which cannot be copied.
/// A piece of a directory in the kernel's format, filled up to the size that the kernel asked for.
struct DirectoryBuffer: ~Copyable, @unchecked Sendable {
    private let start: UnsafeMutableRawPointer
    private let capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        start = .allocate(byteCount: max(capacity, 1), alignment: 8)
    }

    deinit {
        start.deallocate()
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    /// Adds a name with its kind; false, and nothing is added, when it does not fit.
    mutating func append(_ name: FileName, status: stat, nextOffset: Int64) -> Bool {
        append(name) { text, room, rest in
            withUnsafePointer(to: status) {
                fuse_add_direntry(nil, rest, room, text, $0, Int(nextOffset))
            }
        }
    }

    /// Adds a name with its entry; false, and nothing is added, when it does not fit.
    mutating func append(
        _ name: FileName, parameters: fuse_entry_param, nextOffset: Int64
    ) -> Bool {
        append(name) { text, room, rest in
            withUnsafePointer(to: parameters) {
                fuse_add_direntry_plus(nil, rest, room, text, $0, Int(nextOffset))
            }
        }
    }

    private mutating func append(
        _ name: FileName,
        writing write: (UnsafePointer<CChar>, Int, UnsafeMutablePointer<CChar>) -> Int
    ) -> Bool {
        let room = capacity - count
        let rest = (start + count).assumingMemoryBound(to: CChar.self)
        let needed = name.withCString { write($0, room, rest) }
        guard needed <= room else { return false }
        count += needed
        return true
    }
}
