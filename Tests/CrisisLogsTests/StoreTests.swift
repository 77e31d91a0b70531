// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import CrisisLogs

struct StoreTests {
    @Test(arguments: TestEngine.available)
    func `lines follow one another, and each moves the revision`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let log = try await database.makeLog()
            for number in 1...5 {
                let entry = try await database.say("ligne \(number)", in: log, at: noon.adding(seconds: number))
                #expect(entry.reference.sequence == number)
            }
            let lines = try await database.lines(log)
            #expect(lines.map(\.statement.text) == (1...5).map { "ligne \($0)" })
            #expect(LogVerification(of: lines, in: log.id.text).isIntact)
            let pulse = try await database.read { session in try CrisisLogStore.revision(of: log.id, in: session) }
            #expect(pulse?.revision == 5)
            #expect(pulse?.isOpen == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a closed log takes no line until it is reopened`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let log = try await database.makeLog()
            try await database.changing { change in try CrisisLogStore.close(log, in: change) }
            // Somebody whose page still shows it open.
            await #expect(throws: CrisisLogError.closed) { try await database.say("trop tard", in: log) }
            await #expect(throws: CrisisLogError.closed) {
                try await database.changing { change in try CrisisLogStore.close(log, in: change) }
            }
            try await database.changing { change in try CrisisLogStore.reopen(log, in: change) }
            try await database.say("de nouveau", in: log)
            #expect(try await database.lines(log).count == 1)
        }
    }

    @Test func `what cannot be a line is refused with its reason`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let log = try await database.makeLog()
            await #expect(throws: CrisisLogError.emptyText) { try await database.say(" \n ", in: log) }
            await #expect(throws: CrisisLogError.tooLong) {
                try await database.say(String(repeating: "é", count: 4001), in: log)
            }
            await #expect(throws: CrisisLogError.tooLong) { try await database.say("a\0b", in: log) }
            await #expect(throws: CrisisLogError.unknownReference) {
                try await database.say(
                    "x", in: log, relation: .closes, about: LogReference(device: "BCDFGHJK", sequence: 1))
            }
            await #expect(throws: CrisisLogError.impossibleTime) {
                try await database.changing { change in
                    try CrisisLogStore.append(
                        LogStatement(factAt: Moment(milliseconds: .max), kind: .information, cell: .care, text: "x"),
                        to: log, by: "x", in: change)
                }
            }
            #expect(try await database.lines(log).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a clock said to be wrong counts in the lines that follow, and the log says so`(engine: TestEngine)
        async throws
    {
        try await withDatabase(engine, migrations: schema) { database in
            var log = try await database.makeLog()
            try await database.say("avant", in: log)
            try await database.changing { [log] change in
                try CrisisLogStore.setClock(
                    offset: 240, of: log, saying: "L’horloge retarde de 4 minutes.", by: "Claire", in: change)
            }
            let entry = try await database.say("après", in: log)
            #expect(entry.clockOffset == 240)
            #expect(entry.countedAt.instant == noon.adding(seconds: 240))
            log = try await database.record(log.id)
            #expect(log.clockOffset == 240)
            #expect(try await database.lines(log).contains { $0.statement.text == "L’horloge retarde de 4 minutes." })
        }
    }

    @Test(arguments: TestEngine.available)
    func `logs are listed, the open ones first, and found by their title`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let log = try await database.makeLog()
            let (place, scope) = (log.keeper.id, [log.keeper.lineage])
            for number in 1...30 {
                try await database.changing(at: noon.adding(seconds: number)) { change in
                    _ = try CrisisLogStore.open(.exercise, title: "Exercice n° \(number)", at: place, in: change)
                }
            }
            try await database.say("une", in: log)
            try await database.changing { change in try CrisisLogStore.close(log, in: change) }
            let counting = CountingDatabase(database)
            let page = try await counting.read { session in
                try CrisisLogStore.page(of: .init(), under: scope, limit: 25, offset: 25, in: session)
            }
            #expect(counting.statements == 2)
            #expect(page.total == 31)
            #expect(page.logs.count == 6)
            #expect(page.logs.last?.log.id == log.id)
            #expect(page.logs.last?.lines == 1)
            var query = CrisisLogStore.Query()
            (query.text, query.kind, query.isOpen) = ("nuit", .incident, false)
            let asked = query
            let found = try await database.read { session in
                try CrisisLogStore.page(of: asked, under: scope, limit: 25, offset: 0, in: session)
            }
            #expect(found.logs.map(\.log.id) == [log.id])
            #expect(try await database.read { try CrisisLogStore.open(under: scope, in: $0) }.count == 20)
            #expect(try await database.read { try CrisisLogStore.open(under: [], in: $0) }.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the shelf reads what is new only, and sees damage in the database`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { inner in
            let database = CountingDatabase(inner)
            var log = try await database.makeLog()
            for number in 1...20 { try await database.say("ligne \(number)", in: log) }
            let shelf = CrisisLogShelf()
            log = try await database.record(log.id)
            database.reset()
            var copy = try await shelf.copy(of: log, from: database, at: noon)
            #expect(database.statements == 1)
            #expect(copy.entries.count == 20 && copy.verification.isIntact)
            copy = try await shelf.copy(of: log, from: database, at: noon)
            #expect(database.statements == 1)
            try await database.say("! non, une décision", .decision, in: log)
            log = try await database.record(log.id)
            copy = try await shelf.copy(of: log, from: database, at: noon)
            #expect(copy.entries.count == 21 && copy.verification.isIntact)
            var filter = LogFilter()
            filter.kind = .decision
            #expect(copy.lines(filter).count == 1)
            #expect(copy.lines(LogFilter(), text: "LIGNE 20").count == 1)
            let id = log.id
            try await inner.write { session in
                _ = try session.execute("DELETE FROM crisis_log_entry WHERE log_id = \(id) AND sequence = 7")
            }
            // Ten minutes later everything is read again.
            copy = try await shelf.copy(of: log, from: database, at: noon.adding(seconds: 700))
            #expect(copy.verification.devices.first?.firstFault?.fault == .missing)
            #expect(copy.verification.devices.first?.firstFault?.sequence == 7)
        }
    }

    @Test func `two hundred who ask at once cost one statement`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { inner in
            let database = CountingDatabase(inner)
            let log = try await database.makeLog()
            database.reset()
            let shelf = CrisisLogShelf()
            let revisions: [Int?] = try await withThrowingTaskGroup(of: Int?.self, returning: [Int?].self) { group in
                for _ in 0..<200 {
                    group.addTask { try await shelf.pulse(of: log.id, from: database, at: noon)?.revision }
                }
                var found: [Int?] = []
                for try await revision in group { found.append(revision) }
                return found
            }
            #expect(revisions == Array(repeating: 0, count: 200))
            #expect(database.statements == 1)
        }
    }

    @Test func `a log of ten thousand lines is read once, and its page costs three statements`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { inner in
            var log = try await inner.makeLog()
            var (previous, entries) = (LogChain.origin, [LogEntry]())
            for number in 1...10_000 {
                let moment = Moment(noon.adding(seconds: number))
                let entry = LogChain.entry(
                    in: log.id.text, reference: LogReference(device: "BCDFGHJK", sequence: number), enteredAt: moment,
                    clockOffset: 0, author: "Claire",
                    statement: LogStatement(
                        factAt: moment, kind: number % 5 == 0 ? .request : .information, cell: .care,
                        text: "ligne \(number)"), after: previous)
                entries.append(entry)
                previous = entry.hash
            }
            let all = entries
            let merged = try await inner.changing { [log] change in try CrisisLogStore.merge(all, into: log, in: change)
            }
            #expect(merged.added.count == 10_000)
            let database = CountingDatabase(inner)
            let (shelf, start) = (CrisisLogShelf(), ContinuousClock.now)
            log = try await database.record(log.id)
            let copy = try await shelf.copy(of: log, from: database, at: noon)
            let cold = ContinuousClock.now
            #expect(database.statements == 2)
            #expect(copy.entries.count == 10_000 && copy.verification.isIntact)
            #expect(copy.lines(LogFilter()).first?.current.text == "ligne 10000")
            #expect(copy.reading.open.count == 2000)
            let listed = ContinuousClock.now
            try await database.say("encore une", in: log, at: noon.adding(seconds: 20_000))
            database.reset()
            log = try await database.record(log.id)
            _ = try await shelf.copy(of: log, from: database, at: noon)
            #expect(database.statements == 2)
            print(
                "10,000 lines: read \(cold - start), listed \(listed - cold), one more \(ContinuousClock.now - listed)")
        }
    }
}
