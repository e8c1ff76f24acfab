import Fuse
import Glibc
import SystemPackage

/// Obeys the test: one command a line, one line as the answer.
struct Control: Sendable {
    let fileSystem: SampleFileSystem
    let session: Session
    let notifier: Notifier

    func obey() {
        say("ready")
        while let line = readLine() {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            say(answer(to: words.first ?? "", words.count > 1 ? words[1] : ""))
        }
    }

    private func answer(to command: String, _ argument: String) -> String {
        switch command {
        case "counts":
            return "\(session.requestCounts)"
        case "log":
            return fileSystem.takeLog()
        case "change":
            fileSystem.change(to: argument)
            notifier.submit(
                .contentChanged(SampleFileSystem.changing, offset: 0, lengthBytes: 0))
        case "change-silently":
            fileSystem.change(to: argument)
        case "appear":
            fileSystem.appear()
            notifier.submit(.entryChanged("appearing", parent: .root))
        case "submit-many":
            for number in 0..<50_000 {
                notifier.submit(.attributesChanged(InodeNumber(UInt64(number % 1_000 + 1))))
            }
        case "push":
            return sent(
                .content(Array(argument.utf8), inode: SampleFileSystem.pushed, offset: 0))
        case "push-unknown":
            return sent(.content([1], inode: InodeNumber(987_654), offset: 0))
        case "stop":
            session.stop()
        default:
            return "unknown command"
        }
        notifier.drain()
        return "done"
    }

    private func sent(_ notification: Notification) -> String {
        do throws(Errno) {
            return try notifier.send(notification) ? "known" : "not known"
        } catch {
            return "\(error)"
        }
    }

    private func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}
