// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence

/// Where a thing of a room is kept, or whom it serves: what lists say of an organisation.
public struct Keeper: Sendable, Hashable {
    public let id: Organisation.ID
    public let name: String
    public let lineage: Lineage

    public init(id: Organisation.ID, name: String, lineage: Lineage) {
        self.id = id
        self.name = name
        self.lineage = lineage
    }

    public init(_ organisation: Organisation) {
        self.init(id: organisation.id, name: organisation.name, lineage: organisation.lineage)
    }

    /// Reads three columns from the one given: identifier, name, lineage.
    public init(_ row: Row, from column: Int) throws(DatabaseError) {
        self.init(
            id: try row.identifier(column), name: try row.text(column + 1),
            lineage: Lineage(stored: try row.text(column + 2)))
    }
}
