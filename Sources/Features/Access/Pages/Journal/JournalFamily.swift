// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Kinds of actions, to look for one among many.
enum JournalFamily: String, Sendable, CaseIterable {
    case people = "personnes"
    case signIns = "connexions"
    case establishments = "etablissements"
    case assessments = "evaluations"
    case frameworks = "referentiels"
    case proofs = "preuves"
    case governance = "gouvernance"
    case roadmaps = "feuilles-de-route"
    case calendar = "agenda"
    /// Whatever a feature calls by a name that is not listed here.
    case other = "autres"

    /// What comes before the dot of the actions' codes.
    var prefixes: [String] {
        switch self {
        case .people: ["account", "role", "link"]
        case .signIns: ["signIn", "session", "password", "secondFactor", "recoveryCode", "recoveryCodes"]
        case .establishments: ["organisation", "finess", "membership", "activity"]
        case .assessments: ["assessment", "answer", "answers", "campaign", "remark"]
        case .frameworks: ["framework", "frameworks", "mapping"]
        case .proofs: ["proof", "proofs", "dossier", "objectives"]
        case .governance:
            [
                "appointment", "committee", "decision", "budget", "budgetLine", "post", "interpretation", "indicator",
                "governance", "direction",
            ]
        case .roadmaps: ["roadmap", "roadmapTask", "roadmapAction"]
        case .calendar: ["agenda"]
        case .other: []
        }
    }

    var title: Phrase {
        switch self {
        case .people: Phrase("Comptes et rôles", "Accounts and roles")
        case .signIns: Phrase("Connexions", "Signing in")
        case .establishments: Phrase("Établissements", "Establishments")
        case .assessments: Phrase("Évaluations", "Assessments")
        case .frameworks: Phrase("Référentiels", "Frameworks")
        case .proofs: Phrase("Preuves et dossiers", "Proofs and dossiers")
        case .governance: Phrase("Gouvernance", "Governance")
        case .roadmaps: Phrase("Feuilles de route", "Roadmaps")
        case .calendar: Phrase("Agenda", "Calendar")
        case .other: Phrase("Autres actions", "Other actions")
        }
    }
}
