// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import Primitives

/// The words of the log.
enum LogWords {
    static func kind(_ kind: LogKind, _ t: Language) -> String {
        switch kind {
        case .information: t("Information", "Information")
        case .decision: t("Décision", "Decision")
        case .action: t("Action", "Action")
        case .request: t("Demande", "Request")
        case .contact: t("Contact", "Contact")
        case .notification: t("Notification", "Notification")
        }
    }

    static func cell(_ cell: LogCell, _ t: Language) -> String {
        switch cell {
        case .strategic: t("Cellule stratégique", "Strategic cell")
        case .operational: t("Cellule opérationnelle", "Operational cell")
        case .care: t("Cellule soins", "Care cell")
        case .communication: t("Cellule communication", "Communication cell")
        case .direction: t("Direction d’exercice", "Exercise direction")
        }
    }

    static func phase(_ phase: LogPhase, _ t: Language) -> String {
        switch phase {
        case .contain: t("Alerter, mobiliser, endiguer", "Alert, mobilise, contain")
        case .understand: t("Garder la confiance, comprendre", "Keep confidence, understand")
        case .restart: t("Relancer les activités, durcir", "Restart activities, harden")
        case .learn: t("Tirer les leçons, clore", "Learn and close")
        }
    }

    static func confidence(_ confidence: LogConfidence, _ t: Language) -> String {
        switch confidence {
        case .confirmed: t("Confirmé", "Confirmed")
        case .probable: t("Probable", "Probable")
        case .unconfirmed: t("Non confirmé", "Unconfirmed")
        }
    }

    /// The kind as shape and word; colour is the badge's.
    static func badge(_ line: LogReading.Line, at now: Moment, _ t: Language) -> StateBadge {
        let word = kind(line.current.kind, t)
        if line.isAsked {
            switch line.ending {
            case .done: return StateBadge(.proven, t("\(word) faite", "\(word) done"))
            case .dropped: return StateBadge(.notApplicable, t("\(word) abandonnée", "\(word) dropped"))
            case .open, nil:
                return line.isLate(at: now)
                    ? StateBadge(.missing, t("\(word) en retard", "\(word) late"))
                    : StateBadge(.expiring, t("\(word) ouverte", "\(word) open"))
            }
        }
        return switch line.current.kind {
        case .decision: StateBadge(.declared, word)
        case .notification: StateBadge(.toReview, word)
        case .contact: StateBadge(.unanswered, word)
        case .information, .action, .request: StateBadge(.neutral, word)
        }
    }

    static func fault(_ fault: LogVerification.Fault, _ t: Language) -> String {
        switch fault {
        case .missing: t("ligne absente", "missing line")
        case .altered: t("ligne modifiée", "altered line")
        case .unlinked: t("ligne qui ne suit pas la précédente", "line that does not follow the one before")
        case .forked: t("deux lignes portent ce numéro", "two lines have this number")
        }
    }

    /// "12 min", "3 h 05".
    static func duration(_ seconds: Int, _ t: Language) -> String {
        let minutes = max(seconds, 0) / 60
        guard minutes >= 60 else { return t("\(minutes)\u{00A0}min", "\(minutes) min") }
        let rest = minutes % 60
        let padded = rest < 10 ? "0\(rest)" : "\(rest)"
        return t("\(t.number(minutes / 60))\u{00A0}h\u{00A0}\(padded)", "\(t.number(minutes / 60)) h \(padded)")
    }

    /// KXR-12, and which of the two when a number stands twice.
    static func number(_ line: LogReading.Line) -> String {
        line.fork == 0 ? "\(line.reference)" : "\(line.reference)\u{00A0}(\(line.fork))"
    }
}
