// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Foundation
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import CrisisKit

/// The room of logs behind the front door.
@Suite("Logs of the house", .serialized)
struct LogbookOfTheHouseTests {
    private static func log(_ test: TestHouse) async throws -> String {
        let place = try test.demonstration.organisation(.support).id
        let id = try await test.house.database.change(by: .system, at: TestHouse.now) { change in
            try CrisisLogStore.open(.incident, title: "Nuit du 21", at: place, in: change)
        }
        return "/mains-courantes/\(id)"
    }

    @Test(arguments: TestEngine.available)
    func `a line typed in a hurry is kept, understood, and shown as text`(engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let log = try await Self.log(test)
            let sent = try await test.post(
                log + "/saisie", ["ligne": "! [strat] couper <script>alert(1)</script> /rssi", "saisie": "care"],
                as: .rssi)
            #expect(sent.status == 303)
            #expect(sent.location == log + "?saisie=care")
            let page = try await test.get(log, as: .rssi).text
            #expect(page.contains("couper &lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(!page.contains("<script>alert"))
            #expect(page.contains("Décidé par rssi."))
            #expect(page.contains("chaînes intactes"))
            // Nothing typed: the page comes back, nothing is kept.
            #expect(try await test.post(log + "/saisie", ["ligne": " "], as: .rssi).status == 422)
            // Somebody of another house does not know that it exists; an auditor reads and does not write.
            #expect(try await test.get(log, as: .outside).status == 404)
            #expect(try await test.get(log, as: .auditor).status == 200)
            #expect(try await test.post(log + "/saisie", ["ligne": "x"], as: .auditor).status == 404)
            #expect(try await test.post(log + "/cloture", [:], as: .contributor).status == 404)
            #expect(try await test.post(log + "/cloture", [:], as: .director).status == 303)
            #expect(try await test.post(log + "/saisie", ["ligne": "trop tard"], as: .rssi).status == 409)
        }
    }

    @Test func `a page of a long log costs the same number of statements as a short one`() async throws {
        try await TestHouse.open(.sqlite) { test in
            func cost(_ path: String) async throws -> Int {
                test.counter.reset()
                #expect(try await test.get(path, as: .rssi).status == 200)
                return test.counter.statements
            }
            let short = try await Self.log(test)
            let long = try await Self.log(test)
            let id = CrisisLogRecord.ID(stored: String(long.split(separator: "/").last ?? ""))
            let record = try #require(try await test.house.database.read { try CrisisLogStore.log(id, in: $0) })
            var (previous, entries) = (LogChain.origin, [LogEntry]())
            for number in 1...10_000 {
                let moment = Moment(TestHouse.now.adding(seconds: number - 20_000))
                let entry = LogChain.entry(
                    in: id.text, reference: LogReference(device: "BCDFGHJK", sequence: number), enteredAt: moment,
                    clockOffset: 0, author: "Claire",
                    statement: LogStatement(
                        factAt: moment, kind: number % 7 == 0 ? .action : .information, cell: .care,
                        text: "ligne \(number)"), after: previous)
                entries.append(entry)
                previous = entry.hash
            }
            let all = entries
            try await test.house.database.change(by: .system, at: TestHouse.now) { change in
                _ = try CrisisLogStore.merge(all, into: record, in: change)
            }
            _ = try await test.get(short, as: .rssi)
            let (few, many) = (try await cost(try await Self.log(test)), try await cost(long))
            #expect(few == many)
            let again = try await cost(long)
            #expect(again == many - 1)
            let start = ContinuousClock.now
            _ = try await test.get(long + "?q=ligne&page=3", as: .rssi)
            print("a page of ten thousand lines: \(ContinuousClock.now - start)")
        }
    }

    @Test func `a kit takes the log along, and writes under a name of its own`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let log = try await Self.log(test)
            _ = try await test.post(log + "/saisie", ["ligne": "écran noir"], as: .rssi)
            let hospital = try test.demonstration.organisation(.support)
            let made = try #require(
                try await KitExcerpt.make(of: hospital, in: test.house, under: SecretKey.fresh().key))
            #expect((made.report.rows["crisis_log"] ?? 0) >= 2)
            #expect((made.report.rows["crisis_log_entry"] ?? 0) > 20)
            #expect(made.report.omitted.contains("crisis_log_device"))
            let feature = try #require(test.house.features.first { $0.identifier == "logbook" })
            let documents = try await feature.kit(of: hospital, in: test.house, language: .french)
            let own = try #require(documents.first { $0.title == "Nuit du 21" })
            #expect(own.content.text.contains("écran noir"))
        }
    }

    @Test func `the demonstration holds one closed exercise, intact`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let scope = [try test.demonstration.organisation(.support).lineage]
            let logs = try await test.house.database.read { session in
                try CrisisLogStore.page(of: .init(), under: scope, limit: 50, offset: 0, in: session).logs
            }
            let exercise = try #require(logs.first { $0.log.title.hasPrefix("Exercice de printemps") })
            #expect(!exercise.log.isOpen && exercise.log.kind == .exercise && exercise.lines >= 25)
            let entries = try await test.house.database.read { session in
                try CrisisLogStore.entries(of: exercise.log.id, in: session)
            }
            #expect(LogVerification(of: entries, in: exercise.log.id.text).isIntact)
            let delays = LogDelays(of: entries)
            #expect(delays.decision == 7 * 60 && delays.notification == 59 * 60)
            let page = try await test.get("/mains-courantes/\(exercise.log.id)", as: .contributor)
            #expect(page.status == 200 && page.text.contains("EXERCICE, EXERCICE, EXERCICE"))
        }
    }
}
