// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// One thing that is asked of an entry: its column, and how people see it.
struct EntryField: Sendable {
    enum Input: Sendable {
        case line(limit: Int)
        case paragraph(limit: Int)
        case day
        /// From 1 to 999: the place in the list.
        case order
        case choice([(value: String, title: Phrase)])
        /// One of the contacts kept by the same organisation.
        case contact
        case tick
    }

    /// In forms and in `Entry.values`.
    let name: String
    let column: SQL
    let input: Input
    let title: Phrase
    var hint: Phrase?
    var isRequired = false
    /// Nil: not a column of the list.
    var listTitle: Phrase?
}
