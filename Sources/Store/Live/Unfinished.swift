/// How much is left to do in a store, though nothing is added to it.
public enum Unfinished: Hashable, Sendable {
    /// Nothing.
    case nothing
    /// Something becomes due in a minute or a day: a quiet trace is forgotten, a past projection removed.
    case later
    /// Something has to be rendered, or becomes quiet before long.
    case now
}
