// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Identity
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Proofs

@Suite struct ExpiryTests {
    private static func loss(
        _ proof: Proof, _ days: Int, isLost: Bool = false, effects: [ProofLoss.Effect] = []
    ) -> ProofLoss {
        ProofLoss(
            proof: proof, end: ProofSample.today.adding(days: days), cause: .rule, isLost: isLost, effects: effects)
    }

    private static func effect(_ before: RequirementState?) -> ProofLoss.Effect {
        ProofLoss.Effect(
            code: "R1", title: ProofSample.hostile, frameworkTitle: ProofSample.hostile, before: before,
            after: .partial, href: nil)
    }

    private static func model(_ coming: [ProofLoss], _ past: [ProofLoss], page: Int = 1) -> ExpiryPage.Model {
        ExpiryPage.Model(
            place: ProofSample.organisation(), coming: coming, past: past,
            readable: Set((coming + past).map(\.proof.id)), page: page, today: ProofSample.today)
    }

    @Test(arguments: Language.allCases)
    func `says what falls with each proof, before and after`(_ t: Language) {
        let html = ExpiryPage.render(
            Self.model(
                [
                    Self.loss(ProofSample.proof(1, ProofSample.hostile), 20, effects: [Self.effect(.proven)]),
                    Self.loss(ProofSample.proof(2), 40),
                ], [Self.loss(ProofSample.proof(3), -10, isLost: true, effects: [Self.effect(nil)])]), t)
        ProofSample.check(html)
        let text = ProofSample.plain(html)
        #expect(text.contains(t("1 exigence tomberait", "1 requirement would fall")))
        #expect(text.contains(t("Prouvé, puis Partiel", "Proven, then Partial")))
        #expect(text.contains(t("il y a 10 jours", "10 days ago")))
        #expect(text.contains(t("d’autres preuves suffisent", "other proofs suffice")))
    }

    @Test func `a long list has pages, and nothing to say is said`() {
        let many = (0..<70).map { Self.loss(ProofSample.proof($0), $0) }
        let html = ExpiryPage.render(Self.model(many, [], page: 2), .french)
        ProofSample.check(html)
        #expect(ProofSample.plain(html).contains("51 à 70 sur 70"))
        let empty = ExpiryPage.render(Self.model([], []), .french)
        ProofSample.check(empty)
        #expect(ProofSample.plain(empty).contains("Rien n’expire"))
    }

    @Test func `figures and things to do say what is known`() {
        let id = ProofSample.organisation().id
        let none = ProofIndicators.indicators(valid: 0, ending: 0, of: id)
        #expect(none.map(\.value) == [0, nil])
        let some = ProofIndicators.indicators(valid: 8, ending: 2, of: id)
        #expect(some.map(\.value) == [8, 0.25])
        #expect(some.last?.sentence.french == "2 sur 8 prennent fin dans les 60 jours.")
        let today = ProofSample.today
        let part = ProofCockpit.render(
            [ProofSample.proof(1, until: today.adding(days: 5)), ProofSample.proof(2, until: today.adding(days: -5))],
            today: today, .french)
        #expect(part.todo.count == 2)
        #expect(part.todo.map { $0.state?.state.rawValue } == ["expiring", "missing"])
    }

    @Test func `the journal tells every action of the vault`() {
        for action in ["registered", "replaced", "withdrawn", "restored", "attached", "downloaded"] {
            for t in Language.allCases {
                #expect(JournalWords.sentence("proof.\(action)", "Politique", t)?.isEmpty == false)
            }
        }
        #expect(JournalWords.sentence("assessment.opened", "", .french) == nil)
    }
}
