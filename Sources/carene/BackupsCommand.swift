// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import BackupReports
import Backups
import Foundation
import Organisations
import Primitives
import Site

struct BackupsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backups", abstract: "Read what backup programs write about their work.",
        subcommands: [Import.self, Read.self])

    /// What the report does not say of itself.
    struct Hints: ParsableArguments {
        @Option(help: "backup, restore or check, for logs that do not say it.") var kind = ""
        @Option(help: "Exit code of the program; whatever is not known to be a success is a failure.")
        var exitCode: Int?
        @Option(help: "Name of the job, where the report has none.") var label = ""
        @Option(help: "Repository; restic never names it.") var repository = ""
        @Option(help: "Machine.") var host = ""
        @Option(help: "When, where the report does not say: 2026-11-30T02:00 (default: now, or the time of the file).")
        var at = ""

        var values: [String: String] {
            [
                "nature": kind, "code": exitCode.map { String($0) } ?? "", "tache": label, "depot": repository,
                "machine": host, "date": at,
            ]
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import reports of restic, borg or the neutral format; - reads standard input.",
            discussion: """
                A run that is known already is not counted twice. Exit 1 when a report could not be read, was cut short \
                or had lines refused; a failed backup that was read well is no failure of this command.
                """)

        @OptionGroup var options: DatabaseOptions
        @Option(help: "FINESS number or identifier of the organisation.") var organisation: String
        @OptionGroup var hints: Hints
        @Flag(help: "Print the result as JSON.") var json = false
        @Argument(help: "Files, or - for standard input.") var files: [String]

        private struct Line: Encodable {
            let file: String
            let result: BackupImporter.Outcome?
            let error: String?
        }

        func run() async throws {
            var lines: [Line] = []
            try await OpenHouse.work(options) { house in
                let place = try await OpenHouse.organisation(organisation, in: house)
                for file in files {
                    do {
                        let (bytes, arrival) = try BackupsCommand.content(file, now: house.clock.now)
                        let outcome = try await BackupImporter.keep(
                            bytes, named: file == "-" ? "standard input" : URL(filePath: file).lastPathComponent,
                            hints: hints.values, arrival: arrival, at: place, in: house)
                        lines.append(Line(file: file, result: outcome, error: nil))
                    } catch let refused as BackupImporter.Refused {
                        lines.append(Line(file: file, result: nil, error: refused.reason))
                    }
                }
            }
            try tell(lines)
        }

        private func tell(_ lines: [Line]) throws {
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                Terminal.printOut(String(decoding: try encoder.encode(lines), as: UTF8.self))
            }
            for line in lines where !json {
                guard let result = line.result else {
                    Terminal.say("\(line.file): \(line.error ?? "")")
                    continue
                }
                for fault in result.faults { Terminal.say("\(line.file): \(fault)") }
                if result.isTruncated {
                    Terminal.say("\(line.file): stops before its end; nothing in it counts as done.")
                }
                Terminal.printOut(
                    "\(line.file): \(result.format), added \(result.added), known \(result.known), refused "
                        + "\(result.refused), failed backups \(result.failures)")
            }
            let isClean = lines.allSatisfy { line in
                line.result.map { !$0.isTruncated && $0.refused == 0 } ?? false
            }
            guard isClean else { throw ExitCode(1) }
        }
    }

    struct Read: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what a report says, one JSON line for each run, without any database.")

        @OptionGroup var hints: Hints
        @Argument(help: "The file, or - for standard input.") var file: String

        private struct Line: Encodable {
            let line: Int
            let tool: String
            let kind: String
            let label: String
            let repository: String
            let host: String
            let node: String
            let startedAt: String?
            let finishedAt: String?
            let outcome: String
            let reason: String?
            let message: String
            let bytes: Int64?
            let snapshot: String
        }

        func run() async throws {
            try await Terminal.run {
                let (bytes, arrival) = try BackupsCommand.content(file, now: WallClock.system.now)
                let zone = TimeZoneRule(rawValue: try Settings().value("TIMEZONE") ?? "") ?? .paris
                let context = ReportContext(
                    receivedAt: Moment(milliseconds: arrival.millisecondsSinceEpoch), exitCode: hints.exitCode,
                    kind: BackupRun.Kind(rawValue: hints.kind), label: hints.label, repository: hints.repository,
                    host: hints.host,
                    offset: { zone.offsetMinutes(at: Instant(millisecondsSinceEpoch: $0.milliseconds)) })
                let report: BackupReport
                do {
                    report = try BackupReport.read(bytes, context)
                } catch {
                    throw CommandFailure("\(file) is no report: \(error).")
                }
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                for entry in report.entries {
                    let run = entry.run
                    let line = Line(
                        line: entry.line, tool: run.tool, kind: run.kind.rawValue, label: run.label,
                        repository: run.repository, host: run.host, node: run.node, startedAt: Self.text(run.startedAt),
                        finishedAt: Self.text(run.finishedAt), outcome: run.outcome.rawValue,
                        reason: run.reason?.rawValue, message: run.message, bytes: run.bytes, snapshot: run.snapshot)
                    Terminal.printOut(String(decoding: try encoder.encode(line), as: UTF8.self))
                }
                guard !report.isTruncated else { throw CommandFailure("\(file) stops before its end.") }
                guard report.faults.isEmpty else {
                    throw CommandFailure("\(file): \(report.faults.count) lines were refused.")
                }
            }
        }

        private static func text(_ moment: Moment?) -> String? {
            moment.map { Instant(millisecondsSinceEpoch: $0.milliseconds).text }
        }
    }

    /// The bytes, and when they came: now for what is piped, the time of the file otherwise.
    private static func content(_ file: String, now: Instant) throws -> ([UInt8], Instant) {
        let limit = BackupReport.sizeLimit + 1
        if file == "-" {
            let data = try FileHandle.standardInput.read(upToCount: limit) ?? Data()
            return ([UInt8](data), now)
        }
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw CommandFailure("\(file) cannot be read.")
        }
        defer { try? handle.close() }
        let data = try handle.read(upToCount: limit) ?? Data()
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        let changed = attributes?[.modificationDate] as? Date
        let arrival = changed.map { Instant(millisecondsSinceEpoch: Int64($0.timeIntervalSince1970 * 1000)) }
        return ([UInt8](data), arrival ?? now)
    }
}
