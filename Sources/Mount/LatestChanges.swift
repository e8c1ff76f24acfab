internal import Store

/// How far the changes of a tree have been followed.
struct LatestChanges: Sendable {
    /// The number of the latest change of what is made of traces.
    var ofTraces: ChangeRow.ID
    /// The number of the latest change of suites.
    var ofSuites: FileChange.ID

    init(_ tree: any MountableTree) throws(StoreError) {
        ofTraces = try tree.latestChange()
        ofSuites = try tree.latestSuiteChange()
    }
}
