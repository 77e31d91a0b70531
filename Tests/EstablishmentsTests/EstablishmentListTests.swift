// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Establishments

struct EstablishmentListTests {
    private func row(_ number: Int, name: String = "CH des Trois Vallées", isClosed: Bool = false)
        -> EstablishmentList.Model.Row
    {
        EstablishmentList.Model.Row(
            id: makeID(number), name: name, kind: .legalEntity, town: "Grenoble", finess: "389990005",
            parent: "GHT des Trois Vallées", activity: 12_345, isClosed: isClosed)
    }

    @Test(arguments: Language.allCases)
    func `shows a full page with its pager`(_ t: Language) {
        let model = EstablishmentList.Model(rows: (1...50).map { row($0) }, total: 1240, workplace: makeID(99))
        let page = EstablishmentList.render(model, t)
        checkPage(page)
        #expect(page.text.contains(t("1 à 50 sur 1\u{202F}240", "1 to 50 of 1,240")))
        #expect(page.text.contains(EstablishmentURL.card(.init(makeID(50))).path.full))
        #expect(page.text.contains(EstablishmentURL.addition(.init(makeID(99))).path.full))
    }

    @Test func `escapes hostile names`() {
        var model = EstablishmentList.Model(rows: [row(1, name: hostile, isClosed: true)], total: 1)
        model.choices.search = hostile
        let page = EstablishmentList.render(model, .french)
        checkPage(page)
        #expect(page.text.contains("&lt;script&gt;"))
    }

    @Test func `offers nothing to add to those who may not`() {
        let page = EstablishmentList.render(EstablishmentList.Model(rows: [row(1)], total: 1), .french)
        #expect(!page.text.contains("/fiche/ajout"))
        #expect(!page.text.contains("/imports"))
    }

    @Test func `says what to do first when there is nothing`() {
        let empty = EstablishmentList.render(EstablishmentList.Model(workplace: makeID(7)), .french)
        checkPage(empty)
        #expect(empty.text.contains("Importer un extrait FINESS"))
        var searched = EstablishmentList.Model(workplace: makeID(7))
        searched.choices.search = "zzz"
        let none = EstablishmentList.render(searched, .french)
        checkPage(none)
        #expect(none.text.contains("Aucun établissement ne correspond"))
    }

    @Test func `keeps the choices in every link`() {
        var choices = ListChoices()
        choices.search = "île & co"
        choices.kind = .site
        choices.showsClosed = true
        choices.page = 3
        let sorted = choices.sorted(by: .town, isDescending: true)
        #expect(
            sorted.path.full
                == "/etablissements?q=%C3%AEle%20%26%20co&nature=site&fermes=oui&tri=ville&sens=desc")
        #expect(sorted.turned(to: 2).path.full.hasSuffix("&page=2"))
        #expect(ListChoices().path.full == "/etablissements")
    }

    @Test(arguments: TestEngine.available)
    func `reads a page in two statements whatever its length`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let tree = try await SampleTree.make(in: database)
            try await database.changing { change in
                for number in 0..<120 {
                    let details = OrganisationDetails(name: "EHPAD \(number)", town: "Voiron")
                    let made = try OrganisationStore.create(details, kind: .site, under: tree.entity.id, in: change)
                    try OrganisationStore.setActivity(Double(number), year: 2025, of: made.id, in: change)
                }
            }
            let counting = CountingDatabase(database)
            for sort in ListChoices.Sort.allCases {
                counting.reset()
                var choices = ListChoices()
                choices.sort = sort
                choices.search = "ehpad"
                choices.page = 2
                let query = choices.query(within: [tree.group.lineage])
                let found = try await counting.read { session in try OrganisationStore.page(query, in: session) }
                // With the one of the session, the three that a list may have.
                #expect(counting.statements == 2, "\(sort)")
                #expect(found.total == 121)
                #expect(found.rows.count == 50)
            }
        }
    }
}
