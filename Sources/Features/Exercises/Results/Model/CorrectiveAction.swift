// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Organisations
import Primitives

/// Something to put right that an exercise showed: who, by when, and whether a later exercise saw that it holds.
struct CorrectiveAction: Sendable, Hashable {
    typealias ID = Identifier<CorrectiveAction>

    enum State: String, Sendable, Hashable, CaseIterable {
        case open
        /// Said to be done; an exercise has yet to show it.
        case done
        /// Played again, and it held.
        case confirmed
        case dropped

        /// The next exercise should play it again.
        var isToRetest: Bool { self == .open || self == .done }
    }

    struct Draft: Sendable, Hashable {
        var title = ""
        var detail = ""
        /// A function, or a person of the house.
        var owner = ""
        var dueOn: Day?
        /// The objective that showed it; empty when none did.
        var objective = ""

        static let titleLimit = 300
        static let detailLimit = 4000
        static let ownerLimit = 200
    }

    /// An exercise that plays it again.
    struct Retest: Sendable, Hashable {
        let action: ID
        let exercise: Exercise.ID
        let exerciseTitle: String
        let result: RetestResult?
    }

    let id: ID
    let keeper: Keeper
    let exercise: Exercise.ID
    let exerciseTitle: String
    let draft: Draft
    let state: State
    let doneOn: Day?
    /// How it ended, in a sentence.
    let outcome: String

    func isLate(on day: Day) -> Bool { state == .open && (draft.dueOn.map { $0 < day } ?? false) }

    static let limit = 500
}
