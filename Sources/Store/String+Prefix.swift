extension String {
    /// The longest prefix of at most this many bytes that ends between characters.
    func utf8Prefix(maximumBytes: Int) -> String {
        guard utf8.count > maximumBytes else { return self }
        var result = ""
        for scalar in unicodeScalars {
            guard result.utf8.count + UTF8.width(scalar) <= maximumBytes else { break }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
