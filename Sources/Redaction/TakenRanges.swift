/// Ranges none of which is over another.
struct TakenRanges {
    /// In ascending order.
    private var ranges: [Range<Int>] = []

    /// Takes a range; false when a part of it is taken already.
    mutating func take(_ range: Range<Int>) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        if low < ranges.count, ranges[low].lowerBound < range.upperBound { return false }
        ranges.insert(range, at: low)
        return true
    }
}
