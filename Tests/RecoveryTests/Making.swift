// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

@testable import Recovery

/// Short ways to say the values of the tests.
func component(_ key: String, _ kind: NodeKind = .server, rto: Double? = nil) -> MapNode {
    MapNode(key: key, name: key.uppercased(), layer: .component, kind: kind, recoveryTimeObjective: rto)
}

func service(_ key: String, rto: Double? = nil, rpo: Double? = nil, careClass: Int? = nil) -> MapNode {
    MapNode(
        key: key, name: key.uppercased(), layer: .service, kind: .clinicalApplication, careClass: careClass,
        recoveryTimeObjective: rto, recoveryPointObjective: rpo)
}

func activity(
    _ key: String, rto: Double? = nil, mtpd: Double? = nil, endurance: Double? = nil, careClass: Int? = nil
) -> MapNode {
    MapNode(
        key: key, name: key.uppercased(), layer: .activity, kind: .care, careClass: careClass,
        recoveryTimeObjective: rto, maximumTolerablePeriod: mtpd, degradedEndurance: endurance)
}

func step(
    _ key: String, _ node: String, _ phase: RecoveryStep.Phase = .rebuild, hours: Double = 4,
    people: [String: Int] = [:],
    means: [String: Int] = [:], pauses: Bool = true, after: [String] = []
) -> RecoveryStep {
    RecoveryStep(
        key: key, node: node, title: key, phase: phase, duration: Estimate(low: hours, likely: hours, high: hours),
        people: people, means: means, mayPause: pauses, after: after)
}

func always(_ key: String = "team", _ people: Int = 2) -> Team {
    Team(key: key, name: key, people: people, periods: [.init(rhythm: .roundTheClock)], hoursPerDay: 24)
}

func model(
    _ nodes: [MapNode], _ dependencies: [Dependency] = [], steps: [RecoveryStep], teams: [Team] = [always()],
    means: [Means] = [], reinforcements: [Reinforcement] = [], setbacks: [Setback] = []
) -> RecoveryModel {
    RecoveryModel(
        title: "Essai", map: ServiceMap(nodes: nodes, dependencies: dependencies), steps: steps, teams: teams,
        means: means, reinforcements: reinforcements, setbacks: setbacks, startWeekday: 1, startHour: 0)
}

extension RecoveryPlan {
    func task(_ key: String) -> Task? { tasks.first { $0.step == key } }
    func back(_ key: String) -> Return? { returns.first { $0.node == key } }
}

/// Numbers drawn with a seed (SplitMix64; Steele, Lea and Flood, 2014).
struct Chance {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func happens(_ percent: Int) -> Bool { below(100) < percent }
}

/// A model without circles, of any shape: every kind of edge, phases, shifts, lags, helpers.
func randomModel(seed: UInt64, nodes count: Int = 14, steps: Int = 40) -> RecoveryModel {
    var chance = Chance(state: seed)
    let nodes = (0..<count).map { index in
        let key = "n\(index)"
        let rto = chance.happens(50) ? Double(chance.below(200)) : nil
        return index < count / 4
            ? activity(key, rto: rto, mtpd: 300, endurance: 24, careClass: 1 + chance.below(4))
            : index < count / 2
                ? service(key, rto: rto, careClass: chance.happens(50) ? 2 : nil) : component(key, rto: rto)
    }
    var dependencies: [Dependency] = []
    for from in 0..<count {
        for to in (from + 1)..<max(from + 1, min(count, from + 20)) where chance.happens(25) {
            let kind = Dependency.Kind.allCases[chance.below(3)]
            dependencies.append(
                Dependency(from: "n\(from)", to: "n\(to)", kind: kind, lag: chance.happens(20) ? 1.5 : 0))
        }
    }
    let teams = [
        always("a", 2),
        Team(key: "b", name: "B", people: 3, periods: [.init(rhythm: .roundTheClock)], hoursPerDay: 12),
        Team(key: "c", name: "C", people: 3, periods: [.init(rhythm: .day, opens: 8, closes: 18)]),
        Team(
            key: "d", name: "D", people: 2,
            periods: [.init(rhythm: .officeHours, opens: 9, closes: 17), .init(from: 60, rhythm: .day)]),
    ]
    var made: [RecoveryStep] = []
    for index in 0..<steps {
        let low = Double(1 + chance.below(8)) / 2
        let team = ["a", "b", "c", "d"][chance.below(4)]
        let mayPause = chance.happens(70)
        made.append(
            RecoveryStep(
                key: "s\(index)", node: "n\(chance.below(count))", title: "Tâche \(index)",
                phase: RecoveryStep.Phase.allCases[chance.below(5)],
                duration: Estimate(low: low, likely: low + 1, high: low + 3),
                people: chance.happens(85) ? [team: 1 + chance.below(team == "b" ? 1 : 2)] : [:],
                means: chance.happens(25) ? ["m": 1] : [:], mayPause: mayPause,
                after: []))
    }
    return RecoveryModel(
        title: "Essai \(seed)", map: ServiceMap(nodes: nodes, dependencies: dependencies), steps: made, teams: teams,
        means: [Means(key: "m", name: "Flux", units: 2)],
        reinforcements: [Reinforcement(team: "c", people: 2, from: 30, until: 80, origin: "Ailleurs")],
        setbacks: [
            Setback(
                name: "Pire", probability: 0.3, steps: made.prefix(5).map(\.key),
                factor: Estimate(low: 1, likely: 1.5, high: 2))
        ], startWeekday: 5, startHour: 3)
}
