// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import Recovery

@Suite("Plan file")
struct FileTests {
    private static let example: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let url = root.appendingPathComponent("examples/redemarrage.yaml")
        return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    }()

    @Test func `The example is read and planned, with the circle of the directory cut`() throws {
        let model = try RecoveryPlanFile.read(Self.example)
        #expect(model.steps.count >= 110)
        #expect(model.map.nodes.count >= 45)
        #expect(model.map.faults().isEmpty)
        #expect(model.map.findings().allSatisfy { $0.severity != .violation })
        #expect(model.map.allCycles().map(\.path) == [["ad", "dns"]])
        #expect(model.map.cycles().isEmpty)
        let plan = try RecoveryPlanner(model).plan(.init(schedules: 50, runs: 50, measuresValue: false))
        #expect(plan.tasks.count == model.steps.count)
        #expect(!plan.isBeyondCalendar)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `What is written is read again`(seed: UInt64) throws {
        var model = randomModel(seed: seed)
        model.title = "Reprise : « l'hôpital » & *co* # 1, [\(seed)]\n\"fin\" \u{200B}\u{1F3E5}"
        model.steps[0].title = "yes"
        model.steps[1].title = "- tiret: {accolade}"
        model.steps[2].source = .measured
        let yaml = RecoveryPlanFile.write(model)
        var read = try RecoveryPlanFile.read(yaml)
        #expect(RecoveryPlanFile.write(read) == yaml)
        // Steps come back grouped by node.
        #expect(read.steps.sorted { $0.key < $1.key } == model.steps.sorted { $0.key < $1.key })
        read.steps = model.steps
        #expect(read.map.nodes == model.map.nodes)
        #expect(Set(read.map.dependencies) == Set(model.map.dependencies))
        read.map = model.map
        #expect(read == model)
    }

    @Test func `A file cut anywhere is refused or read, never more`() throws {
        let bytes = Array(Self.example.utf8)
        var accepted = 0
        for length in stride(from: 0, to: bytes.count, by: 331) {
            let text = String(decoding: bytes.prefix(length), as: UTF8.self)
            do {
                _ = try RecoveryPlanFile.read(text)
                accepted += 1
            } catch {
                #expect(!error.issues.isEmpty)
                #expect(!error.message.french.isEmpty)
            }
        }
        #expect(accepted < bytes.count / 331)
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `Bytes changed at random never stop the reader`(seed: UInt64) {
        var chance = Chance(state: seed)
        var bytes = Array(Self.example.utf8.prefix(6000))
        for _ in 0..<(1 + chance.below(20)) { bytes[chance.below(bytes.count)] = UInt8(32 + chance.below(95)) }
        let text = String(decoding: bytes, as: UTF8.self)
        if let model = try? RecoveryPlanFile.read(text) { _ = try? RecoveryPlanner(model) }
    }

    @Test func `Aliases, merges, tags, depth and size are refused with a reason`() {
        let bomb = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        let cases: [(String, String)] = [
            (bomb, "aliases"), ("format: &f carene-restart/1", "aliases"), ("title: !!binary aGVsbG8=", "tags"),
            ("x: {<<: {a: 1}}", "merge"), (deep, "deep"), (String(repeating: "[", count: 100_000), "nesting"),
            (String(repeating: "- a\n", count: 1_200_000), "larger"),
            ("a: [" + String(repeating: "1,", count: 500_000), "many"),
            ("", "empty"), ("a: 1\na: 2", "twice"), ("a: \u{0}", "null byte"), ("[1, 2]", "keys and values"),
        ]
        for (text, reason) in cases {
            do {
                _ = try RecoveryPlanFile.read(text)
                Issue.record("read: \(text.prefix(40))")
            } catch {
                #expect(error.description.contains(reason), "\(error)")
            }
        }
    }

    @Test func `Everything wrong is reported at once, with lines, in both languages`() {
        let yaml = """
            format: carene-restart/2
            title: Essai
            start: {weekday: mardi, hour: x}
            nodes:
              - key: a
                kinds: server
              - key: b
                kind: serveur
                careClass: 1.5
                needs: [{node: a, lag: "1"}]
                steps:
                  - {key: s, phase: rebuild, hours: [1, 2]}
                  - {key: t, phase: later, hours: 1,5}
            teams:
              - {key: t, people: 2.5, periods: [{rhythm: always}]}
            """
        do {
            _ = try RecoveryPlanFile.read(yaml)
            Issue.record("read")
        } catch {
            let lines = Set(error.issues.compactMap(\.line))
            #expect(lines.isSuperset(of: [1, 3, 6, 8, 9, 10, 12, 13, 15]))
            #expect(error.issues.allSatisfy { !$0.french.isEmpty && !$0.english.isEmpty })
            #expect(error.description.contains("nodes[1].steps[0].hours: expected a number, or three"))
            #expect(error.message.french.contains("ligne 1"))
        }
    }
}
