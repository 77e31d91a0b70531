// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import Drills
import Markup
import Organisations
import Primitives

/// The after-action report, as plain parts that a page, a PDF, a web file and a text file are made of. It names functions,
/// never persons.
struct ReportDocument: Sendable {
    struct Grid: Sendable {
        let columns: [String]
        let rows: [[String]]
    }

    struct Part: Sendable {
        let title: String
        var text = ""
        var table: Grid?
    }

    let title: String
    let subtitle: String
    let parts: [Part]

    init(_ facts: ExerciseFacts, _ text: ReportText, on day: Day, _ t: Language) {
        title = t(
            "Retour d’expérience\u{00A0}: \(facts.exercise.title)", "After-action report: \(facts.exercise.title)")
        let approval =
            facts.report?.approval.map {
                t("Validé le \(t.date($0.on)) par \($0.by).", "Approved on \(t.date($0.on)) by \($0.by).")
            } ?? t("Projet, pas encore validé.", "Draft, not approved yet.")
        subtitle =
            t("EXERCICE du \(t.date(facts.exercise.plannedOn)). ", "EXERCISE of \(t.date(facts.exercise.plannedOn)). ")
            + approval
        func written(_ part: ReportText.Part) -> Part {
            Part(title: ResultWords.part(part, t), text: text[part])
        }
        parts = [
            written(.summary), Self.card(facts, t), written(.course), Self.measures(facts, t), Self.timeline(facts, t),
            Self.objectives(facts, t), written(.strengths), written(.improvements), written(.feedback),
            Self.actions(facts, on: day, t), Self.retests(facts, t), Self.counting(facts, t),
        ].filter { !$0.text.isEmpty || !($0.table?.rows.isEmpty ?? true) }
    }

    /// The document without its title, for the page and for the printer.
    func html(_ t: Language) -> HTML {
        parts.html { part in
            """
            <section><h2>\(part.title)</h2>\(when(!part.text.isEmpty, prose(part.text)))\(when(part.table) { grid in
                table(
                    t,
                    Table(
                        caption: part.title, isCaptionHidden: true, columns: grid.columns.map { Column($0) },
                        rows: grid.rows.map { cells in cells.map { "\($0)" as HTML } }))
            })</section>
            """
        }
    }

    private static func card(_ facts: ExerciseFacts, _ t: Language) -> Part {
        let exercise = facts.exercise
        var rows = [
            [t("Établissement", "Establishment"), exercise.keeper.name],
            [t("Date", "Date"), t.date(exercise.plannedOn)],
            [t("Niveau", "Level"), ResultWords.scenarioLevel(exercise.level, t)],
            [t("Forme", "Form"), ResultWords.form(exercise.form, t)],
            [t("Scénario", "Scenario"), facts.scenario.title],
            [t("Objectifs", "Objectives"), facts.objectives.map(\.title).joined(separator: t("\u{00A0}; ", "; "))],
        ]
        if let start = exercise.startedAt, let end = exercise.endedAt {
            let seconds = max(end.seconds(since: start), 0)
            rows.insert([t("Durée", "Duration"), ResultWords.duration(seconds, t)], at: 2)
        }
        let people = facts.participation.map { one -> String in
            let place = one.cell.map { " (\(ResultWords.cell($0, t)))" } ?? ""
            return "\(one.people) × \(one.position)\(place)"
        }
        rows.append([t("Participants, par fonction", "Participants, by function"), people.joined(separator: ", ")])
        return Part(
            title: t("L’exercice", "The exercise"),
            table: Grid(columns: [t("Élément", "Item"), t("Valeur", "Value")], rows: rows.filter { !$0[1].isEmpty }))
    }

    private static func measures(_ facts: ExerciseFacts, _ t: Language) -> Part {
        guard let measures = facts.measures else { return Part(title: "") }
        var rows = DrillMilestone.allCases.map { milestone -> [String] in
            [
                "\(ResultWords.milestone(milestone, t)) (\(ResultWords.meaning(milestone, t)))",
                measures.delays[milestone].map { ResultWords.duration($0, t) } ?? t("jamais", "never"),
            ]
        }
        rows += [
            [
                t("Réactions attendues à temps", "Expected reactions in time"),
                "\(measures.answers.inTime) / \(measures.answers.total)",
            ],
            [
                t("Délai médian de saisie dans la main courante", "Median delay of entry in the log"),
                measures.entryDelay.map { ResultWords.duration($0, t) } ?? "–",
            ],
            [t("Demandes et actions restées ouvertes", "Requests and actions left open"), String(measures.open)],
        ]
        rows += measures.cells.map { cell -> [String] in
            [
                ResultWords.cell(cell.cell, t),
                t(
                    "\(t.count(cell.lines, ("ligne", "lignes"), ("", ""))), \(t.count(cell.decisions, ("décision", "décisions"), ("", ""))), première après \(cell.firstLine.map { ResultWords.duration($0, t) } ?? "–")",
                    "\(t.count(cell.lines, ("", ""), ("line", "lines"))), \(t.count(cell.decisions, ("", ""), ("decision", "decisions"))), first after \(cell.firstLine.map { ResultWords.duration($0, t) } ?? "–")"
                ),
            ]
        }
        return Part(
            title: t("Ce qui a été mesuré", "What was measured"),
            table: Grid(columns: [t("Mesure", "Measure"), t("Valeur", "Value")], rows: rows))
    }

