// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct MembershipImportTests {
    private static let extract =
        Extract.head + Extract.entity("380000001", "CH de la Vallée") + Extract.entity("380000004", "CH des Cimes")
        + Extract.entity("290000005", "CH des Caps", department: "29")
        + Extract.site("380000012", of: "380000001", "Hôpital")

    private func membership(_ text: String, _ database: any Database) async throws -> ImportReport {
        try await database.change { change in try MembershipImport.run(.bytes(Array(text.utf8)), in: change) }
    }

    private static let table = """
        ght_code;ght_nom;finess_ej;role
        84901;GHT des Cimes;380000004;partie
        84901;GHT des Cimes;380000001;établissement support
        84901;GHT des Cimes;290000005;associé

        """

    @Test(arguments: TestEngine.available)
    func `a group is made under the region of its support`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            _ = try await database.importFINESS(Self.extract)
            let report = try await membership(Self.table, database)
            #expect([report.created, report.changed, report.unchanged, report.refusedCount] == [1, 3, 0, 0])
            let outline = try await database.outline()
            #expect(
                outline == """
                    national France
                      region Auvergne-Rhône-Alpes
                        ght GHT des Cimes
                          legalEntity CH de la Vallée [380000001] (support)
                            site Hôpital [380000012]
                          legalEntity CH des Caps [290000005] (associate)
                          legalEntity CH des Cimes [380000004] (party)
                      region Bretagne

                    """)
            try await expectSoundTree(database)
            let again = try await membership(Self.table, database)
            #expect([again.created, again.changed, again.unchanged] == [0, 0, 3])
            let renamed = try await membership(
                Self.table.replacing("GHT des Cimes", with: "GHT Cimes et Vallées"), database)
            #expect([renamed.created, renamed.changed, renamed.unchanged] == [0, 1, 3])
            // FINESS does not take them out again.
            _ = try await database.importFINESS(Self.extract.replacing("CH des Cimes", with: "CH des Hautes Cimes"))
            #expect(try await database.outline().contains("      legalEntity CH des Hautes Cimes [380000004] (party)"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `lines that cannot be taken are refused`(_ engine: TestEngine) async throws {
        let text = """
            ght_code,ght_nom,finess_ej,role
            1,A,380000099,partie
            1,A,380000012,partie
            1,A,38000,partie
            1,A,380000001,chef
            ,A,380000001,partie
            1,A,380000001,support
            2,B,380000001,partie
            1,A,380000004,support

            """
        try await withDatabase(engine, migrations: schema) { database in
            _ = try await database.importFINESS(Self.extract)
            let report = try await membership(text, database)
            #expect(Set(report.refused.map(\.line)) == [2, 3, 4, 5, 6, 8, 9])
            #expect(try await database.organisation("380000001")?.groupRole == .support)
            try await expectSoundTree(database)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a table without its columns is refused as a whole`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            await #expect(throws: DocumentError.missingColumns(["ght_nom", "role"])) {
                _ = try await membership("ght_code;finess_ej\n1;380000001\n", database)
            }
        }
    }
}

@Suite struct ActivityImportTests {
    private static let extract =
        Extract.head + (1...4).map { Extract.entity("38000000\($0)", "CH \($0)") }.joined()

    private func activity(_ text: String, _ database: any Database) async throws -> ImportReport {
        try await database.change { change in try ActivityImport.run(.bytes(Array(text.utf8)), in: change) }
    }

    @Test(arguments: TestEngine.available)
    func `weights are set, changed and shared out`(_ engine: TestEngine) async throws {
        let text =
            "FINESS;Année;Activité combinée\n380000001;2025;12 345,5\n380000002;2025;4115,1666\n380000003;2024;7\n"
        try await withDatabase(engine, migrations: schema) { database in
            _ = try await database.importFINESS(Self.extract)
            let report = try await activity(text, database)
            #expect([report.created, report.changed, report.unchanged, report.refusedCount] == [3, 0, 0, 0])
            let again = try await activity(text.replacing(";7", with: ";8"), database)
            #expect([again.created, again.changed, again.unchanged] == [0, 1, 2])

            let all = try await database.read { session in try OrganisationStore.roots(in: session) }
            let root = try #require(all.first)
            let members = try await database.read { session in
                try OrganisationStore.members(of: root.lineage, kinds: [.legalEntity], in: session)
            }
            let year = try await database.read { session in
                try OrganisationStore.latestActivityYear(under: root.lineage, in: session)
            }
            #expect(year == 2025)
            let shares = try await database.read { session in
                try OrganisationStore.activityShares(of: members.map(\.id), year: 2025, in: session)
            }
            let first = try #require(members.first)
            #expect(abs((shares?[first.id] ?? 0) - 0.75) < 0.0001)
            let none = try await database.read { session in
                try OrganisationStore.activityShares(of: members.map(\.id), year: 2001, in: session)
            }
            #expect(none == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func `values that mean nothing are refused`(_ engine: TestEngine) async throws {
        let text = """
            finess;annee;activite_combinee
            380000001;2025;-3
            380000001;2025;nan
            380000001;2025;1e5
            380000001;2025;1,2,3
            380000001;1999;3
            380000001;25;3
            380000009;2025;3
            x;2025;3
            380000001;2025;99999999999999999999
            380000001;2025;
            380000001;2025;1
            380000001;2025;2

            """
        try await withDatabase(engine, migrations: schema) { database in
            _ = try await database.importFINESS(Self.extract)
            let report = try await activity(text, database)
            #expect(Set(report.refused.map(\.line)) == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13])
            #expect(report.created == 1)
        }
    }
}
