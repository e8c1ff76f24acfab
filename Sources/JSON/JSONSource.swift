internal import Glibc

/// Bytes that documents are parsed from: immutable, shared by every value inside them.
///
/// This is the one class of the module that holds raw memory. The memory is written before the
/// initialiser returns, never after it, and freed by `deinit`, so it can be read from any thread;
/// the address is kept as an integer because pointers are not `Sendable`.
public final class JSONSource: Sendable {
    /// The largest source; offsets take 32 bits on the tape.
    public static let maximumBytes = Int(UInt32.max) - 1

    /// Files from this size on are mapped instead of read.
    static let mappingThresholdBytes = 64 << 20

    /// The number of bytes.
    public let count: Int
    private let address: UInt
    private let isMapped: Bool

    /// Creates `count` bytes that `fill` writes; what it leaves is zero.
    public init(count: Int, fill: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(count, 1), alignment: 16)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        do {
            try fill(UnsafeMutableRawBufferPointer(rebasing: memory[0..<count]))
        } catch {
            memory.deallocate()
            throw error
        }
        self.count = count
        self.address = UInt(bitPattern: memory.baseAddress)
        self.isMapped = false
    }

    /// Copies bytes.
    public convenience init(_ bytes: some Collection<UInt8>) {
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
    }

    /// Reads a file; a large one is mapped, and must then not be cut while it is in use.
    public static func file(_ path: String) throws(JSONError) -> JSONSource {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable() }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw unreadable() }
        let size = Int(facts.st_size)
        guard size <= maximumBytes else { throw JSONError(offset: 0, reason: .tooLarge) }
        if size >= mappingThresholdBytes {
            guard
                let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
                memory != MAP_FAILED
            else { throw unreadable() }
            return JSONSource(mapped: memory, count: size)
        }
        return JSONSource(try bytes(of: descriptor, expecting: size))
    }

    deinit {
        guard let memory = UnsafeMutableRawPointer(bitPattern: address) else { return }
        if isMapped {
            munmap(memory, count)
        } else {
            memory.deallocate()
        }
    }

    /// The bytes, for the duration of `body` alone.
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(bytes)
    }

    /// A copy of a range.
    public subscript(range: Range<Int>) -> [UInt8] { [UInt8](bytes[range]) }

    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
    }

    private init(mapped memory: UnsafeMutableRawPointer, count: Int) {
        self.count = count
        self.address = UInt(bitPattern: memory)
        self.isMapped = true
    }

    private static func bytes(
        of descriptor: Int32, expecting size: Int
    ) throws(JSONError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var filled = 0
        while filled < size {
            let got = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress?.advanced(by: filled), size - filled)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw unreadable() }
            guard got > 0 else { break }
            filled += got
        }
        bytes.removeLast(size - filled)
        return bytes
    }

    private static func unreadable() -> JSONError {
        JSONError(offset: 0, reason: .unreadable(errno))
    }
}
