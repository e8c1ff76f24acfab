/// How a session ended.
public enum SessionEnd: Sendable {
    /// The file system was unmounted, by a stop or by someone else, while nobody used it.
    case unmounted
    /// It was in use for longer than the stop waited: it was unmounted lazily, and its readers were cut.
    case cut
}
