// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation
import Recovery

struct RestartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart", abstract: "Compute restarts, and measure the engine that does.",
        subcommands: [RestartPlanCommand.self, RestartPSPLIBCommand.self])
}

/// `carene restart plan FILE`: works alone, without a database.
struct RestartPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Compute the restart that a file describes, and print it.",
        discussion: """
            The file is YAML: docs/formats/restart-plan.md, and examples/redemarrage.yaml. Times are hours since the \
            beginning of the crisis. The same file, seed, schedules and threads give the same plan, unless --seconds ends \
            the search. Exit codes: 0 planned, 1 the file cannot be read or planned, 64 wrong usage.
            """)

    @Argument(help: "A restart, in YAML.") var file: String
    @Option(help: "Simulated restarts; 0: no dates with their chances.") var simulate = 1000
    @Option(help: "Schedules to try at the most.") var schedules: Int?
    @Option(help: "Seconds to search for at the most.") var seconds: Double?
    @Option(help: "Threads.") var threads = 2
    @Option(help: "Seed of what is drawn at random.") var seed: UInt64 = 1
    @Flag(help: "Only the first plan, without search or simulation.") var quick = false
    @Flag(help: "Do not measure what one more person in each team would give.") var noValue = false
    @Flag(help: "Print the plan as JSON.") var json = false
    @Flag(help: "Print tasks and returns as CSV.") var csv = false

    @Option(help: "Plan from this hour of the crisis on.") var now = 0.0
    @Option(help: "A step that is done, and when: KEY=HOUR. May be repeated.") var finished: [String] = []
    @Option(help: "A step that is under way, and since when: KEY=HOUR. May be repeated.") var started: [String] = []
    @Option(help: "A step that will not be done: KEY. May be repeated.") var skipped: [String] = []
    @Option(help: "A plan made before with --json, whose order is kept unless another gains enough.") var keep: String?

    func validate() throws {
        guard simulate >= 0, schedules ?? 1 >= 1, seconds ?? 1 > 0, (1...64).contains(threads) else {
            throw ValidationError("--simulate is 0 or more; --schedules, --seconds and --threads are positive.")
        }
        if json, csv { throw ValidationError("--json and --csv exclude each other.") }
    }

    func run() async throws {
        try await Terminal.run {
            let model = try load()
            let progress = try progress(of: model)
            let order = try keptOrder()
            let began = ContinuousClock.now
            let plan: RecoveryPlan
            do throws(RecoveryFault) {
                plan = try self.plan(model, progress, order, began)
            } catch {
                throw CommandFailure("the restart cannot be planned: \(error.message(in: model).english)")
            }
            Terminal.endProgress()
            let elapsed = began.duration(to: .now)
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                Terminal.printOut(String(decoding: try encoder.encode(plan), as: UTF8.self))
            } else {
                let text = RestartPlanText(model: model, plan: plan, now: now)
                Terminal.printOut(csv ? text.csv : text.report)
            }
            let spent = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
            Terminal.say(String(format: "%.3f s, %d schedules tried", spent, plan.schedulesTried))
        }
    }

    private func plan(
        _ model: RecoveryModel, _ progress: RecoveryProgress, _ order: [String], _ began: ContinuousClock.Instant
    ) throws(RecoveryFault) -> RecoveryPlan {
        let planner = try RecoveryPlanner(model, allowing: progress)
        if quick { return try planner.quickPlan(from: progress, keeping: order) }
        var options = RecoveryPlanner.Options(
            schedules: schedules ?? (seconds == nil ? 2000 : Int.max), seed: seed, threads: threads, runs: simulate,
            measuresValue: !noValue)
        let name = model.title
        let tell: @Sendable (RecoveryPlan) -> Void = { better in
            Terminal.progress("\(name): \(RestartPlanText.hour(better.makespan))")
        }
        guard let seconds else { return try planner.plan(options, from: progress, keeping: order, improved: tell) }
        // The time is that of the search: what it found is simulated afterwards, however long that takes.
        let limit = Duration.seconds(min(seconds, 1e6))
        options.runs = 0
        let found = try planner.plan(
            options, from: progress, keeping: order, shouldStop: { began.duration(to: .now) > limit }, improved: tell)
        if simulate == 0 { return found }
        options.runs = simulate
        options.schedules = 1
        var plan = try planner.plan(options, from: progress, keeping: found.order)
        plan.schedulesTried = found.schedulesTried
        return plan
    }

    private func load() throws -> RecoveryModel {
        let text = try String(decoding: Self.contents(file), as: UTF8.self)
        do throws(RecoveryFileFault) {
            return try RecoveryPlanFile.read(text)
        } catch {
            let lines = error.issues.map { "\(file):\($0)" }.joined(separator: "\n")
            throw CommandFailure("\(file) is not a restart that can be read.\n\(lines)")
        }
    }

    private static let mostBytes = 8 << 20

    private static func contents(_ path: String) throws -> Data {
        do {
            guard let handle = FileHandle(forReadingAtPath: path) else {
                throw CommandFailure("cannot read \(path).")
            }
            let data = try handle.read(upToCount: mostBytes + 1) ?? Data()
            if data.count > mostBytes { throw CommandFailure("\(path) is larger than \(mostBytes >> 20) MB.") }
            return data
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure("cannot read \(path): \(error.localizedDescription)")
        }
    }

    private func progress(of model: RecoveryModel) throws -> RecoveryProgress {
        let known = Set(model.steps.map(\.key))
        func check(_ key: String) throws -> String {
            guard known.contains(key) else { throw CommandFailure("there is no step \(key) in \(file).") }
            return key
        }
        func dates(_ texts: [String]) throws -> [String: Double] {
            var dates: [String: Double] = [:]
            for text in texts {
                guard let cut = text.lastIndex(of: "="), let hour = Double(text[text.index(after: cut)...]) else {
                    throw CommandFailure("‘\(text)’ is not KEY=HOUR.", code: ExitCode.validationFailure.rawValue)
                }
                dates[try check(String(text[..<cut]))] = hour
            }
            return dates
        }
        return RecoveryProgress(
            now: now, started: try dates(started), finished: try dates(finished),
            skipped: Set(try skipped.map(check)))
    }

    private func keptOrder() throws -> [String] {
        guard let keep else { return [] }
        do {
            return try JSONDecoder().decode(RecoveryPlan.self, from: try Self.contents(keep)).order
        } catch is DecodingError {
            throw CommandFailure("\(keep) is not a plan written by --json.")
        }
    }
}
