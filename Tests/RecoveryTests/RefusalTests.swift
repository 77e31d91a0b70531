// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Recovery

@Suite("What cannot be planned")
struct RefusalTests {
    private static let good = model(
        [component("a"), component("b")], [Dependency(from: "a", to: "b")],
        steps: [step("s", "a", people: ["team": 1]), step("t", "b", means: ["flux": 1])],
        means: [Means(key: "flux", name: "Flux", units: 1)])

    private static func changed(_ change: (inout RecoveryModel) -> Void) -> RecoveryModel {
        var model = good
        change(&model)
        return model
    }

    static let cases: [(RecoveryModel, RecoveryFault)] = [
        (changed { $0.steps = [] }, .nothingToDo),
        (changed { $0.map.dependencies.append(Dependency(from: "b", to: "a")) }, .cycle(nodes: ["a", "b"])),
        (changed { $0.map.dependencies.append(Dependency(from: "b", to: "b")) }, .cycle(nodes: ["b"])),
        (changed { $0.map.dependencies.append(Dependency(from: "b", to: "x")) }, .unknownNode("x", in: "b")),
        (changed { $0.map.nodes.append(component("a")) }, .duplicateKey("a")),
        (changed { $0.map.nodes[0].recoveryTimeObjective = -3 }, .badValue("recoveryTime", of: "a")),
        (changed { $0.steps[0].node = "x" }, .unknownNode("x", in: "s")),
        (changed { $0.steps[0].people = ["x": 1] }, .unknownTeam("x", step: "s")),
        (changed { $0.steps[0].means = ["x": 1] }, .unknownMeans("x", step: "s")),
        (changed { $0.steps[0].after = ["x"] }, .unknownStep("x", in: "s")),
        (changed { $0.steps[0].after = ["s"] }, .stepCycle(steps: ["s"])),
        (changed { $0.steps[1].after = ["s"] }, .stepCycle(steps: ["s", "t"])),
        (changed { $0.steps[1].key = "s" }, .duplicateKey("s")),
        (changed { $0.steps[0].people = ["team": 3] }, .nobodyCan(step: "s", team: "team", needs: 3, most: 2)),
        (changed { $0.teams[0].people = 0 }, .nobodyCan(step: "s", team: "team", needs: 1, most: 0)),
        (changed { $0.teams[0].hoursPerDay = 0 }, .nobodyCan(step: "s", team: "team", needs: 1, most: 0)),
        (changed { $0.teams[0].periods = [] }, .nobodyCan(step: "s", team: "team", needs: 1, most: 0)),
        (changed { $0.means[0].units = 0 }, .nobodyCan(step: "t", team: "flux", needs: 1, most: 0)),
        (
            changed {
                $0.teams[0].periods = [.init(rhythm: .day, opens: 8, closes: 11)]
                $0.steps[0].mayPause = false
            }, .nobodyCan(step: "s", team: "team", needs: 1, most: 2)
        ),
        (
            changed { $0.teams[0].periods = [.init(rhythm: .roundTheClock), .init(from: 2, rhythm: .absent)] },
            .nobodyCan(step: "s", team: "team", needs: 1, most: 2)
        ),
        (changed { $0.steps[0].duration.low = -1 }, .badDuration(step: "s", limit: 2000)),
        (changed { $0.steps[0].duration.likely = 0 }, .badDuration(step: "s", limit: 2000)),
        (changed { $0.steps[0].duration.high = 2001 }, .badDuration(step: "s", limit: 2000)),
        (changed { $0.steps[0].duration.high = .infinity }, .badDuration(step: "s", limit: 2000)),
        (changed { $0.steps[0].duration.likely = .nan }, .badDuration(step: "s", limit: 2000)),
        (changed { $0.steps[0].people = ["team": -1] }, .badValue("people", of: "s")),
        (changed { $0.teams.append($0.teams[0]) }, .duplicateKey("team")),
        (changed { $0.teams[0].people = .max }, .badValue("people", of: "team")),
        (changed { $0.teams[0].hoursPerDay = 25 }, .badValue("hoursPerDay", of: "team")),
        (changed { $0.teams[0].periods[0].opens = .nan }, .badValue("opens", of: "team")),
        (changed { $0.teams[0].periods[0].from = 1e300 }, .badValue("from", of: "team")),
        (
            changed { $0.reinforcements = [Reinforcement(team: "x", people: 1, from: 0)] },
            .unknownTeam("x", step: "")
        ),
        (
            changed { $0.reinforcements = [Reinforcement(team: "team", people: 1, from: 5, until: 4)] },
            .badValue("until", of: "team")
        ),
        (
            changed {
                $0.setbacks = [
                    Setback(name: "p", probability: 2, steps: [], factor: Estimate(low: 1, likely: 1, high: 1))
                ]
            }, .badValue("probability", of: "p")
        ),
        (
            changed {
                $0.setbacks = [
                    Setback(name: "p", probability: 1, steps: ["x"], factor: Estimate(low: 1, likely: 1, high: 1))
                ]
            }, .unknownStep("x", in: "p")
        ),
        (changed { $0.startWeekday = 8 }, .badValue("weekday", of: "Essai")),
        (changed { $0.startHour = 24 }, .badValue("hour", of: "Essai")),
        (
            changed { model in model.steps = (0...2000).map { step("s\($0)", "a") } }, .tooManySteps(limit: 2000)
        ),
        (
            changed { model in model.map.nodes = (0...2000).map { component("n\($0)") } }, .tooManyNodes(limit: 2000)
        ),
    ]

