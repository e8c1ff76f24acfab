/// Digests of pieces that are known to be stored: the bounded memory in front of the table.
///
/// Two generations of at most half the bound each: when the younger is full, the older is forgotten.
struct RecentDigests {
    /// About 40 MB at most.
    private static let generationSize = 500_000

    private var young: Set<ContentDigest> = []
    private var old: Set<ContentDigest> = []

    func contains(_ digest: ContentDigest) -> Bool {
        young.contains(digest) || old.contains(digest)
    }

    mutating func insert(_ digest: ContentDigest) {
        if young.count >= Self.generationSize {
            old = young
            young = []
        }
        young.insert(digest)
    }
}
