// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import Governance

struct AppointmentStoreTests {
    /// What counts for an organisation: "RSSI", "shared-RSSI".
    private func proven(for organisation: Organisation, in database: any Database) async throws -> [String] {
        try await database.read { session in
            let root = Lineage(stored: organisation.lineage.text.prefix(37).description)
            let found = try ProofStore.page(
                ProofQuery(
                    scope: [root], organisation: nil, kind: "function.appointed", validity: .valid, today: today),
                in: session)
            return try found.rows.compactMap { try ProofStore.proof($0.proof.id, in: session) }
                .filter { proof in proof.holders.contains { $0.id == organisation.id } }
                .compactMap { proof in
                    if case .text(let fact)? = proof.facts["function"] { fact } else { nil }
                }.sorted()
        }
    }

    private func read(_ id: Appointment.ID, in database: any Database) async throws -> Appointment {
        try #require(try await database.read { session in try AppointmentStore.appointment(id, in: session) })
    }

    @Test(arguments: TestEngine.available)
    func `what an appointment proves follows it to its end, its removal and back`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let id = try await database.changing { change in
                try AppointmentStore.make(
                    draft(served: [world.north, world.south]), at: world.group, today: today, in: change)
            }
            #expect(try await proven(for: world.north, in: database) == ["RSSI"])
            #expect(try await proven(for: world.group, in: database) == ["shared-RSSI"])
            #expect(try await proven(for: world.elsewhere, in: database) == [])

            var one = try await read(id, in: database)
            try await database.changing { [one] change in
                try AppointmentStore.correct(one, draft(served: [world.south]), today: today, in: change)
            }
            #expect(try await proven(for: world.north, in: database) == [])
            #expect(try await proven(for: world.south, in: database) == ["RSSI"])
            #expect(try await proven(for: world.group, in: database) == [])

            one = try await read(id, in: database)
            try await database.changing { [one] change in
                try AppointmentStore.end(one, on: today.adding(days: -1), today: today, in: change)
            }
            #expect(try await proven(for: world.south, in: database) == [])
            one = try await read(id, in: database)
            try await database.changing { [one] change in
                try AppointmentStore.resume(one, today: today, in: change)
            }
            #expect(try await proven(for: world.south, in: database) == ["RSSI"])

