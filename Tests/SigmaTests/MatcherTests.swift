// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Sigma

@Suite("Matching")
struct MatcherTests {
    /// xorshift: the same rules and events at every run.
    struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(sides))
        }
    }

    private static let words = ["cmd", "power", "shell", ".exe", "-enc", "Temp", "a", "bc", "É", "\\", "admin"]

    private static func text(_ dice: inout Dice) -> String {
        (0...dice.roll(3)).map { _ in words[dice.roll(words.count)] }.joined()
    }

    private static func rule(_ number: Int, _ dice: inout Dice) -> String {
        let modifiers = ["", "|contains", "|startswith", "|endswith", "|contains|cased", "|neq", "|contains|all"]
        var detection = ""
        for search in 0...dice.roll(3) {
            detection += "s\(search):\n"
            for field in 0...dice.roll(2) {
                let values = (0...dice.roll(3)).map { _ in "'\(text(&dice))\(dice.roll(4) == 0 ? "*" : "")'" }
                let key = "F\(field)\(modifiers[dice.roll(modifiers.count)])"
                detection += "  '\(key)': [\(values.joined(separator: ", "))]\n"
            }
        }
        let conditions = ["1 of them", "all of them", "not 1 of them", "s0 and not 1 of s*", "s0"]
        return Bench.rule(detection + "condition: \(conditions[dice.roll(conditions.count)])", id: "r\(number)")
    }

    @Test("The quick way finds exactly what the slow way finds", arguments: 1...40)
    func exact(_ seed: Int) {
        var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        let set = Bench.rules((0..<30).map { Self.rule($0, &dice) }.joined(separator: "\n---\n"))
        #expect(set.refused.isEmpty, "\(set.refused)")
        var matcher = Matcher(set)
        var event = DetectionEvent(for: set)
        for _ in 0..<60 {
            event.begin(Bench.sysmon)
            for field in 0...dice.roll(4) { event.append("F\(field % 3)", Self.text(&dice)) }
            var quick: [Int] = []
            matcher.match(event) { quick.append($0) }
            let slow = set.rules.indices.filter { rule in
                set.expressions[rule].known { event.passes(set.tests[$0], nil) } == true
            }
            #expect(quick.sorted() == slow)
        }
    }

    @Test("Where no automaton can be made, rules still find what they look for", arguments: 1...5)
    func withoutAutomata(_ seed: Int) {
        var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        let text =
            (0..<20).map { Self.rule($0, &dice) } + [Bench.rule("s:\n  F0|re: 'pow.+ell'\ncondition: s", id: "re")]
        let set = Bench.rules(text.joined(separator: "\n---\n"))
        var bare = set
        bare.literalAutomaton = nil
        bare.wordAutomaton = nil
        bare.expressionAutomata = bare.expressionAutomata.map { _ in nil }
        #expect(Bench.matches(bare, [("F0", "powershell")]).contains("re"))
        for _ in 0..<20 {
            let fields = (0...dice.roll(4)).map { ("F\($0 % 3)", Self.text(&dice)) }
            #expect(Bench.matches(bare, fields) == Bench.matches(set, fields))
        }
    }

    @Test("One rule serves Sysmon and the security log")
    func twins() {
        let set = Bench.rules(
            Bench.rule("s:\n  Image|endswith: '\\whoami.exe'\n  ParentImage|endswith: '\\w3wp.exe'\ncondition: s"))
        let image = "C:\\Windows\\System32\\whoami.exe"
        let parent = "C:\\inetpub\\w3wp.exe"
        #expect(Bench.matches(set, [("Image", image), ("ParentImage", parent)]) == ["r1"])
        let security = EventSource(channel: "Security", eventID: 4688)
        #expect(
            Bench.matches(set, [("NewProcessName", image), ("ParentProcessName", parent)], source: security) == ["r1"])
        #expect(Bench.matches(set, [("Image", image)], source: EventSource(channel: "Security", eventID: 4624)).isEmpty)
    }

    @Test("A rule is only asked of its log source, and of the numbers that it names")
    func routed() {
        let text = """
            title: Logon
            id: logon
            logsource: { product: windows, service: security }
            detection: { s: { EventID: [4624, 4625], LogonType: 10 }, condition: s }
            """
        let set = Bench.rules(text)
        for (channel, id, isMatched) in [
            ("Security", 4624, true), ("security", 4625, true), ("Security", 4634, false), ("System", 4624, false),
        ] {
            let source = EventSource(channel: channel, eventID: id)
            let found = Bench.matches(set, [("EventID", String(id)), ("LogonType", "10")], source: source)
            #expect(found.isEmpty != isMatched, "\(channel) \(id)")
        }
    }

    @Test("A field of Defender is found though it is written with a space")
    func spaces() {
        let text = """
            title: Threat
            id: threat
            logsource: { product: windows, service: windefend }
            detection: { s: { ThreatName|contains: 'EICAR' }, condition: s }
            """
        let source = EventSource(channel: "Microsoft-Windows-Windows Defender/Operational", eventID: 1116)
        #expect(
            Bench.matches(Bench.rules(text), [("Threat Name", "Virus:DOS/EICAR_Test_File")], source: source) == [
                "threat"
            ])
    }

    @Test("A filter takes matches away from the rules that it names, and from no other")
    func filters() {
        let rules = [
            Bench.rule("s:\n  Image|endswith: '\\a.exe'\ncondition: s", id: "one"),
            Bench.rule("s:\n  Image|endswith: '\\a.exe'\ncondition: s", id: "two"),
            """
            title: Backup server
            id: f1
            logsource: { product: windows, category: process_creation }
            filter:
              rules: [one]
              sel: { Computer|startswith: 'SRV-SAUV' }
              condition: sel
            """,
        ].joined(separator: "\n---\n")
        let set = Bench.rules(rules)
        #expect(Bench.matches(set, [("Image", "C:\\a.exe"), ("Computer", "SRV-SAUV1")]) == ["two"])
        #expect(Bench.matches(set, [("Image", "C:\\a.exe"), ("Computer", "PC1")]) == ["one", "two"])
    }

    @Test("A compiled set comes back from its bytes, and only from those that fit")
    func cached() {
        let text = Bench.rule("s:\n  F|contains: 'needle'\n  G|re: 'a+b'\ncondition: s")
        let read = SigmaReader().read(text, file: "r").documents
        let bytes = RuleSet(read).automata.bytes
        let again = RuleSet(read, cache: CompiledAutomata(bytes: bytes))
        #expect(Bench.matches(again, [("F", "a needle"), ("G", "xaab")]) == ["r1"])
        let others = SigmaReader().read(Bench.rule("s:\n  F|contains: 'other'\ncondition: s"), file: "r").documents
        #expect(Bench.matches(RuleSet(others, cache: CompiledAutomata(bytes: bytes)), [("F", "other")]) == ["r1"])
        for length in stride(from: 0, to: bytes.count, by: max(bytes.count / 50, 1)) {
            _ = CompiledAutomata(bytes: Array(bytes.prefix(length)))
        }
    }

    @Test("A text made to match everything does not hide what it holds")
    func flooded() {
        let detections = (0..<40).map { "s\($0):\n  F|contains: '\(String(repeating: "a", count: 3 + $0))'" }
        let set = Bench.rules(
            Bench.rule(detections.joined(separator: "\n") + "\nz:\n  F|contains: 'needle'\ncondition: z", id: "needle"))
        let flood = String(repeating: "a", count: 60_000) + "needle"
        #expect(Bench.matches(set, [("F", flood)]) == ["needle"])
    }
}
