// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import Access

struct `The journal` {
    @Test(arguments: TestEngine.available)
    func `tells what happened here and below, newest first, in one statement`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            _ = try await hospital.account("deux@exemple.fr", "Élise Deux", [(.auditor, hospital.harbour)])
            let counted = CountingDatabase(hospital.database)
            let query = JournalQuery(scope: [hospital.harbour.lineage])
            let (lines, total) = try await counted.read { try query.page(in: $0) }
            #expect(counted.statements == 1)
            #expect(lines.map(\.action) == ["role.given", "organisation.created"])
            #expect(total == 2)
            #expect(lines.first?.subject == "Élise Deux")
            #expect(lines.allSatisfy { $0.place == "Hôpital du Port" })
        }
    }

    @Test(arguments: TestEngine.available)
    func `is filtered by kind of action and by person`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            _ = try await hospital.account("deux@exemple.fr", "Élise Deux", [(.auditor, hospital.harbour)])
            try await hospital.database.change(by: .system, at: Hospital.now) { change in
                try change.record("kettle.boiled", organisation: hospital.harbour.id.text)
            }
            func actions(_ family: JournalFamily?, _ person: String = "") async throws -> [String] {
                let query = JournalQuery(scope: [hospital.harbour.lineage], family: family, person: person)
                return try await hospital.database.read { try query.page(in: $0).lines.map(\.action) }
            }
            #expect(try await actions(.people) == ["role.given"])
            #expect(try await actions(.establishments) == ["organisation.created"])
            #expect(try await actions(.other) == ["kettle.boiled"])
            #expect(try await actions(nil, "elise") == ["role.given"])
            #expect(try await actions(.signIns).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `what belongs to no organisation is for those of the whole nation`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            try await hospital.database.change(by: .system, at: Hospital.now) { change in
                try change.record("mapping.added", subject: "a-b")
            }
            func actions(_ includesHouse: Bool) async throws -> Set<String> {
                let query = JournalQuery(scope: [hospital.harbour.lineage], includesHouse: includesHouse)
                return try await hospital.database.read { Set(try query.page(in: $0).lines.map(\.action)) }
            }
            #expect(try await actions(true).contains("mapping.added"))
            #expect(try await !actions(false).contains("mapping.added"))
            #expect(try await !actions(true).contains("signIn.refused"))
        }
    }

    @Test func `an invited person's role is told with its title`() {
        let line = JournalLine(
            sequence: 1, at: Hospital.now, actor: "Nadia", action: "role.given", subject: "Yann",
            detail: "securityOfficer: Yann (→ 2027-03-01)", place: "Port")
        #expect(JournalSentences.sentence(line, .english) == "Role “Security officer (RSSI)” given to Yann")
        #expect(JournalSentences.sentence(line, .french) == "Rôle «\u{00A0}RSSI\u{00A0}» donné à Yann")
    }

    @Test func `an unknown action is shown by its code`() {
        let line = JournalLine(
            sequence: 1, at: Hospital.now, actor: "Nadia", action: "kettle.boiled", subject: nil, detail: "<2 l>",
            place: "Port")
        #expect(JournalSentences.sentence(line, .french) == nil)
        let model = JournalPage.Model(
            place: .make(at: Hospital.now), placeName: "Port", lines: [line], total: 1, page: 1, family: nil,
            person: "",
            zone: .paris)
        let text = JournalPage.render(model, .french).text
        #expect(text.contains("kettle.boiled"))
        #expect(text.contains("&lt;2 l&gt;"))
    }

    @Test(arguments: TestEngine.available)
    func `every action of identity has its sentence`(_ engine: TestEngine) async throws {
        try await Hospital.open(on: engine) { hospital in
            let invitation = try hospital.invitation("yann@exemple.fr", .contributor, hospital.harbour)
            _ = try await hospital.send(invitation, by: hospital.administrator)
            let lines = try await hospital.database.read { session in
                try JournalQuery(scope: [hospital.group.lineage]).page(in: session).lines
            }
            #expect(Set(lines.map(\.action)).isSuperset(of: ["role.given", "link.issued"]))
            for language in Language.allCases {
                #expect(lines.filter { JournalSentences.sentence($0, language) == nil }.isEmpty)
            }
        }
    }

    @Test(
        arguments: [
            (Verification.intact(entries: 12, head: String(repeating: "ab", count: 32)), "intacte"),
            (.broken(sequence: 7, .altered), "ligne 7"), (.broken(sequence: 7, .missing), "retirée"),
            (.broken(sequence: 7, .unlinked), "précédente"),
        ])
    func `the check says what it found`(_ verification: Verification, _ words: String) {
        let result = JournalCheck.result(verification, back: "/")
        #expect(result.summary.french.contains(words))
        #expect(TagBalance.fault(in: result.detail.text) == nil)
    }
}
