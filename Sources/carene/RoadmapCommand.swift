// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation
import Persistence
import Planning
import PlanningCBC
import Roadmap

struct RoadmapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roadmap", abstract: "Show roadmaps and make plans.",
        subcommands: [Show.self, Make.self, Solve.self])

    /// Run by the server: a problem on the standard input, lines of JSON on the standard output.
    struct Solve: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a solver request (JSON) and write progress, then the plan, one JSON object a line.",
            shouldDisplay: false)

        func run() throws {
            // CBC asks for its folder, and aborts where that folder was removed; nothing is read or written there.
            _ = FileManager.default.changeCurrentDirectoryPath("/")
            let input = [UInt8](try FileHandle.standardInput.readToEnd() ?? Data())
            SolverChild.run(input: input) { Terminal.printOut($0) }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the roadmaps of the database, or show the plan of one.")

        @OptionGroup var options: DatabaseOptions
        @Argument(help: "Identifier of a roadmap; none lists them all.") var roadmap: String?

        func run() async throws {
            try await Terminal.run {
                let database = try await OpenHouse.database(options, mustExist: true)
                if let roadmap {
                    let found = try await RoadmapCommand.find(roadmap, in: database)
                    Terminal.printOut("\(found.organisation): \(found.title)")
                    PlanText(problem: found.problem, titles: found.titles, periods: found.quarters).print(found.plan)
                } else {
                    for line in try await RoadmapConsole.list(in: database) {
                        Terminal.printOut(line.joined(separator: "\t"))
                    }
                }
                await database.close()
            }
        }
    }

    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan",
            abstract: "Make the best plan of a problem, and print it. Nothing is saved.",
            discussion: "The problem is a JSON file, or the identifier of a roadmap of the database.")

        @OptionGroup var options: DatabaseOptions
        @Argument(help: "A problem in JSON, or the identifier of a roadmap.") var source: String
        @Option(help: "Seconds to search for.") var seconds = 60.0
        @Flag(help: "Only the quick plan, without the solver.") var greedy = false
        @Flag(help: "Print the plan as JSON.") var json = false

        func run() async throws {
            try await Terminal.run {
                let text = try await problem()
                let plan: Plan
                do {
                    try text.problem.validate()
                    plan =
                        greedy
                        ? GreedyPlanner.plan(text.problem)
                        : try CBCPlanner.plan(text.problem, limits: SolverLimits(seconds: seconds)) { progress in
                            Terminal.progress(
                                "\(Int(progress.seconds)) s, at most \(PlanText.percent(progress.distanceToBound)) from the best"
                            )
                        }
                } catch let error as InvalidProblem {
                    throw CommandFailure(
                        "the problem cannot be planned: " + error.faults.map { "\($0)" }.joined(separator: "; "))
                }
                Terminal.endProgress()
                if json {
                    let encoder = JSONEncoder()
                    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
                    Terminal.printOut(String(decoding: try encoder.encode(plan), as: UTF8.self))
                } else {
                    text.print(plan)
                }
            }
        }

        private func problem() async throws -> PlanText {
            if let data = FileManager.default.contents(atPath: source) {
                do {
                    return PlanText(problem: try JSONDecoder().decode(PlanningProblem.self, from: data))
                } catch {
                    throw CommandFailure("\(source) is not the JSON of a planning problem.")
                }
            }
            let database = try await OpenHouse.database(options, mustExist: true)
            let found = try await RoadmapCommand.find(source, in: database)
            await database.close()
            return PlanText(problem: found.problem, titles: found.titles, periods: found.quarters)
        }
    }

    fileprivate static func find(_ id: String, in database: any Database) async throws -> RoadmapConsole.Found {
        guard let found = try await RoadmapConsole.find(id, in: database) else {
            throw CommandFailure("there is no file and no roadmap named \(id).")
        }
        return found
    }
}

/// A plan as lines of text.
private struct PlanText {
    let problem: PlanningProblem
    let titles: [String]
    let periods: [String]

    init(problem: PlanningProblem, titles: [String]? = nil, periods: [String]? = nil) {
        self.problem = problem
        self.titles = titles ?? problem.actions.map(\.id)
        self.periods = periods ?? (0..<max(problem.periods, 0)).map { String($0 + 1) }
    }

    static func percent(_ share: Double) -> String {
        let tenths = (share * 1000).rounded(.up) / 10
        return "\(tenths) %"
    }

    func print(_ plan: Plan) {
        let starts = plan.starts.enumerated().compactMap { index, start in start.map { (index, start: $0) } }
            .sorted { ($0.start, $0.0) < ($1.start, $1.0) }
        for (index, start) in starts {
            guard problem.actions.indices.contains(index), titles.indices.contains(index) else { continue }
            let period = periods.indices.contains(start) ? periods[start] : String(start + 1)
            Terminal.printOut("\(period)\t\(problem.actions[index].id)\t\(titles[index])")
        }
        let closed = (problem.burnUp(of: plan).last ?? 0) * 100
        let euros = problem.yearlySpending(of: plan).map { String(Int($0.rounded())) }.joined(separator: ", ")
        Terminal.printOut(
            "\(starts.count) of \(plan.starts.count) actions; \(Int(closed.rounded())) % of the gap closed; "
                + "euros by year: \(euros); at most \(Self.percent(plan.distanceToBound)) from the best plan")
        for violation in problem.violations(of: plan) {
            Terminal.printOut("not respected: \(sentence(violation))")
        }
    }

    private func sentence(_ violation: Violation) -> String {
        func title(_ action: Int) -> String {
            titles.indices.contains(action) ? "\"\(titles[action])\"" : "action \(action + 1)"
        }
        func name(of period: Int) -> String {
            periods.indices.contains(period) ? periods[period] : String(period + 1)
        }
        func amount(_ value: Double) -> String { String(Int(value.rounded(.up))) }
        switch violation {
        case .budget(let year, let excess):
            return "year \(year + 1) costs \(amount(excess)) euros more than its budget"
        case .capacity(let skill, let period, let excess):
            let skill = problem.skills.indices.contains(skill) ? problem.skills[skill] : String(skill + 1)
            return "\(name(of: period)) takes \(amount(excess)) days of \(skill) more than there are"
        case .prerequisite(let action, let prerequisite):
            return "\(title(action)) starts before \(title(prerequisite)) has ended"
        case .deadline(let gap, let closed):
            let gap = problem.gaps.indices.contains(gap) ? problem.gaps[gap].id : String(gap + 1)
            return "\(gap) is closed at \(Int((closed * 100).rounded(.down))) % only when it is due"
        case .forcedActionOut(let action): return "\(title(action)) is imposed and is not in the plan"
        case .forbiddenActionIn(let action): return "\(title(action)) is excluded and is in the plan"
        case .decidedStartChanged(let action): return "\(title(action)) was decided for another period"
        case .outsideOfPlan(let action): return "\(title(action)) does not fit between the first and the last period"
        }
    }
}
