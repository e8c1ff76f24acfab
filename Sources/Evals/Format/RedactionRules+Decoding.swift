public import Redaction

extension RedactionRules {
    /// Reads the rules of a configuration file.
    public static func decode(_ text: [UInt8]) -> Decoded<RedactionRules> { Decoded(RedactionRules()) }
}
