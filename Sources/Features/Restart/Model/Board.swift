// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import Recovery

/// The day itself: a plan followed step by step.
struct Board: Sendable, Hashable {
    typealias ID = Identifier<Board>

    let id: ID
    let organisation: Organisation.ID
    let organisationName: String
    let lineage: Lineage
    let plan: RestartPlan.ID
    let title: String
    let isExercise: Bool
    /// When the crisis began: hours are counted from it.
    let beganAt: Instant
    /// Grows with every gesture.
    let revision: Int
    let openedAt: Instant
    let openedBy: String
    let closedAt: Instant?
    let closedBy: String?
    let lessons: String

    var isOpen: Bool { closedAt == nil }

    /// Hours since the beginning of the crisis, never negative.
    func hour(_ instant: Instant) -> Double { max(Double(instant.seconds(since: beganAt)) / 3600, 0) }

    func instant(_ hour: Double) -> Instant {
        beganAt.adding(seconds: Int(min(max(hour.isFinite ? hour : 0, 0), 1e6) * 3600))
    }
}

/// Where a step of a board stands. A step that nobody touched has no row: version 0, waiting.
struct BoardStep: Sendable, Hashable {
    enum State: String, Sendable, Hashable, CaseIterable {
        case waiting
        case started
        case done
        case skipped
        case blocked
    }

    var state = State.waiting
    var startedAt: Instant?
    var finishedAt: Instant?
    /// Working hours that the team says remain.
    var remaining: Double?
    var note = ""
    var version = 0
    var changedAt: Instant?
    var changedBy = ""
}

/// What somebody says of a step.
struct Gesture: Sendable, Hashable {
    let step: String
    var state: BoardStep.State
    /// The version that the person had before their eyes.
    let seen: Int
    var startedAt: Instant?
    var finishedAt: Instant?
    var remaining: Double?
    /// Nil leaves the note as it is.
    var note: String?
}

/// What became of a gesture.
enum GestureOutcome: Sendable, Hashable {
    case kept
    /// The step says just that already: the same gesture arrived twice, or two people said the same.
    case alreadyThere(BoardStep)
    /// Somebody said something else meanwhile; nothing was overwritten.
    case overtaken(BoardStep)
}

struct BoardEvent: Sendable, Hashable {
    let number: Int
    let at: Instant
    let author: String
    let step: String
    let former: BoardStep.State
    let state: BoardStep.State
    let note: String
}

/// A date that was told to the care units.
struct Announcement: Sendable, Hashable {
    let node: String
    let number: Int
    let at: Instant
    let author: String
    let hour: Double
}

/// A board with what it follows.
struct BoardState: Sendable {
    let board: Board
    let frozen: FrozenModel
    /// The plan that it was opened with.
    let initial: RecoveryPlan
    let steps: [String: BoardStep]

    var model: RecoveryModel { frozen.model }

    func step(_ key: String) -> BoardStep { steps[key] ?? BoardStep() }

    /// What happened so far, as the engine reads it.
    func progress(at now: Instant) -> RecoveryProgress {
        var progress = RecoveryProgress(now: board.hour(now))
        for step in model.steps {
            let known = self.step(step.key)
            switch known.state {
            case .waiting: break
            case .started, .blocked:
                guard let start = known.startedAt else { continue }
                progress.started[step.key] = min(board.hour(start), progress.now)
                // What is blocked does not advance: all of it is still to be done.
                let left = known.remaining ?? (known.state == .blocked ? step.duration.likely : nil)
                if let left {
                    progress.remaining[step.key] = Estimate(low: left * 0.8, likely: left, high: left * 1.5)
                }
            case .done:
                guard let finish = known.finishedAt else { continue }
                let end = min(board.hour(finish), progress.now)
                progress.finished[step.key] = end
                if let start = known.startedAt { progress.started[step.key] = min(board.hour(start), end) }
            case .skipped: progress.skipped.insert(step.key)
            }
        }
        return progress
    }
}
