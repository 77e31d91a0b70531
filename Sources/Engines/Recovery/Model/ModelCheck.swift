// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Refuses a model from which no plan can be computed, naming the first thing that is wrong.
struct ModelCheck {
    let model: RecoveryModel

    func run() throws(RecoveryFault) {
        guard !model.steps.isEmpty else { throw .nothingToDo }
        guard model.steps.count <= RecoveryModel.mostSteps else {
            throw .tooManySteps(limit: RecoveryModel.mostSteps)
        }
        guard model.map.nodes.count <= ServiceMap.mostNodes else {
            throw .tooManyNodes(limit: ServiceMap.mostNodes)
        }
        try checkMap()
        try checkCalendar()
        try checkTeams()
        try checkSteps()
        try checkSetbacks()
        if let circle = model.map.cycles().first { throw .cycle(nodes: circle) }
    }

    private func checkMap() throws(RecoveryFault) {
        for fault in model.map.faults() {
            switch fault {
            case .emptyKey(let name): throw .badValue("key", of: name)
            case .duplicateKey(let key): throw .duplicateKey(key)
            case .unknownNode(let key, let from, let to): throw .unknownNode(key, in: from == key ? to : from)
            case .selfDependency(let key): throw .cycle(nodes: [key])
            case .badValue(let field, let key): throw .badValue(field.rawValue, of: key)
            case .badLag(let from, let to): throw .badValue("lag", of: "\(from) → \(to)")
            case .tooManyNodes(let limit): throw .tooManyNodes(limit: limit)
            case .tooManyDependencies: throw .badValue("dependencies", of: model.title)
            // Neither changes when anything can start.
            case .wrongKind, .duplicateDependency: break
            }
        }
    }

    private func checkCalendar() throws(RecoveryFault) {
        guard (1...7).contains(model.startWeekday) else { throw .badValue("weekday", of: model.title) }
        guard (0..<24).contains(model.startHour) else { throw .badValue("hour", of: model.title) }
    }

    private func checkTeams() throws(RecoveryFault) {
        guard model.teams.count + model.means.count <= RecoveryModel.mostTeamsAndMeans else {
            throw .badValue("teams", of: model.title)
        }
        guard model.reinforcements.count <= RecoveryModel.mostReinforcements else {
            throw .badValue("reinforcements", of: model.title)
        }
        let people = 0...RecoveryModel.mostPeople
        var known: Set<String> = []
        for team in model.teams {
            guard known.insert(team.key).inserted else { throw .duplicateKey(team.key) }
            guard people.contains(team.people) else { throw .badValue("people", of: team.key) }
            guard (0...24).contains(team.hoursPerDay) else { throw .badValue("hoursPerDay", of: team.key) }
            guard team.periods.count <= RecoveryModel.mostPeriods else { throw .badValue("periods", of: team.key) }
            for period in team.periods {
                guard isDate(period.from) else { throw .badValue("from", of: team.key) }
                guard (0...24).contains(period.opens) else { throw .badValue("opens", of: team.key) }
                guard (0...24).contains(period.closes) else { throw .badValue("closes", of: team.key) }
            }
        }
        for helpers in model.reinforcements {
            guard known.contains(helpers.team) else { throw .unknownTeam(helpers.team, step: "") }
            guard people.contains(helpers.people) else { throw .badValue("people", of: helpers.team) }
            guard isDate(helpers.from) else { throw .badValue("from", of: helpers.team) }
            guard helpers.until.map({ isDate($0) && $0 >= helpers.from }) ?? true else {
                throw .badValue("until", of: helpers.team)
            }
        }
        for means in model.means {
            guard known.insert(means.key).inserted else { throw .duplicateKey(means.key) }
            guard people.contains(means.units) else { throw .badValue("units", of: means.key) }
        }
    }

    private func checkSteps() throws(RecoveryFault) {
        let nodes = Set(model.map.nodes.map(\.key))
        let teams = Set(model.teams.map(\.key))
        let means = Set(model.means.map(\.key))
        var known: Set<String> = []
        for step in model.steps where !known.insert(step.key).inserted { throw .duplicateKey(step.key) }
        guard model.steps.reduce(0, { $0 + $1.after.count }) <= RecoveryModel.mostLinks else {
            throw .badValue("after", of: model.title)
        }
        let demands = 0...RecoveryModel.mostPeople
        for step in model.steps {
            guard !step.key.isEmpty else { throw .badValue("key", of: step.title) }
            guard nodes.contains(step.node) else { throw .unknownNode(step.node, in: step.key) }
            guard isDuration(step.duration) else {
                throw .badDuration(step: step.key, limit: RecoveryModel.longestStep)
            }
            for (team, count) in step.people.sorted(by: { $0.key < $1.key }) {
                guard teams.contains(team) else { throw .unknownTeam(team, step: step.key) }
                guard demands.contains(count) else { throw .badValue("people", of: step.key) }
            }
            for (key, count) in step.means.sorted(by: { $0.key < $1.key }) {
                guard means.contains(key) else { throw .unknownMeans(key, step: step.key) }
                guard demands.contains(count) else { throw .badValue("means", of: step.key) }
            }
            for key in step.after {
                guard known.contains(key) else { throw .unknownStep(key, in: step.key) }
                guard key != step.key else { throw .stepCycle(steps: [key]) }
            }
        }
    }

    private func checkSetbacks() throws(RecoveryFault) {
        guard model.setbacks.count <= RecoveryModel.mostSetbacks else { throw .badValue("setbacks", of: model.title) }
        let steps = Set(model.steps.map(\.key))
        for setback in model.setbacks {
            guard (0...1).contains(setback.probability) else { throw .badValue("probability", of: setback.name) }
            for key in setback.steps where !steps.contains(key) { throw .unknownStep(key, in: setback.name) }
            guard isOrdered(setback.factor, 0...RecoveryModel.largestFactor) else {
                throw .badValue("factor", of: setback.name)
            }
        }
    }

    private func isDate(_ hours: Double) -> Bool { (0...RecoveryModel.longestCrisis).contains(hours) }

    private func isDuration(_ estimate: Estimate) -> Bool { isOrdered(estimate, 0...RecoveryModel.longestStep) }

    private func isOrdered(_ estimate: Estimate, _ range: ClosedRange<Double>) -> Bool {
        range.contains(estimate.low) && range.contains(estimate.high)
            && (estimate.low...estimate.high).contains(estimate.likely)
    }
}
