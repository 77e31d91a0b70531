// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Detection
import Documents
import Foundation
import Markup
import Primitives
import Sigma
import Supervision

struct HuntCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hunt",
        abstract: "Ask Sigma rules of event logs: Windows (.evtx) or JSON, compressed (.gz, .zip) or not.",
        discussion: """
            Files may be logs or folders of them; a folder that holds rules is taken for rules. Results go to the \
            standard output, the summary to the standard error. Works without a database. Exit code 1 when a file could \
            not be read, whatever was found.
            """)

    @Option(name: .long, help: "A folder or a file of Sigma rules; may be given several times.")
    var rules: [String]

    @Argument(help: "Logs, or folders of logs.") var files: [String]

    @Option(help: "Sigma filters that take known false positives away.") var filter: [String] = []
    @Option(help: "informational, low, medium, high or critical.") var minLevel: String = "informational"
    @Option(help: "Only events from this moment on: 2026-11-30 or 2026-11-30T03:00:00Z.") var since: String?
    @Option(help: "Write one JSON object a match to this file; - for the standard output.") var jsonl: String?
    @Option(help: "Write a line a match to this CSV file.") var csv: String?
    @Option(help: "Write a report to this HTML file.") var html: String?
    @Option(help: "How many cores to use; all by default.") var threads: Int?
    @Flag(help: "Do not keep compiled rules for the next time.") var noCache = false

    func validate() throws {
        guard Level(minLevel) != nil else { throw ValidationError("--min-level \(minLevel) is no level.") }
        guard since == nil || sinceNanoseconds != nil else {
            throw ValidationError("--since \(since ?? "") is no day or moment.")
        }
        guard threads.map({ (1...256).contains($0) }) ?? true else { throw ValidationError("--threads is 1 to 256.") }
    }

    func run() throws {
        try Terminal.report {
            let begin = DispatchTime.now()
            let cores = threads ?? ProcessInfo.processInfo.activeProcessorCount
            let ruleFolders = rules + files.filter { !rules.contains($0) && Self.isRuleFolder($0) }
            let logs = files.filter { !Self.isRuleFolder($0) }
            guard !logs.isEmpty else { throw CommandFailure("no log was given: only rules.", code: 64) }
            let set = try load(ruleFolders, cores)
            let loaded = DispatchTime.now()
            let output = try HuntOutput(jsonl: jsonl, csv: csv, rules: set)
            let summary = HuntRun(set, threads: cores, since: sinceNanoseconds).run(logs) { progress in
                let share = progress.totalBytes > 0 ? 100 * progress.doneBytes / progress.totalBytes : 100
                Terminal.progress("\(share) %, \(progress.events) events, \(progress.findings) matches")
                return true
            } found: { finding, file in
                output.add(finding, file)
            }
            Terminal.endProgress()
            let tally = try output.finish()
            if let html { try Self.write(HuntReport(set, tally, summary).page().text, to: html) }
            if jsonl != "-" {
                let text = HuntText(set, tally)
                for line in text.table() + text.timeline() { Terminal.printOut(line) }
            }
            tell(set, summary, loading: Self.seconds(begin, loaded), whole: Self.seconds(begin, .now()))
            guard summary.unreadable.isEmpty else {
                throw CommandFailure("\(summary.unreadable.count) files could not be read.")
            }
        }
    }

    private func load(_ folders: [String], _ cores: Int) throws -> RuleSet {
        let home =
            ProcessInfo.processInfo.environment["XDG_CACHE_HOME"]
            ?? ProcessInfo.processInfo.environment["HOME"].map { $0 + "/.cache" }
        let folder = RuleFolder(
            folders, filters: filter, minimum: Level(minLevel) ?? .informational,
            cacheFolder: noCache ? nil : home.map { $0 + "/carene" }, threads: cores)
        do {
            return try folder.load()
        } catch let missing as RuleFolder.Unreadable {
            throw CommandFailure("there are no rules at \(missing.path).", code: 64)
        }
    }

    private func tell(_ set: RuleSet, _ summary: HuntRun.Summary, loading: String, whole: String) {
        for fault in set.refused.prefix(20) { Terminal.say("refused: \(HuntText.safe("\(fault)", limit: 300))") }
        if set.refused.count > 20 { Terminal.say("refused: \(set.refused.count - 20) more") }
        for unread in summary.unreadable.prefix(20) {
            Terminal.say(HuntText.safe("not read: \(unread.file): \(unread.reason.english)", limit: 400))
        }
        if summary.unreadable.count > 20 { Terminal.say("not read: \(summary.unreadable.count - 20) more") }
        if summary.lost + summary.faults > 0 {
            Terminal.say("\(summary.lost) records could not be read; \(summary.faults) damaged places were gone past")
        }
        if summary.forgotten > 0 { Terminal.say("\(summary.forgotten) matches were too many for correlations") }
        Terminal.say(
            "events \(summary.events), matches \(summary.findings), files \(summary.files), "
                + "rules loaded \(set.rules.count + set.correlations.count), rules refused \(set.refused.count), "
                + "seconds \(whole) (rules \(loading)), peak memory \(Self.peakMegabytes) MB")
    }

    private var sinceNanoseconds: Int64? {
        guard let since else { return nil }
        let text = since.count == 10 ? since + "T00:00:00Z" : since.hasSuffix("Z") ? since : since + "Z"
        guard let date = try? Date(text, strategy: .iso8601) else { return nil }
        return Int64(date.timeIntervalSince1970) * 1_000_000_000
    }

    private static func isRuleFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return false
        }
        return RuleFolder.holdsRules(path) && !HuntRun.holdsLogs(path)
    }

    private static func seconds(_ from: DispatchTime, _ to: DispatchTime) -> String {
        String(format: "%.2f", Double(to.uptimeNanoseconds - from.uptimeNanoseconds) / 1e9)
    }

    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw CommandFailure("cannot write \(path).")
        }
    }

    private static var peakMegabytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }
}
