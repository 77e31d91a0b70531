// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct FINESSLegacyTests {
    private static let file =
        Extract.head + Extract.site("380000012", of: "380000001", "Hôpital de la Vallée")
        + Extract.site("2A0000014", of: "2A0000006", "Résidence du Maquis", department: "2A", town: "20000 AJACCIO")
        + Extract.site("970100012", of: "970100004", "Clinique des Alizés", department: "9A", town: "97139 LES ABYMES")
        + Extract.site("380000020", of: "380000001", "EHPAD des Tilleuls")
        + "geolocalisation;380000012;870215.7;6571590.5;1,ATLASANTE,100\n"

    @Test(arguments: TestEngine.available)
    func `sites, legal entities and regions are made`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let report = try await database.importFINESS(Self.file)
            #expect(report.refused == [])
            #expect([report.created, report.changed, report.unchanged] == [11, 0, 0])
            let outline = try await database.outline()
            #expect(
                outline == """
                    national France
                      region Auvergne-Rhône-Alpes
                        legalEntity Entité juridique 380000001 [380000001]
                          site EHPAD des Tilleuls [380000020]
                          site Hôpital de la Vallée [380000012]
                      region Corse
                        legalEntity Entité juridique 2A0000006 [2A0000006]
                          site Résidence du Maquis [2A0000014]
                      region Guadeloupe
                        legalEntity Entité juridique 970100004 [970100004]
                          site Clinique des Alizés [970100012]

                    """)
            let site = try #require(try await database.organisation("380000012"))
            #expect(site.town == "GRENOBLE")
            #expect(site.department == "38")
            #expect(site.category == Organisation.Category(code: "355", label: "Centre Hospitalier (C.H.)"))
            let overseas = try #require(try await database.organisation("970100012"))
            #expect(overseas.department == "971")
        }
    }

    @Test(arguments: TestEngine.available)
    func `the same file twice changes nothing`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            _ = try await database.importFINESS(Self.file)
            let before = try await database.outline()
            let again = try await database.importFINESS(Self.file)
            #expect([again.created, again.changed, again.unchanged, again.refusedCount] == [0, 0, 4, 0])
            #expect(try await database.outline() == before)
            guard case .intact(2, _) = try await JournalStore.verify(database) else {
                Issue.record("one journal entry for each import")
                return
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a later file gives legal entities their names, whatever the order of lines`(_ engine: TestEngine) async throws
    {
        let entities = Extract.head + Extract.entity("380000001", "CH de la Vallée")
        try await withDatabase(engine, migrations: schema) { database in
            _ = try await database.importFINESS(Self.file)
            let report = try await database.importFINESS(entities)
            #expect([report.created, report.changed, report.unchanged] == [0, 1, 0])
            #expect(try await database.organisation("380000001")?.name == "CH de la Vallée")
        }
        try await withDatabase(engine, migrations: schema) { database in
            // The site stands first: its legal entity is named below, in the same file.
            let mixed =
                Extract.head + Extract.site("380000012", of: "380000001", "Hôpital") + Extract.entity("380000001", "CH")
            let report = try await database.importFINESS(mixed)
            #expect([report.created, report.changed] == [4, 0])
            #expect(try await database.organisation("380000001")?.name == "CH")
        }
    }

    @Test(arguments: TestEngine.available)
    func `what changed in the source changes, what people corrected stays`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            _ = try await database.importFINESS(Self.file)
            let site = try #require(try await database.organisation("380000012"))
            try await database.change { change in
                var details = OrganisationDetails(site)
                details.name = "Hôpital corrigé"
                try OrganisationStore.edit(site.id, details, in: change)
            }
            _ = try await database.importFINESS(Self.file)
            #expect(try await database.organisation("380000012")?.name == "Hôpital corrigé")
            let report = try await database.importFINESS(
                Self.file.replacing("Hôpital de la Vallée", with: "Hôpital neuf"))
            #expect(report.changed == 1)
            #expect(try await database.organisation("380000012")?.name == "Hôpital neuf")
        }
    }

    @Test(arguments: TestEngine.available)
    func `an organisation placed elsewhere stays there, one that FINESS placed follows`(_ engine: TestEngine)
        async throws
    {
        try await withDatabase(engine, migrations: schema) { database in
            _ = try await database.importFINESS(Self.file)
            let entity = try #require(try await database.organisation("380000001"))
            let region = try #require(entity.parent)
            let group = try await database.change { change in
                let group = try OrganisationStore.create(
                    OrganisationDetails(name: "GHT des Cimes"), kind: .ght, under: region, in: change)
                try OrganisationStore.move(entity.id, to: group.id, in: change)
                return group
            }
            // A new name and another region's department: renamed, not moved.
            _ = try await database.importFINESS(Extract.head + Extract.entity("380000001", "CH", department: "29"))
            #expect(try await database.organisation("380000001")?.parent == group.id)
            // A site that another legal entity took over.
            let takenOver = Extract.head + Extract.site("380000020", of: "2A0000006", "EHPAD des Tilleuls")
            let report = try await database.importFINESS(takenOver)
            #expect(report.changed == 1)
            let site = try #require(try await database.organisation("380000020"))
            let owner = try #require(try await database.organisation("2A0000006"))
            #expect(site.parent == owner.id)
            #expect(owner.lineage.contains(site.lineage))
        }
    }

    @Test(arguments: TestEngine.available)
    func `lines that cannot be taken are refused with their number and the rest goes on`(_ engine: TestEngine)
        async throws
    {
        let text =
            Self.file + Extract.site("380000012", of: "380000001", "Doublon")
            + Extract.site("38000003", of: "380000001", "Zéro perdu")
            + Extract.site("38-000003", of: "380000001", "Tiret")
            + Extract.site("380000038", of: "380000001", "Ailleurs", department: "99")
            + Extract.site("380000046", of: "", "Sans entité") + Extract.site("380000053", of: "380000001", "   ")
            + "structureet;380000061;380000001;Court\n" + "autre;1;2\n"
            + Extract.site("380000079", of: "380000012", "Sous un établissement")
            + Extract.site("380000087", of: "380000001", "Le dernier")
        try await withDatabase(engine, migrations: schema) { database in
            let report = try await database.importFINESS(text)
            #expect(report.refused.map(\.line) == [7, 8, 9, 10, 11, 12, 13, 14, 15].sorted())
            #expect(report.refusedCount == 9)
            #expect(report.refused.allSatisfy { !$0.reason.french.isEmpty && $0.reason.french != $0.reason.english })
            #expect(try await database.organisation("380000087")?.name == "Le dernier")
            #expect(report.refused.contains { $0.line == 8 && $0.reason.french.contains("zéro") })
        }
    }

    @Test(arguments: TestEngine.available)
    func `a file of another kind, or cut, is refused as a whole`(_ engine: TestEngine) async throws {
        let cut = String(
            Self.file.split(separator: "\n", omittingEmptySubsequences: false)[0...2].joined(separator: "\n").dropLast(
                120))
        let files: [(String, any Error)] = [
            ("nom;ville\nGrenoble;38\n", ImportError.notFINESS), ("", ImportError.notFINESS),
            ("{}", ImportError.notFINESS),
            (cut, ImportError.truncated(line: 3)), (Self.file + "struct", ImportError.truncated(line: 7)),
            ("{\"pmej\":[{\"a\":1},{\"b\"", DocumentError.truncated(line: 1)),
            (Self.file + "\"structureet;1\n", DocumentError.unclosedQuote(line: 7)),
        ]
        try await withDatabase(engine, migrations: schema) { database in
            for (text, expected) in files {
                do {
                    _ = try await database.importFINESS(text)
                    Issue.record("\(text.prefix(40)) was taken")
                } catch {
                    #expect(String(describing: error) == String(describing: expected))
                    #expect((error as? any ExplainedError)?.message.french.hasSuffix(".") == true)
                }
            }
            let rows = try await database.read { try $0.count("SELECT COUNT(*) FROM organisation") }
            let entries = try await database.read { try $0.count("SELECT COUNT(*) FROM journal_entry") }
            #expect([rows, entries] == [0, 0])
        }
    }

    @Test(arguments: TestEngine.available)
    func `many lines take few statements and keep few refusals`(_ engine: TestEngine) async throws {
        let lines = (0..<5000).map { index in
            let digits = String(1_000_000 + index).dropFirst()
            return index.isMultiple(of: 2)
                ? Extract.site("38\(digits)1", of: "38\(digits.prefix(4))990", "Résidence \(index)")
                : Extract.site("x", of: "380000990", "Refusée")
        }
        try await withDatabase(engine, migrations: schema) { database in
            let counting = CountingDatabase(database)
            let progress = Progress()
            let report = try await counting.change { change in
                try FINESSImport.run(.bytes(latin1(Extract.head + lines.joined())), in: change) { progress.add($0) }
            }
            #expect(report.refusedCount == 2500)
            #expect(report.refused.count == 1000)
            #expect(counting.statements < 150)
            let steps = progress.all
            #expect(steps.last?.linesRead == 5001)
            #expect(steps.last?.bytesRead == steps.last?.bytesTotal)
            #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.linesRead <= $1.linesRead })
            counting.reset()
            let again = try await counting.change { change in
                try FINESSImport.run(.bytes(latin1(Extract.head + lines.joined())), in: change)
            }
            #expect([again.created, again.changed, again.unchanged] == [0, 0, 2500])
            #expect(counting.statements < 15)
        }
    }

    @Test(arguments: TestEngine.available)
    func `broken files never trap and never half write`(_ engine: TestEngine) async throws {
        var generator = SplitMix64(seed: 101)
        let seed = latin1(Self.file + Extract.entity("380000001", "CH de la Vallée"))
        try await withDatabase(engine, migrations: schema) { database in
            var (taken, refused) = (0, 0)
            for index in 0..<150 {
                let bytes = index.isMultiple(of: 10) ? generator.bytes(300) : generator.mutated(seed)
                let before = try await database.read { try $0.count("SELECT COUNT(*) FROM organisation") }
                do {
                    let report = try await database.importFINESS(bytes: bytes)
                    let after = try await database.read { try $0.count("SELECT COUNT(*) FROM organisation") }
                    #expect(after - before == report.created)
                    taken += 1
                } catch is any ExplainedError {
                    let after = try await database.read { try $0.count("SELECT COUNT(*) FROM organisation") }
                    #expect(after == before)
                    refused += 1
                }
            }
            #expect(taken > 20)
            #expect(refused > 5)
            try await expectSoundTree(database)
        }
    }
}
