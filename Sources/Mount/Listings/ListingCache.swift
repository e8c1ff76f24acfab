internal import Synchronization
internal import Tree

/// The listings of directories that were read lately, up to a bound on their memory.
///
/// Two generations instead of a list of uses: a full young one becomes the old one, and what is used of the old one is young
/// again. A listing that was made from the state before a change must not be kept after it: `changes` tells.
final class ListingCache: Sendable {
    /// Invariant: `youngCost` sums up `young` and is at most half of the limit; `retired` has at most `retiredLimit`.
    private struct State {
        var young: [Inode: Listing] = [:]
        var old: [Inode: Listing] = [:]
        var youngCost = 0
        var retired: [Listing] = []
        var changes = 0
        var nextID: UInt32 = 0
    }

    private static let retiredLimit = 16
    private let limitBytes: Int
    private let state = Mutex(State())

    init(limitBytes: Int) {
        self.limitBytes = limitBytes
    }

    /// The listing of a directory, if it is kept.
    func listing(of directory: Inode) -> Listing? {
        state.withLock { kept(directory, in: &$0) }
    }

    /// The listing of a directory, made when it is not kept.
    ///
    /// With the `id` of a listing that was read in part, that one, even when the directory changed since: whoever goes on
    /// reading neither misses a name nor gets it twice.
    func listing<Failure: Error>(
        of directory: Inode, id: UInt32?, make: () throws(Failure) -> [Entry]
    ) throws(Failure) -> Listing {
        let (found, changes, newID) = state.withLock { state in
            let retired = state.retired.last { $0.directory == directory && $0.id == id }
            let found = retired ?? kept(directory, in: &state)
            if found == nil { state.nextID = (state.nextID + 1) & 0x3f_ffff }
            return (found, state.changes, state.nextID)
        }
        if let found { return found }
        let made = Listing(of: directory, id: newID, try make())
        state.withLock { state in
            if state.changes == changes { keep(made, in: &state) }
        }
        return made
    }

    /// Forgets the listings of directories that changed.
    func forget(_ directories: some Sequence<Inode>) {
        state.withLock { state in
            state.changes += 1
            for directory in directories {
                let young = state.young.removeValue(forKey: directory)
                if let young { state.youngCost -= young.costBytes }
                let old = state.old.removeValue(forKey: directory)
                if let listing = young ?? old { retire(listing, in: &state) }
            }
        }
    }

    /// Forgets all listings.
    func forgetAll() {
        state.withLock { state in
            state.changes += 1
            state.young = [:]
            state.old = [:]
            state.youngCost = 0
        }
    }

    private func kept(_ directory: Inode, in state: inout State) -> Listing? {
        if let found = state.young[directory] { return found }
        guard let found = state.old[directory] else { return nil }
        keep(found, in: &state)
        return found
    }

    private func keep(_ listing: Listing, in state: inout State) {
        guard listing.costBytes <= limitBytes / 2 else { return retire(listing, in: &state) }
        if state.youngCost + listing.costBytes > limitBytes / 2 {
            state.old = state.young
            state.young = [:]
            state.youngCost = 0
        }
        if let replaced = state.young.updateValue(listing, forKey: listing.directory) {
            state.youngCost -= replaced.costBytes
        }
        state.youngCost += listing.costBytes
    }

    private func retire(_ listing: Listing, in state: inout State) {
        if state.retired.count == Self.retiredLimit { state.retired.removeFirst() }
        state.retired.append(listing)
    }
}
