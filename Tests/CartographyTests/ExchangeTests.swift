// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import TestSupport
import Testing

@testable import Cartography

/// Spreadsheets in and out.
struct ExchangeTests {
    private func plan(_ text: String, _ drawn: Drawn) throws -> MapImport {
        MapImport(
            try MapTable(.bytes(Array(text.utf8))), into: drawn.map, removed: drawn.removed, at: drawn.north)
    }

    @Test(arguments: Language.allCases, [true, false])
    func `what is exported reads back without a change`(t: Language, isWorkbook: Bool) async throws {
        try await withMap(small) { drawn, _ in
            let file = MapFile(map: drawn.map, place: drawn.north)
            let bytes = isWorkbook ? try XLSXWriter.bytes(of: file.workbook(at: noon, t)) : file.csv(t)
            let table = try MapTable(.bytes(bytes))
            #expect(table.ignored.isEmpty)
            #expect(table.places.count == MapColumn.allCases.count)
            let result = MapImport(table, into: drawn.map, removed: [], at: drawn.north)
            #expect(result.refused.isEmpty)
            #expect(result.unchanged == 3)
            #expect(result.isEmpty, "\(result.changed.flatMap(\.differences))")
            #expect(result.batch.isEmpty)
        }
    }

    @Test func `an export gives the same map elsewhere`() async throws {
        let bytes = try await withMap(small) { drawn, _ in
            MapFile(map: drawn.map, place: drawn.north).csv(.french)
        }
        try await withMap { group, _, change in
            _ = try ServiceMapStore.add(
                NodeDraft(code: "ad", name: "Annuaire", layer: .component, kind: .directory), to: group.id, in: change)
        } _: { before, database in
            let result = MapImport(
                try MapTable(.bytes(bytes)), into: before.map, removed: [], at: before.north)
            #expect(result.refused.isEmpty)
            try await database.changing { change in
                try ServiceMapStore.apply(result.batch, to: before.north, action: "map.imported", in: change)
            }
            let after = try await drawn(before.group, before.north, database)
            #expect(MapFile(map: after.map, place: after.north).csv(.french) == bytes)
            #expect(try after["dpi"].description == "Le cœur\u{00A0}; vraiment\nsur  deux lignes")
            let links = try after.map.map.dependencies.filter { $0.from == (try after["dpi"]).node.key }
            #expect(links.contains { $0.lag == 1.0 / 3 && !$0.isBootstrap })
            #expect(links.contains { $0.lag == 2 && $0.isBootstrap })
        }
    }

