// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site
import TestSupport
import Testing

@testable import Cartography

/// Pages from their models.
struct PageTests {
    @Test(arguments: Language.allCases)
    func `the map says what matters, draws it, and says it again as a table`(t: Language) async throws {
        try await withMap(small) { drawn, _ in
            for links in MapPage.Links.allCases {
                for code in [nil, "ad", "dpi", "medecine"] {
                    for isWhole in [false, true] {
                        var model = MapPage.Model(place: drawn.north, map: drawn.map)
                        model.focus = try code.map { try drawn[$0] }
                        (model.links, model.isWhole, model.mayManage) = (links, isWhole, true)
                        let page = MapPage.render(model, t)
                        checkPage(page)
                        #expect(page.text.contains("<svg class=\"service-map\""))
                        #expect(page.text.contains("<table>"))
                    }
                }
            }
            let page = MapPage.render(.init(place: drawn.north, map: drawn.map), t).text
            #expect(page.contains(t("1 activité sur 1 s’arrête", "1 of 1 activities stops")))
            // The circle of the group is told with its path; its links are changed where they are kept.
            #expect(page.contains("Annuaire → Noms → Annuaire"))
            #expect(!page.contains("/liens/"))
            #expect(page.contains("circled"))
        }
    }

    @Test func `an arrow that a longer way says is left out, never one that touches a circle`() async throws {
        try await withMap(small) { drawn, _ in
            func codes(_ map: PlacedMap) -> Set<String> {
                Set(
                    map.map.dependencies.compactMap { link in
                        map[link.from].flatMap { from in map[link.to].map { "\(from.code) \($0.code)" } }
                    })
            }
            #expect(codes(drawn.map.withoutComforts).contains("bdd ad") == false)
            #expect(
                codes(drawn.map.essential) == [
                    "ad dns", "dns ad", "dpi bdd", "dpi ad", "medecine dpi", "medecine bdd",
                ])
            let base = try drawn["bdd"].node.key
            #expect(
                codes(drawn.map.around(base, isWhole: false)) == [
                    "dpi bdd", "bdd ad", "medecine bdd",
                ])
        }
    }

    @Test func `a chain keeps its links and loses its shortcuts`() {
        func node(_ key: String) -> MapNode { MapNode(key: key, name: key, layer: .component, kind: .other) }
        let map = PlacedMap(
            nodes: [],
            dependencies: [
                Dependency(from: "a", to: "b"), Dependency(from: "b", to: "c"), Dependency(from: "c", to: "d"),
                Dependency(from: "a", to: "c"), Dependency(from: "a", to: "d"),
                Dependency(from: "b", to: "d", kind: .needsData),
            ])
        let kept = map.essential.map.dependencies.map { $0.from + $0.to }
        #expect(kept == ["ab", "bc", "cd", "bd"])
    }

    @Test(arguments: Language.allCases)
    func `the page of an element says what stops with it and what it needs`(t: Language) async throws {
        try await withMap(small) { drawn, _ in
            for code in ["ad", "bdd", "dpi", "medecine"] {
                var model = ElementPage.Model(try drawn.desk(code), mayManage: true)
                model.restores = [
                    RestoreMeasure(
                        node: try drawn[code].id, measuredOn: noon.dayUTC, hours: 3.5, gigabytes: 1200)
                ]
                checkPage(ElementPage.render(model, t), "\(code)")
            }
            let record = ElementPage.render(ElementPage.Model(try drawn.desk("dpi"), mayManage: true), t).text
            #expect(record.contains(t("1\u{00A0}activité s’arrête avec lui", "1 activity stops with it")))
            #expect(record.contains("/modification"))
            // What the group keeps is changed at the group.
            let shared = ElementPage.render(ElementPage.Model(try drawn.desk("ad"), mayManage: true), t).text
            #expect(!shared.contains("/modification"))
            #expect(shared.contains(t("Modifier chez GHT d’essai", "Change at GHT d’essai")))
            let reader = ElementPage.render(ElementPage.Model(try drawn.desk("dpi"), mayManage: false), t).text
            #expect(!reader.contains("<form"))
        }
    }

    @Test func `a hostile name stays text everywhere`() async throws {
        try await withMap { group, north, change in
            let id = try ServiceMapStore.add(
                NodeDraft(
                    code: "x", name: hostile, layer: .service, kind: .other, description: hostile, owner: hostile,
                    supplier: hostile), to: north.id, in: change)
            let other = try ServiceMapStore.add(
                NodeDraft(code: "y", name: hostile, layer: .activity, kind: .care), to: north.id, in: change)
            let node = try #require(try ServiceMapStore.node(id, in: change.session))
            let user = try #require(try ServiceMapStore.node(other, in: change.session))
            try ServiceMapStore.link(user, to: node, kind: .needs, in: change)
            try ServiceMapStore.link(node, to: user, kind: .needs, in: change)
        } _: { drawn, _ in
            let t = Language.french
            checkPage(MapPage.render(.init(place: drawn.north, map: drawn.map, mayManage: true), t))
            checkPage(ElementPage.render(ElementPage.Model(try drawn.desk("x"), mayManage: true), t))
            checkPage(CartographyKit.document(drawn.map, t).content)
            checkPage(
                ElementListPage.render(
                    .init(place: drawn.north, rows: drawn.map.nodes, total: 2, text: hostile, mayManage: true), t))
            checkPage(
                ElementForm.render(
                    .init(place: drawn.north, node: try drawn["x"], typed: .init(try drawn["x"], t)), t))
            let link = try #require(drawn.map.map.dependencies.first)
            checkPage(
                LinkPage.render(
                    .init(place: drawn.north, from: try drawn["x"], to: try drawn["y"], link: LinkForm(link, t)), t))
            let preview = MapImport(
                try MapTable(.bytes(Array("Nom,Dépend de\n\"\(hostile.replacing("\"", with: "\"\""))!\",x\n".utf8))),
                into: drawn.map, removed: [], at: drawn.north)
            checkPage(ExchangePage.render(.init(place: drawn.north, preview: preview), t))
        }
    }

    @Test(arguments: Language.allCases)
    func `an empty map says where to begin`(t: Language) async throws {
        try await withMap { _, _, _ in
        } _: { drawn, _ in
            for mayManage in [true, false] {
                let pages = [
                    MapPage.render(.init(place: drawn.north, map: drawn.map, mayManage: mayManage), t),
                    ElementListPage.render(.init(place: drawn.north, rows: [], total: 0, mayManage: mayManage), t),
                ]
                for page in pages {
                    checkPage(page)
                    #expect(page.text.contains("class=\"empty\""))
                    #expect(page.text.contains("/bibliotheque") == mayManage)
                }
            }
            checkPage(ExchangePage.render(.init(place: drawn.north, error: "x"), t))
            #expect(CartographyCockpit.render(drawn.map, at: drawn.north, t).todo.isEmpty)
            #expect(CartographyIndicators.all(drawn.map, at: drawn.north).allSatisfy { $0.value == nil })
        }
    }

    @Test func `the cockpit and the indicators tell a circle`() async throws {
        try await withMap(small) { drawn, _ in
            let part = CartographyCockpit.render(drawn.map, at: drawn.north, .french)
            #expect(part.todo.map(\.reason) == ["Annuaire → Noms → Annuaire."])
            let indicators = CartographyIndicators.all(drawn.map, at: drawn.north)
            #expect(indicators.map(\.value) == [1, 1])
            #expect(indicators.map(\.meetsTarget) == [true, false])
        }
    }

    @Test func `the kit holds the map without any link to the site`() async throws {
        try await withMap(small) { drawn, _ in
            let document = CartographyKit.document(drawn.map, .french)
            checkPage(document.content)
            #expect(!document.content.text.contains("href"))
            #expect(document.content.text.contains("<svg"))
            #expect(document.tables.map(\.name) == ["elements", "liens"])
            #expect(document.tables.map(\.rows.count) == [5, 7])
            for table in document.tables { #expect(table.rows.allSatisfy { $0.count == table.header.count }) }
        }
    }

    @Test(arguments: Language.allCases)
    func `a form keeps what was typed, with each error beside its field`(t: Language) {
        let typed = ElementForm.Typed(
            Site.Form([
                (name: "nom", value: ""), (name: "code", value: "é"), (name: "nature", value: "service.directoryx"),
                (name: "volume", value: "beaucoup"), (name: "classe", value: "9"),
            ]))
        var errors = FormErrors()
        #expect(typed.read(&errors, t) == nil)
        #expect(Set(errors.all.map(\.field)) == ["nom", "code", "nature", "volume"])
        var link = LinkForm(Site.Form([(name: "comment", value: "x"), (name: "delai", value: "2 ans")]))
        var faults = FormErrors()
        #expect(link.read(&faults, t) == nil)
        #expect(Set(faults.all.map(\.field)) == ["comment", "delai"])
        link = LinkForm(Site.Form([(name: "comment", value: "needs"), (name: "delai", value: "1 h 30")]))
        faults = FormErrors()
        #expect(link.read(&faults, t)?.lag == 1.5)
        let good = ElementForm.Typed(
            Site.Form([
                (name: "nom", value: "Écho cardiaque"), (name: "nature", value: "component.medicalDevices"),
                (name: "volume", value: "1 250,5"), (name: "classe", value: "2"),
            ]))
        var none = FormErrors()
        let draft = good.read(&none, t)
        #expect(draft?.code == "echo-cardiaque")
        #expect(draft?.dataGigabytes == 1250.5)
        #expect(draft?.careClass == 2)
    }
}
