// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

extension AssessmentPage {
    /// Five at most, the verdict first.
    static func figureList(_ model: Model, _ t: Language) -> [Figure] {
        let whole = model.score.whole
        var figures = [
            Figure(
                whole.answered > 0 ? Verdict.figure(whole.index, t) : "–",
                meaning: t("d’indice, l’indispensable d’abord", "index, the indispensable first"),
                note: whole.answered > 0
                    ? Verdict.words(whole.index, t) : t("rien n’est encore mesuré", "nothing is measured yet"),
                tone: whole.answered > 0 ? Verdict.tone(whole.index) : .neutral),
            Figure(
                whole.mean.map { t.percent($0) } ?? "–",
                meaning: t("en moyenne sur ce qui est répondu", "on average over what is answered"),
                spark: model.trend.map { $0.value * 100 }),
            Figure(
                "\(t.number(whole.answered)) / \(t.number(whole.applicable))",
                meaning: t("exigences répondues", "requirements answered"), note: remaining(whole, t)),
        ]
        // Nothing proven of a framework that proofs say nothing of is no figure.
        if let evidence = model.evidence, evidence.proven + evidence.lapsed > 0 {
            figures.append(provenFigure(evidence, t))
        }
        if model.toReview > 0 {
            figures.append(
                Figure(
                    t.number(model.toReview),
                    meaning: model.toReview < 2
                        ? t("réponse à revoir", "answer to review")
                        : t("réponses à revoir", "answers to review"),
                    note: t("avant de clore", "before closing"), tone: .warn))
        }
        if let due = model.assessment.dueOn, !model.assessment.isClosed { figures.append(dueFigure(due, model, t)) }
        // The index already says what the mean says, with more care.
        if figures.count > 5 { figures.remove(at: 1) }
        return figures
    }

    private static func provenFigure(_ evidence: DeskEvidence.Count, _ t: Language) -> Figure {
        var notes: [String] = []
        if evidence.lapsing > 0 {
            notes.append(t("\(t.number(evidence.lapsing)) à renouveler", "\(t.number(evidence.lapsing)) to renew"))
        }
        if evidence.lapsed > 0 {
            notes.append(t("\(t.number(evidence.lapsed)) périmées", "\(t.number(evidence.lapsed)) lapsed"))
        }
        if evidence.differing > 0 {
            notes.append(
                t(
                    "\(t.number(evidence.differing)) où réponse et preuves diffèrent",
                    "\(t.number(evidence.differing)) where answer and proofs differ"))
        }
        return Figure(
            "\(t.number(evidence.proven)) / \(t.number(evidence.applicable))",
            meaning: t("exigences prouvées", "requirements proven"),
            note: notes.joined(separator: t("\u{00A0}; ", "; ")),
            tone: evidence.lapsed + evidence.lapsing > 0 ? .warn : .neutral)
    }

    private static func remaining(_ score: Score, _ t: Language) -> String {
        let left = score.applicable - score.answered
        let aside = score.total - score.applicable
        var notes: [String] = []
        if left > 0 { notes.append(t("encore \(t.number(left))", "\(t.number(left)) left")) }
        if aside > 0 { notes.append(t("\(t.number(aside)) sans objet", "\(t.number(aside)) not applicable")) }
        return notes.joined(separator: t("\u{00A0}; ", "; "))
    }

    private static func dueFigure(_ due: Day, _ model: Model, _ t: Language) -> Figure {
        let left = model.today.days(until: due)
        let tone = Verdict.tone(of: due, today: model.today)
        let days = t.count(abs(left), ("jour", "jours"), ("day", "days"))
        return left < 0
            ? Figure(
                days, meaning: t("de retard", "late"), note: t("prévu le \(t.date(due))", "due on \(t.date(due))"),
                tone: tone)
            : Figure(
                days, meaning: t("avant l’échéance", "before it is due"),
                note: t("le \(t.date(due))", "on \(t.date(due))"),
                tone: tone)
    }
}
