// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Primitives
import Recovery

/// Steps, kinds and sources in words.
enum StepWords {
    static func phase(_ phase: RecoveryStep.Phase, _ t: Language) -> String {
        switch phase {
        case .contain: t("Contenir", "Contain")
        case .rebuild: t("Reconstruire", "Rebuild")
        case .restore: t("Restaurer", "Restore")
        case .check: t("Vérifier", "Check")
        case .reopen: t("Rouvrir", "Reopen")
        }
    }

    static func source(_ step: KeptStep, _ t: Language) -> StateBadge {
        source(step.source, step.measuredOn, t)
    }

    static func source(_ source: Estimate.Source, _ day: Day?, _ t: Language) -> StateBadge {
        switch source {
        case .measured:
            StateBadge(
                .proven,
                day.map { t("Mesurée le \(t.date($0))", "Measured on \(t.date($0))") } ?? t("Mesurée", "Measured"))
        case .estimated: StateBadge(.declared, t("Estimée par l’équipe", "Estimated by the team"))
        case .proposed: StateBadge(.toReview, t("Proposée, à confirmer", "Proposed, to confirm"))
        }
    }

    static func layer(_ layer: Layer, _ t: Language) -> String {
        switch layer {
        case .activity: t("Activité", "Activity")
        case .service: t("Service", "Service")
        case .component: t("Composant", "Component")
        }
    }

    /// "Systèmes (2), Sécurité (1)".
    static func people(_ people: [String: Int], _ name: (String) -> String, _ t: Language) -> String {
        guard !people.isEmpty else { return t("personne", "nobody") }
        return people.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(name($0.key)) (\(t.number($0.value)))" }.joined(separator: ", ")
    }

    static func rhythm(_ rhythm: Team.Period.Rhythm, _ t: Language) -> String {
        switch rhythm {
        case .absent: t("absente", "away")
        case .day: t("tous les jours", "every day")
        case .officeHours: t("du lundi au vendredi", "Monday to Friday")
        case .roundTheClock: t("jour et nuit, en relais", "day and night, in shifts")
        }
    }

    /// "jour et nuit, en relais, puis dès H+72 tous les jours de 8 h à 20 h".
    static func periods(_ periods: [Team.Period], _ t: Language) -> String {
        periods.enumerated().map { index, period in
            var text = rhythm(period.rhythm, t)
            if period.rhythm == .day || period.rhythm == .officeHours {
                let (opens, closes) = (HourWords.clock(period.opens, t), HourWords.clock(period.closes, t))
                text += t(" de \(opens) à \(closes)", " from \(opens) to \(closes)")
            }
            if period.from > 0 {
                let mark = HourWords.mark(period.from, t)
                text = index > 0 ? t("puis dès \(mark) \(text)", "then from \(mark) \(text)") : "\(mark) \(text)"
            }
            return text
        }.joined(separator: ", ")
    }

    static func kind(_ kind: NodeKind, _ t: Language) -> String {
        switch kind {
        case .care: t("Activité de soin", "Care activity")
        case .technicalPlatform: t("Plateau technique", "Technical platform")
        case .administrative: t("Activité administrative", "Administrative activity")
        case .logistics: t("Logistique", "Logistics")
        case .clinicalApplication: t("Application de soin", "Clinical application")
        case .businessApplication: t("Application de gestion", "Business application")
        case .communication: t("Communication", "Communication")
        case .network: t("Réseau", "Network")
        case .firewall: t("Pare-feu", "Firewall")
        case .storage: t("Stockage", "Storage")
        case .hypervisor: t("Hyperviseur", "Hypervisor")
        case .backup: t("Sauvegarde", "Backup")
        case .directory: t("Annuaire", "Directory")
        case .naming: t("Noms (DNS)", "Naming (DNS)")
        case .time: t("Heure (NTP)", "Time (NTP)")
        case .certificates: t("Certificats", "Certificates")
        case .identity: t("Authentification", "Identity")
        case .detection: t("Détection", "Detection")
        case .database: t("Base de données", "Database")
        case .server: t("Serveur", "Server")
        case .integration: t("Échange de messages", "Integration")
        case .workstations: t("Postes", "Workstations")
        case .remoteAccess: t("Accès distant", "Remote access")
        case .telephony: t("Téléphonie", "Telephony")
        case .medicalDevices: t("Équipements biomédicaux", "Medical devices")
        case .building: t("Bâtiment", "Building")
        case .supplier: t("Fournisseur", "Supplier")
        case .other: t("Autre", "Other")
        }
    }
}
