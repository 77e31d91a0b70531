// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What is wrong with a file of candidate actions, and where.
public struct LibraryFault: Sendable, Hashable, CustomStringConvertible {
    public let file: String
    /// From 1; nil when the fault is the file's as a whole.
    public let line: Int?
    public let message: String

    public init(file: String, line: Int?, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// `actions/gouvernance.yaml:12: a share goes from 0 to 1`
    public var description: String { file + (line.map { ":\($0)" } ?? "") + ": " + message }
}

/// Every fault of a library, never empty.
public struct InvalidLibrary: Error, Sendable, Hashable, CustomStringConvertible {
    public let faults: [LibraryFault]

    public init(_ faults: [LibraryFault]) { self.faults = faults }

    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
