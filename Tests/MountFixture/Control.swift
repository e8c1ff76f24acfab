import Glibc
import Mount

/// Obeys the test: one command a line, one line as the answer.
struct Control: Sendable {
    let tree: MemoryTree
    let mount: TreeMount

    func obey() {
        say("ready")
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            say(answer(to: words.first ?? "", Array(words.dropFirst())))
        }
    }

    private func answer(to command: String, _ words: [String]) -> String {
        switch (command, words.count) {
        case ("statistics", 0): return "\(mount.statistics)"
        case ("write", 2): tree.write(words[1], to: words[0])
        case ("remove", 1): tree.remove(words[0])
        case ("damage", 1): tree.damage(words[0])
        case ("lose", 0): tree.loseChanges()
        default: return "unknown command"
        }
        // The watcher asks again only after it has announced what it found before.
        tree.waitUntilAnnounced()
        return "done"
    }

    private func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}
