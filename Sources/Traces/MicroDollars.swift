/// Money in integer millionths of a US dollar.
public struct MicroDollars: Hashable, Sendable, Comparable {
    /// Millionths of a US dollar.
    public var value: Int64

    /// Creates an amount from millionths of a US dollar.
    public init(_ value: Int64) {
        self.value = value
    }

    /// Creates the nearest amount to dollars; nil when it is not finite or does not fit.
    public init?(dollars: Double) {
        let scaled = (dollars * 1_000_000).rounded()
        guard let value = Int64(exactly: scaled) else { return nil }
        self.init(value)
    }

    /// Orders by amount.
    public static func < (left: MicroDollars, right: MicroDollars) -> Bool {
        left.value < right.value
    }
}
