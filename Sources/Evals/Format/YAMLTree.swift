internal import Yams

/// A value of a YAML text with its place.
struct YAMLTree {
    private let node: Node

    init(_ node: Node) {
        self.node = node
    }

    var line: Int { node.mark?.line ?? 1 }
    var column: Int { node.mark?.column ?? 1 }

    /// The members of a map; nil for anything else.
    var members: [(key: String, keyTree: YAMLTree, value: YAMLTree)]? {
        guard case .mapping(let mapping) = node else { return nil }
        return mapping.map { key, value in
            (key.scalar?.string ?? "", YAMLTree(key), YAMLTree(value))
        }
    }

    /// The elements of a list; nil for anything else.
    var elements: [YAMLTree]? {
        guard case .sequence(let sequence) = node else { return nil }
        return sequence.map(YAMLTree.init)
    }

    /// The value, by the core schema of YAML 1.2: `yes` and `no` are texts, `0o17` is a number.
    var value: EvalValue {
        switch node {
        case .scalar(let scalar): Self.value(of: scalar)
        case .mapping, .sequence, .alias:
            if let members {
                .map(members.map { EvalMember($0.key, $0.value.value) })
            } else {
                .list((elements ?? []).map(\.value))
            }
        }
    }

    /// A text, or a plain scalar as it is written; nil for a list, a map, or nothing.
    var text: String? {
        guard case .scalar(let scalar) = node, !value.isNull else { return nil }
        return scalar.string
    }

    private static func value(of scalar: Node.Scalar) -> EvalValue {
        let text = scalar.string
        switch scalar.tag.description {
        case "tag:yaml.org,2002:str" where scalar.style != .plain, "!": return .string(text)
        default: break
        }
        guard scalar.style == .plain || scalar.style == .any else { return .string(text) }
        return YAMLCoreSchema.value(ofPlain: text)
    }
}
