// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Organisations
import Primitives
import Site
import Testing

@testable import Proofs

@Suite struct ProofEntryTests {
    private typealias Name = ProofEntry.Name

    private static let audit = ProofKind(
        "directory.level", Phrase("un audit", "an audit"),
        facts: [
            FactField("scope", Phrase("Périmètre", "Scope"), .word),
            FactField("level", Phrase("Niveau", "Level"), .level(1...5)),
            FactField("share", Phrase("Part", "Share"), .share), FactField("days", Phrase("Jours", "Days"), .number),
        ])

    private static func draft(
        _ values: [String: String], holders: [String]? = nil
    ) -> (draft: ProofDraft?, errors: FormErrors) {
        var items: [(name: String, value: String)] = [
            (Name.title, "Audit"), (Name.obtained, ProofSample.today.adding(days: -3).text),
        ].filter { values[$0.0] == nil }.map { ($0.0, $0.1) }
        items += values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        for holder in holders ?? [ProofSample.organisation().id.text] { items.append((Name.holders, holder)) }
        return ProofEntry(Form(items), kind: audit).draft(audit, today: ProofSample.today, .french)
    }

    @Test func `facts are read as people write them`() throws {
        let read = Self.draft([
            "fait-scope": "backup", "fait-level": "3", "fait-share": "87,5 %", "fait-days": "1 200",
        ])
        #expect(read.errors.isEmpty)
        let draft = try #require(read.draft)
        #expect(
            draft.facts == [
                "scope": .text("backup"), "level": .number(3), "share": .number(0.875), "days": .number(1200),
            ])
        #expect(draft.validUntil == nil)
        // A word of one's own wins over the list.
        let own = try #require(Self.draft(["fait-scope": "backup", "autre-scope": "mon\tpérimètre"]).draft)
        #expect(own.facts == ["scope": .text("mon périmètre")])
    }

    @Test(arguments: [
        ("titre", "", Name.title), ("titre", String(repeating: "x", count: 201), Name.title),
        ("obtenue", "", Name.obtained), ("obtenue", "2026-02-30", Name.obtained),
        ("obtenue", "2999-01-01", Name.obtained), ("fin", "hier", Name.until), ("fin", "2001-01-01", Name.until),
        ("mois", "0", Name.months), ("mois", "douze", Name.months), ("mois", "99999999999999999999", Name.months),
        ("fait-level", "9", "fait-level"), ("fait-level", "3.5", "fait-level"), ("fait-share", "140", "fait-share"),
        ("fait-share", "nan", "fait-share"), ("fait-days", "1e400", "fait-days"),
        ("autre-scope", String(repeating: "x", count: 121), "autre-scope"),
        ("note", String(repeating: "x", count: 2001), Name.note),
    ])
    func `what cannot be is told beside its field`(_ field: String, _ value: String, _ faulty: String) {
        let read = Self.draft([field: value])
        #expect(read.draft == nil)
        #expect(read.errors.all.map(\.field) == [faulty])
    }

    @Test func `an end is a day or a number of months, never both`() throws {
        let obtained = "2026-01-31"
        let months = try #require(Self.draft(["obtenue": obtained, "mois": "1"]).draft)
        #expect(months.validUntil?.text == "2026-02-28")
        let day = try #require(Self.draft(["obtenue": obtained, "fin": "2027-01-31"]).draft)
        #expect(day.validUntil?.text == "2027-01-31")
        let both = Self.draft(["obtenue": obtained, "fin": "2027-01-31", "mois": "12"])
        #expect(both.errors.all.map(\.field) == [Name.months])
    }

    @Test func `at least one organisation is chosen`() {
        #expect(Self.draft([:], holders: []).errors[Name.holders] != nil)
        #expect(Self.draft([:], holders: ["not an identifier"]).errors[Name.holders] != nil)
    }

    @Test func `a newer version begins with what the old one said`() {
        let old = ProofSample.proof(
            kind: "directory.level",
            facts: ["scope": .text("backup"), "level": .number(3), "share": .number(0.625)])
        let known = ProofEntry(replacing: old, kind: Self.audit, words: ["scope": ["backup"]], .french)
        #expect(known.facts == ["scope": "backup", "level": "3", "share": "62,5"])
        #expect(known.otherWords.isEmpty)
        #expect(known.obtainedOn.isEmpty)
        let unknown = ProofEntry(replacing: old, kind: Self.audit, words: [:], .french)
        #expect(unknown.otherWords == ["scope": "backup"])
    }

    @Test func `every error of the store has its field`() {
        #expect(ProofError.dateInFuture.field == Name.obtained)
        #expect(ProofError.organisationOutside.field == Name.holders)
        #expect(ProofError.fileTypeRefused.field == Name.file)
        #expect(ProofError.fileTooLarge(megabytes: 25).nature == .invalid)
    }
}
