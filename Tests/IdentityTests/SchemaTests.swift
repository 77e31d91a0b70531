// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Identity

@Suite struct SchemaTests {
    @Test(arguments: TestEngine.available)
    func `one statement opens a session, three list any number of accounts`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            for number in 0..<12 {
                try await house.account(
                    "a\(number)@exemple.fr", [(.auditor, house.hospital), (.contributor, house.site)],
                    password: number == 0 ? House.goodPassword : nil)
            }
            let token = try await house.enter("a0@exemple.fr")
            let (sessions, now, scope) = (house.entrance.sessions, house.clock.now, [house.hospital.lineage])
            let database = CountingDatabase(house.database)
            let found = try await database.read { try sessions.session(token, at: now, in: $0) }
            #expect(found?.access.grants.count == 2)
            #expect(database.statements == 1)

            database.reset()
            let page = try await database.read { try AccountStore.page(within: scope, limit: 50, offset: 0, in: $0) }
            #expect(page.lines.count == 12)
            #expect(page.lines.allSatisfy { $0.grants.count == 2 })
            #expect(database.statements == 3)
        }
    }

    @Test(arguments: TestEngine.available)
    func `refuses what the rules forbid`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let (root, place, now) = (house.root, house.hospital.id, house.clock.now)
            let key = Sample.account
            let cases: [(SQL, DatabaseError.Kind)] = [
                ("DELETE FROM account WHERE id = \(root)", .brokenReference),
                ("DELETE FROM organisation WHERE id = \(house.nation.id)", .brokenReference),
                ("UPDATE account SET language = 'de' WHERE id = \(root)", .refusedValue),
                ("UPDATE account SET password_hash = 'clear text' WHERE id = \(root)", .refusedValue),
                ("UPDATE account SET failed_sign_ins = -1 WHERE id = \(root)", .refusedValue),
                ("UPDATE role_grant SET role = 'king' WHERE account_id = \(root)", .refusedValue),
                (
                    "INSERT INTO role_grant (account_id, organisation_id, role) VALUES (\(key), \(place), 'auditor')",
                    .brokenReference
                ),
                (
                    """
                    INSERT INTO role_grant (account_id, organisation_id, role)
                    SELECT account_id, organisation_id, role FROM role_grant
                    """, .duplicate
                ),
                (
                    """
                    INSERT INTO account (id, email, email_key, name, name_key, language, created_at)
                    SELECT \(key), email, email_key, name, name_key, language, \(now) FROM account
                    """, .duplicate
                ),
            ]
            for (sql, kind) in cases {
                let error = await #expect(throws: DatabaseError.self) {
                    try await house.database.write { session in _ = try session.execute(sql) }
                }
                #expect(error?.kind == kind, "\(sql)")
            }
        }
    }

    /// The schema knows roles by name: a new one needs a migration, and this reminds of it.
    @Test(arguments: TestEngine.available)
    func `stores every role`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let (root, region) = (house.root, house.region.id)
            for role in Role.allCases where role != .administrator {
                try await house.database.write { session in
                    _ = try session.execute(
                        """
                        INSERT INTO role_grant (account_id, organisation_id, role)
                        VALUES (\(root), \(region), \(role.rawValue))
                        """)
                }
            }
            let grants = try await house.database.read { try AccountStore.grants(of: root, in: $0) }
            #expect(Set(grants.map(\.role)) == Set(Role.allCases))
        }
    }
}
