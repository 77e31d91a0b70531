// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Testing

@testable import Establishments

struct CardTests {
    private func member(_ number: Int, _ name: String, _ weight: Double?, isClosed: Bool = false) -> Card.Child {
        Card.Child(
            id: makeID(number), name: name, kind: .legalEntity, town: "Grenoble", finess: "389990005",
            isClosed: isClosed, weight: weight)
    }

    private func group(_ members: [Card.Child]) -> Card.Model {
        var model = Card.Model(id: makeID(1), name: "GHT des Trois Vallées", kind: .ght)
        model.children = members
        model.childrenTotal = members.count
        return model
    }

    @Test(arguments: Language.allCases)
    func `shows what each member weighs, without the closed ones`(_ t: Language) {
        let model = group([
            member(2, "CH A", 750), member(3, "CH B", 250), member(4, "CH C", nil),
            member(5, "CH D", 9000, isClosed: true),
        ])
        let page = Card.render(model, t)
        checkPage(page)
        #expect(page.text.contains(t("75,0\u{00A0}%", "75.0%")))
        #expect(page.text.contains(t("25,0\u{00A0}%", "25.0%")))
        #expect(page.text.contains(t("inconnue", "unknown")))
        #expect(!page.text.contains(t("9\u{202F}000", "9,000")))
    }

    @Test(arguments: Organisation.Kind.allCases, Language.allCases)
    func `is well formed for every kind, empty or full`(_ kind: Organisation.Kind, _ t: Language) {
        var model = Card.Model(id: makeID(1), name: hostile, kind: kind)
        checkPage(Card.render(model, t), "empty")
        model.isClosed = true
        model.closedOn = Day(year: 2026, month: 3, day: 1)
        model.finess = "389990005"
        model.code = hostile
        model.category = hostile
        model.town = hostile
        model.above = [Crumb("France"), Crumb(hostile, href: EstablishmentURL.list.path)]
        model.activity = [
            Card.YearOfActivity(year: 2024, weight: 100), Card.YearOfActivity(year: 2025, weight: 112.5),
        ]
        model.children = [member(2, hostile, 12), member(3, hostile, nil, isClosed: true)]
        model.childrenTotal = 500
        model.addition = Action("Ajouter", href: EstablishmentURL.list.path)
        let page = Card.render(model, t)
        checkPage(page, "full")
        #expect(page.text.contains("498"))
        #expect(page.text.contains(t("+12,5\u{00A0}% depuis 2024", "+12.5% since 2024")))
    }

    @Test func `tells the administrator of an empty group what to do first`() {
        var model = group([])
        model.addition = Action("Ajouter en dessous", href: EstablishmentURL.addition(.init(makeID(1))).path)
        let page = Card.render(model, .french)
        checkPage(page)
        #expect(page.text.contains("Aucun membre encore"))
        #expect(page.text.contains("/fiche/ajout"))
    }

    @Test func `does not divide by a year without activity`() {
        var model = group([member(2, "CH A", 0)])
        model.activity = [Card.YearOfActivity(year: 2024, weight: 0), Card.YearOfActivity(year: 2025, weight: 10)]
        let page = Card.render(model, .french)
        checkPage(page)
        #expect(!page.text.contains("depuis 2024"))
    }
}
