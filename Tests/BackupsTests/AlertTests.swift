// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Persistence
import Primitives
import ServiceMaps
import TestSupport
import Testing

@testable import Backups
@testable import Organisations

struct AlertTests {
    @Test(arguments: TestEngine.available)
    func `alerts open, age, are answered for, and close by themselves`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await database.settle(at: noon.adding(seconds: -5 * 86_400))
            try await database.settle()
            let alerts = try await world.alerts(in: database)
            #expect(Set(alerts.map(\.kind)) == [.noJob, .essential])
            #expect(alerts.filter { $0.kind == .essential }.count == 4)
            #expect(alerts.allSatisfy { $0.firstSeenOn == today.adding(days: -5) })
            // The neighbour's are not seen; the group sees everybody's.
            #expect(try await world.alerts(of: world.group, in: database).count > alerts.count)

            let record = try #require(alerts.first { $0.label == "Dossier patient" })
            try await database.changing { change in
                try AlertStore.handle(
                    record, reason: "Marché en cours", until: today.adding(days: 3), today: today, in: change)
            }
            #expect(try await !world.alerts(in: database).contains { $0.id == record.id })
            #expect(try await world.alerts(.handled, in: database).map(\.id) == [record.id])
            #expect(
                try await world.alerts(on: today.adding(days: 4), in: database).contains { $0.id == record.id })
            await #expect(throws: BackupsError.outOfRange) {
                try await database.changing { change in
                    try AlertStore.handle(
                        record, reason: "Un jour", until: today.adding(days: -1), today: today, in: change)
                }
            }

            try await world.declare(essentials: [.hypervisor], in: database)
            try await world.bring([("DPI nuit", 3, "ok")], in: database)
            try await database.settle()
            let left = try await world.alerts(in: database)
            #expect(!left.contains { $0.kind == .essential && $0.label == "hypervisor" })
            #expect(try await world.alerts(.closed, in: database).contains { $0.id == record.id })

            // Silence is an alert; one that comes back begins a new life.
            try await database.settle(at: noon.adding(seconds: 3 * 86_400))
            let silent = try await world.alerts(on: today.adding(days: 3), in: database)
            #expect(silent.contains { $0.kind == .tooOld && $0.firstSeenOn == today.adding(days: 3) })
            #expect(silent.contains { $0.kind == .essential && $0.label == "hypervisor" && $0.handledReason == nil })
        }
    }

    @Test(arguments: TestEngine.available)
    func `a job whose copies can all be erased, or whose last run failed, is an alert`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await world.declare(copies: [BackupCopy(place: "Salle B", medium: .disk)], in: database)
            try await world.bring([("DPI nuit", 3, "ok"), ("DPI nuit", 1, "n’importe quoi")], in: database)
            try await database.settle()
            let kinds = try await world.alerts(in: database).map(\.kind)
            #expect(kinds.contains(.noImmutable) && kinds.contains(.failed) && !kinds.contains(.tooOld))
            try await world.bring([("DPI nuit", 0, "ok")], in: database)
            try await world.bring([("DPI nuit", 0, "échec")], kind: "check", in: database)
            try await database.settle()
            #expect(try await world.alerts(in: database).map(\.kind).contains(.failed))
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is exempt is no alert`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await database.changing { change in
                try SettingStore.exempt(world.record, because: "Hébergé par l’éditeur", today: today, in: change)
            }
            try await database.settle()
            #expect(try await !world.alerts(in: database).contains { $0.label == "Dossier patient" })
            try await database.changing { change in
                try SettingStore.exempt(world.record, because: nil, today: today, in: change)
            }
            try await database.settle()
            #expect(try await world.alerts(in: database).contains { $0.label == "Dossier patient" })
        }
    }

    @Test(arguments: TestEngine.available)
    func `whoever looked must say what becomes of the open alerts, and that is a proof`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await database.settle()
            await #expect(throws: BackupsError.textMissing) {
                try await database.changing { change in
                    try SettingStore.review(world.north, note: "", today: today, in: change)
                }
            }
            try await database.changing { change in
                try SettingStore.review(world.north, note: "L’équipe systèmes s’en charge.", today: today, in: change)
            }
            let (review, until) = try await database.read { session in
                (
                    try SettingStore.lastReview(of: world.north.id, in: session),
                    try session.first("SELECT valid_until FROM proof WHERE kind = 'backup.supervised'") {
                        row throws(DatabaseError) in try row.day(0)
                    }
                )
            }
            #expect(review?.openAlerts ?? 0 > 0 && until == today.adding(days: 45))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a token brings reports to its establishment until it is revoked`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let token = try await database.changing { change in
                try DepositStore.open("srv-backup", at: world.north.id, in: change)
            }
            func claim(_ text: String) async throws -> Organisation.ID? {
                guard let token = BackupDeposit.Token(text) else { return nil }
                return try await database.read { try DepositStore.claim(token, in: $0)?.place.id }
            }
            #expect(try await claim(token.text) == world.north.id)
            let wrong = String(token.text.dropLast()) + (token.text.hasSuffix("0") ? "1" : "0")
            #expect(try await claim(wrong) == nil)
            #expect(try await claim("x") == nil)
            let kept = try await database.read { session in
                try session.first("SELECT secret_hash FROM backup_deposit") { row throws(DatabaseError) in
                    try row.text(0)
                }
            }
            #expect(kept.map { !token.text.contains($0) } ?? false)
            await #expect(throws: BackupsError.alreadySo) {
                try await database.changing { change in
                    try DepositStore.revoke(token.id, of: world.south.id, in: change)
                }
            }
            try await database.changing { change in try DepositStore.revoke(token.id, of: world.north.id, in: change) }
            #expect(try await claim(token.text) == nil)
        }
    }
}
