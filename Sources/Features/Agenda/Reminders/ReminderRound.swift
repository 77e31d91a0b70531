// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Mail
import Organisations
import Persistence
import Primitives
import Site

/// The reminders of one day. May be run again: whoever had theirs has no second.
struct ReminderRound: Sendable {
    typealias Dispatch = @Sendable ([Letter]) async -> [PostOffice.Outcome]

    let database: any Database
    let now: Instant
    let day: Day
    /// The beginning of the site's addresses.
    let address: String?
    let duties: @Sendable (DutyScope) async throws -> [Duty]
    let dispatch: Dispatch

    struct Result: Sendable, Hashable {
        var sent = 0
        /// Nothing was due in their agenda.
        var silent = 0
        /// What kept letters from leaving, once each, for the log.
        var failures: [MailError] = []
        /// Letters that wait for the next round.
        var waiting = 0
    }

    /// Letters handed to the server at once: enough to share a connection, few enough to lose little when the power
    /// fails.
    static let batch = 20

    func run() async throws -> Result {
        let day = day
        let turns = try await database.read { session in
            try ReminderStore.due(on: day, in: session).map { turn in
                (turn, try AccountStore.access(of: turn.account, today: day, in: session))
            }
        }
        var result = Result()
        var known: [[Lineage]: [Duty]] = [:]
        var letters: [(turn: ReminderTurn, digest: Digest)] = []
        for (turn, access) in turns {
            // Closed meanwhile.
            guard let access else { continue }
            let seen = try await seen(by: access, &known)
            if let digest = Digest(of: seen, for: turn, today: day, address: address) {
                letters.append((turn, digest))
            } else if try await database.write({ try ReminderStore.claim(turn, on: day, in: $0) }) {
                result.silent += 1
            }
        }
        for start in stride(from: 0, to: letters.count, by: Self.batch) {
            let batch = Array(letters[start..<min(start + Self.batch, letters.count)])
            guard let obstacle = try await send(batch, &result) else { continue }
            try await hold(letters.dropFirst(start + Self.batch).map(\.turn), obstacle, &result)
            break
        }
        return result
    }

    /// Colleagues with the same horizon have the same duties to choose from: the features are asked once.
    private func seen(by access: Access, _ known: inout [[Lineage]: [Duty]]) async throws -> [Duty] {
        // As on the person's page: officers of a region owe nothing there, and the duties of a country are not computed.
        let horizon = DutySight.working(in: access.horizon, for: access)
        guard !horizon.isEmpty else { return [] }
        if known[horizon] == nil {
            known[horizon] = try await duties(
                DutyScope(lineages: horizon, today: day, until: day.adding(days: Digest.reach)))
        }
        return (known[horizon] ?? []).filter { $0.isVisible(to: access) }
    }

    /// Their letters would meet the same obstacle: they are not tried, and told why.
    private func hold(_ turns: [ReminderTurn], _ obstacle: MailError, _ result: inout Result) async throws {
        let (now, failure) = (now, ReminderFailure(obstacle))
        try await database.write { session in
            for turn in turns { try ReminderStore.note(failure, for: turn, at: now, in: session) }
        }
        result.waiting += turns.count
    }

    /// - Returns: what keeps every letter from leaving, and not one alone.
    private func send(
        _ batch: [(turn: ReminderTurn, digest: Digest)], _ result: inout Result
    ) async throws -> MailError? {
        let (day, now) = (day, now)
        let turns = batch.map(\.turn)
        let claimed = try await database.write { session in
            try turns.filter { try ReminderStore.claim($0, on: day, in: session) }.map(\.account)
        }
        let mine = batch.filter { claimed.contains($0.turn.account) }
        let outcomes = await dispatch(mine.map(\.digest.letter))
        var obstacle: MailError?
        for (index, (turn, digest)) in mine.enumerated() {
            switch index < outcomes.count ? outcomes[index] : .failed(.cancelled) {
            case .accepted:
                try await database.change(by: .system, at: now) { change in
                    try ReminderStore.sent(turn, items: digest.count, on: day, in: change)
                }
                result.sent += 1
            case .failed(let error):
                let failure = ReminderFailure(error)
                try await database.write { session in
                    try ReminderStore.note(failure, for: turn, at: now, in: session)
                    // A refused address waits for its next turn: asking again within the hour would change nothing.
                    if failure != .recipient { try ReminderStore.release(turn, in: session) }
                }
                if !result.failures.contains(error) { result.failures.append(error) }
                if failure != .recipient { result.waiting += 1 }
                if error.isAnObstacle { obstacle = error }
            }
        }
        return obstacle
    }
}

extension ReminderFailure {
    init(_ error: MailError) {
        self =
            switch error {
            case .invalidAddress: .recipient
            case .recipientRefused, .messageRefused: error.isTemporary ? .server : .recipient
            default: error.isTemporary ? .server : .settings
            }
    }
}

extension MailError {
    /// The server and not the letter: the next one would fare the same. A recipient who is put off (greylisting) is
    /// not one.
    fileprivate var isAnObstacle: Bool {
        switch self {
        case .invalidAddress, .invalidText, .recipientRefused, .messageRefused, .interrupted: false
        default: true
        }
    }
}

/// Some reminders did not leave: those that wait for the next round, and those whose address is refused.
struct RemindersNotSent: Error, CustomStringConvertible {
    let count: Int
    let reason: String

    var description: String { "\(count) reminders wait for the next round: \(reason)" }
}
