// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Something wrong, or worth saying, in a file.
public struct Issue: Sendable, Hashable, CustomStringConvertible {
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// The file is refused.
        case error
        /// The file is read, but probably does not say what its author meant.
        case warning
        /// Something was left out on purpose.
        case note
    }

    public let severity: Severity
    /// From 1.
    public let line: Int?
    /// From 1.
    public let column: Int?
    /// Where in the document, such as `requirements[2].children[0].code`; empty for the whole.
    public let path: String
    /// In English, for the person who writes the file.
    public let message: String

    public init(
        severity: Severity = .error, line: Int? = nil, column: Int? = nil, path: String = "", message: String
    ) {
        self.severity = severity
        self.line = line
        self.column = column
        self.path = path
        self.message = message
    }

    /// As compilers print it: `12:5: error: requirements[0].code: …`.
    public var description: String {
        let place = line.map { line in column.map { "\(line):\($0): " } ?? "\(line): " } ?? ""
        return "\(place)\(severity.rawValue): \(path.isEmpty ? "" : path + ": ")\(message)"
    }
}

/// Why a file was refused: everything that is wrong with it, not only the first thing.
public struct CatalogError: Error, Sendable, Hashable, CustomStringConvertible {
    public let issues: [Issue]

    public init(issues: [Issue]) {
        self.issues = issues
    }

    public init(_ message: String) {
        self.init(issues: [Issue(message: message)])
    }

    public var description: String {
        issues.map(\.description).joined(separator: "\n")
    }
}
