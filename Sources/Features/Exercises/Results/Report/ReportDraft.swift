// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Organisations
import Primitives

/// A first text of the after-action report, from what happened. People change it; figures stay in the tables beside it.
enum ReportDraft {
    static func text(of facts: ExerciseFacts, _ t: Language) -> ReportText {
        ReportText(parts: [
            .summary: limited(summary(facts, t)), .course: limited(course(facts, t)),
            .strengths: limited(strengths(facts, t)), .improvements: limited(improvements(facts, t)),
            .feedback: limited(feedback(facts, t)),
        ])
    }

    private static func limited(_ lines: [String]) -> String {
        String(lines.filter { !$0.isEmpty }.joined(separator: "\n").unicodeScalars.prefix(ReportText.limit))
    }

    private static func summary(_ facts: ExerciseFacts, _ t: Language) -> [String] {
        let exercise = facts.exercise
        var lines = [
            t(
                "Le \(t.date(exercise.plannedOn)), \(exercise.keeper.name) a joué un exercice de crise cyber\u{00A0}: \(facts.scenario.title), niveau \(ResultWords.scenarioLevel(exercise.level, t)), \(ResultWords.form(exercise.form, t)).",
                "On \(t.date(exercise.plannedOn)), \(exercise.keeper.name) played a cyber crisis exercise: \(facts.scenario.title), \(ResultWords.scenarioLevel(exercise.level, t)) level, \(ResultWords.form(exercise.form, t))."
            )
        ]
        let people = facts.participation.reduce(0) { $0 + $1.people }
        if people > 0 {
            lines.append(
                t(
                    "\(t.count(people, ("personne y a pris part", "personnes y ont pris part"), ("", ""))).",
                    "\(t.count(people, ("", ""), ("person", "people"))) took part."))
        }
        if exercise.ending == .stopped {
            let reason = exercise.reason.isEmpty ? "" : t("\u{00A0}: ", ": ") + exercise.reason
            lines.append(t("Il a été arrêté avant son terme", "It was ended before its time") + reason + ".")
        }
        if let evaluation = facts.evaluation {
            let known = evaluation.objectives.filter { $0.level != nil }
            let reached = known.count { ($0.level ?? .unable) >= .some }
            if !known.isEmpty {
                lines.append(
                    t(
                        "\(t.count(reached, ("objectif est atteint", "objectifs sont atteints"), ("", ""))) sur \(t.number(known.count)) évalués.",
                        "\(t.number(reached)) of \(t.count(known.count, ("", ""), ("objective", "objectives"))) evaluated were reached."
                    ))
            }
            let missed = evaluation.weaknesses.compactMap { one in facts.objectives.first { $0.id == one.id }?.title }
            if !missed.isEmpty {
                lines.append(
                    t("À reprendre d’abord\u{00A0}: ", "To take up first: ")
                        + missed.joined(separator: t("\u{00A0}; ", "; ")) + ".")
            }
        }
        return lines
    }

    private static func course(_ facts: ExerciseFacts, _ t: Language) -> [String] {
        guard let measures = facts.measures else { return [] }
        var lines = [
            t(
                "\(t.count(measures.injectsSent, ("stimulus envoyé", "stimuli envoyés"), ("", ""))) sur \(t.number(measures.injectsPlanned)) prévus.",
                "\(t.number(measures.injectsSent)) of \(t.count(measures.injectsPlanned, ("", ""), ("planned inject", "planned injects"))) sent."
            )
        ]
        for milestone in DrillMilestone.allCases {
            let name = ResultWords.milestone(milestone, t)
            if let seconds = measures.delays[milestone] {
                lines.append(
                    t(
                        "\(name)\u{00A0}: \(ResultWords.duration(seconds, t)) après le premier signe.",
                        "\(name): \(ResultWords.duration(seconds, t)) after the first sign."))
            } else {
                lines.append(
                    t("\(name)\u{00A0}: jamais écrite dans la main courante.", "\(name): never written in the log."))
            }
        }
        let answers = measures.answers
        if answers.total > 0 {
            lines.append(
                t(
                    "Sur \(t.count(answers.total, ("réaction attendue", "réactions attendues"), ("", "")))\u{00A0}: \(answers.inTime) à temps, \(answers.late) en retard, \(answers.missing) absentes.",
                    "Of \(t.count(answers.total, ("", ""), ("expected reaction", "expected reactions"))): \(answers.inTime) in time, \(answers.late) late, \(answers.missing) missing."
                ))
        }
        if measures.open > 0 {
            lines.append(
                t(
                    "\(t.count(measures.open, ("demande ou action est restée ouverte", "demandes ou actions sont restées ouvertes"), ("", ""))).",
                    "\(t.count(measures.open, ("", ""), ("request or action", "requests or actions"))) were left open.")
            )
        }
        return lines
    }

    private static func objective(
        _ one: DrillEvaluation.Objective, _ facts: ExerciseFacts, _ t: Language
    ) -> String? {
        guard let title = facts.objectives.first(where: { $0.id == one.id })?.title, let level = one.level else {
            return nil
        }
        return "- \(title)\(t("\u{00A0}: ", ": "))\(ResultWords.level(level, t).lowercased())."
    }

    private static func strengths(_ facts: ExerciseFacts, _ t: Language) -> [String] {
        (facts.evaluation?.strengths ?? []).compactMap { objective($0, facts, t) }
            + facts.observations.filter { $0.kind == .strength }.prefix(30).map { "- \($0.text)" }
    }

    private static func improvements(_ facts: ExerciseFacts, _ t: Language) -> [String] {
        var lines = (facts.evaluation?.weaknesses ?? []).compactMap { objective($0, facts, t) }
        let failed = facts.retested.filter { $0.retest == .failed }
        lines += failed.map {
            t(
                "- Déjà relevé par un exercice précédent, et cela n’a pas tenu\u{00A0}: \($0.draft.title).",
                "- Seen by an earlier exercise already, and it did not hold: \($0.draft.title).")
        }
        for cell in facts.measures?.cells ?? [] where cell.firstLine == nil {
            lines.append(
                t(
                    "- \(ResultWords.cell(cell.cell, t))\u{00A0}: aucune ligne de main courante.",
                    "- \(ResultWords.cell(cell.cell, t)): no line in the log."))
        }
        return lines + facts.observations.filter { $0.kind == .improvement }.prefix(30).map { "- \($0.text)" }
    }

    private static func feedback(_ facts: ExerciseFacts, _ t: Language) -> [String] {
        guard facts.hotWash.isShown else { return [] }
        let rate =
            facts.hotWash.replyRate.map { t(" (\(t.percent($0)) des bulletins)", " (\(t.percent($0)) of the slips)") }
            ?? ""
        return [
            t(
                "\(t.count(facts.hotWash.received, ("réponse anonyme", "réponses anonymes"), ("", "")))\(rate).",
                "\(t.count(facts.hotWash.received, ("", ""), ("anonymous answer", "anonymous answers")))\(rate).")
        ]
            + facts.feedback.compactMap { one in
                one.mean.map { "- \(one.question.title) \(t.decimal($0)) / 4" }
            }
    }
}
