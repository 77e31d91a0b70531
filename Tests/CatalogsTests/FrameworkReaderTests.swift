// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

enum Samples {
    /// Every key of the format.
    static let complete = """
        format: carene-framework/1
        identifier: essai
        version: "2025.10"
        title: Un essai
        summary: >
          Deux lignes
          qui n'en font qu'une.
        language: fr
        publisher: Carène
        license: EUPL-1.2
        status: toConfirm
        sources:
          - { title: Arrêté, url: "https://example.org/a", note: libre }
        scale:
          - { value: 0, title: Non }
          - { value: 1, title: En cours, description: Commencé }
          - { value: 2, title: Presque, score: 0.75 }
          - { value: 3, title: Oui }
        profiles:
          - { code: EI, title: Entité importante, selected: true }
          - { code: EE, title: Entité essentielle }
        deadlines:
          - { title: Clôture, on: 2026-11-30 }
        requirements:
          - code: A
            title: Gouvernance
            pillar: governance
            children:
              - code: A.1
                title: Une politique
                expectation: Elle est écrite.
                guidance: La lire.
                scope: EJ
                weight: 2.5
                priority: indispensable
                profiles: [EI]
                status: confirmed
                source: ReCyF 13.2
                deadlines:
                  - { title: Revue, every: P1Y, status: toConfirm }
                  - { title: Candidature, from: 2025-09-02, to: 2025-10-31 }
                evidence:
                  any:
                    - kind: directory.level
                      where: { scope: backup, level: ">= 3", on: true, exact: 4 }
                      within: P60D
                    - atLeast: { count: 1, of: [{ not: { kind: plan.tested } }] }
                    - kind: exposure.audit
                      since: 2022-07-16
                      until: 2026-11-30
                      spaced: { count: 2, from: P45D, to: P60D }
                coverage: { scope: EJ, otherwise: EG, weight: combinedActivity, atLeast: 0.66 }
                question:
                  text: Est-elle écrite ?
                  choices:
                    - { title: "Oui, et lue", value: 3 }
                    - { title: Sans objet, notApplicable: true }
              - code: A.2
                title: Répondue malgré ses enfants
                assessable: true
                children:
                  - { code: A.2.a, title: Un détail, pillar: operations }
                  - { code: A.2.b, title: Un titre seul, assessable: false }
          - { code: B, title: no }
        """

    static func small(_ requirements: String, head: String = "") -> String {
        """
        format: carene-framework/1
        identifier: petit
        version: 1
        title: Petit
        \(head)
        requirements:
        \(requirements)
        """
    }
}

