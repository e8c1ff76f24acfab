public import Traces

/// How a receiver works.
public struct ReceiverOptions: Sendable {
    /// Where it listens.
    public var address: ListenAddress
    /// Which account what it receives belongs to.
    public var accounts: AccountRule
    /// The kind of the interactions.
    public var kind: InteractionKind
    /// What a client has to show in its Authorization header; nil when nothing.
    public var token: String?
    /// What it bears at most.
    public var limits: ReceiverLimits

    /// Creates options.
    public init(
        address: ListenAddress = .standard, accounts: AccountRule,
        kind: InteractionKind = .interaction, token: String? = nil,
        limits: ReceiverLimits = ReceiverLimits()
    ) {
        self.address = address
        self.accounts = accounts
        self.kind = kind
        self.token = token
        self.limits = limits
    }
}
