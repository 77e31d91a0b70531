// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence

/// Where something of the kit is kept.
struct Keeper: Sendable, Hashable {
    let id: Organisation.ID
    let name: String

    init(id: Organisation.ID, name: String) {
        self.id = id
        self.name = name
    }

    /// Reads two columns from the one given: identifier, name.
    init(_ row: Row, from column: Int) throws(DatabaseError) {
        self.init(id: try row.identifier(column), name: try row.text(column + 1))
    }
}
