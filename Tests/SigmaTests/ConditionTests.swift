// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Sigma

@Suite("Conditions")
struct ConditionTests {
    private static let detection = "sel_a:\n  A: '1x1'\nsel_b:\n  B: '2x2'\nother:\n  C: '3x3'\n_hidden:\n  D: '4x4'\n"

    static let cases: [(String, [String], Bool)] = [
        ("sel_a and sel_b", ["A", "B"], true), ("sel_a and sel_b", ["A"], false),
        ("sel_a or other", ["C"], true), ("not sel_a", ["B"], true), ("not sel_a", ["A"], false),
        ("sel_a and not sel_b", ["A"], true), ("sel_a and not sel_b", ["A", "B"], false),
        ("1 of sel_*", ["B"], true), ("all of sel_*", ["B"], false), ("all of sel_*", ["A", "B"], true),
        ("1 of them", ["D"], false), ("all of them", ["A", "B", "C"], true), ("2 of them", ["A", "C"], true),
        ("2 of them", ["A"], false), ("1 of *_a", ["A"], true), ("not 1 of sel_*", ["C"], true),
        ("sel_a or sel_b and other", ["A"], true), ("(sel_a or sel_b) and other", ["A"], false),
        ("NOT sel_a AND sel_b", ["B"], true), ("not (sel_a or sel_b)", ["A"], false), ("not not sel_a", ["A"], true),
    ]

    @Test("Searches are combined with the precedence of the specification", arguments: cases)
    func combined(_ condition: String, _ present: [String], _ isMatched: Bool) {
        let values = ["A": "1x1", "B": "2x2", "C": "3x3", "D": "4x4"]
        let fields = present.map { ($0, values[$0] ?? "") }
        #expect(Bench.isMatched(Self.detection + "condition: \(condition)", fields) == isMatched)
    }

    @Test("A list of conditions is one or the other")
    func several() {
        #expect(Bench.isMatched(Self.detection + "condition:\n  - sel_a\n  - other", [("C", "3x3")]))
    }

    @Test(
        "A condition that says nothing is refused with its reason",
        arguments: [
            "", "sel_a and", "(sel_a", "sel_a sel_b", "nothing", "5 of them", "0 of them", "1 of zzz*",
            "sel_a | count() > 3",
        ])
    func refused(_ condition: String) throws {
        let set = Bench.rules(Bench.rule(Self.detection + "condition: \(condition)"))
        #expect(set.rules.isEmpty)
        let fault = try #require(set.refused.first)
        #expect(fault.origin.file == "rules.yml" && !fault.message.isEmpty)
    }
}
