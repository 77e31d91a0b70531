// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery

/// A board as people ask about it: what each team does now and next, what is blocked, which promise moves.
struct BoardReading: Sendable {
    let state: BoardState
    let now: Instant
    /// Nil when no plan can be computed from here.
    let reading: PlanReading?

    init(_ state: BoardState, _ plan: RecoveryPlan?, at now: Instant) {
        self.state = state
        self.now = state.board.closedAt ?? now
        reading = plan.map { PlanReading(state.model, $0) }
    }

    var board: Board { state.board }
    var hour: Double { board.hour(now) }

    var done: Int { count(.done) + count(.skipped) }
    func count(_ wanted: BoardStep.State) -> Int { state.steps.values.count { $0.state == wanted } }

    struct Item: Sendable, Hashable {
        let step: RecoveryStep
        let known: BoardStep
        let start: Double?
        let finish: Double?
    }

    func item(_ step: RecoveryStep) -> Item {
        let task = reading?.task(step.key)
        return Item(step: step, known: state.step(step.key), start: task?.start, finish: task?.finish)
    }

    /// The team of which a step takes most people.
    func leadTeam(of step: RecoveryStep) -> String? {
        step.people.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// What is under way or blocked in a team, then what comes next for it.
    func now(of team: String?, next: Int = 3) -> (current: [Item], next: [Item]) {
        let own = state.model.steps.filter { step in
            team.map { step.people[$0] != nil } ?? step.people.isEmpty
        }.map(item)
        let current = own.filter { $0.known.state == .started || $0.known.state == .blocked }
            .sorted { ($0.finish ?? 0, $0.step.key) < ($1.finish ?? 0, $1.step.key) }
        let waiting = own.filter { $0.known.state == .waiting }
            .sorted {
                ($0.start ?? 1e9, $0.step.phase.rank, $0.step.key) < ($1.start ?? 1e9, $1.step.phase.rank, $1.step.key)
            }
        return (current, Array(waiting.prefix(next)))
    }

    /// The hour to promise: nine chances in ten, or as far from the planned one as the plan of the beginning was.
    func promise(_ node: String) -> Double? {
        guard let back = reading?.back(node) else { return nil }
        if let spread = back.spread { return max(spread.p90, back.planned) }
        let initial = state.initial.returns.first { $0.node == node }
        return back.planned + max((initial?.spread?.p90 ?? 0) - (initial?.planned ?? 0), 0)
    }

    /// What is told to the care units: services and activities.
    var promised: [(node: MapNode, hour: Double)] {
        state.model.map.nodes.filter { $0.layer != .component }.compactMap { node in
            promise(node.key).map { (node, $0) }
        }
    }

    /// Whether a node is back: nothing of it is still to be done.
    func isBack(_ node: String) -> Bool {
        guard let back = reading?.back(node) else { return false }
        return back.planned <= hour + 0.001
            && state.model.steps.filter { $0.node == node }.allSatisfy {
                [.done, .skipped].contains(state.step($0.key).state)
            }
    }

    /// Working hours that a done step took, with those that were planned.
    func real(_ step: RecoveryStep) -> Double? {
        let known = state.step(step.key)
        guard known.state == .done, let start = known.startedAt, let finish = known.finishedAt, finish > start else {
            return nil
        }
        let team = step.mayPause ? leadTeam(of: step) : nil
        let hours = WorkingHours.between(
            board.hour(start), board.hour(finish), team: state.model.teams.first { $0.key == team }, in: state.model)
        return hours > 0 ? hours : nil
    }
}
