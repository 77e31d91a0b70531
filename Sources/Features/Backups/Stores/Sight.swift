// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence

/// What an organisation stands on: what is kept by it, below it, and above it.
enum Sight {
    static func condition(from place: Lineage) -> SQL {
        "(\(place.sqlCondition(on: "k.lineage")) OR k.id IN (\(list: place.identifiers)))"
    }
}

extension String {
    /// Cut where the schema cuts: at a number of code points.
    func prefixed(_ limit: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) }
}
