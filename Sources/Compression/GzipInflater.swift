internal import CZlib

/// The state of one gzip stream, which knows nothing of where the bytes come from.
final class GzipInflater {
    // On the heap because zlib refuses a stream whose address changes.
    private let stream: UnsafeMutablePointer<z_stream>
    private let limitBytes: Int
    private var writtenBytes = 0
    private var members = 0
    private var isInMember = false
    private var isInPadding = false
    /// What was found behind bytes that are to be given first.
    private var failure: CompressionError?

    init(limitBytes: Int) {
        self.limitBytes = limitBytes
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = inflateInit2_(
            stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "an inflate stream of the usual size can be made")
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Decompresses as much of `input` as `output` takes; what comes before a damage is given first.
    func inflate(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CompressionError) -> (consumed: Int, written: Int) {
        var consumed = 0
        var written = 0
        while written < output.count, failure == nil {
            do throws(CompressionError) {
                if !isInMember {
                    consumed += try memberStart(
                        UnsafeRawBufferPointer(rebasing: input[consumed...]))
                    guard isInMember else { break }
                }
                let step = try advance(
                    UnsafeRawBufferPointer(rebasing: input[consumed...]),
                    into: UnsafeMutableRawBufferPointer(rebasing: output[written...]))
                consumed += step.consumed
                written += step.written
                if step == (0, 0) && isInMember { break }
            } catch {
                failure = error
            }
        }
        writtenBytes += written
        guard writtenBytes <= limitBytes else { throw .overLimit(limitBytes) }
        if written == 0, let failure { throw failure }
        return (consumed, written)
    }

    /// Says that there is no more input.
    func finish() throws(CompressionError) {
        if let failure { throw failure }
        guard members > 0, !isInMember else { throw .cut }
    }

    /// Skips padding up to the next member and tells how much that was.
    private func memberStart(_ input: UnsafeRawBufferPointer) throws(CompressionError) -> Int {
        var skipped = 0
        if members > 0 {
            skipped = input.firstIndex { $0 != 0 } ?? input.count
            isInPadding = isInPadding || skipped > 0
        }
        guard skipped < input.count else { return skipped }
        guard members == 0 || (input[skipped] == 0x1F && !isInPadding) else {
            throw .trailingBytes
        }
        isInMember = true
        return skipped
    }

    private func advance(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CompressionError) -> (consumed: Int, written: Int) {
        // zlib counts in 32 bits and does not write to its input.
        let inputCount = min(input.count, 1 << 30)
        let outputCount = min(output.count, 1 << 30)
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(inputCount)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(outputCount)
        switch CZlib.inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR:
            break
        case Z_STREAM_END:
            inflateReset(stream)
            isInMember = false
            members += 1
        default:
            failure = .damaged
        }
        return (
            inputCount - Int(stream.pointee.avail_in), outputCount - Int(stream.pointee.avail_out)
        )
    }
}
