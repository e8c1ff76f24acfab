/// Paths between files of one interaction's directory.
enum RelativePath {
    /// The path of `target` as the file `page` must spell it: `../../tools/results/003-x.txt`.
    static func path(to target: String, from page: String) -> String {
        let source = page.split(separator: "/").dropLast()
        let goal = target.split(separator: "/")
        let goalDirectory = goal.dropLast()
        var shared = 0
        while shared < source.count, shared < goalDirectory.count,
            source[shared] == goalDirectory[shared]
        {
            shared += 1
        }
        let up = Array(repeating: "..", count: source.count - shared)
        let path = (up + goal.dropFirst(shared).map(String.init)).joined(separator: "/")
        return target.hasSuffix("/") ? path + "/" : path
    }
}
