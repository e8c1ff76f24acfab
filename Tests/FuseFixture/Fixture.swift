import Dispatch
import Fuse
import Glibc
import SystemPackage

/// Serves a file system in memory until it is unmounted; obeys commands on its standard input.
///
/// `FuseFixture DIRECTORY PATIENCE-MILLISECONDS rw|ro`; the exit status is 3 when readers were cut.
@main
enum Fixture {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let patience = Int(arguments[2]) else { exit(2) }
        let notifier = Notifier()
        let fileSystem = SampleFileSystem()
        let flags: MountOptions.Flags = arguments[3] == "ro" ? [.safe, .readOnly] : .safe
        let session = try Session(
            fileSystem, at: FilePath(arguments[1]),
            options: MountOptions(
                source: "fixture, with a comma", subtype: "sample", flags: flags),
            notifier: notifier)
        let control = Control(fileSystem: fileSystem, session: session, notifier: notifier)
        DispatchQueue(label: "control").async { control.obey() }
        let end = try session.run(LoopOptions(patience: .milliseconds(patience)))
        switch end {
        case .unmounted: exit(0)
        case .cut: exit(3)
        }
    }
}
