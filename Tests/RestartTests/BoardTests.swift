// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Logging
import Persistence
import Primitives
import Recovery
import TestSupport
import Testing

@testable import Restart

struct BoardTests {
    private static let logger = Logger(label: "test")

    private struct Table {
        let database: any Database
        let board: Board
        let world: RestartSample.World

        func apply(_ gesture: Gesture, at seconds: Int = 60, by name: String = "Anne") async throws -> GestureOutcome {
            let board = board
            do {
                return try await database.changing(at: RestartSample.now.adding(seconds: seconds), by: name) { change in
                    try BoardChanges.apply(gesture, titled: "Étape", to: board, in: change)
                }
            } catch let undisturbed as BoardChanges.Undisturbed {
                return undisturbed.outcome
            }
        }

        func state() async throws -> BoardState {
            let (id, place) = (board.id, world.place)
            return try #require(try await database.read { try BoardStore.state(id, of: place, in: $0) })
        }

        func events() async throws -> [BoardEvent] {
            let id = board.id
            return try await database.read { try BoardStore.events(of: id, limit: 50, in: $0) }
        }
    }

    private func withBoard(
        _ engine: TestEngine, exercise: Bool = false, _ body: (Table) async throws -> Void
    ) async throws {
        try await withDatabase(engine, migrations: RestartSample.migrations) { database in
            let world = try await RestartSample.World.make(in: database)
            _ = try await world.draw(in: database)
            try await world.prepare(in: database)
            let whole = try await world.plan(in: database)
            let board = try await world.board(whole, in: database, exercise: exercise)
            try await body(Table(database: database, board: board, world: world))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a gesture is kept once, however often it arrives`(engine: TestEngine) async throws {
        try await withBoard(engine) { table in
            let step = try #require(try await table.state().model.steps.first?.key)
            #expect(try await table.apply(Gesture(step: step, state: .started, seen: 0)) == .kept)
            // The same form sent twice, by the same person or by another.
            for name in ["Anne", "Bruno"] {
                let again = try await table.apply(Gesture(step: step, state: .started, seen: 0), at: 90, by: name)
                guard case .alreadyThere(let known) = again else { throw RestartError.unknown }
                #expect(known.version == 1 && known.changedBy == "Anne")
            }
            let state = try await table.state()
            #expect(state.board.revision == 1 && state.step(step).startedAt == RestartSample.now.adding(seconds: 60))
            #expect(try await table.events().count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `two people never overwrite each other silently`(engine: TestEngine) async throws {
        try await withBoard(engine) { table in
            let step = try #require(try await table.state().model.steps.first?.key)
            #expect(try await table.apply(Gesture(step: step, state: .started, seen: 0)) == .kept)
            #expect(
                try await table.apply(Gesture(step: step, state: .blocked, seen: 1, note: "Pas de clé"), by: "Anne")
                    == .kept)
            let other = try await table.apply(Gesture(step: step, state: .done, seen: 1), by: "Bruno")
            guard case .overtaken(let known) = other else { throw RestartError.unknown }
            #expect(known.state == .blocked && known.note == "Pas de clé" && known.version == 2)
            #expect(try await table.state().step(step).state == .blocked)
            // Having seen it, Bruno decides.
            #expect(try await table.apply(Gesture(step: step, state: .done, seen: 2), at: 3600, by: "Bruno") == .kept)
            #expect(try await table.events().map(\.state) == [.done, .blocked, .started])
            // And it can be undone.
            #expect(try await table.apply(Gesture(step: step, state: .waiting, seen: 3), at: 3700) == .kept)
            let undone = try await table.state().step(step)
            #expect(undone.state == .waiting && undone.startedAt == nil && undone.finishedAt == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `many gestures at once are all kept`(engine: TestEngine) async throws {
        try await withBoard(engine) { table in
            let steps = try await table.state().model.steps.map(\.key)
            try await withThrowingTaskGroup(of: GestureOutcome.self) { group in
                for step in steps {
                    group.addTask { try await table.apply(Gesture(step: step, state: .started, seen: 0)) }
                }
                for try await outcome in group { #expect(outcome == .kept) }
            }
            let state = try await table.state()
            #expect(state.steps.count == steps.count && state.board.revision == steps.count)
            #expect(try await table.events().map(\.number).sorted() == Array(1...steps.count))
        }
    }

    @Test
    func `times must be possible`() async throws {
        try await withBoard(.sqlite) { table in
            let step = try #require(try await table.state().model.steps.first?.key)
            let now = RestartSample.now
            let wrong: [(Gesture, RestartError)] = [
                (Gesture(step: step, state: .started, seen: 0, startedAt: now.adding(seconds: 9000)), .future),
                (Gesture(step: step, state: .started, seen: 0, startedAt: now.adding(seconds: -60)), .beforeCrisis),
                (
                    Gesture(
                        step: step, state: .done, seen: 0, startedAt: now.adding(seconds: 50),
                        finishedAt: now.adding(seconds: 40)), .endBeforeStart
                ),
                (
                    Gesture(step: step, state: .blocked, seen: 0, note: String(repeating: "x", count: 1001)),
                    .textTooLong
                ),
            ]
            for (gesture, expected) in wrong {
                await #expect(throws: expected) { _ = try await table.apply(gesture) }
            }
            #expect(try await table.state().board.revision == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func `dates are told, drift, and are told again`(engine: TestEngine) async throws {
        try await withBoard(engine) { table in
            let (id, board) = (table.board.id, table.board)
            let first = try await table.database.read { try BoardStore.announcements(of: id, in: $0) }
            // Two services and an activity; components are promised to nobody.
            #expect(first.count == 3 && first.values.allSatisfy { $0.count == 1 })
            let (node, told) = try #require(first.first { $0.value[0].hour > 1 })
            let hour = told[0].hour
            await #expect(throws: RestartError.alreadySo) {
                _ = try await table.database.changing {
                    try BoardChanges.announce([(node, hour + 0.2)], on: board, in: $0)
                }
            }
            let count = try await table.database.changing {
                try BoardChanges.announce([(node, hour + 6)], on: board, in: $0)
            }
            let second = try await table.database.read { try BoardStore.announcements(of: id, in: $0) }
            #expect(count == 1 && second[node]?.map(\.hour) == [hour, hour + 6])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a closed board is ticked no more, and gives its durations to the steps`(engine: TestEngine) async throws {
        try await withBoard(engine, exercise: true) { table in
            let step = try #require(try await table.state().model.steps.first)
            let (start, finish) = (RestartSample.now, RestartSample.now.adding(seconds: 2 * 3600))
            let gesture = Gesture(step: step.key, state: .done, seen: 0, startedAt: start, finishedAt: finish)
            #expect(try await table.apply(gesture, at: 3 * 3600) == .kept)
            let (board, place) = (table.board, table.world.place)
            try await table.database.changing(at: finish) { try BoardChanges.close(board, lessons: "Retenu.", in: $0) }
            await #expect(throws: RestartError.closedBoard) {
                _ = try await table.apply(Gesture(step: step.key, state: .waiting, seen: 1))
            }
            let state = try await table.state()
            #expect(!state.board.isOpen && state.board.lessons == "Retenu.")
            let reading = BoardReading(state, nil, at: finish)
            let real = try #require(reading.real(step))
            #expect(real == 2)
            let changed = try await table.database.changing {
                try StepStore.learn([(step.key, real)], on: RestartSample.today, of: place, from: "Incident", in: $0)
            }
            let kept = try await table.database.read { try StepStore.step(.init(stored: step.key), of: place, in: $0) }
            #expect(changed == 1 && kept?.source == .measured && kept?.duration.likely == 2)
        }
    }

    @Test
    func `the plan follows the board, from now`() async throws {
        try await withBoard(.sqlite) { table in
            let room = BoardRoom()
            let now = RestartSample.now.adding(seconds: 3600)
            let before = await room.outlook(of: try await table.state(), at: now, Self.logger)
            let step = try #require(before.plan?.tasks.min { ($0.start, $0.finish) < ($1.start, $1.finish) })
            #expect(try await table.apply(Gesture(step: step.step, state: .blocked, seen: 0), at: 3600) == .kept)
            let state = try await table.state()
            let after = await room.outlook(of: state, at: now, Self.logger)
            #expect(after.revision == 1 && after.plan != nil && after.number > before.number)
            // The same revision is not computed twice.
            let again = await room.outlook(of: state, at: now, Self.logger)
            #expect(again.revision == after.revision)
            #expect(try await table.apply(Gesture(step: step.step, state: .skipped, seen: 1), at: 3700) == .kept)
            let skipped = try await table.state()
            #expect(skipped.progress(at: now).skipped == [step.step])
            await room.forget(table.board.id)
        }
    }

    @Test
    func `working hours leave the nights of the team out`() {
        let team = Team(
            key: "j", name: "Jour", people: 1, periods: [.init(rhythm: .day, opens: 8, closes: 20)])
        let office = Team(
            key: "o", name: "Bureau", people: 1, periods: [.init(rhythm: .officeHours, opens: 9, closes: 18)])
        var model = RestartSample.model()
        (model.startWeekday, model.startHour) = (5, 8)
        // From Friday 18 h to Saturday 10 h.
        #expect(WorkingHours.between(10, 26, team: team, in: model) == 4)
        #expect(WorkingHours.between(10, 26, team: office, in: model) == 0)
        #expect(WorkingHours.between(10, 26, team: nil, in: model) == 16)
        #expect(WorkingHours.between(5, 5, team: nil, in: model) == 0)
    }

    @Test(arguments: [("14:05", 845), ("14h05", 845), ("7 h", 420), ("0:00", 0)])
    func `times are read as people write them`(text: String, minutes: Int) {
        #expect(WallTime.minutes(text) == minutes)
    }

    @Test(arguments: ["", "25:00", "12:60", "midi", "1:2:3", "-1"])
    func `what is not a time is none`(text: String) {
        #expect(WallTime.minutes(text) == nil)
    }

    @Test
    func `a time on the wall is the instant it names, also when clocks change`() throws {
        let winter = try #require(Day(text: "2026-01-15"))
        #expect(WallTime.instant(winter, 14 * 60, .paris).text == "2026-01-15T13:00:00.000Z")
        let change = try #require(Day(text: "2026-03-29"))
        #expect(WallTime.instant(change, 12 * 60, .paris).text == "2026-03-29T10:00:00.000Z")
        #expect(WallTime.instant(change, 1 * 60, .paris).text == "2026-03-29T00:00:00.000Z")
    }
}
