// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Organisations
import Primitives

/// A dated exercise: a scenario on a day, for people.
struct Exercise: Sendable, Hashable {
    typealias ID = Identifier<Exercise>

    enum State: String, Sendable, Hashable, CaseIterable {
        case prepared, running, paused, ended, cancelled

        /// The clock has started and has not stopped for good.
        var isLive: Bool { self == .running || self == .paused }
    }

    /// How it is played.
    enum Form: String, Sendable, Hashable, CaseIterable {
        /// Talked through around a table.
        case tabletop
        /// Cells play, animators play everybody else.
        case simulation
        /// With wards that really work without their tools.
        case fullScale
    }

    enum Ending: String, Sendable, Hashable, CaseIterable {
        case played
        /// Ended before its time.
        case stopped
        /// The stop word was said: something real happened.
        case emergency
    }

    let id: ID
    let keeper: Keeper
    let campaign: Campaign.ID?
    let title: String
    /// As it stood when the exercise was made.
    let scenario: Scenario
    let level: Scenario.Level
    let form: Form
    let plannedOn: Day
    /// `09:00`; empty when not said.
    let plannedAt: String
    let place: String
    /// Minutes.
    let duration: Int
    let stopWord: String
    let rules: [String]
    let forbidden: [String]
    /// What the scenario's variables say here.
    let words: [String: String]
    let checklist: Set<String>
    let state: State
    let ending: Ending?
    /// Why it was cancelled or stopped.
    let reason: String
    let log: String?
    let startedAt: Instant?
    let endedAt: Instant?
    /// Grows at each change that people who look must see.
    let revision: Int
    let createdAt: Instant
    let removedAt: Instant?

    /// A campaign of exercises asked by a level above.
    enum Campaign {
        typealias ID = Identifier<Campaign>
    }
}

/// Somebody who takes part, by function; a name and an address only where they are needed.
struct Participant: Sendable, Hashable {
    typealias ID = Identifier<Participant>

    enum Check: String, Sendable, Hashable, CaseIterable {
        case reached, missed
    }

    let id: ID
    let exercise: Exercise.ID
    let kind: Role.Kind
    let cell: Cell?
    /// The role of the scenario, or empty.
    let role: String
    /// The function: what reports name.
    let position: String
    let name: String
    let mail: String
    let attended: Bool?
    /// The communication check before the start.
    let check: Check?
    let checkedAt: Instant?

    var label: String { name.isEmpty ? position : "\(name) (\(position))" }
}

/// A door without an account.
struct PlayLink: Sendable, Hashable {
    typealias ID = Identifier<PlayLink>

    enum Kind: String, Sendable, Hashable, CaseIterable {
        case cell, observer, feedback
    }

    let id: ID
    let exercise: Exercise.ID
    let kind: Kind
    let cell: Cell?
    let label: String
    let createdAt: Instant
    let expiresAt: Instant
    let seenAt: Instant?
    let revokedAt: Instant?

    func isOpen(at now: Instant) -> Bool { revokedAt == nil && now < expiresAt }
}
