internal import Tree

internal import struct SystemPackage.Errno

extension Errno {
    /// The errno of what the tree could not answer.
    ///
    /// ESTALE makes the kernel look the path up once more, which is right for a number that was replaced meanwhile.
    init(_ error: TreeError) {
        self =
            switch error {
            case .noSuchInode, .stale: .staleNFSFileHandle
            case .notADirectory: .notDirectory
            case .notAFile: .isDirectory
            case .notALink: .invalidArgument
            case .refused(let refusal): Errno(refusal)
            case .store: .ioError
            }
    }

    private init(_ refusal: Refusal) {
        self =
            switch refusal {
            case .readOnly: .readOnlyFileSystem
            case .notPermitted: .notPermitted
            case .exists: .fileExists
            case .notEmpty: .directoryNotEmpty
            case .missing: .noSuchFileOrDirectory
            case .noDirectory: .notDirectory
            case .invalidName: .fileNameTooLong
            case .tooLarge: .fileTooLarge
            case .noSpace: .noSpace
            case .busy: .resourceBusy
            }
    }
}
