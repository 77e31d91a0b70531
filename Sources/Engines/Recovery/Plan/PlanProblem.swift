// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Scheduling

/// What remains to be done from a moment on, in the words of the engine of schedules. Activities are the members of the
/// network, at the same positions; what is done or skipped takes no time and nobody.
struct PlanProblem {
    let problem: SchedulingProblem
    /// The same, but what may need more time than its team has in one piece may then pause. For drawn durations, as people
    /// faced with it hand over rather than wait for a shift that never comes.
    let lenient: SchedulingProblem
    let clock: PlanClock
    let states: [StepState]
    /// When each node came back, in hours of the crisis, where everything that it takes is done.
    let alreadyBack: [Double?]
    /// By position of a step: the duration drawn from when it is simulated, in quarters of an hour.
    let estimates: [Estimate]
    /// Until when the rhythms of the teams are followed day by day, in the time of the problem.
    let calendarEnd: Int
    private let lastOpenWork: Int

    /// Days of the crisis from now on that are followed day by day.
    static let days = 60
    static let mostDays = 400

    init(
        _ model: RecoveryModel, _ network: PlanNetwork, from progress: RecoveryProgress, days: Int = Self.days
    ) throws(RecoveryFault) {
        let states = try StepState.states(of: model.steps, in: progress)
        let clock = PlanClock(now: progress.now)
        let resources = Resources(model, clock: clock, days: days)
        let works = try Works(model, states: states, progress: progress, clock: clock, resources: resources)
        let back = Self.alreadyBack(model, network, states, now: progress.now)
        let activities = Self.activities(model, network, states, works, back, clock)
        let links = Self.links(network, states)
        problem = try Self.problem(
            Self.released(activities, network, states, clock), resources.list, links, model, network)
        lenient =
            works.isLenient.contains(true)
            ? try Self.problem(
                Self.released(
                    activities.enumerated().map { index, activity in
                        var activity = activity
                        if works.isLenient.indices.contains(index), works.isLenient[index] { activity.mayPause = true }
                        return activity
                    }, network, states, clock), resources.list, links, model, network)
            : problem
        self.clock = clock
        self.states = states
        alreadyBack = back
        estimates = works.estimates
        calendarEnd = resources.calendarEnd
        lastOpenWork = states.indices.last { states[$0].isLeft } ?? -1
    }

    /// Nothing is left to do.
    var isEmpty: Bool { lastOpenWork < 0 }

    private static func activities(
        _ model: RecoveryModel, _ network: PlanNetwork, _ states: [StepState], _ works: Works, _ back: [Double?],
        _ clock: PlanClock
    ) -> [Activity] {
        network.members.map { member in
            switch member {
            case .step(let index):
                let step = model.steps[index]
                switch states[index] {
                case .open:
                    // What is not contained spreads: each hour before it is counts as one of the gravest lateness.
                    let isUrgent = step.phase == .contain && works.durations[index] > 0
                    return Activity(
                        name: step.title, duration: works.durations[index], demands: works.demands[index],
                        due: isUrgent ? clock.due(0) : nil, weight: isUrgent ? MapNode.gravestLateness : 1,
                        mayPause: step.mayPause)
                case .running:
                    return Activity(
                        name: step.title, duration: works.durations[index], demands: works.demands[index],
                        mayPause: works.runningMayPause[index], pinnedStart: 0)
                case .finished, .skipped: return Activity(name: step.title, duration: 0)
                }
            case .back(let node):
                let node = (place: node, value: network.graph.nodes[node])
                let due = back[node.place] == nil ? node.value.recoveryTimeObjective.map(clock.due) : nil
                return Activity(
                    name: node.value.name, duration: 0, due: due, weight: node.value.lateness)
            case .gate: return Activity(name: "", duration: 0)
            }
        }
    }

