// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives

/// The figures of an establishment's own assessment on its first page: five at most, the verdict first.
struct OwnFigures {
    let assessment: Assessment
    let title: String
    let score: Score
    /// Of the assessments on the same framework, oldest first, this one last.
    let means: [Double]
    let openIndispensable: Int
    let toReview: Int
    let today: Day
    let t: Language

    private var href: URLPath { AssessmentURL.assessment(.init(assessment.id)).path }

    var list: [Figure] {
        var list = [index, mean, progress, indispensable]
        if let due = assessment.dueOn { list.append(deadline(due)) }
        return list
    }

    private var index: Figure {
        let isStarted = score.answered > 0
        return Figure(
            isStarted ? Verdict.figure(score.index, t) : "–",
            meaning: t("d’indice sur «\u{00A0}\(title)\u{00A0}»", "index on “\(title)”"),
            note: isStarted ? Verdict.words(score.index, t) : t("rien n’est encore mesuré", "nothing is measured yet"),
            tone: isStarted ? Verdict.tone(score.index) : .neutral, href: href)
    }

    private var mean: Figure {
        Figure(
            score.mean.map { t.percent($0) } ?? "–",
            meaning: t("en moyenne sur ce qui est répondu", "on average over what is answered"),
            spark: means.map { $0 * 100 })
    }

    private var progress: Figure {
        let left = score.applicable - score.answered
        let review = t.count(
            toReview, ("réponse à revoir", "réponses à revoir"), ("answer to review", "answers to review"))
        return Figure(
            "\(t.number(score.answered))\u{00A0}/\u{00A0}\(t.number(score.applicable))",
            meaning: t("exigences répondues", "requirements answered"),
            note: toReview > 0 ? review : left > 0 ? t("encore \(t.number(left))", "\(t.number(left)) left") : "",
            tone: left == 0 && toReview == 0 ? .good : .neutral, href: href)
    }

    private var indispensable: Figure {
        Figure(
            t.number(openIndispensable),
            meaning: openIndispensable < 2
                ? t("exigence indispensable encore ouverte", "indispensable requirement still open")
                : t("exigences indispensables encore ouvertes", "indispensable requirements still open"),
            note: openIndispensable == 0
                ? t("l’indispensable est en place", "the indispensable is in place")
                : t("c’est par elles qu’il faut commencer", "begin with these"),
            tone: openIndispensable == 0 ? .good : .bad)
    }

    private func deadline(_ due: Day) -> Figure {
        let left = today.days(until: due)
        return Figure(
            t.count(abs(left), ("jour", "jours"), ("day", "days")),
            meaning: left < 0 ? t("de retard", "late") : t("avant l’échéance", "before it is due"),
            note: left < 0
                ? t("c’était prévu le \(t.date(due))", "it was due on \(t.date(due))")
                : t("le \(t.date(due))", "on \(t.date(due))"),
            tone: Verdict.tone(of: due, today: today))
    }
}
