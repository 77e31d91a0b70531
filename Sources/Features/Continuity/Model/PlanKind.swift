// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// The documents of continuity that the programme and its readers know by name.
enum PlanKind: String, Sendable, Hashable, CaseIterable {
    case continuity
    case recovery
    case backupPlan
    case backupPolicy
    case isolation
    case governance
    case testSchedule

    var title: Phrase {
        switch self {
        case .continuity: Phrase("Plan de continuité (PCA)", "Continuity plan (PCA)")
        case .recovery: Phrase("Plan de reprise (PRA)", "Recovery plan (PRA)")
        case .backupPlan: Phrase("Plan de sauvegarde", "Backup plan")
        case .backupPolicy: Phrase("Politique de sauvegarde et de restauration", "Backup and restore policy")
        case .isolation: Phrase("Procédure d’isolement", "Isolation procedure")
        case .governance: Phrase("Schéma de gouvernance de la continuité", "Continuity governance")
        case .testSchedule: Phrase("Calendrier des essais", "Test schedule")
        }
    }

    var short: Phrase {
        switch self {
        case .continuity: Phrase("PCA", "PCA")
        case .recovery: Phrase("PRA", "PRA")
        default: title
        }
    }

    var meaning: Phrase {
        switch self {
        case .continuity:
            Phrase("comment les soins tiennent sans informatique", "how care holds without computers")
        case .recovery:
            Phrase("comment l’informatique revient, et dans quel ordre", "how computers come back, in which order")
        case .backupPlan:
            Phrase("ce qui est sauvegardé, à quel rythme, sur quoi", "what is backed up, how often, where")
        case .backupPolicy:
            Phrase("les règles que toutes les sauvegardes suivent", "the rules that every backup follows")
        case .isolation:
            Phrase("couper pour protéger, et revenir en arrière", "cutting off to protect, and coming back")
        case .governance: Phrase("qui décide, qui coordonne, à qui on rend compte", "who decides, coordinates, reports")
        case .testSchedule: Phrase("quel plan on essaie, quand, où", "which plan is tested, when, where")
        }
    }

    /// What an approved version proves: the words that the shipped frameworks ask for (`frameworks/care-d2.yaml`).
    var proof: (kind: String, subject: String) {
        switch self {
        case .continuity: ("plan.document", "PCA")
        case .recovery: ("plan.document", "PRA")
        case .backupPlan: ("plan.document", "backup")
        case .backupPolicy: ("policy.document", "backup")
        case .isolation: ("procedure.document", "backup-isolation")
        case .governance: ("policy.document", "continuity-governance")
        case .testSchedule: ("plan.document", "continuity-test-schedule")
        }
    }

    /// What a test in the field proves; nil for what is not tested with people at work.
    var testedPlan: String? {
        switch self {
        case .continuity: "PCA"
        case .recovery: "PRA"
        default: nil
        }
    }

    /// Has a scope on the map.
    var coversNodes: Bool { self != .governance && self != .testSchedule && self != .backupPolicy }
}
