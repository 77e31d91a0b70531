// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import LegalClocks
import Primitives

/// What the pages call the things of this room.
enum CrisisWords {
    static func origin(_ origin: Incident.Origin) -> Phrase {
        switch origin {
        case .person: Phrase("Une personne l’a vu", "Somebody saw it")
        case .alert: Phrase("Une alerte de la supervision", "An alert of the supervision")
        case .message: Phrase("Un message ou un appel", "A message or a call")
        }
    }

    static func kind(_ kind: IncidentKind) -> Phrase {
        switch kind {
        case .ransomware: Phrase("Rançongiciel", "Ransomware")
        case .espionage: Phrase("Espionnage ou vol de données", "Espionage or data theft")
        case .denialOfService: Phrase("Déni de service", "Denial of service")
        case .accountCompromise: Phrase("Compte compromis", "Compromised account")
        case .supplier: Phrase("Fournisseur atteint", "Supplier hit")
        case .outage: Phrase("Panne", "Outage")
        }
    }

    static func kindNote(_ kind: IncidentKind) -> Phrase {
        switch kind {
        case .ransomware:
            Phrase(
                "Des fichiers ou des serveurs sont chiffrés, une rançon est demandée.",
                "Files or servers are encrypted, a ransom is asked.")
        case .espionage:
            Phrase(
                "Quelqu’un lit, ou a emporté, des données qui ne lui sont pas destinées.",
                "Somebody reads, or took away, what they must not.")
        case .denialOfService:
            Phrase(
                "Un accès est saturé\u{00A0}: internet, téléphonie, un site.",
                "An access is flooded: internet, telephony, a site.")
        case .accountCompromise:
            Phrase("Un compte est utilisé par quelqu’un d’autre.", "An account is used by somebody else.")
        case .supplier:
            Phrase(
                "L’attaque ou la panne est chez un prestataire raccordé.",
                "The attack or outage is at a connected supplier.")
        case .outage: Phrase("Rien ne dit qu’il y a malveillance.", "Nothing says that it is malicious.")
        }
    }

    static func phase(_ phase: LogPhase) -> Phrase {
        switch phase {
        case .contain: Phrase("Contenir", "Contain")
        case .understand: Phrase("Comprendre", "Understand")
        case .restart: Phrase("Redémarrer", "Restart")
        case .learn: Phrase("Apprendre", "Learn")
        }
    }

    static func phasePurpose(_ phase: LogPhase) -> Phrase {
        switch phase {
        case .contain:
            Phrase("Alerter, mobiliser, empêcher que cela s’étende.", "Alert, mobilise, keep it from spreading.")
        case .understand:
            Phrase("Savoir par où ils sont entrés, et garder la confiance.", "Know how they came in, and keep trust.")
        case .restart:
            Phrase("Rendre les activités une à une, plus solides.", "Give activities back one by one, stronger.")
        case .learn: Phrase("Tirer les leçons, et clore.", "Learn, and close.")
        }
    }

    static func question(_ question: ClockQuestion) -> Phrase {
        switch question {
        case .careAffected:
            Phrase(
                "La sécurité des soins est-elle touchée, ou peut-elle l’être\u{00A0}?",
                "Is the safety of care affected, or could it be?")
        case .healthData:
            Phrase(
                "L’intégrité ou la confidentialité de données de santé est-elle touchée\u{00A0}?",
                "Is the integrity or confidentiality of health data affected?")
        case .normalRunning:
            Phrase(
                "L’établissement cesse-t-il de fonctionner normalement\u{00A0}?",
                "Does the establishment stop working normally?")
        case .spread:
            Phrase(
                "D’autres structures, ou le territoire, sont-ils touchés\u{00A0}?",
                "Are other establishments, or the territory, affected?")
        case .personalData:
            Phrase(
                "Des données personnelles sont-elles perdues, modifiées, divulguées ou inaccessibles\u{00A0}?",
                "Are personal data lost, changed, disclosed or out of reach?")
        case .personalRisk:
            Phrase("Y a-t-il un risque pour ces personnes\u{00A0}?", "Is there a risk for these persons?")
        case .highRisk: Phrase("Ce risque est-il élevé\u{00A0}?", "Is this risk high?")
        case .malicious: Phrase("Est-ce un acte malveillant\u{00A0}?", "Is it malicious?")
        case .essentialOperator:
            Phrase(
                "L’établissement est-il opérateur de services essentiels ou d’importance vitale\u{00A0}?",
                "Is the establishment an operator of essential services or of vital importance?")
        case .nis2Entity:
            Phrase(
                "Est-il une entité essentielle ou importante au sens de NIS\u{00A0}2\u{00A0}?",
                "Is it an essential or important entity under NIS 2?")
        case .significant:
            Phrase(
                "L’incident est-il important au sens de NIS\u{00A0}2\u{00A0}?",
                "Is the incident significant under NIS 2?")
        case .insured:
            Phrase(
                "Un contrat d’assurance couvre-t-il ce risque\u{00A0}?", "Does an insurance contract cover this risk?")
        }
    }

