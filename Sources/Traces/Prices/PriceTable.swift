/// The prices of models, from a file that the user gives: none is built in.
///
///     # US dollars for a million tokens
///     ["gpt-4o-mini*"]
///     input = 0.15
///     output = 0.60
///     cache_read = 0.075
///
/// The form is TOML: tables named for models, numbers in them. A name that ends with `*` stands for all
/// models that begin so; of several the longest counts.
public struct PriceTable: Hashable, Sendable {
    /// The prices by model.
    public let prices: [String: Price]

    /// Creates a table.
    public init(_ prices: [String: Price] = [:]) {
        self.prices = prices
    }

    /// The price of a model; a provider before it (`openai/`) may be left out of the table.
    public func price(of model: String) -> Price? {
        if let exact = prices[model] { return exact }
        let prefixes = prices.keys.filter { $0.hasSuffix("*") && model.hasPrefix($0.dropLast()) }
        let longest = prefixes.max {
            ($0.utf8.count, $0) < ($1.utf8.count, $1)
        }
        if let longest { return prices[longest] }
        guard let slash = model.firstIndex(of: "/") else { return nil }
        return price(of: String(model[model.index(after: slash)...]))
    }

    /// An interaction with an estimate for every model call that records no cost and has a price.
    public func priced(_ interaction: Interaction) -> Interaction {
        guard !prices.isEmpty else { return interaction }
        var interaction = interaction
        for index in interaction.steps.indices {
            guard case .model(var call) = interaction.steps[index].content, call.cost == nil,
                let price = [call.responseModel, call.requestModel].lazy.compactMap(\.self)
                    .compactMap({ price(of: $0) }).first,
                let cost = price.cost(of: call.usage)
            else { continue }
            call.cost = cost
            call.isCostEstimated = true
            interaction.steps[index].content = .model(call)
        }
        return interaction
    }
}
