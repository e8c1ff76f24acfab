internal import ArgumentParser
internal import Fuse
internal import SystemPackage

/// `dossier unmount`.
struct UnmountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmount", abstract: "Unmounts a mount, also one whose process has died.")

    @Flag(help: "Take it out of sight at once, even while it is in use.")
    var lazy = false

    @Argument(
        help: ArgumentHelp("Where it is mounted.", valueName: "mountpoint"),
        completion: .directory)
    var mountPoint: String

    func run() throws {
        do throws(Errno) {
            let place = try MountPoint(FilePath(mountPoint))
            switch try place.state() {
            case .free: throw Errno.invalidArgument
            case .stale: try place.unmount(lazily: true)
            case .mounted: try place.unmount(lazily: lazy)
            }
        } catch .invalidArgument {
            throw OperationFailure("nothing is mounted at \(mountPoint)")
        } catch .resourceBusy {
            throw OperationFailure(
                "\(mountPoint) is in use: leave it (`cd` elsewhere), or use --lazy")
        } catch {
            throw OperationFailure("cannot unmount \(mountPoint): \(error)")
        }
    }
}
