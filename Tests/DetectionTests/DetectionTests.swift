// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Sigma
import Testing

@testable import Detection

func ruleSet(_ text: String) -> RuleSet {
    let read = SigmaReader().read(text, file: "rules.yml")
    return RuleSet(read.documents, refused: read.faults)
}

func rule(_ title: String, category: String? = nil, service: String? = nil, _ detection: String) -> String {
    let source = category.map { "category: \($0)" } ?? service.map { "service: \($0)" } ?? ""
    let lines = detection.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    return """
        title: \(title)
        id: \(title)
        logsource:
            product: windows
            \(source)
        detection:
        \(lines)
        level: high

        """
}

/// The titles of the rules that events written as JSON match, in the order of the events.
func titles(_ rules: RuleSet, _ lines: [String]) -> [String] {
    var hunter = Hunter(rules)
    var outcome = Hunter.Outcome()
    _ = hunter.huntJSON(Array(lines.joined(separator: "\n").utf8).span.bytes, isLast: true, into: &outcome)
    return outcome.findings.map { rules.headline($0.rule).title }
}

@Suite("Events asked by rules")
struct FeederTests {
    private let vssadmin = rule(
        "shadow", category: "process_creation",
        """
        selection:
            Image|endswith: '\\vssadmin.exe'
            CommandLine|contains: 'delete shadows'
        condition: selection
        """)

    @Test func `one rule serves Sysmon's process creations and those of the security log`() {
        let rules = ruleSet(vssadmin)
        #expect(rules.refused.isEmpty)
        let sysmon = #"""
            {"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"Image":"C:\\Windows\\System32\\vssadmin.exe","CommandLine":"vssadmin delete shadows /all"}
            """#
        let security = #"""
            {"Channel":"Security","EventID":4688,"NewProcessName":"C:\\Windows\\System32\\vssadmin.exe","CommandLine":"vssadmin delete shadows /all"}
            """#
        let other = #"""
            {"Channel":"Security","EventID":4689,"NewProcessName":"C:\\Windows\\System32\\vssadmin.exe","CommandLine":"vssadmin delete shadows /all"}
            """#
        #expect(titles(rules, [sysmon, security, other]) == ["shadow", "shadow"])
    }

    @Test func `registry values written are seen under both names`() {
        let rules = ruleSet(
            rule(
                "run", category: "registry_set",
                """
                selection:
                    TargetObject|contains: 'CurrentVersion\\Run'
                    Details|contains: 'evil'
                condition: selection
                """))
        let sysmon = #"""
            {"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":13,"TargetObject":"HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\x","Details":"evil.exe"}
            """#
        let security = #"""
            {"Channel":"Security","EventID":4657,"ObjectName":"\\REGISTRY\\MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion\\Run","NewValue":"evil.exe"}
            """#
        #expect(titles(rules, [sysmon, security]) == ["run", "run"])
    }

    @Test func `Defender's fields are found although their names have spaces`() {
        let rules = ruleSet(
            rule(
                "defender", service: "windefend",
                """
                selection:
                    EventID: 1116
                    ThreatName|contains: 'EICAR'
                condition: selection
                """))
        let event = #"""
            {"Channel":"Microsoft-Windows-Windows Defender/Operational","EventID":1116,"Threat Name":"Virus:DOS/EICAR_Test_File"}
            """#
        #expect(titles(rules, [event]) == ["defender"])
    }

    @Test func `an event is the same whatever wrote it as JSON`() {
        let rules = ruleSet(vssadmin)
        let record = #"""
            {"Event":{"System":{"Provider":{"#attributes":{"Name":"Microsoft-Windows-Sysmon"}},"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"PC-1"},"EventData":{"Image":"C:\\Windows\\System32\\vssadmin.exe","CommandLine":"vssadmin delete shadows"}}}
            """#
        let winlogbeat = #"""
            {"@timestamp":"2026-11-30T03:00:00.000Z","winlog":{"channel":"Microsoft-Windows-Sysmon/Operational","event_id":"1","computer_name":"PC-1","event_data":{"Image":"C:\\Windows\\System32\\vssadmin.exe","CommandLine":"vssadmin delete shadows"}}}
            """#
        let flat = #"""
            {"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Hostname":"PC-1","Image":"C:\\Windows\\System32\\vssadmin.exe","CommandLine":"vssadmin delete shadows"}
            """#
        #expect(titles(rules, [record, winlogbeat, flat]) == ["shadow", "shadow", "shadow"])
    }

    @Test func `what only serves a correlation waits for it`() {
        let rules = ruleSet(
            rule("base", service: "security", "selection:\n    EventID: 4625\ncondition: selection") + """
                ---
                title: burst
                id: burst
                correlation:
                    type: event_count
                    rules:
                        - base
                    group-by:
                        - IpAddress
                    timespan: 5m
                    condition:
                        gte: 3
                level: high
                """)
        #expect(rules.refused.isEmpty)
        var hunter = Hunter(rules)
        var outcome = Hunter.Outcome()
        let event =
            #"{"Channel":"Security","EventID":4625,"IpAddress":"10.0.0.1","TimeCreated":"2026-11-30T03:00:00Z"}"#
        let lines = Array(repeating: event, count: 3).joined(separator: "\n")
        _ = hunter.huntJSON(Array(lines.utf8).span.bytes, isLast: true, into: &outcome)
        #expect(outcome.findings.isEmpty)
        #expect(outcome.waiting.count == 3)
        var correlator = Correlator(rules)
        let found = outcome.waiting.flatMap { correlator.note(rule: $0.rule, $0.match) }
        #expect(found.map(\.group) == [["10.0.0.1"]])
    }
}
