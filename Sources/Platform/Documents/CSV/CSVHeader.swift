// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The first record of a table, by the names that people give to columns: case, accents and spaces do not matter.
public struct CSVHeader: Sendable, Hashable {
    private let columns: [String: Int]

    public init(_ record: CSVRecord) { self.init(names: record.cells) }

    public init(names: [String]) {
        var columns: [String: Int] = [:]
        for (index, name) in names.enumerated() where columns[Self.key(name)] == nil {
            columns[Self.key(name)] = index
        }
        self.columns = columns
    }

    /// The place of each column, in the order of `names`.
    public func columns(_ names: [String]) throws(DocumentError) -> [Int] {
        let missing = names.filter { columns[Self.key($0)] == nil }
        guard missing.isEmpty else { throw .missingColumns(missing) }
        return names.compactMap { columns[Self.key($0)] }
    }

    public func column(_ name: String) -> Int? { columns[Self.key(name)] }

    private static func key(_ name: String) -> String {
        String(folded(name).map { $0 == " " || $0 == "-" ? "_" : $0 })
    }
}
