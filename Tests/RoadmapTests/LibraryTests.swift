// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import TestSupport
import Testing

@testable import Roadmap

struct LibraryTests {
    private static let head = "format: carene-actions/1\nidentifier: essai\ntitle: Essai\nactions:\n"
    private static let sound = """
          - id: ESS-01
            title: Essayer
            pillar: operations
            cost: { low: 0, high: 5000 }
            effort: { governance: 2, care: 0.5 }
            duration: 2
            shared: { possible: true, costFactor: 1.2, effortFactor: 1.5 }
            closes:
              care-d2: { D2.1.1: 0.6, D2.1.2: 1.0 }
            proofs: [plan.tested]

        """

    private func read(_ text: String, _ name: String = "essai.yaml") throws(InvalidLibrary) -> ActionLibrary {
        try ActionLibrary([.init(name: name, bytes: Array(text.utf8))])
    }

    @Test func `the shipped library is sound`() throws {
        let library = try ShippedActions.read()
        #expect(library.actions.count >= 80)
        #expect(ShippedActions.library.actions == library.actions)
        for action in library.actions {
            #expect(!action.closes.isEmpty, "\(action.id) closes nothing")
            #expect(!action.description.isEmpty, "\(action.id) says nothing")
        }
    }

    @Test func `reads an action as it is written`() throws {
        let library = try read(Self.head + Self.sound)
        let action = try #require(library["ESS-01"])
        #expect(action.cost.middle == 2500 && action.recurring.high == 0 && action.duration == 2)
        #expect(action.effort == [.governance: 2, .care: 0.5])
        #expect(action.sharing == .init(costFactor: 1.2, effortFactor: 1.5))
        #expect(action.closes.map(\.code) == ["D2.1.1", "D2.1.2"] && action.closes.map(\.share) == [0.6, 1])
        #expect(library["AUTRE"] == nil)
    }

    @Test(arguments: [
        ("", nil, "empty"),
        ("actions: []", 1, "format"),
        ("- a\n- b", 1, "mapping"),
        ("format: carene-actions/2\nactions: []", 1, "carene-actions/1"),
        ("format: carene-actions/1\nactions: 3", 1, "list of actions"),
        ("format: carene-actions/1\nfoo: 1\nactions: []", 2, "‘foo’"),
        (head + "  - 12", 5, "mapping"),
        (head + sound.replacing("ESS-01", with: "ess 01"), 5, "identifier"),
        (head + sound.replacing("operations", with: "magie"), 7, "pillar"),
        (head + sound.replacing("high: 5000", with: "high: -1"), 8, "number"),
        (head + sound.replacing("low: 0, high: 5000", with: "low: 9, high: 5"), 8, "below"),
        (head + sound.replacing("high: 5000", with: "high: .inf"), 8, "number"),
        (head + sound.replacing("high: 5000", with: "high: 1e300"), 8, "number"),
        (head + sound.replacing("care: 0.5", with: "magic: 1"), 9, "‘magic’"),
        (head + sound.replacing("duration: 2", with: "duration: 0"), 10, "quarters"),
        (head + sound.replacing("duration: 2", with: "duration: 99999999999999999999"), 10, "quarters"),
        (head + sound.replacing("D2.1.1: 0.6", with: "D2.1.1: 1.6"), 13, "share"),
        (head + sound.replacing("D2.1.1: 0.6", with: "D2.1.1: nan"), 13, "share"),
        (head + sound.replacing("possible: true", with: "possible: peut-être"), 11, "true or false"),
        (head + sound.replacing("costFactor: 1.2", with: "costFactor: 0"), 11, "costFactor"),
        (head + sound.replacing("duration: 2", with: "duration: 2\n    after: [ESS-01]"), 5, "waits for itself"),
        (head + sound.replacing("duration: 2", with: "duration: 2\n    after: [ESS-99]"), 5, "ESS-99"),
        (head + sound + sound, 15, "already taken"),
        (head + "  - &a { id: A }\n  - *a", 5, "anchors"),
        ("format: [", nil, "YAML"),
        ("format: carene-actions/1\nformat: carene-actions/1\nactions: []", nil, "twice"),
        ("a\u{0}b", nil, "null"),
    ])
    func `refuses a file with its line and a sentence`(text: String, line: Int?, word: String) throws {
        let error = try #require(throws: InvalidLibrary.self) { try read(text) }
        #expect(
            error.faults.contains { $0.message.contains(word) && (line == nil || $0.line == line) },
            "\(error.description)")
        #expect(error.faults.allSatisfy { $0.file == "essai.yaml" && !$0.description.isEmpty })
    }

    @Test func `deep and large files are refused without exhausting anything`() throws {
        for text in [
            String(repeating: "[", count: 1_000_000), Self.head + String(repeating: "  - 1\n", count: 60_000),
            String(repeating: "a", count: 2 << 20),
        ] {
            #expect(throws: InvalidLibrary.self) { try read(text) }
        }
    }

    @Test func `a mutated file is read or refused, never more`() throws {
        var generator = SplitMix64(seed: 31)
        for _ in 0..<300 {
            let bytes = generator.mutated(Array((Self.head + Self.sound).utf8))
            do throws(InvalidLibrary) {
                let library = try ActionLibrary([.init(name: "m.yaml", bytes: bytes)])
                for action in library.actions { #expect(action.closes.allSatisfy { (0...1).contains($0.share) }) }
            } catch {
                #expect(!error.faults.isEmpty)
            }
        }
    }

    @Test func `a change of a level is seen below it and gives way to a nearer one`() throws {
        let library = try read(Self.head + Self.sound)
        func change(_ title: String, _ organisation: Int, _ id: String = "ESS-01") -> ActionStore.Change {
            .init(
                action: RoadmapSample.action(id, title: title),
                origin: .init(
                    organisation: RoadmapSample.id(organisation), organisationName: "GHT", isOwn: id != "ESS-01",
                    updatedBy: "Claire", updatedAt: RoadmapSample.now))
        }
        let catalogue = ActionCatalogue(
            library, changes: [change("Du groupe", 1), change("À nous", 2), change("Propre", 2, "LOC-01")])
        #expect(catalogue.actions.map(\.title) == ["À nous", "Propre"])
        #expect(catalogue.item("ESS-01")?.former?.title == "Du groupe")
        #expect(catalogue.item("LOC-01")?.former == nil)
    }
}
