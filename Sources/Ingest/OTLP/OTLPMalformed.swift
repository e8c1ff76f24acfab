/// Why one OTLP record is rejected.
struct OTLPMalformed: Error {
    var reason: String

    static let noTraceID = OTLPMalformed(reason: "no trace id, or an invalid one")
    static let noSpanID = OTLPMalformed(reason: "no span id, or an invalid one")
    static let badTime = OTLPMalformed(reason: "a time that is no number of nanoseconds")
    static let cut = OTLPMalformed(reason: "the document ends or breaks inside it")
    static let notAnObject = OTLPMalformed(reason: "not an object")
}
