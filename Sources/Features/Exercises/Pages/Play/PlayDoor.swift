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

/// A door as whoever came through it sees it: this exercise, this cell, nothing of the others.
struct PlayDoor: Sendable {
    let link: PlayLink
    let exercise: Exercise

    /// Reading, per minute and door.
    static let mostReads = 1200
    static let mostWrites = 120
    /// Secrets that open nothing, per minute and address.
    static let mostMisses = 30

    static func open(
        _ visit: Visit, _ parameter: String, _ kind: PlayLink.Kind, _ keeper: Doorkeeper, writes: Bool = false
    ) async throws -> PlayDoor {
        let now = visit.house.clock.now
        guard let secret = PlaySecret(try visit.parameter(parameter)) else {
            try await miss(visit, keeper, now)
            throw Refusal.notFound
        }
        let found = try await visit.read { session -> PlayDoor? in
            guard let link = try LinkStore.claim(secret, kind: kind, at: now, in: session),
                let exercise = try ExerciseStore.exercise(link.exercise, in: session)
            else { return nil }
            return PlayDoor(link: link, exercise: exercise)
        }
        guard let found else {
            try await miss(visit, keeper, now)
            throw Refusal.notFound
        }
        let key = "\(writes ? "w" : "r")-\(found.link.id.text)"
        guard await keeper.admits(key, most: writes ? mostWrites : mostReads, at: now) else {
            throw ExercisesError.tooFast
        }
        return found
    }

    private static func miss(_ visit: Visit, _ keeper: Doorkeeper, _ now: Instant) async throws {
        guard await keeper.admits("m-\(visit.address)", most: mostMisses, at: now) else {
            throw Refusal.tooMany(retryAfterSeconds: 60)
        }
    }

    /// A write in the name of the door. It is looked at again inside the transaction: closed meanwhile, it opens nothing.
    func change<Value: Sendable>(
        _ visit: Visit, as author: String, _ body: @escaping @Sendable (Exercise, Int, Change) throws -> Value
    ) async throws -> Value {
        let (id, link, organisation) = (exercise.id, link, exercise.keeper.id)
        let now = visit.house.clock.now
        return try await visit.house.database.change(by: Actor(account: nil, name: author), at: now) { change in
            guard try LinkStore.pulse(link.id, at: now, in: change.session) != nil,
                let exercise = try ExerciseStore.exercise(id, of: organisation, in: change.session)
            else { throw Refusal.notFound }
            let clock = try PlayStore.clock(of: id, in: change.session)
            return try body(exercise, clock.seconds(at: now.millisecondsSinceEpoch), change)
        }
    }
}
