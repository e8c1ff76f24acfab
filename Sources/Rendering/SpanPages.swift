internal import Traces

/// `spans/`: every step that is no action, and what the files of a tool call leave untold.
///
/// A run of transport spans shares one file, as a list.
public enum SpanPages {
    /// The pages, in order.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        var files: [RenderedFile] = []
        var index = 0
        var runs = context.paths.runs[...]
        while index < context.interaction.steps.count {
            if let run = runs.first, run.lowerBound == index {
                let path = context.paths.files[index].detail
                let nodes = run.map { node(ofTransport: $0, &context, page: path) }
                files.append(page(path, .list(nodes), &context))
                runs = runs.dropFirst()
                index = run.upperBound
            } else {
                if let path = context.paths.files[index].span {
                    files.append(page(path, node(of: index, &context, page: path), &context))
                }
                index += 1
            }
        }
        return files
    }

    private static func page(
        _ path: String, _ node: YAMLNode, _ context: inout InteractionContext
    ) -> RenderedFile {
        var output = TextBuffer()
        output.bytes = YAMLText.bytes(of: node, sourceBytes: nil)
        return context.page(path, output)
    }

    private static func node(
        of index: Int, _ context: inout InteractionContext, page: String
    ) -> YAMLNode {
        let step = context.interaction.steps[index]
        var members = [
            YAMLMember("name", .string(step.span.name)),
            YAMLMember("kind", .string(step.kindWord)),
        ]
        func add(_ key: String, _ text: String?) {
            if let text { members.append(YAMLMember(key, .string(text))) }
        }
        func add(_ key: String, plain text: String?) {
            if let text { members.append(YAMLMember(key, .plain(text))) }
        }
        if let kind = step.span.kind.word { add("span_kind", kind) }
        add("agent", step.agent)
        if context.hasTimes {
            add("start", step.span.start.description)
            add("time", plain: context.offset(of: step.span.start))
            add("duration", plain: step.durationNs.map { AmountText.duration(nanoseconds: $0) })
        }
        add("status", step.statusWord)
        if let failure = step.failure {
            let told = context.placeOfFailure(of: index).map {
                RelativePath.path(to: $0, from: page)
            }
            let error = told.map { YAMLNode.string("as in \($0)") }
            members.append(
                YAMLMember("error", error ?? node(of: failure, &context, page: page)))
        }
        add("span_id", plain: "\"\(step.span.spanID)\"")
        if let parent = step.parent {
            let path = context.paths.files[parent].detail
            add("parent", path == page ? nil : RelativePath.path(to: path, from: page))
        } else if let parentID = step.span.parentID {
            add("parent_span_id", "\(parentID) (not in this trace)")
        }
        addDetail(of: index, to: &members, &context, page: page)
        add("raw", context.paths.files[index].raw.map { RelativePath.path(to: $0, from: page) })
        return .map(members)
    }

    /// One of a run: what all of them have alike is left out.
    private static func node(
        ofTransport index: Int, _ context: inout InteractionContext, page: String
    ) -> YAMLNode {
        let step = context.interaction.steps[index]
        var members = [YAMLMember("name", .string(step.span.name))]
        func add(_ key: String, plain text: String?) {
            if let text { members.append(YAMLMember(key, .plain(text))) }
        }
        add("span_kind", plain: step.span.kind.word)
        add("time", plain: context.offset(of: step.span.start))
        if context.hasTimes {
            add("duration", plain: step.durationNs.map { AmountText.duration(nanoseconds: $0) })
        }
        if step.span.end == nil { add("status", plain: step.statusWord) }
        add("span_id", plain: "\"\(step.span.spanID)\"")
        add("parent_span_id", plain: step.span.parentID.map { "\"\($0)\"" })
        addDetail(of: index, to: &members, &context, page: page)
        return .map(members)
    }

    private static func addDetail(
        of index: Int, to members: inout [YAMLMember], _ context: inout InteractionContext,
        page: String
    ) {
        let step = context.interaction.steps[index]
        addAttributes(of: index, to: &members, &context, page: page)
        if !step.events.isEmpty {
            let events = step.events.map { node(of: $0, &context, page: page) }
            members.append(YAMLMember("events", .list(events)))
        }
        if !step.span.links.isEmpty {
            let links = step.span.links.map { node(of: $0, &context, page: page) }
            members.append(YAMLMember("links", .list(links)))
        }
    }

    /// Adds the attributes that nothing tells yet: neither the parent, nor a span of this name.
    private static func addAttributes(
        of index: Int, to members: inout [YAMLMember], _ context: inout InteractionContext,
        page: String
    ) {
        let step = context.interaction.steps[index]
        var attributes = context.untoldAttributes(of: step)
        if let parent = step.parent {
            let inherited = context.interaction.steps[parent].span.attributes
            let rest = attributes.filter { !inherited.contains($0) }
            if attributes.shownBytes - rest.shownBytes > AttributeHistory.fewestBytes {
                let count = attributes.count - rest.count
                members.append(
                    YAMLMember("attributes_as_in_parent", .plain(String(count))))
                attributes = rest
            }
        }
        if let (place, rest) = context.attributes.difference(of: attributes, named: step.span.name)
        {
            let path = RelativePath.path(to: place.page, from: page)
            members.append(
                YAMLMember("other_attributes", .string("as in \(path), span \(place.spanID)")))
            attributes = rest
        } else {
            let place = AttributeHistory.Place(page: page, spanID: step.span.spanID)
            context.attributes.remember(attributes, named: step.span.name, at: place)
        }
        if !attributes.isEmpty {
            members.append(YAMLMember("attributes", context.folded(attributes, page: page)))
        }
    }

    private static func node(
        of failure: Failure, _ context: inout InteractionContext, page: String
    ) -> YAMLNode {
        var members: [YAMLMember] = []
        if let type = failure.type { members.append(YAMLMember("type", .string(type))) }
        members.append(YAMLMember("message", context.folded(failure.message, page: page)))
        if let stackTrace = failure.stackTrace {
            members.append(YAMLMember("stack_trace", context.folded(stackTrace, page: page)))
        }
        return .map(members)
    }

    private static func node(
        of event: SpanEvent, _ context: inout InteractionContext, page: String
    ) -> YAMLNode {
        var members = [YAMLMember("name", .string(event.name))]
        if context.hasTimes, let offset = context.offset(of: event.time) {
            members.append(YAMLMember("time", .plain(offset)))
        }
        if !event.attributes.isEmpty {
            members.append(YAMLMember("attributes", context.folded(event.attributes, page: page)))
        }
        return .map(members)
    }

    private static func node(
        of link: SpanLink, _ context: inout InteractionContext, page: String
    ) -> YAMLNode {
        var members = [
            YAMLMember("trace_id", .string(link.traceID.description)),
            YAMLMember("span_id", .string(link.spanID.description)),
        ]
        if !link.attributes.isEmpty {
            members.append(YAMLMember("attributes", context.folded(link.attributes, page: page)))
        }
        return .map(members)
    }
}

extension SpanKind {
    /// OTLP's word for the kind; nil when it is not said.
    var word: String? {
        switch self {
        case .unspecified: nil
        case .internal: "internal"
        case .server: "server"
        case .client: "client"
        case .producer: "producer"
        case .consumer: "consumer"
        }
    }
}
