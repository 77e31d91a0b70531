// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence

/// Who keeps a sheet or a plan.
struct Keeper: Sendable, Hashable {
    let id: Organisation.ID
    let name: String
    let lineage: Lineage

    init(id: Organisation.ID, name: String, lineage: Lineage) {
        self.id = id
        self.name = name
        self.lineage = lineage
    }

    init(_ organisation: Organisation) {
        self.init(id: organisation.id, name: organisation.name, lineage: organisation.lineage)
    }

    /// Reads three columns from the one given: identifier, name, lineage.
    init(_ row: Row, from column: Int) throws(DatabaseError) {
        self.init(
            id: try row.identifier(column), name: try row.text(column + 1),
            lineage: Lineage(stored: try row.text(column + 2)))
    }
}
