// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What is wrong with a scenario or with a timeline: everything, in the order of the file.
public struct DrillFault: Error, Sendable, Hashable, CustomStringConvertible {
    public struct Issue: Sendable, Hashable {
        public enum Weight: Sendable, Hashable {
            /// The scenario cannot be played.
            case error
            /// It can, and somebody should look.
            case warning
        }

        public let weight: Weight
        /// From 1; nil for the whole file.
        public let line: Int?
        /// Where in the document, such as `injects[3].to`.
        public let path: String
        public let french: String
        public let english: String

        public init(
            line: Int? = nil, path: String = "", _ french: String, _ english: String, weight: Weight = .error
        ) {
            self.weight = weight
            self.line = line
            self.path = path
            self.french = french
            self.english = english
        }
    }

    /// The name of the file as people know it; empty when there is none.
    public var file: String
    public let issues: [Issue]

    public init(file: String = "", issues: [Issue]) {
        self.file = file
        self.issues = issues
    }

    init(line: Int? = nil, path: String = "", _ french: String, _ english: String) {
        self.init(issues: [Issue(line: line, path: path, french, english)])
    }

    /// One sentence for each fault, with its place.
    public var sentences: [(french: String, english: String)] {
        issues.map { issue in
            var french: [String] = []
            var english: [String] = []
            if !file.isEmpty {
                french.append(file)
                english.append(file)
            }
            if let line = issue.line {
                french.append("ligne \(line)")
                english.append("line \(line)")
            }
            if !issue.path.isEmpty {
                french.append(issue.path)
                english.append(issue.path)
            }
            let (place, words) = (french.joined(separator: ", "), english.joined(separator: ", "))
            return (
                place.isEmpty ? issue.french : "\(place)\u{00A0}: \(issue.french)",
                words.isEmpty ? issue.english : "\(words): \(issue.english)"
            )
        }
    }

    public var description: String { sentences.map(\.english).joined(separator: "\n") }
}
