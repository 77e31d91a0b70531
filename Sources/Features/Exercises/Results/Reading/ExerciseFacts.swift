// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Drills
import Organisations
import Persistence
import Primitives

/// An exercise with all that came of it, and what follows from that.
struct ExerciseFacts: Sendable {
    /// One line of the grid, in words.
    struct Criterion: Sendable, Hashable {
        let mark: DrillMark
        let text: String
    }

    struct Objective: Sendable, Hashable {
        let id: String
        let title: String
        let criteria: [Criterion]
    }

    let exercise: Exercise
    /// With its words filled.
    let scenario: Scenario
    let injects: [PlayedInject]
    let participants: [Participant]
    let observations: [Observation]
    let log: [LogEntry]
    let grids: [ObserverGrid]
    let statements: [String: String]
    /// Those that this exercise gave birth to.
    let actions: [CorrectiveAction]
    /// Those of earlier exercises that it plays again.
    let retested: [CorrectiveAction]
    let hotWash: HotWash
    let feedback: [HotWashAnswers]
    let report: KeptReport?

    let objectives: [Objective]
    let play: DrillPlay?
    let measures: DrillMeasures?
    let evaluation: DrillEvaluation?

    var head: ExerciseHead { ExerciseHead(id: exercise.id, keeper: exercise.keeper, title: exercise.title) }
    var isHeld: Bool { exercise.state == .ended && exercise.ending != .emergency }
    var counting: CountingFacts { CountingKeys.facts(statements) }

    /// About a dozen statements, whatever the length of the play.
    static func read(_ exercise: Exercise, in session: any Session) throws -> ExerciseFacts {
        let scenario = exercise.scenario.filled(exercise.words)
        let statements = try StatementStore.all(of: exercise.id, in: session)
        let hotWash = try HotWashStore.hotWash(of: exercise.id, own: scenario.hotWash, statements, in: session)
        let log = try exercise.log.flatMap { CrisisLogRecord.ID($0) }.map { id throws(DatabaseError) in
            try CrisisLogStore.entries(of: id, in: session)
        }
        return ExerciseFacts(
            exercise: exercise, scenario: scenario, injects: try InjectStore.all(of: exercise.id, in: session),
            participants: try PeopleStore.participants(of: exercise.id, in: session),
            observations: try PeopleStore.observations(of: exercise.id, in: session), log: log ?? [],
            paces: try PaceStore.paces(of: exercise.id, in: session),
            grids: try GridStore.all(of: exercise.id, in: session), statements: statements,
            actions: try ActionStore.of(exercise.id, in: session),
            retested: try ActionStore.retested(in: exercise.id, session), hotWash: hotWash,
            feedback: try HotWashStore.summary(of: exercise.id, hotWash, in: session),
            report: try ReportStore.report(of: exercise.id, statements, in: session))
    }

    init(
        exercise: Exercise, scenario: Scenario, injects: [PlayedInject], participants: [Participant],
        observations: [Observation], log: [LogEntry], paces: [DrillPlay.Pace], grids: [ObserverGrid],
        statements: [String: String], actions: [CorrectiveAction], retested: [CorrectiveAction], hotWash: HotWash,
        feedback: [HotWashAnswers], report: KeptReport?
    ) {
        self.exercise = exercise
        self.scenario = scenario
        self.injects = injects
        self.participants = participants
        self.observations = observations
        self.log = log
        self.grids = grids
        self.statements = statements
        self.actions = actions
        self.retested = retested
        self.hotWash = hotWash
        self.feedback = feedback
        self.report = report
        let objectives = Self.objectives(of: scenario, injects, retested)
        self.objectives = objectives
        let play = exercise.startedAt.map { start in
            DrillPlay(
                start: Moment(start), end: exercise.endedAt.map { Moment($0) }, paces: paces,
                injects: injects.filter { $0.isEnabled || $0.state == .sent }.map(Self.inject),
                log: Self.pointing(log, at: injects),
                noted: GridStore.moments(statements).mapValues { Moment($0) })
        }
        self.play = play
        let measures = play.map { DrillMeasures($0) }
        self.measures = measures
        evaluation =
            if let play, let measures {
                DrillEvaluation(
                    of: objectives.map { one in DrillObjective(id: one.id, marks: one.criteria.map(\.mark)) },
                    ratings: grids.flatMap(\.marks), play: play, measures: measures)
            } else { nil }
    }