            one = try await read(id, in: database)
            try await database.changing { [one] change in
                try AppointmentStore.remove(one, today: today, in: change)
            }
            #expect(try await proven(for: world.south, in: database) == [])
            await #expect(throws: GovernanceError.alreadySo) {
                try await database.changing { [one] change in
                    try AppointmentStore.remove(one, today: today, in: change)
                }
            }
            one = try await read(id, in: database)
            try await database.changing { [one] change in
                try AppointmentStore.resume(one, today: today, in: change)
            }
            #expect(try await proven(for: world.south, in: database) == ["RSSI"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `an appointment to come proves nothing until its day`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            _ = try await database.changing { change in
                try AppointmentStore.make(
                    draft(from: 5, until: 20, served: [world.north]), at: world.north, today: today, in: change)
            }
            #expect(try await proven(for: world.north, in: database) == [])
            func refresh(_ day: Day) async throws -> Bool {
                let isDue = try await database.read { session in
                    try AppointmentStore.awaitsRefresh(on: day, in: session)
                }
                if isDue {
                    try await database.changing { change in _ = try AppointmentStore.refresh(on: day, in: change) }
                }
                return isDue
            }
            #expect(try await refresh(today) == false)
            #expect(try await refresh(today.adding(days: 5)))
            #expect(try await proven(for: world.north, in: database) == ["RSSI"])
            // Nothing is done twice, and the proof leaves with the appointment.
            #expect(try await refresh(today.adding(days: 5)) == false)
            #expect(try await refresh(today.adding(days: 21)))
            #expect(try await proven(for: world.north, in: database) == [])
            #expect(try await refresh(today.adding(days: 21)) == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an appointment serves only what stands below its keeper, and nothing twice`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            for served in [[world.elsewhere], [world.north, world.elsewhere], [world.group]] {
                await #expect(throws: GovernanceError.outside) {
                    try await database.changing { change in
                        _ = try AppointmentStore.make(draft(served: served), at: world.north, today: today, in: change)
                    }
                }
            }
            await #expect(throws: GovernanceError.nobodyServed) {
                try await database.changing { change in
                    _ = try AppointmentStore.make(draft(served: []), at: world.north, today: today, in: change)
                }
            }
            let id = try await database.changing { change in
                try AppointmentStore.make(
                    draft(served: [world.north] + world.sites), at: world.north, today: today, in: change)
            }
            let one = try await read(id, in: database)
            #expect(one.served.map(\.id) == [world.north.id])
            #expect(!one.isShared)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a group knows which members have a RSSI, own or shared`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            #expect(try await world.facts(of: world.group, in: database).uncovered.count == 2)
            try await database.changing { change in
                _ = try AppointmentStore.make(draft(served: [world.north]), at: world.group, today: today, in: change)
            }
            #expect(try await world.facts(of: world.group, in: database).uncovered.map(\.id) == [world.south.id])
            try await database.changing { change in
                _ = try AppointmentStore.make(draft(served: [world.south]), at: world.south, today: today, in: change)
                _ = try AppointmentStore.make(
                    draft(served: [world.elsewhere]), at: world.elsewhere, today: today, in: change)
            }
            let facts = try await world.facts(of: world.group, in: database)
            #expect(facts.uncovered.isEmpty)
            #expect(facts.members.count == 2)
            // A site has the RSSI of its entity.
            let site = try await world.facts(of: world.sites[0], in: database)
            #expect(GovernanceIndicators.all(site).first { $0.id == GovernanceIndicators.rssi }?.value == 1)
            let below = try await database.read { session in
                try AppointmentStore.below(world.group.lineage, on: today, limit: 10, offset: 0, in: session)
            }
            #expect(below.rows.map(\.keeper.id) == [world.south.id])
            #expect(below.total == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the lists take two statements whatever the number of rows`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { inner in
            let world = try await World.make(in: inner)
            for _ in 0..<12 {
                try await inner.changing { change in
                    _ = try AppointmentStore.make(
                        draft(.other, served: [world.north, world.south], title: "Référent"), at: world.group,
                        today: today, in: change)
                }
            }
            let database = CountingDatabase(inner)
            let found = try await database.read { session in
                try AppointmentStore.around(world.north.lineage, in: session)
            }
            #expect(found.count == 12)
            #expect(found.allSatisfy { $0.served.count == 2 })
            #expect(database.statements == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a letter of mission must be valid for the keeper`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            func letter(_ owner: Organisation) async throws -> Proof.ID {
                try await database.changing { change in
                    try ProofStore.register(
                        ProofDraft(
                            kind: "function.appointed", title: "Lettre", obtainedOn: today, holders: [owner.id]),
                        owner: owner.id, allowed: [owner.lineage], today: today, in: change)
                }
            }
            let (own, foreign) = (try await letter(world.group), try await letter(world.elsewhere))
            let choices = try await database.read { session in
                try Attachments.choices(Attachments.missionKinds, at: world.north.lineage, today: today, in: session)
            }
            #expect(choices.map(\.id) == [own])
            var wanted = draft(served: [world.north])
            wanted.mission = foreign
            await #expect(throws: GovernanceError.unknownProof) {
                try await database.changing { [wanted] change in
                    _ = try AppointmentStore.make(wanted, at: world.north, today: today, in: change)
                }
            }
            wanted.mission = own
            let id = try await database.changing { [wanted] change in
                try AppointmentStore.make(wanted, at: world.north, today: today, in: change)
            }
            #expect(try await read(id, in: database).mission?.title == "Lettre")
        }
    }
}
