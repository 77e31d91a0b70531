// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Why a plan file was refused: everything that is wrong with it, in the order of the file.
public struct RecoveryFileFault: Error, Sendable, Hashable, CustomStringConvertible {
    public struct Issue: Sendable, Hashable, CustomStringConvertible {
        /// From 1; nil for the whole file.
        public let line: Int?
        public let column: Int?
        /// Where in the document, such as `nodes[2].steps[0].hours`.
        public let path: String
        public let french: String
        public let english: String

        /// As compilers print it.
        public var description: String {
            let place = line.map { line in column.map { "\(line):\($0): " } ?? "\(line): " } ?? ""
            return "\(place)\(path.isEmpty ? "" : path + ": ")\(english)"
        }
    }

    public let issues: [Issue]

    public init(issues: [Issue]) {
        self.issues = issues
    }

    init(line: Int? = nil, column: Int? = nil, _ french: String, _ english: String) {
        self.init(
            issues: [Issue(line: line, column: column, path: "", french: french, english: english)])
    }

    public var description: String { issues.map(\.description).joined(separator: "\n") }

    public var message: (french: String, english: String) {
        let french = issues.map { issue in
            (issue.line.map { "ligne \($0)\u{00A0}: " } ?? "") + (issue.path.isEmpty ? "" : issue.path + "\u{00A0}: ")
                + issue.french
        }
        return (french.joined(separator: "\n"), description)
    }
}
