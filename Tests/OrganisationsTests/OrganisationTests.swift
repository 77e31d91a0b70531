// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct OrganisationTests {
    @Test(
        arguments: [
            ("380000012", "380000012"), ("2a0000014", "2A0000014"), (" 2B0000014\t", "2B0000014"),
            ("97010001X", "97010001X"),
            ("", nil), ("38000001", nil), ("3800000123", nil), ("38-000012", nil), ("38000001é", nil),
            ("３80000012", nil),
            ("380 00012", nil), ("38000001\u{0}", nil),
        ] as [(String, String?)])
    func `FINESS numbers`(_ text: String, _ expected: String?) {
        #expect(FINESS(text)?.text == expected)
    }

    @Test func `no text traps a FINESS number`() {
        var generator = SplitMix64(seed: 4)
        var taken = 0
        for _ in 0..<3000 {
            let text = String(decoding: generator.mutated(Array("2A0000014".utf8)), as: UTF8.self)
            if let number = FINESS(text) {
                taken += 1
                #expect(number.text.utf8.count == 9 && FINESS(number.text) == number)
            }
        }
        #expect(taken > 100)
    }

    @Test func `which kind may hold which`() {
        let kinds = Organisation.Kind.allCases
        for (above, parent) in kinds.enumerated() {
            for (below, child) in kinds.enumerated() where above != below {
                #expect(parent.canHold(child) == (above < below), "\(parent) \(child)")
            }
        }
        #expect(kinds.filter { $0.canHold($0) } == [.ght, .site])
    }

    @Test func `a lineage contains itself and what is below`() {
        let (a, b, ab) = (Lineage(stored: "a/"), Lineage(stored: "b/"), Lineage(stored: "a/b/"))
        #expect(a.contains(a) && a.contains(ab) && !ab.contains(a) && !b.contains(ab))
        #expect(!Lineage(stored: "a/b/").contains(Lineage(stored: "a/b2/")))
        #expect(ab.depth == 2)
        #expect(ab.identifiers.map(\.text) == ["a", "b"])
        #expect(Lineage.condition(on: "l", anyOf: []).rendered().text == "1 = 0")
        let two = Lineage.condition(on: "l", anyOf: [a, b]).rendered()
        #expect(two.text == "((l >= $1 AND l < $2) OR (l >= $3 AND l < $4))")
        #expect(two.values == [.text("a/"), .text("a0"), .text("b/"), .text("b0")])
    }
}
