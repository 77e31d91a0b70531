// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Identity
import Journal
import LegalClocks
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Crisis

/// What the room keeps, on both engines.
@Suite struct KeepingTests {
    @Test(arguments: TestEngine.available)
    func `declaring opens the log, and the journal holds no word of it`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            #expect(
                try await world.lines(database) == ["Incident déclaré\u{00A0}: Fichiers illisibles. Au secrétariat."])
            let told = try await database.read { session in
                try session.all("SELECT action, detail FROM journal_entry") { row throws(DatabaseError) in
                    "\(try row.text(0)) \(try row.text(1))"
                }
            }
            #expect(told.contains("crisis.incident.declared Fichiers illisibles"))
            #expect(!told.contains { $0.contains("secrétariat") })
            let (id, other) = (world.incident, world.other.id)
            let elsewhere = try await database.read { session in
                try IncidentStore.incident(id, of: other, in: session)
            }
            #expect(elsewhere == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `two people never overwrite one another unseen`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let seen = try await world.read(database)
            var known = Qualification(seen)
            known.severity = .degraded
            known.severityReason = "Urgences sur papier"
            known.answers = [.personalData: .yes]
            let first = known
            try await database.changing { change in
                try IncidentChanges.qualify(seen, first, was: [:], [], by: "Anne, RSSI", in: change)
            }
            await #expect(throws: CrisisError.overtaken) {
                try await database.changing { change in
                    try IncidentChanges.qualify(seen, first, was: [:], [], by: "Bruno", in: change)
                }
            }
            let after = try await world.read(database)
            #expect(after.severity == .degraded && after.version == seen.version + 1)
            let lines = try await world.lines(database)
            #expect(lines.last?.contains("gravité\u{00A0}: soins dégradés (Urgences sur papier)") == true)
            #expect(lines.last?.contains("Des données personnelles") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a crisis begins, ends and closes with its reasons in the log`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            await #expect(throws: CrisisError.textMissing) {
                try await world.change(database) { incident, change in
                    try IncidentChanges.apply(.escalate(reason: ""), to: incident, by: "Anne", in: change)
                }
            }
            try await world.change(database, after: 60) { incident, change in
                try IncidentChanges.apply(
                    .escalate(reason: "Les urgences ferment"), to: incident, by: "Anne", in: change)
            }
            #expect(try await world.read(database).isCrisis)
            await #expect(throws: CrisisError.alreadySo) {
                try await world.change(database) { incident, change in
                    try IncidentChanges.apply(.escalate(reason: "Encore"), to: incident, by: "Anne", in: change)
                }
            }
            try await world.change(database, after: 120) { incident, change in
                try IncidentChanges.apply(.standDown(reason: "Tout est rendu"), to: incident, by: "Anne", in: change)
            }
            try await world.change(database, after: 180) { incident, change in
                try IncidentChanges.close(incident, reason: "Fini", by: "Anne", in: change)
            }
            let closed = try await world.read(database)
            #expect(!closed.isOpen && closed.phase == .learn && closed.stoodDownAt != nil)
            await #expect(throws: CrisisError.closed) {
                try await world.change(database) { incident, change in
                    try IncidentChanges.apply(.contained, to: incident, by: "Anne", in: change)
                }
            }
            try await world.change(database, after: 240) { incident, change in
                try IncidentChanges.reopen(incident, reason: "Ils reviennent", by: "Anne", in: change)
            }
            #expect(try await world.read(database).isOpen)
            #expect(try await world.lines(database).count == 5)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a late notification wants its reason, and is written in the log`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await world.change(database) { incident, change in
                var known = Qualification(incident)
                known.answers = [.personalData: .yes, .personalRisk: .yes]
                known.breachKnownAt = noon
                try IncidentChanges.qualify(incident, known, was: [:], [], by: "Anne", in: change)
            }
            let late = 73 * 3600
            @Sendable func clock(_ incident: Incident, _ change: Change) throws -> ClockReading {
                let reading = try IncidentReading.read(incident, at: change.now, .paris, in: change.session)
                return try #require(reading.clock("cnil.notification"))
            }
            await #expect(throws: CrisisError.lateReasonMissing) {
                try await world.change(database, after: late) { incident, change in
                    let reading = try clock(incident, change)
                    #expect(reading.state == .late)
                    try ConductStore.stop(
                        reading, ClockReceipt(sentAt: change.now), of: incident, by: "Anne", in: change)
                }
            }
            try await world.change(database, after: late) { incident, change in
                let receipt = ClockReceipt(
                    sentAt: change.now, number: "C-1", lateReason: "Données identifiées tard")
                try ConductStore.stop(try clock(incident, change), receipt, of: incident, by: "Anne", in: change)
                #expect(try clock(incident, change).state == .doneLate)
            }
            #expect(
                try await world.lines(database).last?.contains("Hors délai\u{00A0}: Données identifiées tard") == true)
            let log = try await world.read(database).log
            let last = try await database.read { session in
                try CrisisLogStore.entries(of: log, in: session).last?.statement.kind
            }
            #expect(last == .notification)
            try await world.change(database, after: late + 60) { incident, change in
                try ConductStore.withdraw(try clock(incident, change), of: incident, by: "Anne", in: change)
                #expect(try clock(incident, change).state == .late)
            }
            // Sent in time, noted late: no reason is asked.
            try await world.change(database, after: late + 120) { incident, change in
                try ConductStore.stop(
                    try clock(incident, change), ClockReceipt(sentAt: noon.adding(seconds: 3600)), of: incident,
                    by: "Anne", in: change)
                #expect(try clock(incident, change).state == .done)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the red button takes two people, and the first may not be both`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            @Sendable func ask(at seconds: Int) async throws -> Isolation.ID {
                try await world.change(database, after: seconds) { incident, change in
                    try IsolationStore.ask(
                        what: "Internet", sideEffects: "Plus de laboratoire extérieur", hands: "Réseau", of: incident,
                        by: "Anne", account: world.first, in: change)
                }
            }
            @Sendable func apply(
                _ gesture: Isolation.Gesture, _ id: Isolation.ID, by account: Account.ID, at seconds: Int
            ) async throws {
                try await world.change(database, after: seconds) { incident, change in
                    let found = try IsolationStore.all(of: incident.id, in: change.session).first { $0.id == id }
                    try IsolationStore.apply(
                        gesture, to: try #require(found), of: incident, by: "B", account: account, in: change)
                }
            }
            let id = try await ask(at: 0)
            await #expect(throws: CrisisError.sameHand) { try await apply(.confirm, id, by: world.first, at: 60) }
            await #expect(throws: CrisisError.alreadySo) { try await apply(.cut, id, by: world.first, at: 60) }
            await #expect(throws: CrisisError.expired) { try await apply(.confirm, id, by: world.second, at: 901) }
            try await apply(.confirm, id, by: world.second, at: 900)
            await #expect(throws: CrisisError.alreadySo) { try await apply(.confirm, id, by: world.second, at: 900) }
            try await apply(.cut, id, by: world.first, at: 1000)
            try await apply(.lift, id, by: world.first, at: 2000)
            let lines = try await world.lines(database)
            #expect(lines.contains { $0.hasPrefix("Isolement demandé") })
            #expect(lines.contains { $0.hasPrefix("Isolement confirmé par une seconde personne") })
            // Were the rule of the program forgotten, the schema would refuse.
            await #expect(throws: DatabaseError.self) {
                try await database.changing { change in
                    try change.session.execute(
                        "UPDATE incident_isolation SET confirmed_account = asked_account WHERE id = \(id)")
                    try change.record("essai")
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a ticked step writes a line, and unticking corrects that line`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let (role, sheet) = try #require(CrisisLibrary.sheet("rssi-heure"))
            let step = try #require(sheet.steps.first)
            try await world.change(database) { incident, change in
                try ConductStore.tick(step, sheet, role, of: incident, by: "Anne", in: change)
            }
            await #expect(throws: CrisisError.alreadySo) {
                try await world.change(database) { incident, change in
                    try ConductStore.tick(step, sheet, role, of: incident, by: "Bruno", in: change)
                }
            }
            try await world.change(database, after: 5) { incident, change in
                try ConductStore.untick(step, sheet, of: incident, by: "Anne", in: change)
                #expect(try ConductStore.ticks(of: incident.id, in: change.session).isEmpty)
            }
            let log = try await world.read(database).log
            let last = try await database.read { session in
                try CrisisLogStore.entries(of: log, in: session).last?.statement
            }
            #expect(last?.relation == .corrects && last?.about?.sequence == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `hours and sums add up without what was removed`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await world.change(database) { incident, change in
                let day = noon.dayUTC
                try AfterStore.add(day: day, who: "Anne", hours: 7.5, cents: nil, note: "", to: incident, in: change)
                try AfterStore.add(day: day, who: "Bruno", hours: 4, cents: nil, note: "", to: incident, in: change)
                try AfterStore.add(
                    day: day, who: "Aide", hours: nil, cents: 1_250_050, note: "", to: incident, in: change)
            }
            for (hours, cents) in [(nil, nil), (1.0, 100), (-1.0, nil), (nil, 0)] as [(Double?, Int?)] {
                await #expect(throws: CrisisError.outOfRange) {
                    try await world.change(database) { incident, change in
                        try AfterStore.add(
                            day: noon.dayUTC, who: "X", hours: hours, cents: cents, note: "", to: incident, in: change)
                    }
                }
            }
            try await world.change(database) { incident, change in
                let found = try AfterStore.costs(of: incident.id, in: change.session)
                #expect(found.total == 3 && found.totals == CostTotals(hours: 11.5, cents: 1_250_050))
                let bruno = try #require(found.rows.first { $0.who == "Bruno" })
                try AfterStore.setRemoved(true, cost: bruno.id, of: incident, in: change)
                #expect(try AfterStore.costs(of: incident.id, in: change.session).totals.hours == 7.5)
                try AfterStore.setRemoved(false, cost: bruno.id, of: incident, in: change)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a proposal has an owner and a day, and is due until it is done`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let day = noon.dayUTC.adding(days: 10)
            await #expect(throws: CrisisError.textMissing) {
                try await world.change(database) { incident, change in
                    try AfterStore.add(
                        FindingDraft(review: .hot, nature: .proposal, text: "Agir", owner: "", dueOn: day),
                        to: incident, in: change)
                }
            }
            try await world.change(database) { incident, change in
                try AfterStore.add(
                    FindingDraft(review: .cold, nature: .proposal, text: "Agir", owner: "RSSI", dueOn: day),
                    to: incident, in: change)
                func due(_ until: Day) throws -> Int {
                    try AfterStore.dueActions(under: [world.region.lineage], until: until, in: change.session).count
                }
                #expect(try due(day) == 1 && due(day.adding(days: -1)) == 0)
                let finding = try #require(try AfterStore.findings(of: incident.id, in: change.session).first)
                try AfterStore.setDone(day, finding.id, of: incident, in: change)
                #expect(try due(day) == 0)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the nearest organisation switches a rule last`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let rule = try #require(CrisisLibrary.clocks.first { $0.id == "nis2" })
            try await database.changing { change in
                try ConductStore.setRule(rule, isOn: true, at: world.region.id, in: change)
                func isOn(_ place: Organisation) throws -> Bool? {
                    try ConductStore.switches(seenFrom: place.lineage, in: change.session)["nis2"]
                }
                #expect(try isOn(world.place) == true)
                try ConductStore.setRule(rule, isOn: false, at: world.place.id, in: change)
                #expect(try isOn(world.place) == false && isOn(world.other) == true)
                let incidents = try IncidentStore.running(under: [world.region.lineage], in: change.session)
                let clocks = try ClockBook(incidents, in: change.session)
                    .clocks(of: try #require(incidents.first), at: noon, .paris)
                #expect(!clocks.contains { $0.rule.id == "nis2" })
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the observatory counts without names, and reads delays from the log`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await world.change(database, after: 1800) { incident, change in
                try IncidentChanges.apply(.escalate(reason: "Grave"), to: incident, by: "Anne", in: change)
            }
            let seen = try await database.read { session in
                try ObservatoryStore.incidents(
                    under: world.region.lineage, since: noon.adding(seconds: -1), zone: .paris, in: session)
            }
            #expect(seen.count == 1 && seen.first?.decide == 0.5 && seen.first?.restore == nil)
        }
    }
}
