// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// Compares a text with a file kept beside the test, under `__Snapshots__`. A missing file fails; `SNAPSHOTS=record`
/// writes them all anew.
public enum SnapshotText {
    /// - Returns: nil when the text is the one kept, else a sentence with the first line that differs.
    public static func difference(_ text: String, named name: String, file: String = #filePath) throws -> String? {
        let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "__Snapshots__")
        let kept = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["SNAPSHOTS"] == "record" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: kept)
            return nil
        }
        guard let data = FileManager.default.contents(atPath: kept.path(percentEncoded: false)) else {
            return "\(name) does not exist: run the tests with SNAPSHOTS=record, then read the new file"
        }
        let expected = String(decoding: data, as: UTF8.self)
        if expected == text { return nil }
        let pairs = zip(lines(expected), lines(text)).enumerated()
        guard let (index, (old, new)) = pairs.first(where: { $0.element.0 != $0.element.1 }) else {
            return "\(name): \(lines(expected).count) lines kept, \(lines(text).count) made"
        }
        return "\(name), line \(index + 1): kept “\(old)”, made “\(new)”"
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
