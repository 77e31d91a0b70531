// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Primitives

/// Why a requirement comes first, in a sentence that a director understands.
struct ReasonSentence {
    let framework: Framework
    let t: Language

    /// The reasons of a step one after the other, the strongest first, then what is gained.
    func sentence(_ step: NextStep) -> String {
        let reasons = step.reasons.map(words)
        let gain = step.gain >= 0.05 ? [gainWords(step.gain)] : []
        return (reasons + gain).joined(separator: " ")
    }

    func words(_ reason: NextStep.Reason) -> String {
        switch reason {
        case .deadline(let title, let day, let daysLeft): deadline(title, day, daysLeft)
        case .indispensable: t("C’est indispensable.", "It is indispensable.")
        case .unanswered:
            t("Personne n’y a encore répondu.", "Nobody has answered it yet.")
        case .partial(let level):
            t(
                "Le travail est commencé («\u{00A0}\(title(of: level))\u{00A0}»).",
                "The work has begun (“\(title(of: level))”).")
        case .notMet: t("Rien n’est en place.", "Nothing is in place.")
        case .toReview:
            t("La réponse est à relire avant d’être sûre.", "The answer has to be reviewed before it can be trusted.")
        case .heavyWeight:
            t(
                "Elle pèse au moins deux fois plus qu’une exigence ordinaire.",
                "It weighs at least twice as much as a usual requirement.")
        case .chapterWeakest(let code):
            // Not "the weakest chapter": what is unanswered counts here, and does not in the strong and weak points.
            t(
                "C’est dans «\u{00A0}\(chapterTitle(code))\u{00A0}» qu’il reste le plus à faire.",
                "Most remains to be done in “\(chapterTitle(code))”.")
        }
    }

    /// The state beside the title: what presses most.
    func badge(_ step: NextStep) -> StateBadge? {
        for reason in step.reasons {
            switch reason {
            case .deadline(_, _, let daysLeft) where daysLeft < 0:
                return StateBadge(.missing, t("En retard", "Overdue"))
            case .deadline(_, _, let daysLeft) where daysLeft <= NextStep.pressingDays:
                let days = t.count(daysLeft, ("jour", "jours"), ("day", "days"))
                return StateBadge(.expiring, t("Dans \(days)", "In \(days)"))
            case .unanswered: return StateBadge(.unanswered)
            case .notMet: return StateBadge(.missing)
            case .partial(let level): return StateBadge(.declared, title(of: level))
            case .toReview: return StateBadge(.toReview)
            case .deadline, .indispensable, .heavyWeight, .chapterWeakest: continue
            }
        }
        return nil
    }

    private func deadline(_ title: String, _ day: CalendarDay, _ daysLeft: Int) -> String {
        let date = DeadlineSentence.date(day, t)
        let late = t.count(abs(daysLeft), ("jour", "jours"), ("day", "days"))
        if daysLeft < 0 {
            return t(
                "L’échéance «\u{00A0}\(title)\u{00A0}» est passée depuis le \(date), il y a \(late).",
                "The deadline “\(title)” passed on \(date), \(late) ago.")
        }
        return t(
            "Échéance «\u{00A0}\(title)\u{00A0}» le \(date), dans \(late).",
            "Deadline “\(title)” on \(date), in \(late).")
    }

    private func gainWords(_ gain: Double) -> String {
        let points = t.decimal(gain, gain < 0.1 ? 2 : 1)
        return t("L’indice y gagnerait \(points) point.", "The index would gain \(points) points.")
    }

    private func title(of level: Int) -> String { framework.scale.level(level)?.title ?? t.number(level) }

    private func chapterTitle(_ code: String) -> String {
        framework.chapter(code).map { framework.title(of: $0, t) } ?? code
    }
}
