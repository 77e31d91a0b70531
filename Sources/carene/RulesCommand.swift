// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Sigma
import Supervision

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Look at Sigma rules.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which rules can be used, and of the others, why not.",
            discussion: "Each refusal names its file and line. Exit code 1 when a rule was refused.")

        @Argument(help: "Files or folders of Sigma rules.") var rules: [String]
        @Flag(help: "List the log sources, with the number of rules of each.") var sources = false

        func run() throws {
            try Terminal.report {
                let set = try load()
                if sources { for line in Self.sources(of: set) { Terminal.printOut(line) } }
                for fault in set.refused { Terminal.printOut(HuntText.safe("\(fault)", limit: 500)) }
                Terminal.say(
                    "rules \(set.rules.count), correlations \(set.correlations.count), filters \(set.filters.count), "
                        + "refused \(set.refused.count)")
                guard set.refused.isEmpty else { throw CommandFailure("some rules cannot be used.") }
                guard !set.rules.isEmpty || !set.filters.isEmpty else { throw CommandFailure("there is no rule.") }
            }
        }

        private func load() throws -> RuleSet {
            do {
                return try RuleFolder(rules).load()
            } catch let missing as RuleFolder.Unreadable {
                throw CommandFailure("there are no rules at \(missing.path).", code: 64)
            }
        }

        private static func sources(of set: RuleSet) -> [String] {
            var counts: [String: Int] = [:]
            for rule in set.rules {
                let source = rule.logSource
                let words = [source.product, source.category, source.service].compactMap { $0 }
                counts[words.isEmpty ? "any" : words.joined(separator: "/"), default: 0] += 1
            }
            return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.value)\t" + HuntText.safe($0.key) }
        }
    }
}
