// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// A body that decides: who sits there, how often, and when it meets next.
struct Committee: Sendable, Hashable {
    typealias ID = Identifier<Committee>

    enum Rhythm: String, Sendable, Hashable, CaseIterable {
        case monthly
        case quarterly
        case halfYearly
        case yearly
        case onDemand

        var title: Phrase {
            switch self {
            case .monthly: Phrase("chaque mois", "every month")
            case .quarterly: Phrase("chaque trimestre", "every quarter")
            case .halfYearly: Phrase("deux fois par an", "twice a year")
            case .yearly: Phrase("une fois par an", "once a year")
            case .onDemand: Phrase("à la demande", "when needed")
            }
        }
    }

    let id: ID
    let keeper: Keeper
    let name: String
    let members: String
    let rhythm: Rhythm
    let nextOn: Day?
    let closedAt: Instant?
    /// Decisions still to be carried out.
    let open: Int

    var isClosed: Bool { closedAt != nil }
}

struct CommitteeDraft: Sendable, Hashable {
    var name: String
    var members = ""
    var rhythm: Committee.Rhythm
    var nextOn: Day?
}
