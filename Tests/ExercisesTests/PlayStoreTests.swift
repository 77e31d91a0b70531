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
import TestSupport
import Testing

@testable import Exercises

@Suite struct PlayStoreTests {
    private typealias Sample = ExerciseSample

    private func withWorld(_ engine: TestEngine, _ body: (Sample.World) async throws -> Void) async throws {
        try await withDatabase(engine, migrations: Sample.migrations) { database in
            try await body(try await Sample.World.make(in: database))
        }
    }

    @Test(arguments: TestEngine.available)
    func `an exercise takes its timeline and its people from the scenario, words filled`(engine: TestEngine)
        async throws
    {
        try await withWorld(engine) { world in
            let id = world.exercise
            let (injects, people) = try await world.database.read { session in
                (try InjectStore.all(of: id, in: session), try PeopleStore.participants(of: id, in: session))
            }
            #expect(injects.map(\.inject.id) == ["s01", "s02", "r01"])
            #expect(injects[0].inject.text.hasPrefix("Ici Hôpital."))
            #expect(injects.map(\.cell) == [.care, .strategic, .care])
            #expect(people.map(\.kind) == [.director, .player])
            #expect(try await world.state().scenario == Sample.scenario)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the start opens a log, and what is sent is written there once`(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.start()
            #expect(try await world.state().state == .running)
            try await world.send("s01", at: 30)
            let inject = try await world.inject("s01")
            #expect(inject.sending?.second == 30)
            #expect(inject.line?.sequence == 2)
            let lines = try await world.lines()
            #expect(lines.count == 2)
            #expect(lines.allSatisfy { $0.hasPrefix("EXERCICE.") })
            await #expect(throws: ExercisesError.self) { try await world.send("s01", at: 40) }
            await #expect(throws: ExercisesError.notPrepared) { try await world.start() }
            #expect(try await world.lines().count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `of two people who send the same inject, the second is told`(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.start()
            let (exercise, inject) = (try await world.state(), try await world.inject("s01"))
            try await world.send("s01", at: 10)
            await #expect(throws: ExercisesError.changedMeanwhile) {
                try await world.database.changing(at: Sample.now.adding(seconds: 11)) { change in
                    try PlayStore.send(inject, seen: inject.version, second: 11, of: exercise, in: change)
                }
            }
            #expect(try await world.lines().count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `nothing leaves before the start nor after the end`(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            await #expect(throws: ExercisesError.notLive) { try await world.send("s01", at: 0) }
            try await world.start()
            let exercise = try await world.state()
            try await world.database.changing(at: Sample.now.adding(seconds: 60)) { change in
                try PlayStore.end(exercise, .emergency, reason: "Incendie", in: change)
            }
            await #expect(throws: ExercisesError.notLive) { try await world.send("s01", at: 70) }
            let ended = try await world.state()
            #expect(ended.state == .ended)
            #expect(ended.ending == .emergency)
            #expect(try await world.lines().last?.contains("ceci n’est plus un exercice") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the clock is what its gestures made of it`(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.start()
            for (seconds, gesture) in [
                (60, PlayClock.Gesture.speed(10)), (70, .pause), (100, .resume), (110, .shift(300)),
            ] {
                let exercise = try await world.state()
                try await world.database.changing(at: Sample.now.adding(seconds: seconds)) { change in
                    try PlayStore.turn(exercise, gesture, in: change)
                }
            }
            let id = world.exercise
            let clock = try await world.database.read { try PlayStore.clock(of: id, in: $0) }
            #expect(clock.seconds(at: Sample.now.adding(seconds: 110).millisecondsSinceEpoch) == 60 + 100 + 100 + 300)
            let paused = try await world.state()
            await #expect(throws: ExercisesError.alreadySo) {
                try await world.database.changing { change in try PlayStore.turn(paused, .resume, in: change) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reaction that does not come proposes the branch, and one that comes takes it away`(engine: TestEngine)
        async throws
    {
        try await withWorld(engine) { world in
            try await world.start()
            try await world.send("s01", at: 0)
            let id = world.exercise
            let before = try await world.database.read { try InjectStore.all(of: id, in: $0) }
            #expect(ConsoleDesk.timeline(before).standing(at: 601).proposals.map(\.next.id) == ["r01"])
            let (exercise, inject) = (try await world.state(), try await world.inject("s01"))
            try await world.database.changing(at: Sample.now.adding(seconds: 620)) { change in
                try PlayStore.settle(inject, number: 1, .done, note: "", second: 620, of: exercise, in: change)
            }
            let after = try await world.database.read { try InjectStore.all(of: id, in: $0) }
            #expect(ConsoleDesk.timeline(after).standing(at: 700).proposals.isEmpty)
            await #expect(throws: ExercisesError.unknown) {
                try await world.database.changing { change in
                    try PlayStore.settle(inject, number: 9, .done, note: "", second: 1, of: exercise, in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a door opens its own cell, until it is renewed, revoked or too old`(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let exercise = try await world.state()
            let until = Sample.now.adding(seconds: 3600)
            func open(_ cell: Cell) async throws -> PlaySecret {
                try await world.database.changing(at: Sample.now) { change in
                    try LinkStore.open(.cell, cell: cell, label: "", of: exercise, until: until, in: change)
                }
            }
            func claim(_ secret: PlaySecret, _ seconds: Int = 1, kind: PlayLink.Kind = .cell) async throws -> PlayLink?
            {
                try await world.database.read {
                    try LinkStore.claim(secret, kind: kind, at: Sample.now.adding(seconds: seconds), in: $0)
                }
            }
            let (first, care) = (try await open(.strategic), try await open(.care))
            #expect(try await claim(first)?.cell == .strategic)
            #expect(try await claim(care)?.cell == .care)
            #expect(try await claim(first, kind: .observer) == nil)
            #expect(try await claim(first, 3601) == nil)
            // The same identifier with another secret opens nothing.
            let forged = try #require(PlaySecret(first.id.text + "." + String(care.text.suffix(64))))
            #expect(try await claim(forged) == nil)
            let second = try await open(.strategic)
            #expect(try await claim(first) == nil)
            #expect(try await claim(second) != nil)
            try await world.database.changing(at: Sample.now) { change in
                try LinkStore.revoke(second.id, of: exercise, in: change)
            }
            #expect(try await claim(second) == nil)
            let stored = try await world.database.read { session in
                try session.all("SELECT secret_hash FROM exercise_link") { row throws(DatabaseError) in try row.text(0)
                }
            }
            #expect(stored.allSatisfy { !first.text.contains($0) && !care.text.contains($0) })
        }
    }

    @Test(arguments: TestEngine.available)
    func `a table replaces the timeline whole, and only before the start`(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let injects = [Inject(id: "a", at: 5, to: "care", channel: .paper, title: "A", text: "A")]
            let exercise = try await world.state()
            try await world.database.changing { change in
                try InjectChanges.take(injects, replacing: true, in: exercise, in: change)
            }
            try await world.database.changing { change in
                try InjectChanges.take(injects, replacing: false, in: exercise, in: change)
            }
            let id = world.exercise
            let kept = try await world.database.read { try InjectStore.all(of: id, in: $0) }
            #expect(kept.map(\.inject.id) == ["a", "a-2"])
            try await world.start()
            await #expect(throws: ExercisesError.notPrepared) {
                try await world.database.changing { change in
                    try InjectChanges.take(injects, replacing: true, in: exercise, in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `words that change fill the texts anew, except those that somebody rewrote`(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let exercise = try await world.state()
            let inject = try await world.inject("s02")
            var rewritten = inject.inject
            rewritten.text = "Notre texte."
            let text = rewritten
            try await world.database.changing { change in
                try InjectChanges.correct(inject, text, seen: inject.version, of: exercise, in: change)
            }
            var draft = ExerciseDraft(exercise)
            draft.words["etablissement"] = "Clinique"
            let wanted = draft
            try await world.database.changing { change in try ExerciseChanges.correct(exercise, wanted, in: change) }
            #expect(try await world.inject("s01").inject.text.hasPrefix("Ici Clinique."))
            #expect(try await world.inject("s02").inject.text == "Notre texte.")
        }
    }

    @Test(arguments: TestEngine.available)
    func `a scenario imported again takes the next version`(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let place = world.organisation.id
            for _ in 0..<2 {
                _ = try await world.database.changing { change in
                    try ScenarioStore.keep(Sample.scenario, at: place, in: change)
                }
            }
            let kept = try await world.database.read { try ScenarioStore.list(of: place, in: $0) }
            #expect(kept.map(\.version) == [2, 1])
        }
    }
}
