internal import Foundation
internal import Glibc
internal import SystemPackage

/// The standard input of a program as a file without a name.
///
/// Not a pipe: a program that does not read all of its input would break it, and a signal for that would
/// go to this process.
enum InputFile {
    /// A descriptor that reads the bytes from their beginning; whoever gets it closes it.
    static func descriptor(of bytes: [UInt8]) throws(Errno) -> FileDescriptor {
        let directory = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        let name = "\(directory)/dossier-input-\(UUID())"
        do {
            let descriptor = try FileDescriptor.open(
                FilePath(name), .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
            unlink(name)
            do {
                try descriptor.writeAll(bytes)
                _ = try descriptor.seek(offset: 0, from: FileDescriptor.SeekOrigin.start)
                return descriptor
            } catch {
                try descriptor.close()
                throw error
            }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }
}
