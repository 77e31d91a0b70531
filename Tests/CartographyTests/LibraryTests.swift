// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Embedded
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import TestSupport
import Testing

@testable import Cartography

/// Where a map begins.
struct LibraryTests {
    @Test func `the shipped library is read, in good French, without any objective`() throws {
        let library = try ShippedServices.read()
        #expect((60...120).contains(library.entries.count))
        for layer in Layer.allCases { #expect(library.entries.contains { $0.layer == layer }) }
        for entry in library.entries {
            #expect(MapCode.isValid(entry.code), "\(entry.code)")
            #expect(!entry.description.isEmpty && entry.description.last == ".", "\(entry.code)")
            // A straight apostrophe or a plain space before a sign is a slip of the keyboard.
            #expect(!(entry.name + entry.description).contains(/'| [:;!?]/), "\(entry.code)")
        }
    }

    @Test func `the shipped library has one circle, cut by a bootstrap`() {
        let entries = ShippedServices.library.entries
        let map = ServiceMap(
            nodes: entries.map { MapNode(key: $0.code, name: $0.name, layer: $0.layer, kind: $0.kind) },
            dependencies: entries.flatMap(\.links))
        #expect(map.faults().isEmpty)
        #expect(map.cycles().isEmpty)
        #expect(map.allCycles().map { Set($0.path) } == [["ad", "dns"]])
    }

    @Test func `a library with a fault is refused`() {
        let good = "format: carene-services/1\nservices:\n"
        for text in [
            "", "format: other\nservices: []\n",
            good + "  - {code: a, name: A, layer: service, kind: directory, description: x}\n",
            good + "  - {code: a, name: A, layer: service, kind: other, description: x, needs: [b]}\n",
            good + "  - {code: a, name: A, layer: service, kind: other, description: x}\n"
                + "  - {code: a, name: A, layer: service, kind: other, description: x}\n",
        ] {
            #expect(throws: ServiceLibrary.Fault.self) {
                try ServiceLibrary([(name: "essai", bytes: Array(text.utf8))])
            }
        }
    }

    @Test func `what is there already is skipped and said, and tied to what comes`() async throws {
        try await withMap(small) { drawn, database in
            let choice = LibraryChoice(
                ["dpi", "ad", "sso", "eai", "inconnu"], of: ShippedServices.library, in: drawn.map, taken: [],
                at: drawn.north, linked: true)
            #expect(Set(choice.added.map(\.code)) == ["sso", "eai"])
            #expect(Set(choice.skipped.map(\.code)) == ["dpi", "ad"])
            #expect(LibraryPage.said(choice, .french).contains("Déjà sur la carte"))
            try await database.changing { change in
                try ServiceMapStore.apply(choice.batch, to: drawn.north, action: "map.begun", in: change)
            }
            let after = try await CartographyTests.drawn(drawn.group, drawn.north, database)
            let names = Set(
                after.map.map.dependencies.compactMap { link -> String? in
                    guard let from = after.map[link.from], let to = after.map[link.to] else { return nil }
                    return "\(from.code) \(to.code)"
                })
            // From what is added, to the group's directory; from the record that was there, to what is added.
            #expect(names.isSuperset(of: ["sso ad", "sso bdd", "eai bdd", "eai dns", "dpi sso", "dpi eai"]))
            // Nothing new leaves what the group keeps, nor joins what was there already.
            #expect(after.map.map.dependencies.count == drawn.map.map.dependencies.count + 6)
            let alone = LibraryChoice(
                ["wifi"], of: ShippedServices.library, in: drawn.map, taken: [], at: drawn.north, linked: false)
            #expect(alone.batch.links.isEmpty)
        }
    }

    @Test func `the library page offers what is not there, and says what is`() async throws {
        try await withMap(small) { drawn, _ in
            for t in Language.allCases {
                let page = LibraryPage.render(
                    .init(
                        place: drawn.north, library: ShippedServices.library,
                        present: LibraryChoice.present(in: drawn.map, at: drawn.north)), t)
                checkPage(page)
                #expect(!page.text.contains("value=\"dpi\""))
                #expect(page.text.contains("value=\"sgl\""))
                #expect(page.text.contains("GHT d’essai"))
            }
        }
    }
}
