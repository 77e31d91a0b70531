// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Access

struct `Inviting somebody` {
    @Test(arguments: TestEngine.available)
    func `opens an account, gives the role and makes a link`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            let invitation = try hospital.invitation("yann@exemple.fr", .contributor, hospital.harbour)
            let token = try #require(try await hospital.send(invitation, by: hospital.administrator))
            let link = try #require(
                try await hospital.database.read { try OneTimeLinkStore.find(token, at: Hospital.now, in: $0) })
            #expect(link.account.name == "Yann Le Goff")
            let grants = try await hospital.access(of: link.account.id).grants
            #expect(grants.map(\.role) == [.contributor])
            #expect(grants.map(\.organisation) == [hospital.harbour.id])
        }
    }

    @Test(arguments: TestEngine.available)
    func `looking at the link twice does not use it up`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            let invitation = try hospital.invitation("yann@exemple.fr", .director, hospital.hill)
            let token = try #require(try await hospital.send(invitation, by: hospital.administrator))
            for _ in 0..<2 {
                let found = try await hospital.database.read {
                    try OneTimeLinkStore.find(token, at: Hospital.now, in: $0)
                }
                #expect(found?.purpose == .firstSignIn)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `never hands out the key of an account that has roles elsewhere`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            let local = try await hospital.account("local@exemple.fr", "Local", [(.administrator, hospital.harbour)])
            let other = try await hospital.account("autre@exemple.fr", "Autre", [(.director, hospital.hill)])
            let invitation = try hospital.invitation("AUTRE@exemple.fr", .director, hospital.harbour)
            #expect(try await hospital.send(invitation, by: local) == nil)
            #expect(try await hospital.access(of: other).grants.count == 2)
            let name = try await hospital.database.read { try AccountStore.find(other, in: $0)?.name }
            #expect(name == "Autre")
        }
    }

    @Test(arguments: TestEngine.available)
    func `leaves nothing behind when the role may not be given`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            let officer = try await hospital.account("rssi@exemple.fr", "RSSI", [(.securityOfficer, hospital.harbour)])
            let invitation = try hospital.invitation("yann@exemple.fr", .administrator, hospital.harbour)
            await #expect(throws: IdentityError.roleNotYours(.administrator)) {
                try await hospital.send(invitation, by: officer)
            }
            let outside = try hospital.invitation("yann@exemple.fr", .contributor, hospital.hill)
            await #expect(throws: IdentityError.unknownOrganisation) { try await hospital.send(outside, by: officer) }
            let found = try await hospital.database.read {
                try AccountStore.find(email: EmailAddress("yann@exemple.fr"), in: $0)
            }
            #expect(found == nil)
        }
    }

    @Test func `a security officer opens no account's door`() async throws {
        try await Hospital.open(on: .sqlite) { hospital in
            let officer = try await hospital.account("rssi@exemple.fr", "RSSI", [(.securityOfficer, hospital.harbour)])
            let invitation = try hospital.invitation("yann@exemple.fr", .contributor, hospital.harbour)
            #expect(try await hospital.send(invitation, by: officer) == nil)
            #expect(!AccessPermissions.manageAccounts.roles.contains(.securityOfficer))
        }
    }
}
