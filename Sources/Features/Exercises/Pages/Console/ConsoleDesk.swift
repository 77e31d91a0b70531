// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Drills
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Site

/// A play on the animator's desk: what happened, and where that leaves the timeline.
struct ConsoleDesk: Sendable {
    let exercise: Exercise
    let injects: [PlayedInject]
    let clock: PlayClock
    let mails: [PlayedInject.ID: PlayMail]
    /// Newest first.
    let lines: [LogEntry]
    /// Oldest first.
    let notes: [Observation]
    let now: Instant
    let zone: TimeZoneRule

    var second: Int { clock.seconds(at: now.millisecondsSinceEpoch) }

    static func read(_ exercise: Exercise, at now: Instant, _ zone: TimeZoneRule, in session: any Session) throws
        -> Self
    {
        let log = exercise.log.flatMap { CrisisLogRecord.ID($0) }
        return ConsoleDesk(
            exercise: exercise, injects: try InjectStore.all(of: exercise.id, in: session),
            clock: try PlayStore.clock(of: exercise.id, in: session),
            mails: try PlayStore.mails(of: exercise.id, in: session),
            lines: try log.map { try CrisisLogStore.latest(of: $0, limit: 40, in: session) } ?? [],
            notes: try PeopleStore.observations(of: exercise.id, limit: 20, in: session), now: now, zone: zone)
    }

    var standing: Timeline.Standing { Self.timeline(injects).standing(at: second) }

    /// The timeline of what is enabled, with what happened.
    static func timeline(_ injects: [PlayedInject]) -> Timeline {
        let known = injects.filter { $0.isEnabled || $0.state == .sent }
        var facts: [Timeline.Fact] = []
        for one in known {
            let id = one.inject.id
            switch one.state {
            case .sent: if let sending = one.sending { facts.append(.sent(id, at: sending.second)) }
            case .skipped: facts.append(.skipped(id, at: 0))
            case .waiting: break
            }
            if let second = one.acknowledgedSecond { facts.append(.acknowledged(id, at: second)) }
            for (number, outcome) in one.outcomes {
                // What was half done is awaited no longer, and its branch may still be wanted.
                facts.append(
                    outcome.kind == .done
                        ? .met(id, expectation: number, at: outcome.second)
                        : .missed(id, expectation: number, at: outcome.second))
            }
        }
        return Timeline(known.map(\.inject), facts)
    }

    func played(_ id: String) -> PlayedInject? { injects.first { $0.inject.id == id } }

    /// What changes when there is something new to show: a gesture, or a minute of play that went by.
    static func serial(revision: Int, second: Int) -> String { "\(revision).\(second / 60)" }
}
