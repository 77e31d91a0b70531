// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Detection
import Documents
import Foundation
import Markup
import Primitives
import Sigma
import Synchronization
import TestSupport
import Testing

@testable import Supervision

@Suite("Hunting in logs")
struct HuntTests {
    private static let rules = """
        title: Shadow copies deleted
        id: shadow
        logsource: { product: windows, category: process_creation }
        level: high
        tags: [attack.impact, attack.t1490]
        detection: { s: { CommandLine|contains: 'delete shadows' }, condition: s }
        ---
        title: Whoami
        id: whoami
        logsource: { product: windows, category: process_creation }
        level: low
        detection: { s: { Image|endswith: '\\whoami.exe' }, condition: s }
        """

    private static func line(_ image: String, _ command: String, host: String = "PC-1", second: Int = 0) -> String {
        """
        {"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Computer":"\(host)","EventRecordID":\(second),\
        "TimeCreated":"2026-11-30T03:00:\(second < 10 ? "0" : "")\(second)Z","Image":"\(image)","CommandLine":"\(command)"}
        """
    }

    private static func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// What a hunt found, in the order in which it was told.
    private static func hunt(
        _ set: RuleSet, _ paths: [String], threads: Int = 2, since: Int64? = nil
    ) -> (found: [(String, String)], summary: HuntRun.Summary) {
        let found = Mutex<[(String, String)]>([])
        let summary = HuntRun(set, threads: threads, since: since).run(paths) { finding, file in
            found.withLock { $0.append((set.headline(finding.rule).id, String(file.split(separator: "/").last ?? ""))) }
        }
        return (found.withLock { $0 }, summary)
    }

    @Test("Findings come in the order of the files, whatever the number of cores", arguments: [1, 2, 5])
    func ordered(_ threads: Int) async throws {
        try await withTemporaryDirectory { folder in
            try Self.write(Self.rules, folder + "/rules.yml")
            let set = try RuleFolder([folder + "/rules.yml"]).load()
            for file in 0..<8 {
                let lines = [
                    Self.line("C:\\\\whoami.exe", "x", second: file),
                    Self.line("C:\\\\v.exe", "vssadmin Delete Shadows", second: file),
                ]
                try Self.write(lines.joined(separator: "\n"), folder + "/log\(file).jsonl")
            }
            let (found, summary) = Self.hunt(set, [folder], threads: threads)
            #expect(found.map(\.1) == (0..<8).flatMap { ["log\($0).jsonl", "log\($0).jsonl"] })
            #expect(summary.events == 16 && summary.findings == 16 && summary.files == 8 && summary.unreadable.isEmpty)
        }
    }

    @Test("Rules below a level are left out, and old events are not asked")
    func bounded() async throws {
        try await withTemporaryDirectory { folder in
            try Self.write(Self.rules, folder + "/rules.yml")
            let log = folder + "/log.jsonl"
            try Self.write(
                [
                    Self.line("C:\\\\whoami.exe", "x", second: 1), Self.line("v", "delete shadows", second: 2),
                    Self.line("v", "delete shadows", second: 9),
                ].joined(separator: "\n"), log)
            let high = try RuleFolder([folder + "/rules.yml"], minimum: .high).load()
            #expect(Self.hunt(high, [log]).found.map(\.0) == ["shadow", "shadow"])
            let since = try #require(ISO8601DateFormatter().date(from: "2026-11-30T03:00:05Z"))
            let found = Self.hunt(high, [log], since: Int64(since.timeIntervalSince1970) * 1_000_000_000).found
            #expect(found.map(\.0) == ["shadow"])
        }
    }

    @Test("What is no log is named, and the others are read all the same")
    func unreadable() async throws {
        try await withTemporaryDirectory { folder in
            try Self.write(Self.rules, folder + "/rules.yml")
            let set = try RuleFolder([folder + "/rules.yml"]).load()
            try Self.write("not a log", folder + "/a.evtx")
            try Self.write(Self.line("v", "delete shadows") + "\n{\"cut", folder + "/b.jsonl")
            let (found, summary) = Self.hunt(set, [folder + "/a.evtx", folder + "/b.jsonl", folder + "/none.evtx"])
            #expect(found.count == 1)
            #expect(summary.unreadable.count == 2 && summary.lost == 1)
        }
    }

