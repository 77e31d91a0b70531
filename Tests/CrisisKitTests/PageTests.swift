// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import CrisisKit

/// Pages and documents from values, with hostile texts in every place.
@Suite struct PageTests {
    private static func world() async throws -> World {
        try await withDatabase(.sqlite, migrations: schema) { database in try await World.make(in: database) }
    }

    private static func contact(_ keeper: Organisation, _ role: String = hostile) -> Contact {
        Contact(
            id: .make(at: noon), keeper: Keeper(id: keeper.id, name: keeper.name), role: role, person: hostile,
            circle: .digital,
            reach: Reach(work: "1 \(hostile)", first: "06 39 98 00 01", second: "", channel: hostile),
            isUnreadable: false, deputy: nil, deputyName: hostile, checkedOn: today, isRemoved: false)
    }

    private static func entry(_ kind: EntryKind, _ keeper: Organisation) -> Entry {
        var values: [String: String] = [:]
        for field in kind.fields {
            switch field.input {
            case .line, .paragraph: values[field.name] = hostile
            case .day: values[field.name] = today.text
            case .order: values[field.name] = "3"
            case .choice(let choices): values[field.name] = choices[0].value
            case .contact: values[field.name] = ""
            case .tick: values[field.name] = "1"
            }
        }
        return Entry(
            id: .make(at: noon), kind: kind, keeper: Keeper(id: keeper.id, name: keeper.name), values: values,
            isRemoved: kind == .copy)
    }

    @Test(arguments: Language.allCases)
    func `lists and forms hold whatever is typed, and a list never shows a number unasked`(_ t: Language) async throws {
        let world = try await Self.world()
        for mayManage in [true, false] {
            let model = ContactsPage.Model(
                place: world.north, rows: [Self.contact(world.north), Self.contact(world.south)], total: 2,
                mayManage: mayManage)
            let page = ContactsPage.render(model, t)
            checkPage(page)
            let text = page.text
            // Only inside of what must be opened.
            let outside = text.replacing(/<details.*?<\/details>/.dotMatchesNewlines(), with: "")
            #expect(text.contains("06 39 98 00 01") && !outside.contains("06 39 98 00 01"))
            checkPage(ContactsPage.render(.init(place: world.north, rows: [], total: 0, mayManage: mayManage), t))
            for kind in EntryKind.allCases {
                var list = EntriesPage.Model(
                    kind: kind, place: world.north,
                    rows: [Self.entry(kind, world.north), Self.entry(kind, world.south)],
                    total: 2)
                list.mayManage = mayManage
                checkPage(EntriesPage.render(list, t), "\(kind)")
                list = EntriesPage.Model(kind: kind, place: world.north, rows: [], total: 0)
                list.mayManage = mayManage
                checkPage(EntriesPage.render(list, t), "\(kind), empty")
            }
        }
        checkPage(
            ContactForm.render(
                .init(
                    place: world.north, contact: Self.contact(world.north), others: [(.make(at: noon), hostile)],
                    today: today), t))
        for kind in EntryKind.allCases {
            let entry = Self.entry(kind, world.north)
            checkPage(
                EntryForm.render(.init(kind: kind, place: world.north, entry: entry, values: entry.values), t),
                "\(kind)")
        }
    }

    @Test(arguments: Language.allCases)
    func `the first page says whether there is a kit, and what it lacks`(_ t: Language) async throws {
        let world = try await Self.world()
        var model = OverviewPage.Model(
            place: world.north, counts: KitCounts(), limit: nil, kits: [], total: 0, fingerprint: "AAAA BBBB",
            today: today, zone: .paris)
        model.mayManage = true
        checkPage(OverviewPage.render(model, t))
        #expect(OverviewPage.render(model, t).text.contains(t("À choisir", "To be chosen")))
        model = OverviewPage.Model(
            place: world.north,
            counts: KitCounts(
                contacts: 3, unreachable: 1, seats: 2, vacant: 1, withoutDeputy: 2, notifications: 4, toConfirm: 1,
                cutoffs: 1, copies: 1),
            limit: 30,
            kits: [
                KitRecord(
                    id: .make(at: noon), madeAt: noon, madeOn: today.adding(days: -60), author: hostile,
                    digest: String(repeating: "a", count: 64), documents: 3, files: 9, size: 3_000_000,
                    hasDatabase: true,
                    validUntil: today.adding(days: -30))
            ], total: 1, fingerprint: nil, today: today, zone: .paris)
        model.newest = today.adding(days: -60)
        checkPage(OverviewPage.render(model, t))
        #expect(OverviewPage.lead(model, t).contains(t("trop ancienne", "too old")))
    }

    @Test func `the passphrase page shows the phrase, and prints`() {
        let phrase = KitPassphrase.make()
        let page = KitMaking.render(phrase, fingerprint: "AAAA", job: .make(at: noon), .french)
        checkPage(page)
        #expect(page.text.contains(phrase.text))
    }

    @Test func `the cockpit is silent until somebody works with the room`() async throws {
        let world = try await Self.world()
        func todo(_ age: KitAge, _ counts: KitCounts) -> Int {
            CrisisKitCockpit.render(world.north.id, age, counts, .french).todo.count
        }
        #expect(todo(.never, KitCounts()) == 0)
        #expect(todo(.never, KitCounts(contacts: 1)) == 1)
        #expect(todo(.tooOld(today, since: today), KitCounts(contacts: 1)) == 1)
        #expect(todo(.fresh(today, until: today), KitCounts(contacts: 1)) == 0)
    }

    @Test(arguments: Language.allCases)
    func `documents hold no link, form or script, and blank sheets are always there`(_ t: Language) async throws {
        let world = try await Self.world()
        var entries: [EntryKind: [Entry]] = [:]
        for kind in EntryKind.allCases { entries[kind] = [Self.entry(kind, world.north)] }
        let full = KitDocuments.render(
            .init(place: world.north, contacts: [Self.contact(world.north)], entries: entries, cells: [.care: hostile]),
            t)
        #expect(
            full.map(\.identifier) == [
                "contacts", "cellules", "numeros", "coupures", "copies", "feuille-d-appel", "main-courante",
            ])
        for document in full {
            checkPage(document.content, "\(document.identifier)")
            for tag in ["<a ", "<form", "<button", "<script"] {
                #expect(!document.content.text.contains(tag), "\(document.identifier) \(tag)")
            }
            for table in document.tables {
                #expect(table.rows.allSatisfy { $0.count == table.header.count }, "\(document.identifier)")
            }
        }
        let empty = KitDocuments.render(.init(place: world.north, contacts: [], entries: [:], cells: [:]), t)
        #expect(empty.map(\.identifier) == ["main-courante"])
        #expect(empty[0].tables[0].rows.count == LogSheets.sheets * LogSheets.lines)
    }
}