@Suite struct FrameworkReaderTests {
    @Test func `reads every key of the format`() throws {
        let framework = try FrameworkReader.read(Samples.complete)
        #expect(framework.identity.description == "essai@2025.10")
        #expect(framework.summary == "Deux lignes qui n'en font qu'une.")
        #expect(framework.scale.levels.map(\.score) == [0, 1.0 / 3, 0.75, 1])
        #expect(framework.requirements.map(\.code) == ["A", "A.1", "A.2", "A.2.a", "A.2.b", "B"])
        #expect(framework.requirements.map(\.depth) == [0, 1, 1, 2, 2, 0])
        #expect(framework.assessable().map(\.code) == ["A.1", "A.2", "A.2.a", "B"])
        #expect(framework.assessable(in: ["EE"]).map(\.code) == ["A.2", "A.2.a", "B"])
        let pillars: [Pillar?] = [.governance, .governance, .governance, .operations, .governance, nil]
        #expect(framework.requirements.map(\.pillar) == pillars)
        #expect(framework.chapters.map(\.range) == [0..<5, 5..<6])
        #expect(framework.children(of: "A").map(\.code) == ["A.1", "A.2"])
        #expect(framework.children(of: nil).map(\.code) == ["A", "B"])
        #expect(framework.breadcrumb(to: "A.2.a").map(\.code) == ["A", "A.2", "A.2.a"])
        #expect(framework.chapter(of: "A.2.b")?.code == "A")
        #expect(framework.requirement("B")?.title == "no")
        #expect(framework.defaultProfiles == ["EI"])

        let first = try #require(framework.requirement("A.1"))
        #expect(first.status == .confirmed)
        #expect(first.deadlines.map(\.status) == [.toConfirm, .confirmed])
        #expect(first.question?.choices.map(\.response) == [.level(3), .notApplicable])
        let conditions = try #require(first.evidence?.conditions)
        #expect(conditions.map(\.kind) == ["directory.level", "plan.tested", "exposure.audit"])
        #expect(
            conditions.first?.facts == [
                FactCondition(name: "scope", value: .text("backup")),
                FactCondition(name: "level", comparison: .greaterOrEqual, value: .number(3)),
                FactCondition(name: "on", value: .flag(true)), FactCondition(name: "exact", value: .number(4)),
            ])
        #expect(conditions.last?.spacing?.count == 2)
        #expect(first.coverage?.atLeast == 0.66)
        #expect(framework.requirement("B")?.status == .toConfirm)
    }

    @Test func `takes a plain list for one chapter`() throws {
        let list = "  - { code: Q1, title: Un }\n  - { code: Q2, title: Deux }"
        let framework = try FrameworkReader.read(Samples.small(list))
        #expect(framework.chapters == [Chapter(code: "_", title: "Petit", range: 0..<2)])
    }

    @Test func `writes back what it read`() throws {
        let framework = try FrameworkReader.read(Samples.complete)
        #expect(try FrameworkReader.read(FrameworkWriter.write(framework)) == framework)
    }

    @Test(arguments: 0..<200)
    func `reads back any framework that it writes`(_ seed: UInt64) throws {
        var random = RandomFrameworks(seed: seed)
        let framework = try random.next()
        let text = FrameworkWriter.write(framework)
        #expect(try FrameworkReader.read(text) == framework, "\(text)")
    }

    /// What is wrong, the line where it is said, and words that say it.
    @Test(arguments: [
        ("  - { code: A, titel: Un }", 7, "unknown key"),
        ("  - { code: A }", 7, "‘title’ is missing"),
        ("  - { code: A, title: }", 7, "‘title’ is missing"),
        ("  - { code: \"é\", title: Un }", 7, "is not a code"),
        ("  - { code: _, title: Un }", 7, "is not a code"),
        ("  - { code: A, title: Un }\n  - { code: A, title: Deux }", 8, "already taken"),
        ("  - { code: A, title: Un, weight: 0 }", 7, "a weight is a positive number"),
        ("  - { code: A, title: Un, weight: nan }", 7, "expected a number"),
        ("  - { code: A, title: Un, weight: 0x10 }", 7, "expected a number"),
        ("  - { code: A, title: Un, profiles: [XX] }", 7, "is not declared"),
        ("  - { code: A, title: Un, priority: high }", 7, "is none of indispensable, recommended"),
        ("  - { code: A, title: Un, assessable: yes }", 7, "expected true or false"),
        ("  - { code: A, title: [Un] }", 7, "expected a text"),
        ("  - A", 7, "expected keys and values"),
        ("  - { code: A, title: Un, children: 3 }", 7, "expected a list"),
        ("  - { code: A, title: Un, deadlines: [{ title: T, on: 2026-02-30 }] }", 7, "is not a day"),
        ("  - { code: A, title: Un, deadlines: [{ title: T, from: 2026-02-03 }] }", 7, "a deadline has either"),
        ("  - { code: A, title: Un, deadlines: [{ title: T, from: 2026-02-03, to: 2026-01-01 }] }", 7, "before"),
        ("  - { code: A, title: Un, evidence: { kind: plan } }", 7, "is not a proof kind"),
        ("  - { code: A, title: Un, evidence: { any: [] } }", 7, "at least one rule"),
        ("  - { code: A, title: Un, evidence: { any: [{ kind: a.b }], kind: a.b } }", 7, "stands alone"),
        ("  - { code: A, title: Un, evidence: { atLeast: { count: 3, of: [{ kind: a.b }] } } }", 7, "between 1 and"),
        ("  - { code: A, title: Un, evidence: { kind: a.b, where: { x: \">= deux\" } } }", 7, "before a number"),
        ("  - { code: A, title: Un, evidence: { kind: a.b, within: 60 } }", 7, "is not a period"),
        ("  - { code: A, title: Un, coverage: { scope: EJ, atLeast: 66 } }", 7, "from 0 to 1"),
        ("  - { code: A, title: Un, question: { text: T, choices: [{ title: C, value: 7 }] } }", 7, "not on the scale"),
        ("  - { code: A, title: Un, question: { text: T, choices: [{ title: C }] } }", 7, "a choice has either"),
        ("  - { code: A, title: Un, assessable: false }", nil, "nothing in this framework"),
        ("  - { code: A, code: B, title: Un }", 7, "written twice"),
        ("  - &a { code: A, title: Un }\n  - *a", 8, "anchors and aliases"),
        ("  - &a { code: A, title: Un }", 7, "anchors and aliases"),
        ("  - { code: A, title: Un, <<: { weight: 2 } }", 7, "merge keys"),
        ("  - { code: A, title: !!str Un }", 7, "tags are refused"),
        ("\t- { code: A, title: Un }", 7, "cannot start any token"),
        ("  - { code: A, title: Un", nil, "flow mapping"),
        ("  - { code: A, title: \"\\u0000\" }", 7, "control character"),
        ("  []", nil, "at least one requirement"),
    ])
    func `says what is wrong and where`(_ requirements: String, _ line: Int?, _ words: String) throws {
        let error = try #require(throws: CatalogError.self) {
            try FrameworkReader.read(Samples.small(requirements))
        }
        let matching = error.issues.filter { $0.message.contains(words) && $0.severity == .error }
        #expect(!matching.isEmpty, "\(error)")
        if let line { #expect(matching.contains { $0.line == line }, "\(error)") }
    }

    @Test(arguments: [
        ("language: français", "is not a language tag"),
        ("scale: [{ value: 0, title: Non }]", "between 2 and 101"),
        ("scale: [{ value: 1, title: A }, { value: 0, title: B }]", "increasing value"),
        ("scale: [{ value: 0, title: A, score: 0.5 }, { value: 1, title: B, score: 0.2 }]", "never scores less"),
        ("scale: [{ value: 0, title: A }, { value: 1, title: B, score: 1.5 }]", "from 0 to 1"),
        ("profiles: [{ code: A, title: A }, { code: A, title: B }]", "the same code"),
        ("sources: [{ title: A, url: \"http://example.org\" }]", "https://"),
        ("sources: [{ title: A, url: \"https://exa mple.org\" }]", "https://"),
        ("status: sure", "is none of confirmed, toConfirm"),
        ("color: red", "unknown key"),
    ])
    func `checks the head of the file`(_ head: String, _ words: String) throws {
        let error = try #require(throws: CatalogError.self) {
            try FrameworkReader.read(Samples.small("  - { code: A, title: Un }", head: head))
        }
        #expect(error.issues.contains { $0.message.contains(words) }, "\(error)")
    }

    @Test func `reports everything at once, in the order of the file`() throws {
        let error = try #require(throws: CatalogError.self) {
            try FrameworkReader.read(
                Samples.small("  - { code: A, title: Un, weight: -1 }\n  - { code: B, titel: D }", head: "statut: x"))
        }
        #expect(error.issues.compactMap(\.line) == error.issues.compactMap(\.line).sorted())
        #expect(Set(error.issues.compactMap(\.line)) == [5, 7, 8])
        #expect(error.description.contains("8:16: error: requirements[1].titel: unknown key"))
    }
}