    /// The log names an inject by its row, or answers the line that sent it; criteria name it by its number. The lines that
    /// say that an inject was sent are left out: they stand in the cell that receives it, and no player wrote them.
    private static func pointing(_ log: [LogEntry], at injects: [PlayedInject]) -> [LogEntry] {
        let codes = Dictionary(injects.map { ($0.id.text, $0.inject.id) }, uniquingKeysWith: { first, _ in first })
        var sent: [LogReference: String] = [:]
        for inject in injects { if let line = inject.line { sent[line] = inject.inject.id } }
        return log.filter { sent[$0.reference] == nil }.map { entry in
            var statement = entry.statement
            statement.links = statement.links.map { link in
                guard link.kind == .inject, let code = codes[link.key] else { return link }
                return LogStatement.Link(.inject, key: code, title: link.title)
            }
            if statement.relation == .answers, let code = statement.about.flatMap({ sent[$0] }) {
                statement.links.append(LogStatement.Link(.inject, key: code, title: code))
            }
            guard statement != entry.statement else { return entry }
            return LogEntry(
                reference: entry.reference, enteredAt: entry.enteredAt, clockOffset: entry.clockOffset,
                author: entry.author, statement: statement, previousHash: entry.previousHash, hash: entry.hash)
        }
    }

    private static func inject(_ one: PlayedInject) -> DrillPlay.Inject {
        DrillPlay.Inject(
            id: one.inject.id, cell: one.cell.flatMap { LogCell(rawValue: $0.rawValue) },
            sentAt: one.sending.map { Moment($0.at) }, isNoise: one.inject.degree == .noise,
            expected: one.inject.expected.enumerated().map { index, expected in
                let outcome = one.outcomes[index + 1]
                return DrillPlay.Expectation(
                    within: expected.within,
                    doneAt: outcome.flatMap { $0.kind == .missed ? nil : Moment($0.at) },
                    isRefused: outcome?.kind == .missed)
            })
    }

    static let retestObjective = "actions"

    /// Those of the scenario, then the corrective actions that are played again.
    static func objectives(
        of scenario: Scenario, _ injects: [PlayedInject], _ retested: [CorrectiveAction]
    ) -> [Objective] {
        let own = scenario.objectives.map { objective in
            Objective(
                id: objective.id, title: objective.title,
                criteria: objective.criteria.map { Criterion(mark: mark($0), text: $0.text) })
        }
        guard !retested.isEmpty else { return own }
        let again = Objective(
            id: retestObjective, title: "Ce que les exercices précédents ont fait corriger tient",
            criteria: retested.map { Criterion(mark: DrillMark(id: RetestMark.mark(of: $0.id)), text: $0.draft.title) })
        return own + [again]
    }

    private static func mark(_ criterion: Drills.Criterion) -> DrillMark {
        guard criterion.kind == .delay, let to = criterion.to, let within = criterion.within else {
            return DrillMark(id: criterion.id)
        }
        let start: DrillMark.Delay.Start =
            if case .inject(let id) = criterion.from { .inject(id) } else { .firstSign }
        let end: DrillMark.Delay.End
        switch to {
        case .alert: end = .milestone(.alert)
        case .mobilisation: end = .milestone(.mobilisation)
        case .firstDecision: end = .milestone(.firstDecision)
        case .firstNotification: end = .milestone(.firstNotification)
        case .inject(let id): end = .inject(id)
        case .start: return DrillMark(id: criterion.id)
        }
        return DrillMark(id: criterion.id, delay: DrillMark.Delay(from: start, to: end, within: within))
    }

    /// By function, those who came; those who were expected while nobody was ticked.
    var participation: [Participation] {
        let came = participants.filter { $0.attended == true }
        let shown = came.isEmpty ? participants.filter { $0.attended != false } : came
        var counted: [Participation] = []
        for one in shown {
            let index = counted.firstIndex { $0.kind == one.kind && $0.cell == one.cell && $0.position == one.position }
            let people = index.map { counted[$0].people + 1 } ?? 1
            let line = Participation(kind: one.kind, cell: one.cell, position: one.position, people: people)
            if let index { counted[index] = line } else { counted.append(line) }
        }
        return counted
    }

    /// What the exercise itself suggests, for whoever has to say whether it counts.
    var suggestedCounting: CountingFacts {
        let kept = counting
        let players = participation.filter { $0.kind == .player }
        func plays(_ cells: Set<Cell>) -> Bool? {
            let isThere =
                players.contains { $0.cell.map { cells.contains($0) } ?? false }
                || log.contains { entry in cells.contains { $0.rawValue == entry.statement.cell.rawValue } }
            return isThere ? true : nil
        }
        let care: CountingFacts.Care? =
            switch exercise.form {
            case .tabletop: .discussed
            case .fullScale: .played
            case .simulation: nil
            }
        return CountingFacts(
            // A failure without an attacker is no cyber incident; all the other threats are.
            cyberTrigger: kept.cyberTrigger ?? (scenario.threat == .outage ? nil : true), care: kept.care ?? care,
            management: kept.management ?? plays([.strategic]), trades: kept.trades ?? plays([.care]),
            exclusions: kept.exclusions)
    }
}
