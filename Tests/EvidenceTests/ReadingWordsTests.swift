// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Markup
import Primitives
import Testing

@Suite struct ReadingWordsTests {
    private static let kinds = Dictionary(ProofVocabulary.all.map { ($0.id, $0.title) }) { first, _ in first }

    private static func words(
        _ t: Language = .french, titles: [String: String] = [:], today: Day? = nil
    ) -> ReadingWords {
        ReadingWords(
            kinds: { kinds[$0] },
            proof: { id in ProofLink(title: titles[id] ?? "Preuve \(id)", href: "/preuves/x") },
            member: { "Hôpital \($0)" }, today: today, t)
    }

    private static func reading(
        _ condition: ProofCondition, _ proofs: [ProofRecord], on day: CalendarDay
    ) -> RuleReading {
        EvidenceRule.proof(condition).reading(ProofSet(proofs), on: day)
    }

    /// The text that a person reads, tags removed.
    private static func plain(_ html: HTML) -> String {
        var (text, isTag) = ("", false)
        for character in html.text {
            if character == "<" {
                isTag = true
            } else if character == ">" {
                isTag = false
            } else if !isTag {
                text.append(character)
            }
        }
        return text.replacing("\u{00A0}", with: " ")
    }

    @Test func `why a proof does not count is told in a sentence`() throws {
        let now = try #require(day("2026-11-21"))
        let march = try #require(day("2026-03-03"))
        let june = try #require(day("2026-06-30"))
        let level = FactCondition(name: "level", comparison: .greaterOrEqual, value: .number(3))
        let audit = ProofCondition(kind: "directory.level", facts: [level], within: Period(days: 60))
        let backups = ProofCondition(
            kind: "policy.document", facts: [FactCondition(name: "subject", value: .text("backup"))])
        let reviewed = ProofCondition(kind: "policy.document", since: day("2022-07-16"), until: day("2025-10-31"))
        let spacing = ProofCondition.Spacing(
            count: 2, from: try #require(Period(days: 45)), to: try #require(Period(days: 60)))
        let pair = ProofCondition(kind: "exposure.audit", spacing: spacing)
        func record(
            _ kind: String, _ date: CalendarDay, _ facts: [String: FactCondition.Value] = [:], until: CalendarDay? = nil
        ) -> ProofRecord {
            ProofRecord(id: "p", kind: kind, facts: facts, obtainedOn: date, validUntil: until)
        }
        let cases: [(ProofCondition, [ProofRecord], String)] = [
            (
                audit, [record("directory.level", now, ["level": .number(2)])],
                "le niveau relevé est 2, il faut 3 au moins"
            ),
            (audit, [record("directory.level", now)], "la fiche ne précise pas le niveau, il faut 3 au moins"),
            (
                audit, [record("directory.level", march, ["level": .number(3)])],
                "obtenue le 3 mars 2026, il faut moins de 60 jours à la déclaration, soit depuis le 22 septembre 2026"
            ),
            (
                backups, [record("policy.document", march, ["subject": .text("network")])],
                "elle est enregistrée « sur le réseau », il faut « sur les sauvegardes »"
            ),
            (
                backups, [record("policy.document", march)],
                "la fiche ne précise pas le sujet, il faut « sur les sauvegardes »"
            ),
            (
                reviewed, [record("policy.document", try #require(day("2020-01-02")))],
                "obtenue le 2 janvier 2020, il la faut obtenue ou revue depuis le 16 juillet 2022"
            ),
            (
                reviewed, [record("policy.document", march)],
                "obtenue le 3 mars 2026, il fallait au plus tard le 31 octobre 2025"
            ),
            (
                backups,
                [record("policy.document", march, ["subject": .text("backup")], until: june)],
                "sa validité a pris fin le 30 juin 2026"
            ),
            (
                backups, [record("policy.document", try #require(day("2027-01-01")), ["subject": .text("backup")])],
                "elle est datée du 1er janvier 2027, un jour qui n’est pas encore venu"
            ),
            (
                pair, [record("exposure.audit", march)],
                "c’est le premier relevé, il en faut 2, espacés de 45 à 60 jours"
            ),
        ]
        for (condition, proofs, sentence) in cases {
            let text = Self.plain(Self.words().html(Self.reading(condition, proofs, on: now)))
            #expect(text.contains("Preuve p ne compte pas : \(sentence)."), "\(text)")
        }
        // Two measurements too far apart.
        let later = try #require(day("2026-05-13"))
        let far = [
            ProofRecord(id: "a", kind: "exposure.audit", obtainedOn: march),
            ProofRecord(id: "b", kind: "exposure.audit", obtainedOn: later),
        ]
        let text = Self.plain(Self.words().html(Self.reading(pair, far, on: now)))
        #expect(text.contains("les deux relevés sont espacés de 71 jours ; il faut de 45 à 60 jours"), "\(text)")
    }

    @Test func `what counts is named with its end`() throws {
        let now = try #require(day("2026-11-21"))
        let condition = ProofCondition(kind: "plan.tested", within: Period(days: 60))
        let proof = ProofRecord(id: "p", kind: "plan.tested", obtainedOn: now)
        let html = Self.words(titles: ["p": hostile], today: now.civil).html(Self.reading(condition, [proof], on: now))
        #expect(TagBalance.fault(in: html.text) == nil)
        #expect(!html.text.contains("<script"))
        let text = Self.plain(html)
        #expect(text.contains("Réuni :"))
        #expect(text.contains("Compte :"))
        #expect(text.contains("jusqu’au 20 janvier 2027 (dans 60 jours)"), "\(text)")
    }

    @Test func `each standing has its sentence`() throws {
        let end = try #require(day("2026-11-30"))
        let words = Self.words(today: Day(year: 2026, month: 11, day: 21))
        let cases: [(EvidenceStanding, String)] = [
            (.holds(until: nil), "Prouvé, sans date de fin connue."),
            (.holds(until: end), "Prouvé jusqu’au 30 novembre 2026 (dans 9 jours)."),
            (.partial(0.4), "Prouvé en partie : 40 % de ce qui est demandé est réuni."),
            (.missing, "Rien ne le prouve encore."),
        ]
        for (standing, sentence) in cases {
            #expect(words.sentence(standing).replacing("\u{00A0}", with: " ") == sentence)
        }
        let lapsed = words.sentence(.lapsed(on: end)).replacing("\u{00A0}", with: " ")
        #expect(lapsed == "N’est plus prouvé : l’était jusqu’au 30 novembre 2026 (dans 9 jours).")
    }

    @Test func `a requirement without a rule says so, one attached by hand says which`() throws {
        let now = try #require(day("2026-11-21"))
        let nothing = Requirement(code: "R1", title: "R").reading(of: .one(.empty), on: now)
        #expect(Self.words().summary(nothing).contains("ne dit pas ce qui prouve"))
        let pinned = Requirement(
            code: "R1", title: "R", evidence: .proof(ProofCondition(kind: "pinned:essai/R1")))
        let empty = pinned.reading(of: .one(.empty), on: now)
        #expect(Self.words().summary(empty).contains("ne dit pas ce qui prouve"))
        let proof = ProofRecord(id: "p", kind: "pinned:essai/R1", obtainedOn: now)
        let held = pinned.reading(of: .one(ProofSet([proof])), on: now)
        #expect(Self.plain(Self.words().html(held)).contains("rattachée à la main"))
        #expect(!Self.plain(Self.words().html(held)).contains("pinned"))
    }

    @Test func `a group says its share, and what each member lacks`() throws {
        let now = try #require(day("2026-11-21"))
        let requirement = Requirement(
            code: "R1", title: "R", evidence: .proof(ProofCondition(kind: "plan.tested")),
            coverage: Coverage(scope: .legalEntity, weight: "combinedActivity", atLeast: 0.66))
        let test = ProofSet([ProofRecord(id: "p", kind: "plan.tested", obtainedOn: now)])
        func member(_ id: String, _ weight: Double?, _ proofs: ProofSet) -> EvidenceSubject.Member {
            EvidenceSubject.Member(id: id, weight: weight, proofs: proofs)
        }
        let reading = requirement.reading(
            of: .group([
                member("A", 50, test), member("B", 21, test), member("C", 29, .empty), member("D", nil, test),
            ]), on: now)
        let words = Self.words()
        let summary = words.summary(reading).replacing("\u{00A0}", with: " ")
        #expect(summary == "3 entités sur 4 réunissent 71 % de l’activité combinée ; il faut 66 %.")
        let html = words.html(reading)
        #expect(TagBalance.fault(in: html.text) == nil)
        let text = Self.plain(html)
        #expect(text.contains("Hôpital C"))
        #expect(text.contains("L’activité n’est pas connue pour Hôpital D"))
        #expect(text.contains("inconnue"))
        #expect(text.contains("29,0 %"))
        let one = requirement.reading(of: .group([member("A", 50, test), member("C", 50, .empty)]), on: now)
        #expect(words.summary(one).replacing("\u{00A0}", with: " ").hasPrefix("1 entité sur 2 réunit 50 %"))
        #expect(words.missing(one).count == 1)
        #expect(words.missing(reading).isEmpty)
    }

    @Test func `what is missing of a combination is listed`() throws {
        let now = try #require(day("2026-11-21"))
        let rule = EvidenceRule.all([
            .proof(ProofCondition(kind: "plan.tested")),
            .any([.proof(ProofCondition(kind: "exercise.held")), .proof(ProofCondition(kind: "plan.document"))]),
            .atLeast(
                2,
                of: [
                    .proof(ProofCondition(kind: "access.review")), .proof(ProofCondition(kind: "budget.share")),
                    .proof(ProofCondition(kind: "contract.clause")),
                ]),
            .not(.proof(ProofCondition(kind: "inventory.document"))),
        ])
        let proofs = ["plan.tested", "access.review", "inventory.document"].map {
            ProofRecord(id: $0, kind: $0, obtainedOn: now)
        }
        let reading = Requirement(code: "R", title: "R", evidence: rule).reading(of: .one(ProofSet(proofs)), on: now)
        let missing = Self.words().missing(reading).map { $0.replacing("\u{00A0}", with: " ") }
        #expect(
            missing == [
                "un exercice de crise tenu, ou un plan écrit",
                "au moins 1 de ces preuves : une part de budget ; une clause de contrat",
                "que ceci ne soit plus vrai : un inventaire",
            ])
        for language in Language.allCases {
            let html = Self.words(language).html(reading)
            #expect(TagBalance.fault(in: html.text) == nil)
            #expect(!Self.words(language).summary(reading).isEmpty)
        }
    }

    /// Every rule that is shipped can be told, whatever state it is in.
    @Test(arguments: Language.allCases)
    func `any combination of rules is well-formed markup`(_ t: Language) throws {
        let now = try #require(day("2026-11-21"))
        let leaf = EvidenceRule.proof(
            ProofCondition(
                kind: "unknown.kind",
                facts: [
                    FactCondition(name: "subject", value: .text(hostile))
                ]))
        let rules: [EvidenceRule] = [
            leaf, .any([leaf]), .all([leaf, leaf]), .not(leaf), .atLeast(1, of: [leaf, .not(leaf)]),
            .all([.any([leaf, .all([leaf, leaf])]), .not(.any([leaf, leaf]))]),
        ]
        for rule in rules {
            for proofs in [[], [ProofRecord(id: "p", kind: "unknown.kind", obtainedOn: now)]] {
                let html = Self.words(t).html(rule.reading(ProofSet(proofs), on: now))
                #expect(TagBalance.fault(in: html.text) == nil)
                #expect(!html.text.contains("<script"))
            }
        }
    }
}
