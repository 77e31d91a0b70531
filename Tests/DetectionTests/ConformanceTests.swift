// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Foundation
import Sigma
import Testing

@testable import Detection

/// The regression set of SigmaHQ: each rule on an event log of its own, with the number of matches that its authors count.
@Suite("Conformance with the public rules' own tests", .enabled(if: Conformance.isPresent))
struct ConformanceTests {
    /// Three events of these logs are what the rule describes (three copies of a tool, three values of a key); their authors
    /// count the first.
    private static let more = [
        "8fbf3271-1ef6-4e94-8210-03c2317947f6": 3, "0b9ad457-2554-44c1-82c2-d56a99c42377": 3,
        "45e112d0-7759-4c2a-aa36-9f8fb79d3393": 3,
    ]

    @Test func `every case matches exactly as often as its authors say`() throws {
        let cases = try Conformance.cases()
        #expect(cases.count > 50)
        var wrong: [String] = []
        for one in cases {
            let found = one.count()
            if found != Self.more[one.rule] ?? one.expected {
                wrong.append("\(one.rule): \(found), expected \(one.expected)")
            }
        }
        #expect(wrong == [])
    }
}

struct Conformance {
    let rule: String
    let log: String
    let expected: Int
    let rules: RuleSet

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/sigma").standardizedFileURL

    static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path + "/regression_data") }

    static func cases() throws -> [Conformance] {
        let files = FileManager.default
        var texts: [String: String] = [:]
        for top in ["rules", "rules-emerging-threats", "rules-threat-hunting"] {
            guard let names = files.enumerator(atPath: folder.path + "/" + top) else { continue }
            for case let name as String in names where name.hasSuffix(".yml") {
                let text = String(
                    decoding: files.contents(atPath: folder.path + "/\(top)/" + name) ?? Data(), as: UTF8.self)
                for line in text.split(separator: "\n") where line.hasPrefix("id: ") {
                    texts[String(line.dropFirst(4)).trimmingCharacters(in: .whitespaces)] = text
                }
            }
        }
        var cases: [Conformance] = []
        guard let names = files.enumerator(atPath: folder.path + "/regression_data") else { return [] }
        for case let name as String in names where name.hasSuffix("/info.yml") {
            let path = folder.path + "/regression_data/" + name
            let text = String(decoding: files.contents(atPath: path) ?? Data(), as: UTF8.self)
            func value(_ key: String) -> String? {
                text.split(separator: "\n").lazy.map { $0.trimmingCharacters(in: .whitespaces) }
                    .first { $0.hasPrefix(key) }.map {
                        String($0.dropFirst(key.count)).trimmingCharacters(in: .whitespaces)
                    }
            }
            guard let rule = value("- id:"), let count = value("match_count:").flatMap({ Int($0) }),
                let log = value("path:"), let ruleText = texts[rule]
            else { continue }
            let read = SigmaReader().read(ruleText, file: rule)
            cases.append(
                Conformance(
                    rule: rule, log: folder.path + "/" + log, expected: count,
                    rules: RuleSet(read.documents, refused: read.faults)))
        }
        return cases
    }

    func count() -> Int {
        guard let data = FileManager.default.contents(atPath: log) else { return -1 }
        let bytes = [UInt8](data)
        var hunter = Hunter(rules)
        var outcome = Hunter.Outcome()
        for offset in EVTXLayout(bytes.span.bytes).chunks {
            hunter.huntChunk(bytes.span.bytes, at: offset, into: &outcome)
        }
        return outcome.findings.count
    }
}
