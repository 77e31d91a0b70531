// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What a person chose, and how it went.
struct ReminderPreference: Sendable, Hashable {
    let cadence: ReminderCadence
    let chosenOn: Day
    let lastSentOn: Day?
    let failure: ReminderFailure?
    let failedAt: Instant?
}

/// Somebody whose turn has come.
struct ReminderTurn: Sendable, Hashable {
    let account: Account.ID
    let name: String
    let email: String
    let language: Language
    let cadence: ReminderCadence
    let chosenOn: Day
    /// The last day on which the person's agenda was looked at for this, whether or not there was something to say.
    let handledOn: Day?

    func isDue(on day: Day) -> Bool { cadence.isDue(on: day, since: max(handledOn ?? chosenOn, chosenOn)) }
}
