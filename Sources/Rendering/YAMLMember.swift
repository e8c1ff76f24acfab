/// A named value of a YAML mapping.
struct YAMLMember {
    /// The name.
    var key: String
    /// The value.
    var value: YAMLNode

    /// Creates a named value.
    init(_ key: String, _ value: YAMLNode) {
        self.key = key
        self.value = value
    }
}
