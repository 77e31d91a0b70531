// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Identity

@Suite struct GrantTests {
    @Test(arguments: TestEngine.available)
    func `are given only by those who may, only where they may`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let places = [house.nation, house.region, house.group, house.hospital, house.site, house.otherHospital]
            let target = try await house.account("cible@exemple.fr", password: nil)
            let granters = [
                try await house.account("admin@exemple.fr", [(.administrator, house.group)], password: nil),
                try await house.account("rssi@exemple.fr", [(.securityOfficer, house.hospital)], password: nil),
                try await house.account("ars@exemple.fr", [(.regionalOfficer, house.region)], password: nil),
                house.root,
            ]
            for (index, id) in granters.enumerated() {
                let granter = try await house.granter(id)
                for place in places {
                    for role in Role.allCases {
                        let expected = Self.expected(index, role, place, house)
                        let outcome = await Self.outcome { () async throws in
                            try await house.change { change in
                                try AccountStore.give(role, on: place.id, to: target, by: granter, in: change)
                            }
                        }
                        #expect(outcome == expected, "\(index) \(role) \(place.name)")
                    }
                }
            }
        }
    }

    private static func expected(_ granter: Int, _ role: Role, _ place: Organisation, _ house: House) -> IdentityError?
    {
        let (top, gives): (Organisation, Set<Role>) =
            switch granter {
            case 0: (house.group, Set(Role.allCases))
            case 1: (house.hospital, [.contributor, .director, .auditor])
            case 2: (house.region, [])
            default: (house.nation, Set(Role.allCases))
            }
        guard top.lineage.contains(place.lineage) else { return .unknownOrganisation }
        guard gives.contains(role) else { return .roleNotYours(role) }
        if role == .regionalOfficer, place.kind != .region { return .roleElsewhere(role) }
        if role == .nationalOfficer, place.kind != .national { return .roleElsewhere(role) }
        return nil
    }

    private static func outcome(_ body: () async throws -> Void) async -> IdentityError? {
        do {
            try await body()
            return nil
        } catch let error as IdentityError {
            return error
        } catch {
            Issue.record(error)
            return nil
        }
    }

    @Test(arguments: TestEngine.available)
    func `are unique, move their end, and leave a trace`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr", password: nil)
            let (day, place) = (house.today, house.hospital.id)
            for until in [nil, day, day.adding(days: 3)] {
                try await house.change { change in
                    try AccountStore.give(.auditor, on: place, to: id, until: until, by: .serverOperator, in: change)
                }
            }
            let grants = try await house.database.read { try AccountStore.grants(of: id, in: $0) }
            #expect(grants.map(\.until) == [day.adding(days: 3)])
            #expect(grants.map(\.organisationName) == ["CH de Kerlann"])

            try await house.change { change in
                try AccountStore.take(.auditor, on: place, from: id, by: .serverOperator, in: change)
            }
            #expect(try await house.database.read { try AccountStore.grants(of: id, in: $0) }.isEmpty)
            #expect(try await house.journal("role.given").filter { $0.subject == id.text }.count == 3)
            let taken = try await house.journal("role.taken")
            #expect(taken.map(\.organisation) == [place.text])
        }
    }

    @Test(arguments: TestEngine.available)
    func `refuse an end in the past, an unknown account and an unknown place`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr", password: nil)
            let (yesterday, place) = (house.clock.now.dayUTC.adding(days: -1), house.hospital.id)
            await #expect(throws: IdentityError.endInThePast) {
                try await house.change {
                    try AccountStore.give(.auditor, on: place, to: id, until: yesterday, by: .serverOperator, in: $0)
                }
            }
            await #expect(throws: IdentityError.unknownAccount) {
                try await house.change {
                    try AccountStore.give(.auditor, on: place, to: Sample.account, by: .serverOperator, in: $0)
                }
            }
            await #expect(throws: IdentityError.unknownOrganisation) {
                try await house.change {
                    try AccountStore.give(
                        .auditor, on: Sample.organisation([9]), to: id, by: .serverOperator, in: $0)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `never leave the house without an administrator`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let (nation, root, today) = (house.nation.id, house.root, house.today)
            let attempts: [@Sendable (House) async throws -> Void] = [
                { house in
                    try await house.change {
                        try AccountStore.take(.administrator, on: nation, from: root, by: .serverOperator, in: $0)
                    }
                },
                { house in
                    try await house.change {
                        try AccountStore.give(
                            .administrator, on: nation, to: root, until: today, by: .serverOperator, in: $0)
                    }
                },
                { house in
                    try await house.change { try AccountStore.disable(root, by: .serverOperator, in: $0) }
                },
            ]
            for attempt in attempts {
                await #expect(throws: IdentityError.lastAdministrator) { try await attempt(house) }
            }

            let second = try await house.account("b@exemple.fr", [(.administrator, house.group)], password: nil)
            try await house.change { try AccountStore.disable(second, by: .serverOperator, in: $0) }
            for attempt in attempts {
                await #expect(throws: IdentityError.lastAdministrator, "a disabled one does not count") {
                    try await attempt(house)
                }
            }
            try await house.change { try AccountStore.enable(second, by: .serverOperator, in: $0) }
            try await house.change { try AccountStore.disable(root, by: .serverOperator, in: $0) }
            let found = try await house.database.read { try AccountStore.find(root, in: $0) }
            #expect(found?.isDisabled == true)
        }
    }
}