    /// What follows something finished only waits for what is left of the lag.
    private static func released(
        _ activities: [Activity], _ network: PlanNetwork, _ states: [StepState], _ clock: PlanClock
    ) -> [Activity] {
        var activities = activities
        for link in network.links where states.indices.contains(link.before) {
            guard case .finished(let end) = states[link.before], link.lag > 0 else { continue }
            let release = clock.release(end + Quarters.hours(link.lag))
            activities[link.after].release = max(activities[link.after].release, release)
        }
        return activities
    }

    /// Nothing waits for what is finished, nor does what runs or is finished wait for anything.
    private static func links(_ network: PlanNetwork, _ states: [StepState]) -> [Precedence] {
        let hasProgress = states.contains { state in if case .open = state { false } else { true } }
        return (network.links + (hasProgress ? network.directLinks : [])).compactMap { link in
            if states.indices.contains(link.before), case .finished = states[link.before] { return nil }
            if states.indices.contains(link.after) {
                switch states[link.after] {
                case .running, .finished: return nil
                case .open, .skipped: break
                }
            }
            return Precedence(before: link.before, after: link.after, lag: link.lag)
        }
    }

    private static func problem(
        _ activities: [Activity], _ resources: [Resource], _ links: [Precedence], _ model: RecoveryModel,
        _ network: PlanNetwork
    ) throws(RecoveryFault) -> SchedulingProblem {
        do throws(SchedulingFault) {
            return try SchedulingProblem(activities: activities, resources: resources, precedences: links)
        } catch {
            throw RecoveryFault(error, model, network)
        }
    }

    /// A node is back when its steps are finished. One that has none, or skips them all, is when all it needs is.
    private static func alreadyBack(
        _ model: RecoveryModel, _ network: PlanNetwork, _ states: [StepState], now: Double
    ) -> [Double?] {
        var back = [Double?](repeating: nil, count: network.graph.nodes.count)
        for node in network.nodeOrder {
            var ends: [Double] = []
            var isOpen = false
            for step in network.stepsOfNode[node] {
                switch states[step] {
                case .finished(let end): ends.append(end)
                case .open, .running: isOpen = true
                case .skipped: break
                }
            }
            if isOpen { continue }
            if ends.isEmpty {
                for edge in network.graph.needs[node] where edge.blocks {
                    guard let end = back[edge.other], end + edge.lag <= now else {
                        isOpen = true
                        break
                    }
                    ends.append(end + edge.lag)
                }
            }
            if !isOpen { back[node] = ends.max() ?? 0 }
        }
        return back
    }
}

extension StepState {
    /// Work remains.
    var isLeft: Bool {
        switch self {
        case .open, .running: true
        case .finished, .skipped: false
        }
    }
}

extension MapNode {
    static let gravestLateness = 8

    /// What an hour late weighs: twice as much for each care class above.
    var lateness: Int {
        switch careClass {
        case 1: Self.gravestLateness
        case 2: 4
        case 3: 2
        default: 1
        }
    }
}

extension RecoveryFault {
    /// What the engine of schedules refused, in the words of the model.
    init(_ fault: SchedulingFault, _ model: RecoveryModel, _ network: PlanNetwork) {
        func step(_ index: Int) -> RecoveryStep? { model.steps.indices.contains(index) ? model.steps[index] : nil }
        switch fault {
        case .cycle(let path):
            self = .stepCycle(steps: path.compactMap { step($0)?.key })
        case .demandNeverMet(let activity, let resource, let demand, let capacity):
            let keys = model.teams.map(\.key) + model.means.map(\.key)
            self = .nobodyCan(
                step: step(activity)?.key ?? "", team: keys.indices.contains(resource) ? keys[resource] : "",
                needs: demand, most: capacity)
        case .noRoom(let activity):
            let demands = step(activity).map { $0.people.merging($0.means) { first, _ in first } } ?? [:]
            let demand = demands.min { ($0.key, $0.value) < ($1.key, $1.value) }
            self = .nobodyCan(
                step: step(activity)?.key ?? "", team: demand?.key ?? "", needs: demand?.value ?? 0,
                most: demand?.value ?? 0)
        case .tooManyActivities: self = .tooManySteps(limit: RecoveryModel.mostSteps)
        default: self = .notVerified
        }
    }
}
