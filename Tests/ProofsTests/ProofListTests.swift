// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Markup
import Organisations
import Primitives
import Testing

@testable import Proofs

@Suite struct ProofListTests {
    private static func model(
        _ rows: [ProofRow], total: Int? = nil, filter: ProofFilter = ProofFilter(), mayRegister: Bool = true,
        readsAll: Bool = true
    ) -> ProofListPage.Model {
        ProofListPage.Model(
            place: ProofSample.organisation(), rows: rows, total: total ?? rows.count, kinds: ProofVocabulary.all,
            filter: filter, mayRegister: mayRegister, readsAll: readsAll, today: ProofSample.today)
    }

    private static func row(_ proof: Proof, holders: Int = 1, holder: String = "Nord") -> ProofRow {
        ProofRow(proof: proof, holders: holders, holder: holder)
    }

    @Test(arguments: Language.allCases)
    func `an empty vault says what to do first`(_ t: Language) {
        let html = ProofListPage.render(Self.model([]), t)
        ProofSample.check(html)
        #expect(ProofSample.plain(html).contains(t("Commencez par la politique", "Start with the signed")))
        #expect(html.text.contains("/preuves/nouvelle"))
        let reader = ProofListPage.render(Self.model([], mayRegister: false), t)
        #expect(!reader.text.contains("/preuves/nouvelle"))
    }

    @Test func `each proof says its state, for whom it is and where it comes from`() {
        let today = ProofSample.today
        let html = ProofListPage.render(
            Self.model([
                Self.row(ProofSample.proof(1, ProofSample.hostile, source: .document(ProofSample.file)), holders: 3),
                Self.row(ProofSample.proof(2, until: today.adding(days: 9))),
                Self.row(ProofSample.proof(3, until: today.adding(days: -1))),
                Self.row(ProofSample.proof(4, source: .measurement(feature: "governance", object: "x"))),
                Self.row(ProofSample.proof(5, withdrawn: true)),
            ]), .french)
        ProofSample.check(html)
        let text = ProofSample.plain(html)
        for words in [
            "Valable", "Bientôt périmée, dans 9 jours", "Périmée", "Retirée", "Nord et 2 autres", "document",
            "relevé par Carène", "attestation", "Une politique écrite et validée", "sans fin fixée",
        ] { #expect(text.contains(words), "\(words)") }
    }

    @Test func `a contributor is told that the list is theirs`() {
        let html = ProofListPage.render(Self.model([Self.row(ProofSample.proof())], readsAll: false), .french)
        #expect(ProofSample.plain(html).contains("que vous avez enregistrées"))
        #expect(!html.text.contains("/preuves/echeances"))
    }

    @Test func `pages keep the filter`() {
        var filter = ProofFilter()
        filter.kind = "policy.document"
        filter.text = "été & hiver"
        filter.validity = .ending
        filter.page = 2
        let html = ProofListPage.render(
            Self.model([Self.row(ProofSample.proof())], total: 120, filter: filter), .french)
        ProofSample.check(html)
        #expect(html.text.contains("nature=policy.document&amp;validite=bientot-perimees&amp;page=3"))
        #expect(html.text.contains("titre=%C3%A9t%C3%A9%20%26%20hiver"))
        let none = ProofListPage.render(Self.model([], filter: filter), .french)
        #expect(ProofSample.plain(none).contains("Aucune preuve ne correspond"))
    }

    @Test func `every kind has a family, and each stands once`() {
        let groups = ProofFamily.groups(ProofVocabulary.all, .french)
        let offered = groups.flatMap { $0.choices.map(\.value) }
        #expect(Set(offered) == Set(ProofVocabulary.all.map(\.id)))
        #expect(offered.count == ProofVocabulary.all.count)
        #expect(!groups.contains { $0.title == "Autres" })
        #expect(ProofFamily(kind: "unknown.kind") == .others)
    }
}
