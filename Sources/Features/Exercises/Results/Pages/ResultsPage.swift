// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import Drills
import Markup
import Primitives
import Site

/// What the exercise showed: the delays, the objectives, the cells, and what is to be put right.
enum ResultsPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit)
        let t = visit.language
        return desk.page(visit, title(t), .results, render(desk, on: visit.today, t))
    }

    static func title(_ t: Language) -> String {
        t("Qu’a montré l’exercice\u{00A0}?", "What did the exercise show?")
    }

    static func render(_ desk: ResultsDesk, on day: Day, _ t: Language) -> HTML {
        let facts = desk.facts
        var buttons: [Action] = []
        if desk.mayManage {
            buttons.append(
                Action(
                    t("Noter une action corrective", "Write a corrective action"),
                    href: ResultsURL.actionCreation(desk.part, desk.id).path, style: .primary))
            buttons.append(
                Action(t("Ressaisir les feuilles", "Enter the sheets"), href: ResultsURL.rekey(desk.part, desk.id).path)
            )
        }
        let head = PageHead(title(t), lead: lead(facts, t), actions: buttons, state: state(facts, t))
        guard let measures = facts.measures, let evaluation = facts.evaluation else {
            return """
                \(pageHead(t, head))\(ResultTabs.render(desk, .results, t))\(emptyState(
                    title: t("Cet exercice n’a pas encore été joué", "This exercise was not played yet"),
                    text: t(
                        "Jouez-le depuis le pupitre, ou ressaisissez les feuilles si vous l’avez joué sur papier.",
                        "Play it from the console, or enter the sheets if you played it on paper."),
                    action: desk.mayManage
                        ? Action(
                            t("Ressaisir un exercice joué sur papier", "Enter an exercise played on paper"),
                            href: ResultsURL.rekey(desk.part, desk.id).path) : nil))
                """
        }
        return """
            \(pageHead(t, head))\(ResultTabs.render(desk, .results, t))\(Components.figures(t, figures(measures, t)))\
            \(next(desk, t))\(objectives(facts, evaluation, t))\(actions(desk, on: day, t))\
            \(columns(delays(measures, t), cells(measures, t)))\(notes(facts, t))
            """
    }

    static func lead(_ facts: ExerciseFacts, _ t: Language) -> String {
        let exercise = facts.exercise
        let start = t(
            "\(facts.scenario.title), niveau \(ResultWords.scenarioLevel(exercise.level, t)), \(ResultWords.form(exercise.form, t)), \(t.date(exercise.plannedOn)).",
            "\(facts.scenario.title), \(ResultWords.scenarioLevel(exercise.level, t)) level, \(ResultWords.form(exercise.form, t)), \(t.date(exercise.plannedOn))."
        )
        guard let evaluation = facts.evaluation else { return start }
        let known = evaluation.objectives.filter { $0.level != nil }
        guard !known.isEmpty else {
            return start + t(" Rien n’est encore évalué.", " Nothing is evaluated yet.")
        }
        let reached = known.count { ($0.level ?? .unable) >= .some }
        return start
            + t(
                " \(t.count(reached, ("objectif atteint", "objectifs atteints"), ("", ""))) sur \(t.number(known.count)).",
                " \(t.number(reached)) of \(t.count(known.count, ("", ""), ("objective", "objectives"))) reached.")
    }

    private static func state(_ facts: ExerciseFacts, _ t: Language) -> StateBadge {
        switch facts.exercise.state {
        case .prepared: StateBadge(.neutral, t("À venir", "To come"))
        case .running, .paused: StateBadge(.expiring, t("En cours", "Under way"))
        case .cancelled: StateBadge(.closed, t("Annulé", "Cancelled"))
        case .ended:
            facts.exercise.ending == .emergency
                ? StateBadge(.closed, t("Arrêté pour une urgence réelle", "Stopped for a real emergency"))
                : StateBadge(.proven, t("Joué", "Played"))
        }
    }

    private static func figures(_ measures: DrillMeasures, _ t: Language) -> [Figure] {
        let delays = DrillMilestone.allCases.map { milestone -> Figure in
            guard let seconds = measures.delays[milestone] else {
                return Figure(
                    "–", meaning: ResultWords.milestone(milestone, t).lowercased(),
                    note: t("Jamais vu dans la main courante", "Never seen in the log"), tone: .bad)
            }
            return Figure(ResultWords.duration(seconds, t), meaning: after(milestone, t))
        }
        let answers = measures.answers
        let share = answers.share.map { t.percent($0) } ?? "–"
        return delays + [
            Figure(
                share, meaning: t("des réactions attendues à temps", "of the expected reactions in time"),
                note: t(
                    "\(answers.inTime) à temps, \(answers.late) en retard, \(answers.missing) absentes",
                    "\(answers.inTime) in time, \(answers.late) late, \(answers.missing) missing"))
        ]
    }

    private static func after(_ milestone: DrillMilestone, _ t: Language) -> String {
        switch milestone {
        case .alert: t("avant que quelqu’un soit prévenu", "before somebody was told")
        case .mobilisation: t("avant que la cellule stratégique travaille", "before the strategic cell worked")
        case .firstDecision: t("avant la première décision", "before the first decision")
        case .firstNotification: t("avant la première notification", "before the first notification")
        }
    }

    /// What is still missing for the exercise to have served.
    private static func next(_ desk: ResultsDesk, _ t: Language) -> HTML {
        let facts = desk.facts
        guard desk.mayManage, facts.isHeld else { return HTML() }
        var list: [TodoItem] = []
        if facts.hotWash.state == .unopened {
            list.append(
                TodoItem(
                    t("Faire le retour à chaud", "Hold the hot wash"),
                    reason: t(
                        "Tout de suite, pendant que chacun s’en souvient\u{00A0}: imprimez les bulletins anonymes.",
                        "At once, while everybody remembers: print the anonymous slips."),
                    href: ResultsURL.hotWash(desk.part, desk.id).path))
        }
        if facts.grids.isEmpty {
            list.append(
                TodoItem(
                    t("Saisir les grilles des observateurs", "Enter the observers’ grids"),
                    reason: t("Sans elles, seuls les délais sont évalués.", "Without them only delays are evaluated."),
                    href: ResultsURL.grids(desk.part, desk.id).path))
        }
        if !CountingVerdict(facts.counting).countsForCrisis, facts.statements[CountingKeys.care] == nil {
            list.append(
                TodoItem(
                    t("Dire s’il compte", "Say whether it counts"),
                    reason: t(
                        "Quatre réponses, et la preuve apparaît dans l’autoévaluation.",
                        "Four answers, and the proof appears in the self-assessment."),
                    href: ResultsURL.counting(desk.part, desk.id).path))
        }
        if facts.report?.approval == nil {
            list.append(
                TodoItem(
                    t("Relire et faire valider le rapport", "Review the report and have it approved"),
                    reason: t(
                        "Un brouillon est prêt, tiré de ce qui s’est passé.", "A draft is ready, from what happened."),
                    href: ResultsURL.report(desk.part, desk.id).path))
        }
        guard !list.isEmpty else { return HTML() }
        return sheet(t("À faire pour que l’exercice serve", "To do for it to serve"), todoList(t, list))
    }

    static func objectives(_ facts: ExerciseFacts, _ evaluation: DrillEvaluation, _ t: Language) -> HTML {
        let caption = t("Objectifs", "Objectives")
        let rows = zip(facts.objectives, evaluation.objectives).map { objective, found -> [HTML] in
            let lines = zip(objective.criteria, found.marks).map { criterion, mark -> HTML in
                "\(criterion.text)\(t("\u{00A0}: ", ": "))<strong>\(outcome(mark, criterion.mark, t))</strong>"
            }
            return [
                "\(objective.title)", "\(badge(t, ResultWords.badge(found.level, t)))",
                when(!lines.isEmpty, items(lines)),
            ]
        }
        guard !rows.isEmpty else { return HTML() }
        return sheet(
            t("Les objectifs sont-ils atteints\u{00A0}?", "Are the objectives reached?"),
            table(
                t,
                Table(
                    caption: caption, isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Objectif", "Objective")), Column(t("Verdict", "Verdict")),
                        Column(t("Critères", "Criteria")),
                    ], rows: rows)))
    }

    static func outcome(_ mark: DrillEvaluation.Mark, _ asked: DrillMark, _ t: Language) -> String {
        let dispute = mark.isDisputed ? t(", les observateurs divergent", ", observers disagree") : ""
        func limit(_ text: String) -> String {
            asked.delay.map {
                text
                    + t(
                        " pour \(ResultWords.duration($0.within * 60, t))",
                        " of \(ResultWords.duration($0.within * 60, t))")
            } ?? text
        }
        switch mark.outcome {
        case .rated(let mean, let observers):
            return t(
                "\(t.decimal(mean)) sur 3 (\(t.count(observers, ("observateur", "observateurs"), ("", "")))\(dispute))",
                "\(t.decimal(mean)) of 3 (\(t.count(observers, ("", ""), ("observer", "observers")))\(dispute))")
        case .measured(let seconds, _): return limit(ResultWords.duration(seconds, t))
        case .never: return limit(t("jamais", "never"))
        case .notApplicable: return t("non applicable", "could not be seen")
        case .unknown: return t("pas encore évalué", "not evaluated yet")
        }
    }

    private static func actions(_ desk: ResultsDesk, on day: Day, _ t: Language) -> HTML {
        let facts = desk.facts
        let title = t("Que corrige-t-on\u{00A0}?", "What is put right?")
        let all = Action(
            t("Toutes les actions", "All actions"), href: ResultsURL.actions(desk.part).path, style: .quiet)
        let again: HTML = when(
            !facts.retested.isEmpty,
            """
            <h3>\(t("Rejouées ici", "Played again here"))</h3>\(items(facts.retested.map { action in
                let result = action.retest.map { ResultWords.retest($0, t) } ?? t("pas encore observée", "not seen yet")
                return "\(action.draft.title)\(t("\u{00A0}: ", ": "))<strong>\(result)</strong>"
            }))
            """)
        let own: HTML =
            facts.actions.isEmpty
            ? paragraph(
                t(
                    "Aucune action corrective n’est notée. Chaque objectif manqué mérite la sienne, avec un responsable et une date.",
                    "No corrective action is written. Each objective that was missed deserves one, with an owner and a day."
                ))
            : itemsApart(
                facts.actions.map { action in
                    let path = ResultsURL.action(desk.part, .init(action.id)).path
                    let owner = action.draft.owner.isEmpty ? t("personne encore", "nobody yet") : action.draft.owner
                    return """
                        <p><a href="\(path)">\(action.draft.title)</a> \(badge(t, ResultWords.state(action, on: day, t)))\
                        <br><small>\(owner)\(when(action.draft.dueOn) { ", \(t.date($0))" })</small></p>
                        """
                })
        return sheet(title, action: all, "\(own)\(again)")
    }

    static func delays(_ measures: DrillMeasures, _ t: Language) -> HTML {
        let caption = t("Délais depuis le premier signe", "Delays from the first sign")
        var rows = DrillMilestone.allCases.map { milestone -> [HTML] in
            [
                "\(ResultWords.milestone(milestone, t))<br><small>\(ResultWords.meaning(milestone, t))</small>",
                "\(measures.delays[milestone].map { ResultWords.duration($0, t) } ?? t("jamais", "never"))",
            ]
        }
        rows += [
            [
                "\(t("Délai médian de saisie", "Median delay of entry"))<br><small>\(t("entre le fait et sa ligne, hors papier", "between the fact and its line, paper aside"))</small>",
                "\(measures.entryDelay.map { ResultWords.duration($0, t) } ?? "–")",
            ],
            ["\(t("Demandes et actions restées ouvertes", "Requests and actions left open"))", "\(measures.open)"],
            [
                "\(t("Stimuli envoyés", "Injects sent"))",
                "\(t("\(measures.injectsSent) sur \(measures.injectsPlanned)", "\(measures.injectsSent) of \(measures.injectsPlanned)"))",
            ],
            ["\(t("Lignes de main courante", "Lines of the log"))", "\(measures.lines)"],
        ]
        return sheet(
            caption,
            table(
                t,
                Table(
                    caption: caption, isCaptionHidden: true,
                    columns: [Column(t("Mesure", "Measure")), Column(t("Valeur", "Value"), isNumber: true)], rows: rows)
            ))
    }

    static func cells(_ measures: DrillMeasures, _ t: Language) -> HTML {
        let caption = t("Par cellule", "By cell")
        return sheet(
            caption,
            table(
                t,
                Table(
                    caption: caption, isCaptionHidden: true,
                    columns: [
                        Column(t("Cellule", "Cell")), Column(t("Première ligne", "First line"), isNumber: true),
                        Column(t("Lignes", "Lines"), isNumber: true),
                        Column(t("Décisions", "Decisions"), isNumber: true),
                        Column(t("À temps", "In time"), isNumber: true), Column(t("Ouvertes", "Open"), isNumber: true),
                    ],
                    rows: measures.cells.map { cell -> [HTML] in
                        [
                            "\(ResultWords.cell(cell.cell, t))",
                            "\(cell.firstLine.map { ResultWords.duration($0, t) } ?? "–")", "\(cell.lines)",
                            "\(cell.decisions)",
                            "\(cell.answers.total > 0 ? "\(cell.answers.inTime) / \(cell.answers.total)" : "–")",
                            "\(cell.open)",
                        ]
                    })))
    }

    private static func notes(_ facts: ExerciseFacts, _ t: Language) -> HTML {
        guard !facts.observations.isEmpty else { return HTML() }
        func list(_ kind: Observation.Kind) -> [HTML] {
            facts.observations.filter { $0.kind == kind }.suffix(100).map { one in
                let at = one.second.map { "T+\(ResultWords.duration($0, t)) · " } ?? ""
                return "\(one.text)<br><small>\(at)\(one.author)</small>"
            }
        }
        let parts: [(String, [HTML])] = [
            (t("Ce qui a bien marché", "What went well"), list(.strength)),
            (t("À améliorer", "To improve"), list(.improvement)), (t("Faits relevés", "Facts noted"), list(.fact)),
        ]
        return disclosure(
            t("Notes des observateurs et des animateurs", "Notes of observers and animators"),
            parts.html { title, lines in when(!lines.isEmpty, "<h3>\(title)</h3>\(items(lines))") })
    }
}
