// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery
import Testing

@testable import Cartography

/// Words of people, turned into values and back.
struct WordsTests {
    @Test(
        arguments: [
            ("4 h", 4), ("4h", 4), ("2 j", 48), ("30 min", 0.5), ("24", 24), ("1 h 30", 1.5), ("1h30", 1.5),
            ("1,5 h", 1.5), ("2 jours", 48), ("1 semaine", 168), ("04:30", 4.5), ("< 4 h", 4), ("≤ 2 j", 48),
            ("H+4", 4), ("J+2", 48), ("1 j 6 h", 30), ("0", 0), ("Immédiat", 0), ("45 mn", 0.75), ("72H", 72),
            ("1 mois", 720), ("1 h 30 min", 1.5), ("4\u{00A0}h", 4), ("3 days", 72),
        ] as [(String, Double)])
    func `durations are read as plans write them`(text: String, hours: Double) {
        #expect(Hours.read(text) == hours)
    }

    @Test(
        arguments: [
            "", "vite", "4 x", "-1", "1e9", "nan", "inf", "4 h et demie", "h", "1 2 3", "99999999999999999999 j",
            "12:75", ":", "4:", "1.2.3 h", "à définir", "٣ h",
        ])
    func `what is no duration is not taken for one`(text: String) {
        #expect(Hours.read(text) == nil)
    }

    @Test func `a number alone has the unit of its column`() {
        #expect(Hours.read("2", bare: .days) == 48)
        #expect(Hours.read("30", bare: .minutes) == 0.5)
        #expect(Hours.read("30 h", bare: .days) == 30)
        #expect(MapColumn.Head("DMIA (jours)").unit == .days)
        #expect(MapColumn.Head("RPO (min)").unit == .minutes)
        #expect(MapColumn.Head("RTO (h)").unit == .hours)
    }

    @Test(arguments: [(0.5, "30\u{00A0}min"), (4, "4\u{00A0}h"), (1.5, "1\u{00A0}h\u{00A0}30"), (72, "3\u{00A0}jours")])
    func `durations are told shortly`(hours: Double, text: String) {
        #expect(Hours.text(hours, .french) == text)
    }

    @Test(
        arguments: [
            ("Dossier patient (DPI)", "dossier-patient-dpi"), ("Œuvre d’Été", "oeuvre-d-ete"), ("  --  ", ""),
            ("日本", ""),
        ])
    func `a code is drawn from a name`(name: String, code: String) {
        #expect(MapCode.proposed(for: name) == code)
        #expect(code.isEmpty || MapCode.isValid(code))
    }

    @Test func `a free code is found whatever is taken`() {
        #expect(MapCode.free("a", taken: []) == "a")
        #expect(MapCode.free("a", taken: ["a", "a-2"]) == "a-3")
        #expect(MapCode.free("", taken: []) == "element")
        let long = String(repeating: "x", count: 60)
        #expect(MapCode.isValid(MapCode.free(long, taken: [long])))
    }

    @Test func `kinds, layers and criticality forgive how they are written`() {
        #expect(MapVocabulary.kind("ANNUAIRE")?.kind == .directory)
        #expect(MapVocabulary.kind("Logiciel métier")?.kind == .clinicalApplication)
        #expect(MapVocabulary.kind("Application")?.layer == .service)
        #expect(MapVocabulary.kind("SaaS") == nil)
        #expect(MapVocabulary.layer("Activités") == .activity)
        #expect(MapVocabulary.careClass("Critique") == 1)
        #expect(MapVocabulary.careClass("P2") == 2)
        #expect(MapVocabulary.careClass("Rouge") == nil)
        for kind in NodeKind.allCases where kind != .other {
            for t in Language.allCases { #expect(MapVocabulary.kind(kind.title(t))?.kind == kind, "\(kind)") }
        }
    }

    @Test func `every action of the map has its sentence`() {
        for action in [
            "map.nodeAdded", "map.nodeCorrected", "map.nodeRemoved", "map.nodeRestored", "map.linked", "map.unlinked",
            "map.objectivesDecided", "map.begun", "map.imported", "map.exported",
        ] {
            for t in Language.allCases {
                #expect(JournalWords.sentence(action, "12 + 3, 20 →", t)?.isEmpty == false)
            }
        }
        #expect(
            JournalWords.batch("12 + 0, 1 →", .french) == "12\u{00A0}éléments ajoutés, 0\u{00A0}modifié, 1\u{00A0}lien")
        #expect(JournalWords.sentence("account.created", "", .french) == nil)
    }

    @Test func `a long name is cut between words, on two lines`() {
        #expect(MapDrawing.lines("Pare-feu") == ["Pare-feu"])
        #expect(MapDrawing.lines("Gestion administrative des patients") == ["Gestion", "administrative des…"])
        #expect(MapDrawing.lines(String(repeating: "x", count: 80)).allSatisfy { $0.count <= 19 })
        #expect(MapDrawing.lines("") == [""])
    }
}
