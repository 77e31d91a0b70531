// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives
import Site
import Testing

@testable import Establishments

struct MoveAndClosureTests {
    @Test(arguments: Language.allCases)
    func `says whose roles a move changes before it is done`(_ t: Language) {
        var model = Move.Model(id: makeID(1), name: hostile, parent: hostile)
        model.search = "ght"
        model.plan = Move.Plan(
            target: makeID(2), targetName: hostile, leaving: ["GHT A", hostile], joining: ["GHT B"])
        let page = Move.render(model, t)
        checkPage(page)
        #expect(page.text.contains(t("Ne le verront plus", "Will no longer see it")))
        #expect(page.text.contains("GHT B"))
        #expect(page.text.contains("name=\"vers\" value=\"\(makeID(2).text)\""))
    }

    @Test(arguments: Language.allCases)
    func `offers places, or says why there is none`(_ t: Language) {
        var model = Move.Model(id: makeID(1), name: "EHPAD", parent: "")
        checkPage(Move.render(model, t))
        model.search = hostile
        model.candidates = []
        let none = Move.render(model, t)
        checkPage(none)
        #expect(none.text.contains(t("Aucun emplacement ne convient", "No place fits")))
        model.candidates = [
            Move.Candidate(id: makeID(2), name: hostile, kind: .legalEntity, town: "", parent: hostile)
        ]
        let some = Move.render(model, t)
        checkPage(some)
        #expect(some.text.contains("vers=\(makeID(2).text)"))
    }

    @Test func `shows the error of a move beside the search`() {
        var model = Move.Model(id: makeID(1), name: "EHPAD", parent: "CH")
        model.errors.add("Choisissez d’abord un emplacement.", to: "q")
        let page = Move.render(model, .french)
        checkPage(page)
        #expect(page.text.contains("id=\"champ-q-erreur\""))
    }

    @Test(arguments: Language.allCases)
    func `asks before closing, and says that what is below stays open`(_ t: Language) throws {
        let today = try #require(Day(year: 2026, month: 11, day: 21))
        var model = ClosurePage.Model(id: makeID(1), name: hostile, openBelow: 3, today: today, day: today)
        model.errors.add("Cette date est à venir.", to: "date")
        let page = ClosurePage.render(model, t)
        checkPage(page)
        #expect(page.text.contains("max=\"2026-11-21\""))
        #expect(page.text.contains(t("restent ouverts", "stay open")))
        #expect(page.text.contains("id=\"champ-date-erreur\""))
    }
}
