import Dispatch
import Foundation
import Fuse
import Glibc
import Mount
import SystemPackage

/// Serves a tree in memory until it is unmounted; obeys commands on its standard input.
///
/// `MountFixture DIRECTORY`
@main
enum Fixture {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 2 else { exit(2) }
        let tree = MemoryTree()
        let report: @Sendable (String) -> Void = { line in
            FileHandle.standardError.write(Data((line + "\n").utf8))
        }
        let mount = try TreeMount(
            mounting: tree, of: "/nonexistent/store", at: FilePath(arguments[1]), report: report)
        let control = Control(tree: tree, mount: mount)
        DispatchQueue(label: "control").async { control.obey() }
        let end = try mount.run(report: report)
        switch end {
        case .unmounted: exit(0)
        case .cut: exit(3)
        }
    }
}
