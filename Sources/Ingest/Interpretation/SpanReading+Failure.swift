internal import JSON
internal import Traces

extension SpanReading {
    /// What went wrong: an error status, an error type, or `success` that is false.
    ///
    /// The exception that was recorded last tells the most. An exception alone is no failure: it
    /// may have been handled.
    func failure(_ occurrences: [Occurrence]) -> Failure? {
        let isError = span.status.code == .error
        let type = text(.errorType)
        guard isError || type != nil || self[.success]?.truth == false else { return nil }
        let exception = occurrences.last { $0.kind == .exception }
        return Failure(
            type: type ?? exception?.attributes["exception.type"]?.text,
            message: failureMessage(exception?.attributes["exception.message"]?.text),
            stackTrace: exception?.attributes["exception.stacktrace"]?.text)
    }

    /// The status says most, unless it only wraps the exception's message into more words.
    private func failureMessage(_ exception: String?) -> String {
        let status = span.status.message
        guard let said = text(.errorMessage) ?? exception, !said.isEmpty else { return status }
        return status.isEmpty || status.contains(said) ? said : status
    }
}

extension ToolCall {
    /// The failure that a result tells which says of itself that it is an error (MCP).
    var resultFailure: Failure? {
        guard let result, result.utf8.first == UInt8(ascii: "{"),
            result.contains("\"isError\"") || result.contains("\"is_error\""),
            let object = JSONDocument.structure(of: result),
            (object["isError"] ?? object["is_error"])?.bool == true
        else { return nil }
        return Failure(message: "the tool answered with an error")
    }
}