    static func answer(_ answer: ClockAnswer) -> Phrase {
        switch answer {
        case .yes: Phrase("Oui", "Yes")
        case .no: Phrase("Non", "No")
        case .unknown: Phrase("On ne sait pas encore", "Not known yet")
        }
    }

    static func severity(_ severity: CareSeverity?, _ t: Language) -> StateBadge {
        switch severity {
        case nil: StateBadge(.unanswered, t("Gravité à dire", "Severity to be told"))
        case .some(.none): StateBadge(.closed, CareSeverity.none.title(t))
        case .watched?: StateBadge(.toReview, CareSeverity.watched.title(t))
        case .degraded?: StateBadge(.expiring, CareSeverity.degraded.title(t))
        case .endangered?: StateBadge(.missing, CareSeverity.endangered.title(t))
        }
    }

    static func standing(_ incident: Incident, _ t: Language) -> StateBadge {
        if !incident.isOpen { return StateBadge(.closed, t("Clos", "Closed")) }
        if incident.isCrisis { return StateBadge(.missing, t("Crise", "Crisis")) }
        return StateBadge(.expiring, t("En cours", "Under way"))
    }

    static func logKind(_ kind: LogKind) -> Phrase {
        switch kind {
        case .information: Phrase("Information", "Information")
        case .decision: Phrase("Décision", "Decision")
        case .action: Phrase("Action", "Action")
        case .request: Phrase("Demande", "Request")
        case .contact: Phrase("Contact", "Contact")
        case .notification: Phrase("Notification", "Notification")
        }
    }

    /// "3 h 20", "2 jours 4 h", "12 min": how long, to the eye.
    static func length(seconds: Int, _ t: Language) -> String {
        let minutes = abs(seconds / 60)
        let (hours, rest) = (minutes / 60, minutes % 60)
        if hours == 0 { return "\(rest)\u{00A0}min" }
        if hours < 48 {
            let digits = rest < 10 ? "0\(rest)" : "\(rest)"
            return rest == 0 ? "\(hours)\u{00A0}h" : "\(hours)\u{00A0}h\u{00A0}\(digits)"
        }
        let days = t.count(hours / 24, ("jour", "jours"), ("day", "days"))
        return hours % 24 == 0 ? days : "\(days) \(hours % 24)\u{00A0}h"
    }

    static func length(hours: Double, _ t: Language) -> String {
        length(seconds: Int(min(max(hours, 0), 1e7) * 3600), t)
    }

    static func delay(_ delay: ClockDelay, _ t: Language) -> String {
        switch delay {
        case .withoutDelay: t("Sans délai", "Without delay")
        case .soonest: t("Au plus tôt", "As soon as possible")
        case .hours(let hours): t("\(hours)\u{00A0}heures", "\(hours) hours")
        case .months(let months):
            t.count(months, ("mois", "mois"), ("month", "months"))
        }
    }

    static func start(_ start: ClockStart, _ t: Language) -> String {
        switch start {
        case .incidentKnown: t("dès que l’incident est connu", "once the incident is known")
        case .breachKnown: t("dès que la violation de données est connue", "once the data breach is known")
        case .previousSent: t("dès l’envoi précédent", "once the one before was sent")
        case .restored: t("dès le retour à la normale", "once all is back to normal")
        }
    }

    static func reading(_ reading: ClockReading, at now: Instant, _ t: Language) -> StateBadge {
        let left = reading.dueAt.map { $0.instant.seconds(since: now) } ?? 0
        let length = CrisisWords.length(seconds: left, t)
        switch reading.state {
        case .notTriggered: return StateBadge(.notApplicable, t("Ne s’applique pas", "Does not apply"))
        case .undetermined: return StateBadge(.unanswered, t("Questions à trancher", "Questions to settle"))
        case .waiting: return StateBadge(.neutral, t("Pas commencée", "Not begun"))
        case .atOnce: return StateBadge(.missing, t("À faire maintenant", "To do now"))
        case .running: return StateBadge(.expiring, t("Reste \(length)", "\(length) left"))
        case .dueSoon: return StateBadge(.missing, t("Plus que \(length)", "Only \(length) left"))
        case .late: return StateBadge(.missing, t("En retard de \(length)", "\(length) late"))
        case .done: return StateBadge(.proven, t("Fait", "Done"))
        case .doneLate: return StateBadge(.declared, t("Fait en retard", "Done late"))
        }
    }

    static func period(_ period: ReflexSheet.Period) -> Phrase { period.title }
}
