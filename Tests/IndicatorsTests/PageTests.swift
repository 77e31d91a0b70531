// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations
import Primitives
import Site
import TestSupport
import Testing
import ThreatIndicators

@testable import Indicators

/// Pages from values, with hostile texts in every place.
@Suite struct PageTests {
    private static func kept(_ keeper: Organisation, _ kind: IndicatorKind = .process, isSeen: Bool = true) throws
        -> KeptIndicator
    {
        KeptIndicator(
            id: .make(at: noon), keeper: Keeper(keeper),
            indicator: ThreatIndicator(
                try value(kind, hostile), companions: [try value(.account, hostile)], tlp: .red, source: hostile,
                note: hostile), validUntil: isSeen ? today.adding(days: -1) : nil, log: nil, createdAt: noon,
            isRemoved: isSeen,
            result: isSeen ? .init(huntedAt: noon, times: 3, hosts: 2, firstAt: noon, lastAt: noon) : nil)
    }

    private static func world() async throws -> World {
        try await withDatabase(.sqlite, migrations: schema) { database in try await World.make(in: database) }
    }

    @Test(arguments: Language.allCases)
    func `every page holds whatever an attacker wrote`(_ t: Language) async throws {
        let world = try await Self.world()
        let rows = [try Self.kept(world.north), try Self.kept(world.south, isSeen: false)]
        let logs: [OpenLog] = [(.make(at: noon), hostile, false), (.make(at: noon), hostile, true)]
        for mayManage in [true, false] {
            var list = ListPage.Model(
                place: world.north, rows: rows, total: 2, sources: [hostile],
                filter: IndicatorFilter(text: hostile, source: hostile), today: today, zone: .paris)
            list.mayManage = mayManage
            checkPage(ListPage.render(list, t))
            var empty = ListPage.Model(place: world.north, rows: [], total: 0, today: today, zone: .paris)
            empty.mayManage = mayManage
            checkPage(ListPage.render(empty, t))
            for one in rows {
                checkPage(
                    IndicatorPage.render(
                        .init(kept: one, logs: logs, mayManage: mayManage, today: today, zone: .paris), t))
            }
            let sighting = KeptSighting(
                id: .make(at: noon), indicator: rows[0].id, value: hostile, found: hostile + "x", host: hostile,
                at: noon, firstAt: noon, times: 3, place: Phrase(hostile, hostile), excerpt: hostile,
                link: "javascript:alert(1)", loggedAt: nil)
            let hunt = HuntRecord(
                id: .make(at: noon), endedAt: noon, author: hostile, wanted: 3, seen: 1, beyondLimit: 2, scope: hostile)
            let kept = EventsKept(title: Phrase(hostile, hostile), from: noon, to: nil, hosts: 3)
            for logs in [[], Array(logs.prefix(1)), logs] {
                let page = HuntPage.render(
                    .init(
                        place: world.north, hunt: hunt, rows: [sighting], total: 1, kept: [kept], logs: logs,
                        mayManage: mayManage, zone: .paris), t)
                checkPage(page)
                #expect(!page.text.contains("javascript:"))
            }
        }
    }

    @Test func `when nothing keeps events the page says so, and offers no search`() async throws {
        let world = try await Self.world()
        let page = HuntPage.render(
            .init(place: world.north, hunt: nil, rows: [], total: 0, kept: [], mayManage: true, zone: .paris), .french)
        #expect(page.text.contains("ne garde aucun événement"))
        #expect(!page.text.contains("Chercher maintenant"))
    }

    @Test(arguments: Language.allCases)
    func `what is pasted is shown by kind, and what is doubtful is not ticked`(_ t: Language) async throws {
        let world = try await Self.world()
        var model = AddingPage.Model(place: world.north)
        checkPage(AddingPage.render(model, t))
        model.text = "TLP:GREEN mal[.]test 10.0.0.1 203.0.113.7 \(hostile) CHU.exe"
        model.found = try TextRecognition(model.text)
        let page = AddingPage.render(model, t)
        checkPage(page)
        #expect(page.text.contains("value=\"domain mal.test\" checked"))
        #expect(page.text.contains("value=\"ipv4 10.0.0.1\">"))
        model.chosen = []
        #expect(!AddingPage.render(model, t).text.contains(" checked"))
        for one in model.found?.found ?? [] { #expect(AddingPage.value(AddingPage.key(one.value)) == one.value) }
        for wrong in ["", "ipv4", "ipv4 x", "x y", "domain <b>"] { #expect(AddingPage.value(wrong) == nil) }
    }

    @Test(arguments: Language.allCases)
    func `forms, files and reports hold hostile texts`(_ t: Language) async throws {
        let world = try await Self.world()
        var fields = IndicatorFields()
        fields.source = hostile
        fields.note = hostile
        checkPage(LoadingPage.render(.init(place: world.north, fields: fields, logs: []), t))
        checkPage(ExportPage.render(.init(place: world.north, counts: [.red: 3, .clear: 2], over: 1), t))
        let bundle = "{\"type\":\"bundle\",\"objects\":[{\"type\":\"<script>\"}]}"
        checkPage(LoadingPage.report(try STIXFile.read(Array(bundle.utf8)), 0, t))
        for reason in IndicatorReading.Reason.allCases { #expect(!IndicatorWords.reason(reason)(t).isEmpty) }
    }

    @Test(arguments: [
        "indicators.added", "indicators.imported", "indicators.exported", "indicators.hunted", "indicators.logged",
        "indicator.corrected", "indicator.removed", "indicator.restored",
    ])
    func `every action has its sentence`(_ action: String) {
        for t in Language.allCases {
            #expect(IndicatorsFeature().journalSentence(for: action, detail: "3", in: t) != nil)
        }
    }
}
