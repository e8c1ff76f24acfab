/// Where the reading of a directory goes on: an index in one particular listing, packed in the offset that the kernel keeps.
struct ListingPosition {
    /// The listing; nil at the beginning.
    let listing: UInt32?
    /// The index of the next entry, with `.` and `..` as the first two.
    let index: Int

    init(listing: UInt32, index: Int) {
        self.listing = listing
        self.index = index
    }

    init(_ offset: Int64) {
        listing = offset == 0 ? nil : UInt32(truncatingIfNeeded: offset >> 40)
        index = Int(offset & 0xff_ffff_ffff)
    }

    var offset: Int64 { Int64(listing ?? 0) << 40 | Int64(index) }
}