    /// What was planned against what was played.
    private static func timeline(_ facts: ExerciseFacts, _ t: Language) -> Part {
        guard facts.exercise.startedAt != nil else { return Part(title: "") }
        let rows = facts.injects.filter { $0.isEnabled || $0.state == .sent }.prefix(200).map { one -> [String] in
            let planned = one.inject.at.map { "T+\(ResultWords.duration($0 * 60, t))" } ?? t("réserve", "reserve")
            let sent: String =
                switch one.state {
                case .sent: one.sending.map { "T+\(ResultWords.duration($0.second, t))" } ?? "–"
                case .skipped: t("passé", "skipped")
                case .waiting: t("pas envoyé", "not sent")
                }
            let outcomes = one.inject.expected.enumerated().map { index, _ -> String in
                switch one.outcomes[index + 1]?.kind {
                case .done: t("fait", "done")
                case .partly: t("en partie", "in part")
                case .missed: t("pas fait", "not done")
                case nil: one.state == .sent ? t("rien de noté", "nothing noted") : "–"
                }
            }
            return [one.inject.id, one.inject.title, planned, sent, outcomes.joined(separator: ", ")]
        }
        return Part(
            title: t("Prévu et joué", "Planned and played"),
            table: Grid(
                columns: [
                    t("N°", "No."), t("Stimulus", "Inject"), t("Prévu", "Planned"), t("Joué", "Played"),
                    t("Réactions attendues", "Expected reactions"),
                ], rows: Array(rows)))
    }

    private static func objectives(_ facts: ExerciseFacts, _ t: Language) -> Part {
        guard let evaluation = facts.evaluation else { return Part(title: "") }
        let rows = zip(facts.objectives, evaluation.objectives).map { objective, found -> [String] in
            let criteria = zip(objective.criteria, found.marks).map { criterion, mark -> String in
                "\(criterion.text)\(t("\u{00A0}: ", ": "))\(ResultsPage.outcome(mark, criterion.mark, t))"
            }
            return
                [
                    objective.title,
                    found.level.map { ResultWords.level($0, t) } ?? t("Rien d’observé", "Nothing seen"),
                    criteria.joined(separator: t("\u{00A0}; ", "; ")),
                ]
        }
        return Part(
            title: t("Les objectifs", "The objectives"),
            table: Grid(
                columns: [t("Objectif", "Objective"), t("Verdict", "Verdict"), t("Critères", "Criteria")], rows: rows))
    }

    private static func actions(_ facts: ExerciseFacts, on day: Day, _ t: Language) -> Part {
        Part(
            title: t("Le plan d’action", "The action plan"),
            table: Grid(
                columns: [t("Action", "Action"), t("Responsable", "Owner"), t("Échéance", "Due"), t("État", "State")],
                rows: facts.actions.map { action -> [String] in
                    [
                        action.draft.title,
                        action.draft.owner.isEmpty ? t("à nommer", "to be named") : action.draft.owner,
                        action.draft.dueOn.map { t.date($0) } ?? t("à fixer", "to be set"),
                        ResultWords.state(action, on: day, t).word ?? "",
                    ]
                }))
    }

    private static func retests(_ facts: ExerciseFacts, _ t: Language) -> Part {
        Part(
            title: t("Les actions précédentes, rejouées", "Earlier actions, played again"),
            table: Grid(
                columns: [t("Action", "Action"), t("Vient de", "Comes from"), t("Résultat", "Result")],
                rows: facts.retested.map { action -> [String] in
                    [
                        action.draft.title, action.exerciseTitle,
                        action.retest.map { ResultWords.retest($0, t) } ?? t("pas observée", "not seen"),
                    ]
                }))
    }

    private static func counting(_ facts: ExerciseFacts, _ t: Language) -> Part {
        guard facts.statements[CountingKeys.care] != nil || facts.statements[CountingKeys.cyberTrigger] != nil else {
            return Part(title: "")
        }
        let verdict = CountingVerdict(facts.counting)
        return Part(
            title: t("Ce qui compte", "What counts"), text: CountingWords.verdict(verdict, t),
            table: Grid(
                columns: [t("Règle", "Rule"), t("Réponse", "Answer")],
                rows: verdict.findings.map {
                    [CountingWords.rule($0.rule, t), CountingWords.badge($0.outcome, t).word ?? ""]
                }))
    }
}
