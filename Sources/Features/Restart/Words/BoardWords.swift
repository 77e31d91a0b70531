// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Recovery

/// Boards in words.
enum BoardWords {
    static func state(_ state: BoardStep.State, _ t: Language) -> StateBadge {
        switch state {
        case .waiting: StateBadge(.unanswered, t("Pas commencée", "Not begun"))
        case .started: StateBadge(.declared, t("Commencée", "Started"))
        case .done: StateBadge(.proven, t("Faite", "Done"))
        case .skipped: StateBadge(.notApplicable, t("Laissée de côté", "Skipped"))
        case .blocked: StateBadge(.missing, t("Bloquée", "Blocked"))
        }
    }

    /// What the button that leads to a state says.
    static func verb(_ state: BoardStep.State, _ t: Language) -> String {
        switch state {
        case .waiting: t("Remettre à faire", "Put back to do")
        case .started: t("Commencée", "Started")
        case .done: t("Faite", "Done")
        case .skipped: t("Laisser de côté", "Skip")
        case .blocked: t("Bloquée", "Blocked")
        }
    }

    static func title(_ board: Board, _ t: Language) -> String {
        board.isExercise ? t("EXERCICE\u{00A0}– \(board.title)", "EXERCISE – \(board.title)") : board.title
    }

    /// "il y a 2 h", "dans 45 min".
    static func distance(_ hours: Double, _ t: Language) -> String {
        if abs(hours) < 0.05 { return t("maintenant", "now") }
        let length = HourWords.length(abs(hours), t)
        return hours < 0 ? t("il y a \(length)", "\(length) ago") : t("dans \(length)", "in \(length)")
    }

    static func drift(_ hours: Double, _ t: Language) -> StateBadge {
        if abs(hours) < 0.5 { return StateBadge(.proven, t("Tenue", "Kept")) }
        let length = HourWords.length(abs(hours), t)
        return hours > 0
            ? StateBadge(.missing, t("+\(length)", "+\(length)"))
            : StateBadge(.proven, t("\u{2212}\(length)", "\u{2212}\(length)"))
    }
}
