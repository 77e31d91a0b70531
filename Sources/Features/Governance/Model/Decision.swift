// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Organisations
import Primitives

/// What a committee decided, who carries it out, and what became of it.
struct Decision: Sendable, Hashable {
    typealias ID = Identifier<Decision>

    enum State: String, Sendable, Hashable, CaseIterable {
        case todo
        case done
        case dropped

        var title: Phrase {
            switch self {
            case .todo: Phrase("À faire", "To do")
            case .done: Phrase("Faite", "Done")
            case .dropped: Phrase("Abandonnée", "Dropped")
            }
        }

        /// As addresses write it.
        var word: String {
            switch self {
            case .todo: "a-faire"
            case .done: "faites"
            case .dropped: "abandonnees"
            }
        }
    }

    let id: ID
    let committee: Committee.ID
    let committeeName: String
    let keeper: Keeper
    let decidedOn: Day
    let text: String
    let owner: String
    let dueOn: Day?
    let state: State
    /// When it was done or dropped.
    let settledOn: Day?
    let note: String
    let minutes: Appointment.Attachment?

    func isOverdue(on day: Day) -> Bool {
        guard state == .todo, let dueOn else { return false }
        return dueOn < day
    }
}

struct DecisionDraft: Sendable, Hashable {
    var committee: Committee.ID
    var decidedOn: Day
    var text: String
    var owner = ""
    var dueOn: Day?
    var state = Decision.State.todo
    var note = ""
    var minutes: Proof.ID?
}

struct DecisionQuery: Sendable, Hashable {
    enum Filter: Sendable, Hashable {
        case state(Decision.State)
        case overdue
    }

    var under: Lineage
    var committee: Committee.ID?
    var filter: Filter?
    var text = ""
    var today: Day
    var limit = 50
    var offset = 0
}
