// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Sigma
import TestSupport
import Testing

@testable import Supervision

@Suite("Alerts in the database")
struct AlertStoreTests {
    private func keep(_ drafts: [AlertDraft], at now: Instant = noon, in database: any Database) async throws -> [Alert
        .ID]
    {
        try await database.write { session in try LiveStore.keep(alerts: drafts, at: now, in: session) }
    }

    private func alerts(
        under place: Lineage, everything: Bool = true, in database: any Database
    ) async throws -> [Alert] {
        try await database.read { session in
            var query = AlertQuery(under: place)
            query.isEverything = everything
            return try AlertStore.page(query, in: session).rows
        }
    }

    @Test(arguments: TestEngine.available)
    func `the same thing again is counted, and the same event is not`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            #expect(try await keep([draft(events: [1, 2], of: place.id)], in: database).count == 1)
            #expect(try await keep([draft(events: [2, 3], of: place.id)], in: database).isEmpty)
            #expect(try await keep([draft(events: [1, 2, 3], of: place.id)], in: database).isEmpty)
            #expect(try await keep([draft(on: "pc-1.chu.example", events: [4], of: place.id)], in: database).isEmpty)
            #expect(try await keep([draft(on: "PC-2", events: [9], of: place.id)], in: database).count == 1)
            let all = try await alerts(under: place.lineage, in: database)
            #expect(Set(all.map { "\($0.host) \($0.events)" }) == ["PC-1 4", "PC-2 1"])
            let first = try #require(all.first { $0.host == "PC-1" })
            #expect(first.lastAt == noon.adding(seconds: 4))
            let events = try await database.read { session in try AlertStore.events(of: first.id, in: session) }
            #expect(events.count == 4)
            #expect(events.first?.details.first?.field == "CommandLine")
        }
    }

    @Test(arguments: TestEngine.available)
    func `an alert goes from new to settled with a reason, and comes back as a new one`(engine: TestEngine) async throws
    {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            let id = try #require(try await keep([draft(of: place.id)], in: database).first)
            func read() async throws -> Alert {
                try #require(try await database.read { session in try AlertStore.alert(id, in: session) })
            }
            let fresh = try await read()
            await #expect(throws: SupervisionError.reasonMissing) {
                try await database.changing { change in
                    try AlertStore.move(fresh, to: .handled, reason: "", in: change)
                }
            }
            try await database.changing { change in try AlertStore.move(fresh, to: .seen, reason: "", in: change) }
            let seen = try await read()
            #expect(seen.state == .seen)
            // Somebody else was faster.
            await #expect(throws: SupervisionError.alreadySo) {
                try await database.changing { change in
                    try AlertStore.move(fresh, to: .handled, reason: "vu", in: change)
                }
            }
            try await database.changing { change in
                try AlertStore.move(seen, to: .handled, reason: "refait", in: change)
            }
            let handled = try await read()
            #expect(handled.settledBy == "essai")
            #expect(try await alerts(under: place.lineage, everything: false, in: database).isEmpty)
            #expect(try await keep([draft(events: [7], of: place.id)], in: database).count == 1)
            await #expect(throws: SupervisionError.alreadySo) {
                try await database.changing { change in
                    try AlertStore.move(handled, to: .seen, reason: "", in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a false positive that comes back only counts`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            let id = try #require(try await keep([draft(of: place.id)], in: database).first)
            let alert = try #require(try await database.read { session in try AlertStore.alert(id, in: session) })
            try await database.changing { change in
                try AlertStore.move(alert, to: .falsePositive, reason: "télédistribution", in: change)
            }
            #expect(try await keep([draft(events: [5], of: place.id)], in: database).isEmpty)
            let again = try #require(try await database.read { session in try AlertStore.alert(id, in: session) })
            #expect(again.events == 2)
            #expect(again.state == .falsePositive)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the alerts of a critical machine count more`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            try await database.changing { change in
                try HostStore.keep([("PC-1", Inventory(on: today))], of: place.id, in: change)
                let id = try #require(try HostStore.id(of: "pc-1", at: place.id, in: change.session))
                try HostStore.setCritical(id, true, at: place.id, in: change)
            }
            _ = try await keep(
                [draft(level: .medium, of: place.id), draft(on: "PC-2", level: .medium, of: place.id)], in: database)
            let all = try await alerts(under: place.lineage, in: database)
            #expect(all.map(\.level) == [.high, .medium])
            #expect(all.map(\.wasRaised) == [true, false])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a silence keeps alerts back until its end`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            let id = try #require(try await keep([draft(of: place.id)], in: database).first)
            let alert = try #require(try await database.read { session in try AlertStore.alert(id, in: session) })
            try await database.changing { change in
                try FilterStore.silence(alert, onHost: true, hours: 4, reason: "travaux", in: change)
            }
            let later = noon.adding(seconds: 60)
            #expect(
                try await keep([draft(key: "autre", events: [2, 3], of: place.id)], at: later, in: database).isEmpty)
            #expect(try await keep([draft(on: "PC-2", of: place.id)], at: later, in: database).count == 1)
            let silences = try await database.read { session in try FilterStore.silences(of: place.id, in: session) }
            #expect(silences.map(\.events) == [2])
            let over = noon.adding(seconds: 5 * 3600)
            #expect(try await keep([draft(key: "autre", events: [4], of: place.id)], at: over, in: database).count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a flood becomes one alert that counts`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            for number in 0..<(LiveStore.floodLimit + 20) {
                _ = try await keep([draft(on: "PC-\(number)", events: [number], of: place.id)], in: database)
            }
            let all = try await alerts(under: place.lineage, in: database)
            #expect(all.count == LiveStore.floodLimit + 1)
            #expect(all.first { $0.hostKey == LiveStore.floodHost }?.events == 20)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a hostile alert is kept as it is told`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            let long = String(repeating: "e\u{301}\u{301}", count: 2000)
            let nasty = draft(long, on: "\u{0}\n" + long, key: hostile + long, of: place.id)
            #expect(try await keep([nasty], in: database).count == 1)
            let kept = try #require(try await alerts(under: place.lineage, in: database).first)
            #expect(kept.key.hasPrefix("<script>"))
            #expect(kept.host.unicodeScalars.count <= 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func `filters are kept, removed and brought back`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            let id = try #require(try await keep([draft(of: place.id)], in: database).first)
            let alert = try #require(try await database.read { session in try AlertStore.alert(id, in: session) })
            let events = try await database.read { session in try AlertStore.events(of: id, in: session) }
            let text = FilterProposal.text(for: alert, events, RuleSet([]))
            #expect(FilterText.fault(in: text) == nil)
            await #expect(throws: SupervisionError.self) {
                try await database.changing { change in
                    try FilterStore.add(filter: "filter: [", title: "t", reason: "r", for: alert, in: change)
                }
            }
            try await database.changing { change in
                try FilterStore.add(filter: text, title: "connu", reason: "prestataire", for: alert, in: change)
            }
            func inForce() async throws -> Int {
                try await database.read { session in
                    try FilterStore.inForce(of: [place.id], in: session)[place.id]?.count ?? 0
                }
            }
            #expect(try await inForce() == 1)
            let kept = try await database.read { session in try FilterStore.filters(of: place.id, in: session) }
            let filter = try #require(kept.first?.filter.id)
            try await database.changing { change in
                try FilterStore.set(filter, isRemoved: true, at: place.id, in: change)
            }
            #expect(try await inForce() == 0)
            try await database.changing { change in
                try FilterStore.set(filter, isRemoved: false, at: place.id, in: change)
            }
            #expect(try await inForce() == 1)
        }
    }
}
