// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct FINESSStructuresTests {
    private static func entity(
        _ identifier: String, _ finess: String, _ name: String, commune: String = "38185", state: String = "A",
        closed: String = "", sites: String = ""
    ) -> String {
        """
        {"informationsGeneralesPMEJ":{"pmSmsseId":"\(identifier)","codeApe":"86.10Z","dateCreation":"2001-01-01",\
        \(closed)"denominationLonguePmSmsse":"\(name)","denominationPm":"COURT","numFinessPm":"\(finess)",\
        "statutJuridique":"13","typePersonneMorale":"01"},"adresse":[{"usageAdresse":"02","cogCommune":"\(commune)",\
        "ligneAcheminement":"GRENOBLE","codePostal":"38000"}],"contact":[],"engagement":[],"evenement":[],
        "ege":[\(sites)],"etatObjet":"\(state)","dateDerniereMaj":"2021-10-18 00:00:00"}
        """
    }

    private static func site(_ finess: String, _ name: String, state: String = "A", closed: String = "") -> String {
        """
        {"informationsGeneralesEGE":{"egeId":"799","dateOuverture":"1956-11-16",\(closed)"nomEgeCourt":"COURT",
        "nomEgeLong":"\(name)   ","numFinessEge":"\(finess)","espic":["0"]},
        "categorieentiteGeographiqueExercice":"355","adresse":[{"cogCommune":"38185","codePostal":"38043",
        "ligneAcheminement":"GRENOBLE CEDEX 9"}],"roleEge":[],"etatObjet":"\(state)","dateDerniereMaj":"2021-10-18"}
        """
    }

    private static let groups = """
        "gcc":[{"gccId":"1","nomGcc":"Cimes et vallées","typeGcc":"001","gccIdentifiantExterne":"84901",\
        "pmejDuGcc":[{"pmSmsseId":"2","typeRoleEntiteGroupe":"M"},{"pmSmsseId":"1","typeRoleEntiteGroupe":"S"},\
        {"pmSmsseId":"999","typeRoleEntiteGroupe":"M"}],"egeDuGcc":[],"etatObjet":"A","dateDerniereMaj":"2025"},
        {"gccId":"2","nomGcc":"Autre forme","typeGcc":"010","gccIdentifiantExterne":"9","pmejDuGcc":[],"etatObjet":"A"}]
        """

    private static let entities = [
        entity(
            "1", "380000001", "CH DE LA VALL\\u00c9E",
            sites: site("380000012", "Hôpital") + ","
                + site("380000020", "Ancien", state: "I", closed: "\"dateFermeture\":\"1993-01-01\",")),
        entity(
            "2", "380000004", "CH DES CIMES",
            sites: site("380000038", "Futur", closed: "\"dateFermeture\":\"2031-01-01\",")),
        entity("3", "380000005", "FERME SANS DATE", state: "I"),
    ].joined(separator: ",\n")

    private static let document = "{\"schemaVersion\":\"v1.0.0\",\(groups),\"gco\":[],\n\"pmej\":[\(entities)]}"

    /// Letters that carry thousands of marks, a NUL, a code without end: a line or a word of it, never the whole file.
    @Test(arguments: TestEngine.available)
    func `hostile names and codes do not spoil the file`(_ engine: TestEngine) async throws {
        let marks = String(repeating: "x" + String(repeating: "\u{0301}\u{0489}", count: 400), count: 40)
        let document = Self.document
            .replacing("Cimes et vallées", with: marks)
            .replacing("\"ligneAcheminement\":\"GRENOBLE\"", with: "\"ligneAcheminement\":\"\(marks)\"")
        for (code, kept, refused) in [("84901", "84901", 0), ("84\\u0000901", "84 901", 0), (marks, nil, 1)] {
            try await withDatabase(engine, migrations: schema) { database in
                let text = document.replacing("84901", with: code)
                let report = try await database.importFINESS(bytes: Array(text.utf8))
                #expect(report.refused.count == refused)
                let group = try await database.read { session in
                    try kept.flatMap { try OrganisationStore.organisation(kind: .ght, code: $0, in: session) }
                }
                #expect((group == nil) == (kept == nil))
                #expect((group?.name.unicodeScalars.count ?? 300) == 300)
                let entity = try await database.read { session in
                    try FINESS("380000001").flatMap { try OrganisationStore.organisation(finess: $0, in: session) }
                }
                #expect(entity?.town?.unicodeScalars.count == 100)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `entities, sites, closures and groups`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let report = try await database.importFINESS(bytes: Array(Self.document.utf8))
            #expect(report.refused == [])
            let outline = try await database.outline()
            #expect(
                outline == """
                    national France
                      region Auvergne-Rhône-Alpes
                        ght Cimes et vallées
                          legalEntity CH DE LA VALLÉE [380000001] (support)
                            site Ancien [380000020] closed 1993-01-01
                            site Hôpital [380000012]
                          legalEntity CH DES CIMES [380000004] (party)
                            site Futur [380000038]
                        legalEntity FERME SANS DATE [380000005] closed \("")

                    """)
            let again = try await database.importFINESS(bytes: Array(Self.document.utf8))
            #expect([again.created, again.changed, again.refusedCount] == [0, 0, 0])
            #expect(try await database.outline() == outline)
            try await expectSoundTree(database)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the two formats agree, and the label of one stays`(_ engine: TestEngine) async throws {
        let legacy =
            Extract.head + Extract.entity("380000001", "CH") + Extract.site("380000012", of: "380000001", "Hôpital")
        let json = "{\"pmej\":[\(Self.entity("1", "380000001", "CH", sites: Self.site("380000012", "Hôpital")))]}"
        try await withDatabase(engine, migrations: schema) { database in
            _ = try await database.importFINESS(legacy)
            let report = try await database.importFINESS(bytes: Array(json.utf8))
            #expect([report.created, report.changed, report.unchanged] == [0, 0, 2])
            let renamed = json.replacing("\"Hôpital   \"", with: "\"Hôpital neuf\"")
            #expect(try await database.importFINESS(bytes: Array(renamed.utf8)).changed == 1)
            let site = try #require(try await database.organisation("380000012"))
            #expect(site.name == "Hôpital neuf")
            #expect(site.category?.label == "Centre Hospitalier (C.H.)")
        }
    }

    @Test(arguments: TestEngine.available)
    func `elements that cannot be read are refused at their line`(_ engine: TestEngine) async throws {
        let document = """
            {"pmej":[
            {"informationsGeneralesPMEJ":{"numFinessPm":12}},
            {"informationsGeneralesPMEJ":[]},
            {"informationsGeneralesPMEJ":{"numFinessPm":"380000001","denominationPm":"X"},"adresse":[{"cogCommune":"99123"}]},
            {"informationsGeneralesPMEJ":{"numFinessPm":"380000002","denominationPm":"a\\u0000b"},
             "adresse":[{"cogCommune":"38185"}],"ege":[
              {"informationsGeneralesEGE":{"numFinessEge":"380000002","nomEgeLong":"même numéro"}}]}
            ]}
            """
        try await withDatabase(engine, migrations: schema) { database in
            let report = try await database.importFINESS(bytes: Array(document.utf8))
            #expect(report.refused.map(\.line) == [2, 3, 4, 7])
            #expect(try await database.organisation("380000002")?.name == "a b")
        }
    }

    @Test(arguments: TestEngine.available)
    func `broken documents never trap and never half write`(_ engine: TestEngine) async throws {
        var generator = SplitMix64(seed: 202)
        try await withDatabase(engine, migrations: schema) { database in
            var (taken, refused) = (0, 0)
            for _ in 0..<150 {
                let bytes = generator.mutated(Array(Self.document.utf8))
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
            #expect(taken > 10)
            #expect(refused > 10)
            try await expectSoundTree(database)
        }
    }
}
