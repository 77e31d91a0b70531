// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Markup
import Primitives
import Testing

@testable import SelfAssessment

struct WordsTests {
    let kinds = [
        "backup.restoreTested": Phrase("un essai de restauration", "a restore test"),
        "directory.level": Phrase("un audit de l’annuaire", "a directory audit"),
    ]

    @Test func `a rule of proofs reads as sentences`() throws {
        let rule = try #require(try AssessmentSample.framework().requirement("C1.1")?.evidence)
        let french = EvidenceSentence(kinds: kinds, .french).html(rule).text
        #expect(french.contains("Il suffit d’une de ces preuves\u{00A0}:"))
        #expect(french.contains("un essai de restauration, de moins de 6\u{00A0}mois à la déclaration"))
        #expect(french.contains("un audit de l’annuaire sur les sauvegardes, de niveau 3 au moins"))
        let english = EvidenceSentence(kinds: kinds, .english).html(rule).text
        #expect(english.contains("a directory audit on backups, of level 3 at least"))
        #expect(TagBalance.fault(in: french) == nil)
    }

    @Test func `every form of rule is told, one inside another`() {
        let proof = EvidenceRule.proof(ProofCondition(kind: "backup.restoreTested"))
        let rule = EvidenceRule.all([.atLeast(2, of: [proof, proof, proof]), .not(proof), .any([proof])])
        let html = EvidenceSentence(kinds: kinds, .french).html(rule).text
        #expect(html.contains("Il faut toutes ces preuves\u{00A0}:"))
        #expect(html.contains("Il en faut au moins 2 parmi celles-ci\u{00A0}:"))
        #expect(html.contains("Il faut que ceci ne soit pas vrai\u{00A0}:"))
        #expect(TagBalance.fault(in: html) == nil)
    }

    @Test(arguments: [
        (
            FactCondition(name: "subject", value: .text("patient-record")), "sur le dossier patient",
            "on the patient record"
        ),
        (
            FactCondition(name: "subject", value: .text("lost-thing")), "sur «\u{00A0}lost thing\u{00A0}»",
            "on “lost thing”"
        ),
        (
            FactCondition(name: "share", comparison: .greaterOrEqual, value: .number(0.02)),
            "pour une part de 2\u{00A0}% au moins", "for a share of 2% at least"
        ),
        (FactCondition(name: "function", value: .text("RSSI")), "comme RSSI", "as security officer (RSSI)"),
        (FactCondition(name: "audience", value: .text("all-staff")), "par tout le personnel", "by all staff"),
        (FactCondition(name: "isSigned", value: .flag(true)), "isSigned\u{00A0}: oui", "isSigned: yes"),
    ])
    func `a fact continues the name of the proof`(fact: FactCondition, french: String, english: String) {
        #expect(FactWords.words(fact, .french).text == french)
        #expect(FactWords.words(fact, .english).text == english)
    }

    @Test(arguments: [
        ("P1Y", "tous les ans", "every year"), ("P6M", "tous les 6\u{00A0}mois", "every 6 months"),
        ("P1Y6M", "tous les 1\u{00A0}an et 6\u{00A0}mois", "every 1 year and 6 months"),
        ("P60D", "tous les 60\u{00A0}jours", "every 60 days"),
    ])
    func `a period is told in its own units`(text: String, french: String, english: String) throws {
        let period = try #require(Period(text))
        #expect(DeadlineSentence.every(period, .french) == french)
        #expect(DeadlineSentence.every(period, .english) == english)
    }

    @Test func `a step says why it comes first`() throws {
        let framework = try AssessmentSample.framework()
        let today = try #require(CalendarDay(year: 2026, month: 11, day: 21))
        let step = try #require(framework.priorities(of: [:], today: today, limit: 1).first)
        let words = ReasonSentence(framework: framework, t: .french)
        let sentence = words.sentence(step)
        let first = "Échéance «\u{00A0}Clôture\u{00A0}» le 22\u{00A0}décembre 2026, dans 31\u{00A0}jours."
        #expect(sentence.hasPrefix(first))
        #expect(sentence.contains("C’est indispensable. Personne n’y a encore répondu."))
        #expect(words.badge(step)?.word == "Dans 31\u{00A0}jours")
    }

    @Test func `every reason has a sentence in both languages`() throws {
        let framework = try AssessmentSample.framework()
        let day = try #require(CalendarDay(year: 2026, month: 1, day: 2))
        let reasons: [NextStep.Reason] = [
            .deadline(title: "D", day: day, daysLeft: -3), .deadline(title: "D", day: day, daysLeft: 12),
            .indispensable, .unanswered, .partial(level: 1), .partial(level: 99), .notMet, .toReview, .heavyWeight,
            .chapterWeakest(chapter: "C2"), .chapterWeakest(chapter: "inconnu"),
        ]
        for reason in reasons {
            let french = ReasonSentence(framework: framework, t: .french).words(reason)
            let english = ReasonSentence(framework: framework, t: .english).words(reason)
            #expect(french.hasSuffix(".") && english.hasSuffix(".") && french != english)
        }
    }

    @Test func `a text is shown in the reader's language when the framework has it`() throws {
        let requirement = try #require(try AssessmentSample.framework().requirement("C1.S.1"))
        #expect(requirement.words(.english).title == "Tested restore")
        #expect(requirement.words(.french).title == "Restauration essayée")
    }
}