    @Test func `the spreadsheet of a usual plan is understood, titles above it included`() async throws {
        try await withMap(small) { drawn, _ in
            let result = try plan(
                """
                Plan de continuité;;;;;;;
                Version du 3 mars;;;;;;;
                Nom de l’application;Type;Criticité;DMIA;RPO (min);Dépendances;Responsable métier;Éditeur / Fournisseur;Salle
                Biologie;Logiciel métier;Critique;4 h;30;"Annuaire, Réseau";Biologiste;Éditeur;B12
                Réseau;Réseau;1;2 j;;;;;
                Dossier patient;;;24;;bdd;;Autre;
                """, drawn)
            #expect(result.refused.isEmpty)
            #expect(result.ignored == ["Salle"])
            #expect(result.added.map(\.draft.code) == ["biologie", "reseau"])
            let biology = try #require(result.added.first)
            #expect(biology.draft.kind == .clinicalApplication)
            #expect(biology.draft.careClass == 1)
            #expect(biology.row.recoveryTime == 4)
            #expect(biology.row.recoveryPoint == 0.5)
            #expect(biology.draft.supplier == "Éditeur")
            #expect(result.batch.links.count == 2)
            // Not said of the link: what is drawn stays; not said of the element: so does what is known.
            let record = try #require(result.changed.first)
            #expect(
                record.differences.map(\.french) == [
                    "fournisseur\u{00A0}: Éditeur, SA → Autre", "DMIA\u{00A0}: rien → 24\u{00A0}h",
                ])
            #expect(record.draft.owner == "=Référent")
        }
    }

    @Test func `each line that is refused says why`() async throws {
        try await withMap(small) { drawn, _ in
            let result = try plan(
                """
                Code,Nom,Étage,Nature,Criticité,DMIA,Dépend de,Données (Go)
                ,,Composant,,,,,
                a b,Code faux,,,,,,
                x1,Étage faux,Cave,,,,,
                x2,Nature ailleurs,Activité,Annuaire,,,,
                x3,Classe fausse,,,Rouge,,,
                x4,Durée fausse,,,,bientôt,,
                x5,Cible inconnue,,,,,nulle part,
                x6,Soi-même,,,,,x6,
                x7,Volume faux,,,,,,beaucoup
                x8,Lien illisible,,,,,ad [zut],
                x9,Premier,,,,,,
                x9,Second,,,,,,
                y1,Dépend d’une refusée,,,,,Durée fausse,
                y2,Dépend de celle-là,,,,,y1,
                y3,Bonne,,,,,"ad; dns, bdd",
                """, drawn)
            #expect(result.added.map(\.draft.code) == ["x9", "y3"])
            #expect(result.batch.links.count == 3)
            #expect(result.refused.map(\.line) == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15])
            #expect(
                result.refused.map(\.reason) == [
                    .noName, .badCode("a b"), .unknownLayer("Cave"), .kindElsewhere("Annuaire"),
                    .unknownClass("Rouge"), .badDuration(.recoveryTime, "bientôt"), .unknownTarget("nulle part"),
                    .itself, .badVolume("beaucoup"), .badLink("ad [zut]"), .repeated(line: 12),
                    .targetRefused("Durée fausse", line: 7), .targetRefused("y1", line: 14),
                ])
            for refusal in result.refused {
                for t in Language.allCases { #expect(!refusal.reason.phrase(t).isEmpty) }
            }
        }
    }

    @Test func `the accepted lines come back as they were shown`() async throws {
        try await withMap(small) { drawn, _ in
            let shown = try plan(
                """
                Nom;DMIA (jours);Dépend de
                Nouveau;2;dns
                Faux;jamais;
                Dossier patient;1;
                """, drawn)
            let again = try plan(shown.content, drawn)
            #expect(again.refused.isEmpty)
            #expect(again.added.map(\.draft) == shown.added.map(\.draft))
            #expect(again.changed.map(\.differences) == shown.changed.map(\.differences))
            #expect(again.added.first?.row.recoveryTime == 48)
        }
    }

    @Test func `a removed element is not brought back by a file`() async throws {
        try await withMap { group, north, change in
            try small(group: group, north: north, change: change)
            let id = try #require(try ServiceMapStore.node(code: "bdd", of: north.id, in: change.session))
            try ServiceMapStore.remove(id, in: change)
        } _: { drawn, _ in
            let result = try plan("Code,Nom\nbdd,Bases\n,Bases de données\n", drawn)
            #expect(result.refused.map(\.reason) == [.removed("Bases de données")])
            // By its name alone, it is a new one.
            #expect(result.added.map(\.draft.code) == ["bases-de-donnees"])
        }
    }

    @Test func `the same code kept twice is told apart`() async throws {
        try await withMap { group, north, change in
            try small(group: group, north: north, change: change)
            let own = try ServiceMapStore.add(
                NodeDraft(code: "ad", name: "Annuaire local", layer: .component, kind: .directory), to: north.id,
                in: change)
            let node = try #require(try ServiceMapStore.node(own, in: change.session))
            let shared = try #require(try ServiceMapStore.node(code: "ad", of: group.id, in: change.session))
            try ServiceMapStore.link(node, to: shared, kind: .needs, in: change)
        } _: { drawn, _ in
            let bytes = MapFile(map: drawn.map, place: drawn.north).csv(.french)
            #expect(String(decoding: bytes, as: UTF8.self).contains("ad (GHT d’essai)"))
            let result = MapImport(try MapTable(.bytes(bytes)), into: drawn.map, removed: [], at: drawn.north)
            #expect(result.refused.isEmpty)
            #expect(result.isEmpty)
        }
    }

    @Test func `a file without a column of names is refused whole`() {
        #expect(throws: DocumentError.self) { try MapTable(.bytes(Array("couleur;taille\nbleu;2\n".utf8))) }
        #expect(throws: DocumentError.self) { try MapTable(.bytes([])) }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a damaged file never stops the program`(seed: UInt64) async throws {
        try await withMap(small) { drawn, _ in
            var random = SplitMix64(seed: seed)
            var bytes = MapFile(map: drawn.map, place: drawn.north).csv(.french)
            for _ in 0..<20 {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            guard let table = try? MapTable(.bytes(bytes)) else { return }
            let result = MapImport(table, into: drawn.map, removed: [], at: drawn.north)
            #expect(result.added.count + result.changed.count + result.unchanged + result.refused.count <= 40)
        }
    }

    @Test(arguments: Language.allCases)
    func `the template is understood by those who wrote it`(t: Language) async throws {
        try await withMap { _, _, _ in
        } _: { drawn, _ in
            let bytes = try XLSXWriter.bytes(of: MapFile.template(at: noon, t))
            let result = MapImport(try MapTable(.bytes(bytes)), into: drawn.map, removed: [], at: drawn.north)
            #expect(result.refused.isEmpty)
            #expect(result.added.count == 4)
            #expect(result.batch.links.count == 4)
        }
    }
}
