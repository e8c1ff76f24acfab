/// Decompresses a gzip stream piece by piece, in memory that does not grow with the stream.
///
/// Members may follow each other; zeros behind the last one are padding. Not for use from several
/// threads at once.
public final class GzipReader {
    private let inflater: GzipInflater
    private let nextInput: () throws -> [UInt8]
    private var input: [UInt8] = []
    private var position = 0
    private var isFinished = false

    /// Creates a reader of the pieces that `nextInput` gives; an empty piece is the end.
    ///
    /// More than `limitBytes` of decompressed data is an error.
    public init(limitBytes: Int, nextInput: @escaping () throws -> [UInt8]) {
        inflater = GzipInflater(limitBytes: limitBytes)
        self.nextInput = nextInput
    }

    /// Writes the next bytes into a buffer that is not empty.
    ///
    /// - Returns: How many bytes; 0 at the end.
    ///
    /// - Throws: `CompressionError`, or what `nextInput` throws.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while !isFinished {
            let step = try input.withUnsafeBytes { bytes in
                try inflater.inflate(
                    UnsafeRawBufferPointer(rebasing: bytes[position...]), into: buffer)
            }
            position += step.consumed
            if step.written > 0 { return step.written }
            guard position == input.count else { continue }
            input = try nextInput()
            position = 0
            isFinished = input.isEmpty
            if isFinished { try inflater.finish() }
        }
        return 0
    }
}