    @Test(arguments: 0..<cases.count)
    func `Each fault is named`(index: Int) {
        let (model, fault) = Self.cases[index]
        do {
            _ = try RecoveryPlanner(model)
            Issue.record("planned in spite of \(fault)")
        } catch {
            #expect(error == fault)
            let (french, english) = error.message(in: model)
            #expect(!french.isEmpty && !english.isEmpty && french != english)
        }
    }

    @Test func `Sentences put names instead of keys, and close the circle`() {
        let fault = RecoveryFault.cycle(nodes: ["a", "b"])
        #expect(fault.message(in: Self.good).french.contains("A → B → A"))
        #expect(fault.message.english.contains("a → b → a"))
    }

    @Test func `A search that is stopped at once still gives the first plan`() throws {
        let plan = try RecoveryPlanner(randomModel(seed: 1)).plan(.init(), shouldStop: { true })
        #expect(plan.tasks.count == 40)
        #expect(plan.forecast == nil)
    }

    @Test(arguments: 0..<150 as Range<UInt64>)
    func `Absurd values are refused or planned, never more`(seed: UInt64) {
        var chance = Chance(state: seed)
        var model = randomModel(seed: seed % 5, nodes: 6, steps: 10)
        let reals = [
            Double.nan, .infinity, -.infinity, 1e308, -1, 0, 1e-300, 43_800, 2_000, 24, 23.999999, Double(Int.max),
        ]
        let whole = [Int.max, .min, -1, 0, 1, 10_000]
        for _ in 0..<(1 + chance.below(3)) {
            let real = reals[chance.below(reals.count)]
            let count = whole[chance.below(whole.count)]
            let step = chance.below(model.steps.count)
            let team = chance.below(model.teams.count)
            switch chance.below(14) {
            case 0: model.steps[step].duration = Estimate(low: 0, likely: 0, high: real)
            case 1: model.steps[step].duration = Estimate(low: real, likely: real, high: real)
            case 2: model.steps[step].people["a"] = count
            case 3: model.steps[step].means["m"] = count
            case 4: model.teams[team].people = count
            case 5: model.teams[team].hoursPerDay = real
            case 6: model.teams[team].periods[0].opens = real
            case 7: model.teams[team].periods[0].closes = real
            case 8: model.teams[team].periods.append(.init(from: real, rhythm: .absent))
            case 9: model.reinforcements.append(Reinforcement(team: "a", people: count, from: 0, until: real))
            case 10: model.map.nodes[0].recoveryTimeObjective = real
            case 11: model.startHour = real
            case 12: model.setbacks[0].factor = Estimate(low: 0, likely: 1, high: real)
            default: if !model.map.dependencies.isEmpty { model.map.dependencies[0].lag = real }
            }
        }
        for finding in model.map.findings() { _ = finding.message() }
        do {
            let plan = try RecoveryPlanner(model).plan(.init(schedules: 10, threads: 1, runs: 5))
            #expect(plan.tasks.count == model.steps.count)
            let progress = RecoveryProgress(now: 3, started: [model.steps[0].key: 1], skipped: [model.steps[1].key])
            _ = try RecoveryPlanner(model).quickPlan(from: progress)
        } catch {
            #expect(error != .notVerified)
            #expect(!error.message(in: model).french.isEmpty)
        }
    }
}
