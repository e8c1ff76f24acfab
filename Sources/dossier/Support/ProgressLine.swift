internal import Glibc

/// A line on a terminal that is written over while long work goes on; nothing anywhere else.
final class ProgressLine {
    private let isShown: Bool
    private var shown = ""
    private var lastShownNs: UInt64 = 0

    /// Creates a line; `isQuiet` never shows it.
    init(isQuiet: Bool = false) {
        isShown = Terminal.showsProgress && !isQuiet
    }

    /// Shows a text, at most ten times a second.
    func show(_ text: @autoclosure () -> String) {
        guard isShown else { return }
        let now = clock_gettime_nsec_np()
        guard now &- lastShownNs > 100_000_000 else { return }
        lastShownNs = now
        shown = text()
        Terminal.write("\r\u{1b}[K\(shown)", to: STDERR_FILENO)
    }

    /// Removes what is shown.
    func clear() {
        guard isShown, !shown.isEmpty else { return }
        shown = ""
        Terminal.write("\r\u{1b}[K", to: STDERR_FILENO)
    }

    private func clock_gettime_nsec_np() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