    @Test("Compressed logs are read as they are, and what is no log in an archive is left out")
    func compressed() async throws {
        try await withTemporaryDirectory { folder in
            try Self.write(Self.rules, folder + "/rules.yml")
            let set = try RuleFolder([folder + "/rules.yml"]).load()
            let line = Array(Self.line("v", "delete shadows").utf8)
            let writer = try ZipWriter(modifiedAt: Instant(millisecondsSinceEpoch: 0))
            for name in ["a/one.jsonl", "two.json", "photo.png"] { try writer.add(path: name, bytes: line) }
            try writer.add(path: "three.evtx", bytes: Array("no log".utf8))
            try writer.finish()
            try Data(writer.drain()).write(to: URL(fileURLWithPath: folder + "/logs.zip"))
            let (found, summary) = Self.hunt(set, [folder + "/logs.zip"])
            #expect(found.map(\.1) == ["one.jsonl", "two.json"])
            #expect(summary.unreadable.map(\.file) == [folder + "/logs.zip/three.evtx"])
            try Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1]).write(
                to: URL(fileURLWithPath: folder + "/cut.json.gz"))
            let cut = Self.hunt(set, [folder + "/cut.json.gz"]).summary
            #expect(cut.unreadable.count == 1 && cut.unreadable[0].reason.english.contains("before it is complete"))
        }
    }

    @Test("A bomb is refused with its name, and leaves nothing behind")
    func bomb() async throws {
        try await withTemporaryDirectory { folder in
            let writer = try ZipWriter(modifiedAt: Instant(millisecondsSinceEpoch: 0))
            try writer.add(path: "x.json", bytes: Array(repeating: 0x20, count: 3 << 20))
            try writer.finish()
            try Data(writer.drain()).write(to: URL(fileURLWithPath: folder + "/bomb.zip"))
            var limits = LogIntake.Limits()
            limits.free = 1 << 20
            var intake = LogIntake(limits: limits)
            intake.add(folder + "/bomb.zip")
            #expect(intake.logs.isEmpty && intake.unread.map(\.file) == [folder + "/bomb.zip"])
        }
    }

    @Test("A long file is cut where an event ends, and nowhere else")
    func cuts() async throws {
        try await withTemporaryDirectory { folder in
            let flat = (0..<500).map { Self.line("v", "x}{", second: $0 % 60) }.joined(separator: "\r\n")
            let pretty = (0..<500).map { "{\n  \"a\": [\n    {},\n    {}\n  ], \"n\": \($0)\n}" }.joined(
                separator: "\n")
            for (name, text) in [("flat", flat), ("pretty", pretty), ("list", "[\n" + pretty + "]")] {
                let path = folder + "/" + name
                try Self.write(text, path)
                let log = try #require(OpenLog(path))
                let bytes = Array(text.utf8)
                let pieces = LineCuts(log, size: bytes.count).pieces(step: 1000)
                #expect(pieces.first?.lowerBound == 0 && pieces.last?.upperBound == bytes.count)
                #expect((pieces.count > 3) == (name != "list"))
                for (one, next) in zip(pieces, pieces.dropFirst()) {
                    #expect(one.upperBound == next.lowerBound && bytes[next.lowerBound] == UInt8(ascii: "{"))
                    #expect(bytes[next.lowerBound - 1] == 0x0A)
                }
            }
        }
    }

    @Test("Compiled rules are kept, and used only for the rules that they are of")
    func cached() async throws {
        try await withTemporaryDirectory { folder in
            try Self.write(Self.rules, folder + "/rules.yml")
            let source = RuleFolder([folder + "/rules.yml"], cacheFolder: folder + "/cache")
            _ = try source.load()
            let kept = try FileManager.default.contentsOfDirectory(atPath: folder + "/cache")
            #expect(kept.count == 1)
            // A cache that was altered is compiled anew rather than believed.
            try Self.write("damaged", folder + "/cache/" + (kept.first ?? ""))
            let log = folder + "/log.jsonl"
            try Self.write(Self.line("v", "delete shadows"), log)
            #expect(Self.hunt(try source.load(), [log]).found.map(\.0) == ["shadow"])
            #expect(throws: RuleFolder.Unreadable.self) { try RuleFolder([folder + "/nowhere"]).load() }
        }
    }

    @Test("What an attacker wrote in a log commands neither the terminal, nor the page, nor a program")
    func injected() throws {
        let read = SigmaReader().read(Self.rules, file: "r")
        let set = RuleSet(read.documents)
        let hostile = "\u{9B}\u{61C}\u{E0041}\u{1B}[2J<script>alert(1)</script>\"\n\u{202E}=1+1"
        let finding = Finding.sample(rule: 0, host: hostile, detail: hostile)
        var tally = HuntTally()
        tally.add(finding, hostile, level: .high)
        let text = (HuntText(set, tally).table() + HuntText(set, tally).timeline()).joined(separator: "\n")
        for mark in "\u{1B}\u{9B}\u{202E}\u{61C}\u{E0041}".unicodeScalars {
            #expect(!text.unicodeScalars.contains(mark))
            #expect(!HuntReport(set, tally, HuntRun.Summary()).page().text.unicodeScalars.contains(mark))
            #expect(!HuntLines(set).json(finding, hostile).unicodeScalars.contains(mark))
        }
        #expect(text.contains("T1490 Inhibit System Recovery"))
        let page = HuntReport(set, tally, HuntRun.Summary()).page().text
        #expect(!page.contains("<script") && page.contains("&lt;script"))
        let json = HuntLines(set).json(finding, hostile)
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(object?["host"] as? String == hostile && object?["rule_id"] as? String == "shadow")
        #expect(!json.contains("\n"))
    }

    @Test("What whoever wrote a rule put in its title or tags commands nothing either")
    func injectedByRule() {
        let rule = Self.rules.replacing("Whoami", with: "'\u{202E}moahW'").replacing(
            "id: whoami", with: "id: whoami\ntags: [\"attack.t1\\e[2J\"]")
        let set = RuleSet(SigmaReader().read(rule, file: "r").documents)
        var tally = HuntTally()
        for rule in set.rules.indices { tally.add(.sample(rule: rule, host: "h", detail: "d"), "f", level: .high) }
        let text = (HuntText(set, tally).table() + HuntText(set, tally).timeline()).joined()
        let page = HuntReport(set, tally, HuntRun.Summary()).page().text
        #expect(set.rules.count == 2 && text.contains("moahW"))
        for mark in "\u{1B}\u{202E}".unicodeScalars {
            #expect(!text.unicodeScalars.contains(mark) && !page.unicodeScalars.contains(mark))
        }
    }

    @Test("A hunt that finds everything keeps the gravest and stays small")
    func abridged() {
        var tally = HuntTally()
        for number in 0..<10_000 {
            let level: Level = number % 1000 == 0 ? .critical : .low
            tally.add(
                .sample(rule: number % 50, host: "PC-\(number)", detail: "x", time: Int64(number)), "f", level: level)
        }
        #expect(tally.isAbridged && tally.timeline().count <= 2000)
        #expect(tally.timeline().count { $0.level == .critical } == 10)
        #expect(tally.hosts.count <= 2001 && tally.levels.values.reduce(0, +) == 10_000)
    }
}

extension Finding {
    static func sample(rule: Int, host: String, detail: String, time: Int64 = 0) -> Finding {
        Finding(
            rule: rule, time: time, recordID: 1, channel: "Security", eventID: 1, host: host,
            details: [Detail(field: "CommandLine", value: detail)])
    }
}
