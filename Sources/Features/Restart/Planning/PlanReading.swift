// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery

/// A plan as people ask about it: which service is back when, what is late, who holds everything up.
struct PlanReading: Sendable {
    let model: RecoveryModel
    let plan: RecoveryPlan
    private let nodes: [String: MapNode]
    private let steps: [String: RecoveryStep]
    private let tasks: [String: RecoveryPlan.Task]
    private let returns: [String: RecoveryPlan.Return]

    /// A node with its return.
    struct Line: Sendable, Hashable {
        let node: MapNode
        let back: RecoveryPlan.Return

        /// Hours behind the objective; negative when ahead; nil without objective.
        var lateness: Double? { node.recoveryTimeObjective.map { back.planned - $0 } }
        /// Whether nine runs in ten keep the objective.
        var p90Lateness: Double? {
            guard let objective = node.recoveryTimeObjective, let spread = back.spread else { return nil }
            return spread.p90 - objective
        }
        var verdict: Verdict {
            guard let lateness else { return .none }
            if lateness > 0.01 { return .late }
            return (p90Lateness ?? -1) > 0.01 ? .tight : .onTime
        }
        /// Hours without any mode of working: the degraded mode is worn out and the service is not back.
        var uncovered: Double? {
            guard let end = back.degradedModeEnds, back.planned > end + 0.01 else { return nil }
            return back.planned - end
        }
    }

    enum Verdict: Sendable, Hashable {
        case none, onTime, tight, late
    }

    init(_ model: RecoveryModel, _ plan: RecoveryPlan) {
        self.model = model
        self.plan = plan
        nodes = Dictionary(model.map.nodes.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        steps = Dictionary(model.steps.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        tasks = Dictionary(plan.tasks.map { ($0.step, $0) }, uniquingKeysWith: { first, _ in first })
        returns = Dictionary(plan.returns.map { ($0.node, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func node(_ key: String) -> MapNode? { nodes[key] }
    func step(_ key: String) -> RecoveryStep? { steps[key] }
    func task(_ step: String) -> RecoveryPlan.Task? { tasks[step] }
    func back(_ node: String) -> RecoveryPlan.Return? { returns[node] }
    func nodeName(_ key: String) -> String { nodes[key]?.name ?? key }

    /// "Dossier patient : restaurer les données".
    func stepName(_ key: String) -> String {
        guard let step = steps[key] else { return key }
        let title = step.title.prefix(1).lowercased() + step.title.dropFirst()
        return "\(nodeName(step.node))\u{00A0}: \(title)"
    }

    func teamName(_ key: String) -> String {
        model.teams.first { $0.key == key }?.name ?? model.means.first { $0.key == key }?.name ?? key
    }

    /// The nodes of a layer that come back, the most important first, then the soonest.
    func lines(_ layer: Layer) -> [Line] {
        model.map.nodes.filter { $0.layer == layer }.compactMap { node in
            returns[node.key].map { Line(node: node, back: $0) }
        }.sorted { left, right in
            let classes = (left.node.careClass ?? 5, right.node.careClass ?? 5)
            guard classes.0 == classes.1 else { return classes.0 < classes.1 }
            return (left.back.planned, left.node.name) < (right.back.planned, right.node.name)
        }
    }

    /// What people wait for: services, and activities where the map has no service.
    var awaited: [Line] {
        let services = lines(.service)
        return services.isEmpty ? lines(.activity) : services
    }

    /// Of the most important services, the one that most activities stand on: the patient record, nearly always.
    var principal: Line? {
        let services = awaited
        guard let first = services.first?.node.careClass ?? services.map({ $0.node.careClass ?? 5 }).min() else {
            return nil
        }
        let users = self.users
        return services.filter { ($0.node.careClass ?? 5) == first }.max { left, right in
            let counts = (users[left.node.key] ?? 0, users[right.node.key] ?? 0)
            guard counts.0 == counts.1 else { return counts.0 < counts.1 }
            return left.node.name > right.node.name
        }
    }

    /// How many activities need each node, directly or through others.
    private var users: [String: Int] {
        var needs: [String: [String]] = [:]
        for edge in model.map.dependencies where edge.kind != .degradedWithout {
            needs[edge.from, default: []].append(edge.to)
        }
        var counts: [String: Int] = [:]
        for activity in model.map.nodes where activity.layer == .activity {
            var reached: Set<String> = []
            var waiting = needs[activity.key] ?? []
            while let next = waiting.popLast() {
                guard reached.insert(next).inserted else { continue }
                waiting += needs[next] ?? []
            }
            for node in reached { counts[node, default: 0] += 1 }
        }
        return counts
    }

    /// The furthest behind its objective; nil when nothing has one.
    var worst: Line? {
        awaited.filter { $0.lateness != nil }.max { ($0.lateness ?? 0) < ($1.lateness ?? 0) }
    }

    var late: [Line] { awaited.filter { $0.verdict == .late } }

    /// Activities left without any mode of working, the longest first.
    var uncovered: [Line] {
        (lines(.activity) + lines(.service)).filter { $0.uncovered != nil }
            .sorted { ($0.uncovered ?? 0) > ($1.uncovered ?? 0) }
    }

    /// Hours that one more person or unit gives, all along, best first; one line a resource.
    var marginal: [RecoveryPlan.Marginal] {
        var best: [String: RecoveryPlan.Marginal] = [:]
        for one in plan.forecast?.marginal ?? [] where isAllAlong(one) {
            best[one.resource] = best[one.resource].map { worth($0) >= worth(one) ? $0 : one } ?? one
        }
        return best.values.sorted { (worth($0), $1.resource) > (worth($1), $0.resource) }
    }

    /// From the moment of the plan to the end.
    func isAllAlong(_ one: RecoveryPlan.Marginal) -> Bool {
        guard one.until == nil, let first = plan.forecast?.marginal.map(\.from).min() else { return false }
        return one.from <= first + 0.001
    }

    private func worth(_ one: RecoveryPlan.Marginal) -> Double { max(one.hoursGained, one.latenessGained / 10) }

    /// The team that holds everything up, when one more person there gives at least half an hour.
    var bottleneck: RecoveryPlan.Marginal? {
        let teams = Set(model.teams.map(\.key))
        return marginal.first { teams.contains($0.resource) && ($0.hoursGained >= 0.5 || $0.latenessGained >= 0.5) }
    }

    /// The steps on which the date hangs, in order of time.
    var criticalChain: [RecoveryPlan.Task] {
        plan.tasks.filter { $0.isCritical && $0.finish > $0.start }.sorted {
            ($0.start, $0.finish) < ($1.start, $1.finish)
        }
    }

    /// The steps of a team, in order of time.
    func tasks(of team: String) -> [RecoveryPlan.Task] {
        plan.tasks.filter { steps[$0.step]?.people[team] != nil }.sorted {
            ($0.start, $0.finish, $0.step) < ($1.start, $1.finish, $1.step)
        }
    }

    func tasks(ofNode node: String) -> [RecoveryPlan.Task] {
        plan.tasks.filter { steps[$0.step]?.node == node }.sorted { ($0.start, $0.finish) < ($1.start, $1.finish) }
    }

    var summary: PlanSummary {
        let worst = worst
        return PlanSummary(
            principal: principal?.node.name ?? "", principalPlanned: principal?.back.planned,
            principalP90: principal?.back.spread?.p90, worst: worst?.node.name ?? "", worstLateness: worst?.lateness,
            late: late.count, services: awaited.count, makespan: plan.makespan, p90: plan.forecast?.end.p90,
            steps: model.steps.count, toConfirm: model.steps.count { $0.source == .proposed })
    }
}
