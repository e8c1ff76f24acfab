import JSON
import Traces

/// Which process and which instrumentation records come from.
struct OTLPJSONOrigin {
    var resource = Resource()
    var scope = Scope()

    /// What is not known.
    init() {}

    /// The process that a resource's group names.
    init(resourceGroup group: JSONValue) {
        let attributes = group["resource"]?["attributes"].map { OTLPJSONValues.attributes($0) }
        resource = Resource(attributes: attributes ?? [])
    }

    /// Forgets the process or the instrumentation when a damaged stretch names another one.
    ///
    /// Records behind it would else be ascribed to the wrong one.
    mutating func forget(whatIsNamedIn stretch: [UInt8]) {
        if stretch.firstRange(of: Array("\"resource\"".utf8)) != nil {
            self = OTLPJSONOrigin()
        } else if stretch.firstRange(of: Array("\"scope\"".utf8)) != nil {
            scope = Scope()
        }
    }

    /// The same process with the instrumentation that a scope's group names.
    func with(scopeGroup group: JSONValue) -> OTLPJSONOrigin {
        var origin = self
        guard let scope = group["scope"] ?? group["instrumentationLibrary"] else { return origin }
        origin.scope = Scope(
            name: scope["name"]?.string ?? "", version: scope["version"]?.string ?? "",
            attributes: scope["attributes"].map { OTLPJSONValues.attributes($0) } ?? [])
        return origin
    }
}
