// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Drills
import Primitives

/// An inject of an exercise: what the scenario said, adapted or not, and what became of it.
struct PlayedInject: Sendable, Hashable {
    typealias ID = Identifier<PlayedInject>

    enum State: String, Sendable, Hashable, CaseIterable {
        case waiting, sent, skipped
    }

    struct Sending: Sendable, Hashable {
        let at: Instant
        /// Seconds of play.
        let second: Int
        let by: String
    }

    let id: ID
    let exercise: Exercise.ID
    /// `inject.id` is the number that people read; its texts are filled.
    let inject: Inject
    /// That receives it; nil when it is for nobody who plays.
    let cell: Cell?
    let isEnabled: Bool
    /// Made during the play.
    let isFree: Bool
    let state: State
    let sending: Sending?
    /// Why it was skipped, or how it was adapted.
    let note: String
    let acknowledgedAt: Instant?
    let acknowledgedSecond: Int?
    let acknowledgedBy: String
    /// The line of the log that says it was sent.
    let line: LogReference?
    /// Grows at each change.
    let version: Int
    /// By place, from 1.
    let outcomes: [Int: Outcome]

    /// What was seen of an expected reaction.
    struct Outcome: Sendable, Hashable {
        enum Kind: String, Sendable, Hashable, CaseIterable {
            case done, partly, missed
        }

        let kind: Kind
        let at: Instant
        /// Seconds of play.
        let second: Int
        let note: String
        let author: String
    }
}

/// What an observer or an animator saw.
struct Observation: Sendable, Hashable {
    typealias ID = Identifier<Observation>

    enum Kind: String, Sendable, Hashable, CaseIterable {
        case fact, strength, improvement
    }

    let id: ID
    let exercise: Exercise.ID
    let inject: PlayedInject.ID?
    /// Of the grid, or empty.
    let criterion: String
    let cell: Cell?
    let kind: Kind
    let text: String
    let author: String
    let at: Instant
    /// Seconds of play; nil outside it.
    let second: Int?
    let enteredAt: Instant
    let paperSheet: String
}
