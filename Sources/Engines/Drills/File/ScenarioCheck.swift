// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Whether a scenario that can be read can be played: names that lead nowhere, branches in a circle, times after the end.
struct ScenarioCheck {
    private let scenario: Scenario
    private let lines: ScenarioLines
    private let log: ScenarioLog

    init(_ scenario: Scenario, lines: ScenarioLines, log: ScenarioLog) {
        self.scenario = scenario
        self.lines = lines
        self.log = log
    }

    func run() {
        unique(scenario.roles.map(\.id), lines.roles, "roles")
        unique(scenario.objectives.map(\.id), lines.objectives, "objectives")
        unique(scenario.injects.map(\.id), lines.injects, "injects")
        unique(scenario.objectives.flatMap { $0.criteria.map(\.id) }, [], "criteria")
        if scenario.cells.isEmpty { add(lines.top, "cells", "au moins une cellule", "at least one cell") }
        if scenario.injects.isEmpty { add(lines.top, "injects", "au moins un stimulus", "at least one inject") }
        for (index, role) in scenario.roles.enumerated() where role.cell.map({ !scenario.cells.contains($0) }) ?? false
        {
            add(
                line(lines.roles, index), "roles[\(index + 1)].cell",
                "cette cellule n’est pas dans «\u{00A0}cells\u{00A0}»",
                "this cell is not among ‘cells’")
        }
        for (index, objective) in scenario.objectives.enumerated() { criteria(of: objective, index) }
        for (index, inject) in scenario.injects.enumerated() { check(inject, index) }
        circles()
        tabletop()
        unknownVariables()
    }

    private func criteria(of objective: Objective, _ index: Int) {
        let known = Set(scenario.injects.map(\.id))
        for (number, criterion) in objective.criteria.enumerated() {
            for mark in [criterion.from, criterion.to] {
                guard case .inject(let id) = mark, !known.contains(id) else { continue }
                add(
                    line(lines.objectives, index), "objectives[\(index + 1)].criteria[\(number + 1)]",
                    "«\u{00A0}\(id)\u{00A0}» n’est ni un repère ni un stimulus",
                    "‘\(id)’ is neither a mark nor an inject")
            }
        }
        if objective.criteria.isEmpty {
            warn(
                line(lines.objectives, index), "objectives[\(index + 1)]",
                "aucun critère ne dira s’il est atteint", "no criterion will say whether it was reached")
        }
    }

    private func check(_ inject: Inject, _ index: Int) {
        let (line, path) = (line(lines.injects, index), "injects[\(index + 1)]")
        let isRole = scenario.roles.contains { $0.id == inject.to }
        if !isRole, Cell(rawValue: inject.to) == nil {
            add(
                line, "\(path).to", "«\u{00A0}\(inject.to)\u{00A0}» n’est ni une cellule ni un rôle",
                "‘\(inject.to)’ is neither a cell nor a role")
        } else if let cell = Cell(rawValue: inject.to), !scenario.cells.contains(cell) {
            add(
                line, "\(path).to", "la cellule «\u{00A0}\(inject.to)\u{00A0}» ne joue pas",
                "the cell ‘\(inject.to)’ does not play")
        }
        if let at = inject.at, at > scenario.duration {
            add(
                line, "\(path).at", "T+\(at) est après la fin (T+\(scenario.duration))",
                "T+\(at) is after the end (T+\(scenario.duration))")
        }
        let objectives = Set(scenario.objectives.map(\.id))
        for id in inject.objectives where !objectives.contains(id) {
            add(
                line, "\(path).objectives", "l’objectif «\u{00A0}\(id)\u{00A0}» n’existe pas",
                "there is no objective ‘\(id)’")
        }
        for (number, branch) in inject.branches.enumerated() {
            let place = "\(path).branches[\(number + 1)]"
            guard let next = scenario.inject(branch.then) else {
                add(
                    line, "\(place).then", "le stimulus «\u{00A0}\(branch.then)\u{00A0}» n’existe pas",
                    "there is no inject ‘\(branch.then)’")
                continue
            }
            if let at = inject.at, at + branch.ifNotDoneBy > scenario.duration {
                warn(
                    line, "\(place).ifNotDoneBy", "cette suite viendrait après la fin",
                    "this branch would come after the end")
            }
            if next.degree == .main {
                warn(
                    line, "\(place).then",
                    "«\u{00A0}\(next.id)\u{00A0}» est un stimulus principal, joué de toute façon",
                    "‘\(next.id)’ is a main inject, played anyway")
            }
        }
        if !inject.branches.isEmpty, inject.expected.isEmpty {
            warn(
                line, "\(path).branches", "rien n’est attendu\u{00A0}: la suite dépendra de l’accusé de réception",
                "nothing is expected: the branch will depend on the acknowledgement")
        }
        if inject.degree == .main, inject.expected.isEmpty {
            warn(
                line, "\(path).expected", "un stimulus principal sans réaction attendue ne s’évalue pas",
                "a main inject without expected reaction cannot be evaluated")
        }
    }

