// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Identity

@Suite struct AccountStoreTests {
    @Test(arguments: TestEngine.available)
    func `finds an account however the address is typed, and refuses a second one`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("Élise.Morel@Exemple.fr", password: nil)
            for typed in ["élise.morel@exemple.fr", " ELISE.MOREL@EXEMPLE.FR "] {
                let email = try EmailAddress(typed)
                let found = try await house.database.read { try AccountStore.find(email: email, in: $0) }
                #expect(found?.id == id)
                #expect(found?.email.text == "Élise.Morel@Exemple.fr")
                await #expect(throws: IdentityError.emailTaken) {
                    try await house.change {
                        try AccountStore.create(email: email, name: "X", language: .english, in: $0)
                    }
                }
            }
        }
    }

    @Test(arguments: [
        "", "claire", "@exemple.fr", "claire@", "claire@exemple", "a@b@c.fr", "a b@c.fr", "a@c..fr",
        "a@c.fr\u{0}", "a\u{202E}@c.fr", "a@.fr", "<a@c.fr>", String(repeating: "a", count: 250) + "@c.fr",
    ])
    func `refuses what is not an address`(typed: String) {
        #expect(throws: IdentityError.emailMalformed) { try EmailAddress(typed) }
    }

    @Test(arguments: [
        ("", IdentityError.nameMissing), (" \n\t ", .nameMissing), ("a\u{0}b", .nameMissing),
        (String(repeating: "é", count: 201), .nameTooLong),
    ])
    func `refuses a name that is none`(typed: String, error: IdentityError) {
        #expect(throws: error) { try accountName(typed) }
    }

    @Test(arguments: TestEngine.available)
    func `lists only accounts and roles inside what the reader sees`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            try await house.account(
                "a@exemple.fr", [(.auditor, house.hospital), (.director, house.region)], password: nil)
            try await house.account("b@exemple.fr", [(.contributor, house.site)], password: nil)
            try await house.account("c@exemple.fr", [(.contributor, house.otherHospital)], password: nil)
            try await house.account("d_%@exemple.fr", password: nil)

            let cases: [(search: String, scope: [Lineage]?, emails: [String])] = [
                ("", [house.hospital.lineage], ["a@exemple.fr", "b@exemple.fr"]),
                ("", [house.site.lineage], ["b@exemple.fr"]),
                ("", [house.site.lineage, house.otherHospital.lineage], ["b@exemple.fr", "c@exemple.fr"]),
                ("", [], []),
                ("PERSONNE B", [house.hospital.lineage], ["b@exemple.fr"]),
                ("c@", [house.hospital.lineage], []),
                ("_%", nil, ["d_%@exemple.fr"]),
                ("%", [house.nation.lineage], []),
                ("\\", nil, []),
                ("racine", nil, ["root@exemple.fr"]),
            ]
            for (search, scope, emails) in cases {
                let page = try await house.database.read {
                    try AccountStore.page(search: search, within: scope, limit: 50, offset: 0, in: $0)
                }
                #expect(page.lines.map(\.account.email.text) == emails, "\(search)")
                #expect(page.total == emails.count)
                for line in page.lines {
                    #expect(
                        line.grants.allSatisfy { grant in
                            scope?.contains { $0.contains(grant.lineage) } ?? true
                        })
                }
            }
            let second = try await house.database.read {
                try AccountStore.page(within: nil, limit: 2, offset: 2, in: $0)
            }
            #expect(second.lines.count == 2)
            #expect(second.total == 5)
        }
    }

    @Test(arguments: TestEngine.available)
    func `lets an administrator act only on accounts that lie inside`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let local = try await house.account("local@exemple.fr", [(.administrator, house.hospital)], password: nil)
            let inside = try await house.account("in@exemple.fr", [(.contributor, house.site)], password: nil)
            let across = try await house.account(
                "x@exemple.fr", [(.contributor, house.site), (.director, house.group)], password: nil)
            let granter = try await house.granter(local)

            try await house.change { try AccountStore.rename(inside, to: " Léa  Le Gall ", by: granter, in: $0) }
            #expect(try await house.database.read { try AccountStore.find(inside, in: $0) }?.name == "Léa Le Gall")
            for id in [across, house.root] {
                await #expect(throws: IdentityError.accountNotYours) {
                    try await house.change { try AccountStore.rename(id, to: "Non", by: granter, in: $0) }
                }
                await #expect(throws: IdentityError.accountNotYours) {
                    try await house.change { try AccountStore.disable(id, by: granter, in: $0) }
                }
                await #expect(throws: IdentityError.accountNotYours) {
                    _ = try await house.change {
                        try OneTimeLinkStore.issue(.passwordReset, for: id, by: granter, in: $0)
                    }
                }
                let sessions = house.entrance.sessions
                await #expect(throws: IdentityError.accountNotYours) {
                    try await house.change {
                        try SecondFactorStore.reset(for: id, by: granter, sessions: sessions, in: $0)
                    }
                }
            }
            let person = try await house.granter(across)
            try await house.change { try AccountStore.rename(across, to: "Moi", by: person, in: $0) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `remembers the language chosen`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let root = house.root
            try await house.change { try AccountStore.choose(.english, for: root, in: $0) }
            #expect(try await house.database.read { try AccountStore.find(root, in: $0) }?.language == .english)
            await #expect(throws: IdentityError.unknownAccount) {
                try await house.change { try AccountStore.choose(.english, for: Sample.account, in: $0) }
            }
        }
    }
}
