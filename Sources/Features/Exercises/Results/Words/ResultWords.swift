// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import Drills
import Primitives

/// How results are said.
enum ResultWords {
    /// "45 s", "12 min", "1 h 05".
    static func duration(_ seconds: Int, _ t: Language) -> String {
        guard seconds >= 60 else { return "\(t.number(max(seconds, 0)))\u{00A0}s" }
        let minutes = seconds / 60
        guard minutes >= 60 else { return "\(minutes)\u{00A0}min" }
        let rest = minutes % 60
        return "\(t.number(minutes / 60))\u{00A0}h" + (rest > 0 ? "\u{00A0}\(rest < 10 ? "0" : "")\(rest)" : "")
    }

    static func milestone(_ milestone: DrillMilestone, _ t: Language) -> String {
        switch milestone {
        case .alert: t("Alerte", "Alert")
        case .mobilisation: t("Mobilisation", "Mobilisation")
        case .firstDecision: t("Première décision", "First decision")
        case .firstNotification: t("Première notification", "First notification")
        }
    }

    /// By what the log tells it.
    static func meaning(_ milestone: DrillMilestone, _ t: Language) -> String {
        switch milestone {
        case .alert:
            t(
                "quelqu’un d’autre est prévenu\u{00A0}: première ligne «\u{00A0}contact\u{00A0}» ou «\u{00A0}notification\u{00A0}»",
                "somebody else is told: first “contact” or “notification” line")
        case .mobilisation:
            t("la cellule stratégique écrit sa première ligne", "the strategic cell writes its first line")
        case .firstDecision: t("première ligne «\u{00A0}décision\u{00A0}»", "first “decision” line")
        case .firstNotification:
            t(
                "une autorité, un assureur ou une personne est informé\u{00A0}: première ligne «\u{00A0}notification\u{00A0}»",
                "an authority, an insurer or a person is told: first “notification” line")
        }
    }

    static func level(_ level: DrillLevel, _ t: Language) -> String {
        switch level {
        case .performed: t("Atteint sans difficulté", "Performed without challenges")
        case .some: t("Atteint avec quelques difficultés", "Performed with some challenges")
        case .major: t("Atteint avec de grandes difficultés", "Performed with major challenges")
        case .unable: t("Non atteint", "Unable to be performed")
        }
    }

    static func badge(_ level: DrillLevel?, _ t: Language) -> StateBadge {
        guard let level else { return StateBadge(.unanswered, t("Rien d’observé", "Nothing seen")) }
        let state: State =
            switch level {
            case .performed: .proven
            case .some: .declared
            case .major: .toReview
            case .unable: .missing
            }
        return StateBadge(state, self.level(level, t))
    }

    static func cell(_ cell: LogCell, _ t: Language) -> String {
        switch cell {
        case .strategic: t("Cellule stratégique", "Strategic cell")
        case .operational: t("Cellule opérationnelle", "Operational cell")
        case .care: t("Continuité des soins", "Continuity of care")
        case .communication: t("Communication", "Communication")
        case .direction: t("Direction de l’exercice", "Exercise direction")
        }
    }

    static func cell(_ cell: Cell, _ t: Language) -> String {
        LogCell(rawValue: cell.rawValue).map { self.cell($0, t) } ?? ""
    }

    static func kind(_ kind: Drills.Role.Kind, _ t: Language) -> String {
        switch kind {
        case .director: t("Direction d’exercice", "Exercise director")
        case .planner: t("Planification", "Planner")
        case .animator: t("Animation", "Animator")
        case .observer: t("Observation", "Observer")
        case .player: t("Joueurs", "Players")
        case .accomplice: t("Complices", "Accomplices")
        }
    }

    static func kind(_ kind: LogKind, _ t: Language) -> String {
        switch kind {
        case .information: t("information", "information")
        case .decision: t("décision", "decision")
        case .action: t("action", "action")
        case .request: t("demande", "request")
        case .contact: t("contact", "contact")
        case .notification: t("notification", "notification")
        }
    }

    static func scenarioLevel(_ level: Scenario.Level, _ t: Language) -> String {
        switch level {
        case .beginner: t("débutant", "beginner")
        case .intermediate: t("intermédiaire", "intermediate")
        case .confirmed: t("confirmé", "confirmed")
        }
    }

    static func form(_ form: Exercise.Form, _ t: Language) -> String {
        switch form {
        case .tabletop: t("sur table", "tabletop")
        case .simulation: t("simulation avec animateurs", "simulation with animators")
        case .fullScale: t("grandeur nature, avec des services", "full scale, with wards")
        }
    }

    static func channel(_ channel: Inject.Channel, _ t: Language) -> String {
        switch channel {
        case .phone: t("Téléphone", "Telephone")
        case .mail: t("Courriel", "Mail")
        case .paper: t("Papier", "Paper")
        case .sms: t("SMS", "SMS")
        case .press: t("Page de presse", "Press page")
        case .inPerson: t("En personne", "In person")
        }
    }

    static func degree(_ degree: Inject.Degree, _ t: Language) -> String {
        switch degree {
        case .main: t("principal", "main")
        case .optional: t("facultatif", "optional")
        case .reserve: t("réserve", "reserve")
        case .noise: t("bruit", "noise")
        }
    }

    static func state(_ action: CorrectiveAction, on day: Day, _ t: Language) -> StateBadge {
        switch action.state {
        case .dropped: return StateBadge(.closed, t("Abandonnée", "Dropped"))
        case .done:
            return action.isConfirmed
                ? StateBadge(.proven, t("Vérifiée en exercice", "Shown by an exercise"))
                : StateBadge(.declared, t("Faite, à rejouer", "Done, to play again"))
        case .open:
            guard let due = action.draft.dueOn else {
                return StateBadge(.toReview, t("Ouverte, sans échéance", "Open, without a day"))
            }
            return action.isLate(on: day)
                ? StateBadge(.missing, t("En retard", "Late"))
                : StateBadge(.expiring, t.distance(from: day, to: due).capitalised)
        }
    }

    static func retest(_ result: RetestResult, _ t: Language) -> String {
        switch result {
        case .held: t("a tenu", "held")
        case .partly: t("a tenu en partie", "held in part")
        case .failed: t("n’a pas tenu", "did not hold")
        }
    }

    static func part(_ part: ReportText.Part, _ t: Language) -> String {
        switch part {
        case .summary: t("L’essentiel", "The essential")
        case .course: t("Le déroulé", "The course of events")
        case .strengths: t("Ce qui a bien marché", "What went well")
        case .improvements: t("Ce qu’il faut améliorer", "What to improve")
        case .feedback: t("Ce que les participants ont dit", "What the participants said")
        }
    }
}

extension String {
    /// The first letter large: a sentence begins.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
