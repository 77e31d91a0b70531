// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives
import Sigma
import TestSupport
import Testing

@testable import Supervision

@Suite("Notices")
struct NoticeTests {
    @Test(arguments: TestEngine.available)
    func `nobody is told until somebody says so, then of what is grave enough, and not without end`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            func find(_ level: Level, _ number: Int) async throws {
                let one = draft("Règle \(number)", level: level, events: [number], of: place.id)
                try await database.write { session in
                    let fresh = try LiveStore.keep(alerts: [one], at: noon, in: session)
                    try NoticeStore.queue(fresh, at: noon, in: session)
                }
            }
            func waiting() async throws -> [WaitingNotice] {
                try await database.read { session in try NoticeStore.waiting(limit: 100, in: session) }
            }
            try await find(.critical, 1)
            #expect(try await waiting().isEmpty)

            let officer = try await database.changing { change in
                let id = try AccountStore.create(
                    email: EmailAddress("rssi@carene.example"), name: "Claire", language: .french, in: change)
                try AccountStore.give(.securityOfficer, on: place.id, to: id, by: .serverOperator, in: change)
                try NoticeStore.keep(
                    NoticeSettings(from: .high, webhook: "https://astreinte.example/x", recipients: [id]), of: place,
                    today: today, in: change)
                return id
            }
            let settings = try await database.read { session in try NoticeStore.settings(of: place.id, in: session) }
            #expect(
                settings == NoticeSettings(from: .high, webhook: "https://astreinte.example/x", recipients: [officer]))
            try await find(.medium, 2)
            #expect(try await waiting().isEmpty)
            for number in 3..<(NoticeStore.mostAMinute + 10) { try await find(.high, number) }
            let queued = try await waiting()
            #expect(queued.count == NoticeStore.mostAMinute)

            let first = try #require(queued.first)
            try await database.write { session in try NoticeStore.note(first, failure: nil, at: noon, in: session) }
            #expect(try await waiting().count == NoticeStore.mostAMinute - 1)
            let second = queued[1]
            for _ in 0..<NoticeStore.mostAttempts {
                try await database.write { session in
                    try NoticeStore.note(second, failure: "refusé", at: noon, in: session)
                }
            }
            #expect(try await waiting().count == NoticeStore.mostAMinute - 2)
            #expect(
                try await database.read { session in try NoticeStore.lastFailure(of: place.id, in: session) }
                    == "refusé")
        }
    }

    @Test(arguments: TestEngine.available)
    func `only somebody who may read the supervision of the place is told`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let place = try await database.hospital()
            let other = try await database.hospital("Ailleurs")
            await #expect(throws: SupervisionError.unknownAccount) {
                try await database.changing { change in
                    let id = try AccountStore.create(
                        email: EmailAddress("x@carene.example"), name: "X", language: .french, in: change)
                    try AccountStore.give(.securityOfficer, on: other.id, to: id, by: .serverOperator, in: change)
                    try NoticeStore.keep(
                        NoticeSettings(from: .high, recipients: [id]), of: place, today: today, in: change)
                }
            }
        }
    }

    @Test func `an address to call is https and holds no password`() {
        #expect(NoticeStore.isAddress("https://astreinte.example/appel?cle=1"))
        for bad in [
            "http://x.example/aaa", "https://u:p@x.example", "https://x .example", "file:///etc/passwd", "https://",
        ] {
            #expect(!NoticeStore.isAddress(bad), "\(bad)")
        }
    }

    @Test func `a notice says what to do first and where to look`() {
        let alert = Alert(
            id: .make(at: noon), organisation: .make(at: noon), organisationName: "CH", lineage: Lineage(stored: "x/"),
            ruleID: "r", title: "Suppression\r\nBcc: x", tags: ["attack.impact"], ruleLevel: .high, level: .critical,
            host: "PC-1", hostKey: "pc-1", key: "", source: .live, events: 1, firstAt: noon, lastAt: noon,
            createdAt: noon,
            state: .new, reason: "", settledAt: nil, settledBy: "")
        let text = NoticeText(alert, site: "https://carene.example", zone: .paris)
        #expect(text.body.contains("https://carene.example/etablissements/"))
        #expect(text.body.contains("Isolez la machine"))
        #expect(!text.json.isEmpty)
    }
}
