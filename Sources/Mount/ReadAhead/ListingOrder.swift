internal import Tree

/// Directories in the order in which they were listed, each with a number that grows; some may have been removed since.
struct ListingOrder: Sendable {
    private var directories: [Inode?] = []
    /// The number of the first element, and how many of the first ones are removed.
    private var firstSerial = 0
    private var removedFirst = 0

    /// The number of the next directory.
    var nextSerial: Int { firstSerial + directories.count }

    /// The directory that was listed first.
    var first: Inode? { removedFirst < directories.count ? directories[removedFirst] : nil }

    mutating func append(_ directory: Inode) {
        directories.append(directory)
    }

    mutating func remove(serial: Int) {
        directories[serial - firstSerial] = nil
        while removedFirst < directories.count, directories[removedFirst] == nil {
            removedFirst += 1
        }
        // The front is cut in large strokes, so that cutting costs little for each directory.
        guard removedFirst > 1_024, removedFirst > directories.count / 2 else { return }
        directories.removeFirst(removedFirst)
        firstSerial += removedFirst
        removedFirst = 0
    }

    func directory(after serial: Int) -> (serial: Int, directory: Inode)? {
        next(serial + 1..<nextSerial)
    }

    func directory(before serial: Int) -> (serial: Int, directory: Inode)? {
        next((firstSerial..<max(serial, firstSerial)).reversed())
    }

    private func next(_ serials: some Sequence<Int>) -> (serial: Int, directory: Inode)? {
        for serial in serials {
            if let directory = directories[serial - firstSerial] { return (serial, directory) }
        }
        return nil
    }
}
