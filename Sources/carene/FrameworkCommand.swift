// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Catalogs
import Foundation
import Frameworks
import Journal
import Persistence
import Primitives

struct FrameworkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "framework", abstract: "Check framework files and load them.",
        subcommands: [Check.self, Add.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say for each file whether it is a sound framework, mapping, library or OSCAL catalog.")

        @Argument(help: "Files to check.") var files: [String]
        @Flag(help: "Print the result as JSON.") var json = false

        private struct Verdict: Encodable {
            struct Finding: Encodable {
                let severity: String
                let line: Int?
                let column: Int?
                let path: String
                let message: String
            }

            let file: String
            let ok: Bool
            let kind: String?
            let findings: [Finding]
        }

        func run() async throws {
            let verdicts = files.map(check)
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                Terminal.printOut(String(decoding: try encoder.encode(verdicts), as: UTF8.self))
            } else {
                for verdict in verdicts {
                    Terminal.printOut("\(verdict.file): \(verdict.ok ? "ok, \(verdict.kind ?? "")" : "refused")")
                    for finding in verdict.findings {
                        let place = finding.line.map { line in "\(line):\(finding.column ?? 1): " } ?? ""
                        let path = finding.path.isEmpty ? "" : "\(finding.path): "
                        Terminal.printOut("  \(place)\(finding.severity): \(path)\(finding.message)")
                    }
                }
            }
            if verdicts.contains(where: { !$0.ok }) { throw ExitCode(1) }
        }

        private func check(_ file: String) -> Verdict {
            do {
                let content = try CatalogFile.load(path: file)
                return Verdict(
                    file: file, ok: true, kind: content.summary, findings: content.notes.map(finding))
            } catch let error as CatalogError {
                return Verdict(file: file, ok: false, kind: nil, findings: error.issues.map(finding))
            } catch {
                let message = (error as? CommandFailure)?.message ?? error.localizedDescription
                return Verdict(
                    file: file, ok: false, kind: nil,
                    findings: [.init(severity: "error", line: nil, column: nil, path: "", message: message)])
            }
        }

        private func finding(_ issue: Issue) -> Verdict.Finding {
            Verdict.Finding(
                severity: issue.severity.rawValue, line: issue.line, column: issue.column, path: issue.path,
                message: issue.message)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load frameworks and mappings into the database; all of a file or nothing.")

        @OptionGroup var options: DatabaseOptions
        @Argument(help: "Files to load.") var files: [String]

        func run() async throws {
            try await Terminal.run {
                let database = try await OpenHouse.ready(options, OpenHouse.logger())
                for file in files {
                    let content: CatalogFile
                    do {
                        content = try CatalogFile.load(path: file)
                    } catch let error as CatalogError {
                        throw CommandFailure("\(file) is refused:\n\(error)")
                    }
                    let additions = try await database.change(by: .system, at: WallClock.system.now) { change in
                        var additions: [String] = []
                        for framework in content.frameworks {
                            let addition = try FrameworkStore.add(framework, origin: .imported, in: change)
                            additions.append("\(framework.identity): \(addition)")
                        }
                        for mapping in content.mappings {
                            additions.append("\(mapping.identifier): \(try FrameworkStore.add(mapping, in: change))")
                        }
                        try change.record("framework.fileRead", detail: "\(additions.count)")
                        return additions
                    }
                    for addition in additions { Terminal.printOut(addition) }
                }
                await database.close()
            }
        }
    }
}
