// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import SigmaFuzz
import Testing

@testable import Sigma

@Suite("Hostile rule files")
struct HostileRuleTests {
    @Test(
        "A file that is no rule is told with its line, and nothing else suffers",
        arguments: [
            "title: [", "- just\n- a list", "title: x\nlogsource: {product: windows}", "a: &a [*a]",
            "title: x\ntitle: y",
            "title: x\nlogsource: {}\ndetection: {s: {F|nope: x}, condition: s}",
            "title: x\nlogsource: {}\ndetection: {s: {F|re: '(('}, condition: s}",
            "title: x\nlogsource: {}\ndetection: {s: {F|cidr: 999.1.1.1/8}, condition: s}",
            "title: x\nlogsource: {}\ndetection: {s: {F|gt: abc}, condition: s}",
            "title: x\nlogsource: {}\ndetection: {s: {F|base64: 'a*'}, condition: s}",
            "title: x\nlevel: enormous\nlogsource: {}\ndetection: {s: {F: x}, condition: s}", "\u{0}\u{1}", "%",
        ])
    func refused(_ text: String) {
        let good = Bench.rule("s:\n  F: x\ncondition: s")
        let set = RuleSet(
            SigmaReader().read(good, file: "good.yml").documents + SigmaReader().read(text, file: "bad.yml").documents,
            refused: SigmaReader().read(text, file: "bad.yml").faults)
        #expect(set.rules.map(\.id) == ["r1"])
        #expect(set.refused.count == 1)
        #expect(set.refused.allSatisfy { $0.origin.file == "bad.yml" && $0.origin.line >= 1 && !$0.message.isEmpty })
    }

    @Test("Aliases that multiply themselves are stopped")
    func bomb() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let alias = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(alias)]\n"
        }
        let read = SigmaReader().read(text, file: "bomb.yml")
        #expect(read.documents.isEmpty && read.faults.count == 1)
    }

    @Test("A file cut anywhere is read or refused, never worse", arguments: (0..<100).map { $0 * 3 })
    func cut(_ length: Int) {
        let text = Bench.rule("s:\n  F|contains|all: ['a*b', \"c\\\\d\"]\n  G|re: 'x.+y'\ncondition: s and not 1 of s*")
        _ = RuleSet(SigmaReader().read(String(text.prefix(length)), file: "cut.yml").documents)
    }

    @Test("A pattern of many stars is matched in bounded time")
    func stars() {
        let pattern = Array(repeating: "a*", count: 200).joined()
        let value = String(repeating: "a", count: 30_000) + "b"
        #expect(!Bench.isMatched("s:\n  F: '\(pattern)c'\ncondition: s", [("F", value)]))
        #expect(Bench.isMatched("s:\n  F: '\(pattern)b'\ncondition: s", [("F", value)]))
    }

    @Test(
        "What multiplies itself is refused before it takes the memory",
        arguments: [
            "a0: &a [x, x]\n" + (1...30).map { "a\($0): &a [*a, *a]\n" }.joined() + "? *a\n: y",
            "a: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
            Bench.rule("s:\n  F|re: '((a{1,300}){1,300}){1,300}'\ncondition: s"),
            Bench.rule(
                "s:\n  F|re: '" + String(repeating: "(", count: 500) + String(repeating: ")", count: 500)
                    + "'\ncondition: s"),
            Bench.rule(
                "s:\n  F: [" + Array(repeating: "x", count: 1000).joined(separator: ", ") + "]\ncondition: "
                    + Array(repeating: "s", count: 900).joined(separator: " or ")),
            Bench.rule(
                (0..<12).map { "x\($0):\n  F: v" }.joined(separator: "\n") + "\ncondition: "
                    + Array(repeating: "6 of x*", count: 50).joined(separator: " or ")),
        ])
    func multiplied(_ text: String) {
        let read = SigmaReader().read(text, file: "bomb.yml")
        let set = RuleSet(read.documents, refused: read.faults)
        #expect(set.rules.isEmpty && set.refused.count == 1)
    }

    @Test("Rules with bytes changed anywhere are read or refused", arguments: 0..<40)
    func fuzzed(_ seed: Int) {
        var dice = MatcherTests.Dice(state: UInt64(seed + 1) &* 0x9E37_79B9_7F4A_7C15)
        let rule = Bench.rule(
            "s:\n  F|contains|all: ['a*b', \"c\\d\"]\n  G|re|i: 'x.{1,3}(y|z)+$'\n  H|cidr: 10.0.0.0/8\n"
                + "t: &t\n  - w: *t\n  - v|base64offset|contains: /x\ncondition: s and not 1 of t*")
        for _ in 0..<20 {
            var bytes = Array(rule.utf8)
            for _ in 0...dice.roll(4) { bytes[dice.roll(bytes.count)] = UInt8(dice.roll(256)) }
            fuzzRules(bytes)
            fuzzExpression(Array("x.{1,3}(y|z)+[^a]{2}".utf8).map { dice.roll(8) == 0 ? UInt8(dice.roll(128)) : $0 })
        }
    }
}
