internal import ArgumentParser

/// When an unfinished interaction counts as quiet.
struct LiveOptions: ParsableArguments {
    @Option(
        name: .customLong("quiet"),
        help: ArgumentHelp(
            "After how many seconds without a new record an interaction is quiet, or complete.",
            valueName: "seconds"))
    var quietSeconds = 30.0

    func validate() throws {
        guard quietSeconds > 0, quietSeconds <= 86_400 else {
            throw ValidationError("--quiet is a number of seconds up to a day")
        }
    }

    /// The quiet window.
    var quietTime: Duration { .seconds(quietSeconds) }
}
