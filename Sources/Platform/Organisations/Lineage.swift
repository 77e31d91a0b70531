// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// The identifiers from the root down to an organisation, each followed by `/`. All that stands below has a longer text
/// with the same beginning, so a subtree is one range of a sorted index.
public struct Lineage: Sendable, Hashable {
    public let text: String

    /// Identifiers have 36 characters: 24 levels. PostgreSQL's index entries allow no more than three times that.
    static let maximumLength = 24 * 37

    /// Trusts a value that the database returned.
    public init(stored text: String) { self.text = text }

    init(under parent: Lineage?, id: Organisation.ID) {
        text = (parent?.text ?? "") + id.text + "/"
    }

    /// `other` is this organisation or stands below it.
    public func contains(_ other: Lineage) -> Bool { other.text.utf8.starts(with: text.utf8) }

    /// How many organisations stand above, plus one.
    public var depth: Int { text.utf8.reduce(0) { $1 == UInt8(ascii: "/") ? $0 + 1 : $0 } }

    /// The identifiers, from the root.
    public var identifiers: [Organisation.ID] { text.split(separator: "/").map { Organisation.ID(stored: String($0)) } }

    /// `0` is the character after `/`: the first text that no longer begins with `text`.
    private var end: String { String(text.dropLast()) + "0" }

    /// True for the rows of this subtree, its top included. The column must be sorted byte by byte.
    public func sqlCondition(on column: SQL) -> SQL { "(\(column) >= \(text) AND \(column) < \(end))" }

    /// True for the rows of any of these subtrees; never for none.
    public static func condition(on column: SQL, anyOf lineages: [Lineage]) -> SQL {
        guard !lineages.isEmpty else { return "1 = 0" }
        return "(" + SQL.joined(lineages.map { $0.sqlCondition(on: column) }, separator: " OR ") + ")"
    }
}
