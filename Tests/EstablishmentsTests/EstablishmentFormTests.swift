// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Establishments

struct EstablishmentFormTests {
    private func draft(_ items: [(name: String, value: String)]) -> EstablishmentDraft {
        EstablishmentDraft(Site.Form(items))
    }

    private func model(_ draft: EstablishmentDraft, kinds: [Organisation.Kind]) -> EstablishmentForm.Model {
        EstablishmentForm.Model(
            title: "Titre", lead: "Phrase.", button: "Enregistrer", action: EstablishmentURL.list.path,
            back: EstablishmentURL.list.path, draft: draft, kinds: kinds, errors: draft.faults(.french))
    }

    @Test(
        arguments: [
            ([("nature", "site"), ("nom", "EHPAD")], []),
            ([("nature", "site"), ("nom", "EHPAD"), ("finess", "2a0000014")], []),
            ([("nature", "site"), ("nom", "")], ["nom"]),
            ([("nature", "planete"), ("nom", "EHPAD")], ["nature"]),
            ([("nature", "site"), ("nom", "EHPAD"), ("finess", "12")], ["finess"]),
            ([("nature", "site"), ("nom", "EHPAD"), ("departement", "2C")], ["departement"]),
            ([("nature", "site"), ("nom", "EHPAD"), ("departement", "974")], []),
            ([("nature", "site"), ("nom", "EHPAD"), ("libelle", "Hôpital")], ["categorie"]),
            ([("nature", "site"), ("nom", String(repeating: "é", count: 301))], ["nom"]),
            ([], ["nature", "nom"]),
        ] as [([(String, String)], [String])])
    func `finds what is wrong beside its field`(_ items: [(String, String)], _ fields: [String]) {
        let faults = draft(items.map { (name: $0.0, value: $0.1) }).faults(.french)
        #expect(faults.all.map(\.field) == fields)
    }

    @Test func `keeps what was typed and shows each error beside its field`() {
        let typed = draft([("nature", "site"), ("nom", hostile), ("finess", "pas un numéro")])
        let page = EstablishmentForm.render(model(typed, kinds: [.legalEntity, .site]), .french)
        checkPage(page)
        #expect(page.text.contains("value=\"pas un numéro\""))
        #expect(page.text.contains("id=\"champ-finess-erreur\""))
        #expect(page.text.contains("href=\"#champ-finess\""))
    }

    @Test(arguments: Organisation.Kind.allCases, Language.allCases)
    func `asks only what the kind carries`(_ kind: Organisation.Kind, _ t: Language) {
        let page = EstablishmentForm.render(model(EstablishmentDraft(kind: kind), kinds: []), t)
        checkPage(page)
        #expect(page.text.contains("name=\"finess\"") == kind.hasFINESS)
        #expect(page.text.contains("name=\"code\"") == kind.hasCode)
        #expect(page.text.contains("name=\"role\"") == (kind == .legalEntity))
        #expect(!page.text.contains("name=\"nature\""))
    }

    @Test func `drops what the kind does not carry, except a number that the person must see refused`() {
        var typed = EstablishmentDraft(kind: .region)
        typed.name = "Bretagne"
        typed.code = "53"
        typed.categoryCode = "355"
        typed.groupRole = .support
        typed.finess = "299990006"
        let details = typed.details(for: .region)
        #expect(details.code == "53")
        #expect(details.category == nil)
        #expect(details.groupRole == nil)
        #expect(details.finess?.text == "299990006")
    }
}
