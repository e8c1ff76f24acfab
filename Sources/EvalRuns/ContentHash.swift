internal import Crypto
internal import Foundation

/// The SHA-256 of texts, in hexadecimal digits.
enum ContentHash {
    /// The hash of texts in order, none of which runs into the next.
    static func hex(of texts: [[UInt8]]) -> String {
        var hasher = SHA256()
        for text in texts {
            hasher.update(data: Data("\(text.count):".utf8))
            hasher.update(data: Data(text))
        }
        return text(of: hasher.finalize())
    }

    /// The hash of one text, as `sha256sum` gives it.
    static func hex(of text: String) -> String {
        self.text(of: SHA256.hash(data: Data(text.utf8)))
    }

    private static func text(of digest: SHA256.Digest) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
