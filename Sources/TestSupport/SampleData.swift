internal import Foundation

/// The sample account in the checkout's `SampleData`.
public enum SampleData {
    /// The path of the directory, without a slash at its end.
    public static let directory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "SampleData").path

    /// The path of one of its files, such as `interactions/2026-11-16-swap.json`.
    public static func path(_ name: String) -> String {
        "\(directory)/\(name)"
    }
}
