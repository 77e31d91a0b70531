// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Organisations
import Primitives

/// Something to put right that an exercise showed: who, by when, and whether a later exercise saw that it holds.
struct CorrectiveAction: Sendable, Hashable {
    typealias ID = Identifier<CorrectiveAction>

    enum State: String, Sendable, Hashable, CaseIterable {
        case open, done, dropped
    }

    struct Draft: Sendable, Hashable {
        var title = ""
        /// Why it went wrong, and what is to be done.
        var cause = ""
        /// A function, or a person of the house.
        var owner = ""
        var dueOn: Day?
        /// The objective that showed it; empty when none did.
        var objective = ""

        static let titleLimit = 200
        static let causeLimit = 2000
        static let ownerLimit = 200
    }

    let id: ID
    let keeper: Keeper
    let exercise: Exercise.ID
    let exerciseTitle: String
    let draft: Draft
    let state: State
    let settledOn: Day?
    let settledBy: String
    /// How it ended, in a sentence.
    let note: String
    /// The exercise that plays it again.
    let retestedIn: Exercise.ID?
    let retestTitle: String
    let retest: RetestResult?

    var isConfirmed: Bool { state == .done && retest == .held }
    /// The next exercise should play it again.
    var isToRetest: Bool { state != .dropped && !isConfirmed }
    func isLate(on day: Day) -> Bool { state == .open && (draft.dueOn.map { $0 < day } ?? false) }

    static let limit = 500
    static let noteLimit = 2000
}
