// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import LegalClocks

@Suite struct FileTests {
    private static let head = "format: carene-legal-clocks/1\nclocks:\n"
    private static let good = """
          - id: a
            recipient: R
            occasion: O
            basis: B
            source: S
            stages:
              - {id: s, title: T, start: incidentKnown, hours: 72, draft: "{titre}"}
        """

    private static var shipped: [UInt8] {
        get throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            return Array(try Data(contentsOf: root.appending(path: "crisis/clocks.yaml")))
        }
    }

    @Test func `the shipped rules are read, and say what the public texts say`() throws {
        let rules = try ClockFile.read(Self.shipped)
        let byID = Dictionary(uniqueKeysWithValues: rules.map { ($0.id, $0) })
        #expect(byID["cnil"]?.stages.map(\.delay) == [.hours(72)])
        #expect(byID["cnil"]?.stages.first?.start == .breachKnown)
        #expect(byID["signalement"]?.stages.first?.delay == .withoutDelay)
        #expect(byID["nis2"]?.stages.map(\.delay) == [.hours(24), .hours(72), .months(1)])
        #expect(byID["nis2"]?.stages.last?.start == .previousSent)
        #expect(byID["nis2"]?.isOn == false && byID["nis2"]?.toConfirm != nil)
        #expect(rules.filter(\.isOn).count == rules.count - 1)
        #expect(rules.allSatisfy { !$0.basis.source.isEmpty })
    }

    @Test(
        "a fault names the rule and the field",
        arguments: [
            ("format: other/2\nclocks: []", "format"), ("clocks: [", "YAML"), ("", "needed"), ("- 1", "needed"),
            (head + "  - id: Né", "id"), (head + "  - recipient: x", "id"), (head + good + "\n" + good, "twice"),
            (head + good.replacing("hours: 72", with: "hours: 0"), "clocks[1] a stages[1], hours"),
            (head + good.replacing("hours: 72", with: "hours: 99999999999999999999"), "hours"),
            (head + good.replacing("hours: 72", with: "hours: 72, months: 1"), "delay"),
            (head + good.replacing("hours: 72", with: "delay: tomorrow"), "delay"),
            (head + good.replacing("incidentKnown", with: "previousSent"), "start"),
            (head + good.replacing("incidentKnown", with: "whenever"), "start"),
            (head + good.replacing("{titre}", with: "{secret}"), "secret"),
            (head + good.replacing("    basis: B", with: "    basis: B\n    colour: red"), "colour"),
            (head + good.replacing("    basis: B", with: "    basis: B\n    any: [everything]"), "any"),
            (head + good.replacing("    basis: B", with: "    basis: B\n    from: 2026-02-30"), "from"),
            (head + good.replacing("    basis: B", with: "    basis: B\n    on: perhaps"), "on"),
            (
                head + good.replacing("recipient: R", with: "recipient: \(String(repeating: "x", count: 200))"),
                "recipient"
            ),
        ])
    func faults(text: String, expected: String) {
        #expect {
            try ClockFile.read(Array(text.utf8))
        } throws: { error in
            "\(error)".contains(expected)
        }
    }

    @Test func `a well formed rule is read`() throws {
        #expect(try ClockFile.read(Array((Self.head + Self.good).utf8)).first?.id == "a")
    }

    @Test func `files that are too large or cut anywhere never stop the program`() throws {
        #expect(throws: ClockFileFault.self) {
            try ClockFile.read(Array(repeating: UInt8(ascii: "a"), count: 300 * 1024))
        }
        let many =
            Self.head + (0..<101).map { Self.good.replacing("id: a", with: "id: a\($0)") }.joined(separator: "\n")
        #expect(throws: ClockFileFault.self) { try ClockFile.read(Array(many.utf8)) }
        let whole = try Self.shipped
        for length in stride(from: 0, to: whole.count, by: 997) { _ = try? ClockFile.read(Array(whole.prefix(length))) }
    }

    @Test func `a draft is filled once, and what a value holds is never a field`() {
        let text = ClockDraft.fill(
            "{titre} / {detail} / {patients} {", with: ["titre": "{detail}", "detail": "vol"]
        ) { "[\($0)]" }
        #expect(text == "{detail} / vol / [patients] {")
        #expect(ClockDraft.fields(of: "{a} {b} {a} {c") == ["a", "b"])
    }
}