    /// A branch may lead to an inject that has branches; never back to one that led there.
    private func circles() {
        var next: [String: [String]] = [:]
        for inject in scenario.injects { next[inject.id, default: []] += inject.branches.map(\.then) }
        // 0 not seen, 1 on the way, 2 settled. Without recursion: a file may chain as many branches as it has injects.
        var state: [String: Int] = [:]
        for (index, inject) in scenario.injects.enumerated() where state[inject.id, default: 0] == 0 {
            var way: [(id: String, place: Int)] = [(inject.id, 0)]
            state[inject.id] = 1
            while let last = way.last {
                let successors = next[last.id] ?? []
                guard last.place < successors.count else {
                    state[last.id] = 2
                    way.removeLast()
                    continue
                }
                way[way.count - 1].place += 1
                let successor = successors[last.place]
                switch state[successor, default: 0] {
                case 0:
                    state[successor] = 1
                    way.append((successor, 0))
                case 1:
                    let circle = way.map(\.id).drop { $0 != successor } + [successor]
                    add(
                        line(lines.injects, scenario.injects.firstIndex { $0.id == successor } ?? index),
                        "injects.branches", "les suites tournent en rond\u{00A0}: \(circle.joined(separator: " → "))",
                        "the branches go round in a circle: \(circle.joined(separator: " → "))")
                default: break
                }
            }
        }
    }

    private func tabletop() {
        guard let tabletop = scenario.tabletop else { return }
        for (index, step) in tabletop.steps.enumerated() {
            for id in step.injects where scenario.inject(id) == nil {
                add(
                    line(lines.steps, index), "tabletop.steps[\(index + 1)].injects",
                    "le stimulus «\u{00A0}\(id)\u{00A0}» n’existe pas", "there is no inject ‘\(id)’")
            }
        }
        let minutes = tabletop.steps.reduce(0) { $0 + $1.minutes }
        if minutes > tabletop.duration {
            warn(
                line(lines.steps, 0), "tabletop.duration",
                "les étapes prennent \(minutes) minutes, la durée dit \(tabletop.duration)",
                "the steps take \(minutes) minutes, the duration says \(tabletop.duration)")
        }
    }

    private func unknownVariables() {
        let known = Set(scenario.variables.map(\.name))
        func look(_ text: String, _ line: Int?, _ path: String) {
            for name in Variables.names(in: text) where !known.contains(name) {
                add(
                    line, path, "la variable «\u{00A0}\(name)\u{00A0}» n’est pas donnée",
                    "the variable ‘\(name)’ is not given")
            }
        }
        look(scenario.situation, lines.top, "situation")
        look(scenario.synopsis, lines.top, "synopsis")
        for (index, inject) in scenario.injects.enumerated() {
            for (key, text) in [
                ("from", inject.from), ("title", inject.title), ("text", inject.text), ("animator", inject.animator),
            ] {
                look(text, line(lines.injects, index), "injects[\(index + 1)].\(key)")
            }
        }
    }

    private func unique(_ ids: [String], _ places: [Int], _ key: String) {
        var seen: Set<String> = []
        for (index, id) in ids.enumerated() where !id.isEmpty && !seen.insert(id).inserted {
            add(
                line(places, index), "\(key)[\(index + 1)].id", "«\u{00A0}\(id)\u{00A0}» est déjà pris",
                "‘\(id)’ is taken")
        }
    }

    private func line(_ lines: [Int], _ index: Int) -> Int? { lines.indices.contains(index) ? lines[index] : nil }

    private func add(_ line: Int?, _ path: String, _ french: String, _ english: String) {
        log.add(line, path, french, english)
    }

    private func warn(_ line: Int?, _ path: String, _ french: String, _ english: String) {
        log.add(line, path, french, english, weight: .warning)
    }
}

extension Scenario {
    /// What is wrong with a scenario that did not come from a file.
    public var issues: [DrillFault.Issue] {
        let log = ScenarioLog()
        ScenarioCheck(self, lines: ScenarioLines(), log: log).run()
        return log.sorted
    }
}
