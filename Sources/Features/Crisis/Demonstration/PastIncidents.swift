// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import LegalClocks
import Primitives
import Site

/// What happened to the fictional group, and is over. Everything is invented.
struct PastIncident: Sendable {
    struct Line: Sendable {
        /// Hours after the detection.
        let at: Double
        let kind: LogKind
        let cell: LogCell
        let text: String
        var source = ""
        var motive = ""
    }

    let place: Demonstration.Key
    let month: Int
    let day: Int
    /// Minutes past midnight UTC.
    let minute: Int
    let title: String
    let detail: String
    let kind: IncidentKind
    let severity: CareSeverity
    let reason: String
    /// Hours before the detection.
    var signBefore: Double?
    var diverted: Int?
    var units = ""
    var measures = ""
    var yes: Set<ClockQuestion> = []
    /// Hours after the detection.
    var decided: Double?
    var isCrisis = false
    var notified: Double?
    var breachKnown: Double?
    var cnil: Double?
    var contained: Double
    var restored: Double
    var lines: [Line] = []
    var findings: [FindingDraft] = []

    static func all(year: Int) -> [PastIncident] { [ransomware(year), supplier(year)] + minor }

    private static func ransomware(_ year: Int) -> PastIncident {
        PastIncident(
            place: .support, month: 3, day: 14, minute: 2 * 60 + 20,
            title: "Chiffrement du serveur de fichiers administratif",
            detail:
                "Des fichiers ont changé d’extension dans le partage de la facturation. Une note est apparue sur trois postes.",
            kind: .ransomware, severity: .degraded,
            reason: "Dossier patient coupé par précaution pendant neuf heures\u{00A0}; urgences et bloc sur papier",
            signBefore: 31,
            diverted: 6, units: "Urgences, bloc, imagerie",
            measures: "Liens vers l’extérieur coupés, sauvegardes débranchées, comptes d’administration changés.",
            yes: [.careAffected, .normalRunning, .malicious, .personalData, .personalRisk], decided: 0.6,
            isCrisis: true,
            notified: 3.2, breachKnown: 26, cnil: 62, contained: 7, restored: 76,
            lines: [
                .init(
                    at: 0.2, kind: .contact, cell: .operational,
                    text: "Appel de l’astreinte système\u{00A0}: partage illisible depuis la facturation.",
                    source: "Astreinte système, téléphone"),
                .init(
                    at: 0.9, kind: .action, cell: .operational,
                    text: "Liens internet et liaisons entre sites coupés au local technique."),
                .init(
                    at: 1.5, kind: .decision, cell: .care, text: "Urgences, bloc et imagerie passent sur papier.",
                    motive: "Dossier patient coupé par précaution."),
                .init(at: 2.4, kind: .information, cell: .care, text: "Six patients réorientés avec le SAMU."),
                .init(
                    at: 5, kind: .information, cell: .operational,
                    text: "Entrée trouvée\u{00A0}: compte d’un prestataire sans second facteur.",
                    source: "Équipe de réponse"),
                .init(
                    at: 11, kind: .decision, cell: .strategic, text: "Le dossier patient rouvre avant la facturation.",
                    motive: "Les soins d’abord, réseau vérifié."),
            ],
            findings: [
                FindingDraft(
                    review: .hot, nature: .strength, text: "Les classeurs du mode dégradé étaient à jour aux urgences.",
                    owner: ""),
                FindingDraft(
                    review: .hot, nature: .improve,
                    text: "Trois numéros privés de la liste d’astreinte ne répondaient plus.", owner: ""),
                FindingDraft(
                    review: .cold, nature: .cause,
                    text: "Un accès de prestataire ouvert en permanence, sans second facteur.", owner: ""),
                FindingDraft(
                    review: .cold, nature: .proposal, text: "Fermer les accès de télémaintenance hors intervention",
                    owner: "RSSI", dueOn: Day(year: year, month: 6, day: 30)),
                FindingDraft(
                    review: .cold, nature: .proposal, text: "Essayer deux fois par an tous les numéros de crise",
                    owner: "Direction de garde", dueOn: Day(year: year, month: 9, day: 30)),
            ])
    }

    private static func supplier(_ year: Int) -> PastIncident {
        PastIncident(
            place: .hill, month: 10, day: 6, minute: 9 * 60 + 45,
            title: "Panne de l’hébergeur du dossier de radiothérapie",
            detail: "Plus d’accès au dossier depuis 9 h 30. L’hébergeur annonce une intrusion chez lui.",
            kind: .supplier,
            severity: .degraded, reason: "Séances de radiothérapie reportées d’un jour pour onze patients",
            signBefore: 2, diverted: 0,
            units: "Radiothérapie", measures: "Liaison avec l’hébergeur coupée, mots de passe partagés changés.",
            yes: [.careAffected, .spread, .malicious], decided: 2.5, notified: 9, contained: 4, restored: 29,
            lines: [
                .init(
                    at: 0.5, kind: .contact, cell: .operational,
                    text: "L’hébergeur confirme une intrusion et coupe ses accès.", source: "Hébergeur, téléphone"),
                .init(
                    at: 3, kind: .decision, cell: .care,
                    text: "Les séances du jour sont reportées, aucun patient sans avis médical.",
                    motive: "Plan de traitement inaccessible."),
            ],
            findings: [
                FindingDraft(
                    review: .hot, nature: .improve, text: "Aucune édition de secours des plans de traitement.",
                    owner: ""),
                FindingDraft(
                    review: .cold, nature: .proposal, text: "Éditer chaque soir les plans de traitement du lendemain",
                    owner: "Cadre de radiothérapie", dueOn: Day(year: year + 1, month: 1, day: 31)),
            ])
    }

    /// Small ones of the other members, for the observatory.
    private static let minor: [PastIncident] = [
        PastIncident(
            place: .valley, month: 1, day: 20, minute: 8 * 60, title: "Messagerie d’un cadre utilisée pour hameçonner",
            detail: "Des collègues reçoivent des demandes de virement.", kind: .accountCompromise, severity: .none,
            reason: "Aucun service de soins n’est touché", signBefore: 14, yes: [.malicious], decided: 1, contained: 2,
            restored: 5),
        PastIncident(
            place: .harbour, month: 5, day: 3, minute: 11 * 60, title: "Compte d’un praticien ouvert depuis l’étranger",
            detail: "Connexions de nuit à la messagerie.", kind: .accountCompromise, severity: .watched,
            reason: "Le compte donnait accès à des comptes rendus", signBefore: 60,
            yes: [.malicious, .healthData, .personalData, .personalRisk], decided: 3, notified: 20, breachKnown: 6,
            cnil: 50,
            contained: 3.5, restored: 8),
        PastIncident(
            place: .limes, month: 6, day: 18, minute: 14 * 60, title: "Poste de soins infecté par une clé",
            detail: "L’antivirus bloque, le poste est retiré.", kind: .outage, severity: .none,
            reason: "Un autre poste a pris le relais", yes: [], decided: 0.5, contained: 1, restored: 4),
        PastIncident(
            place: .valley, month: 8, day: 9, minute: 16 * 60, title: "Téléphonie saturée d’appels automatiques",
            detail: "Le standard ne peut plus répondre pendant deux heures.", kind: .denialOfService,
            severity: .watched,
            reason: "Numéro direct des urgences maintenu", signBefore: 0.5, yes: [.normalRunning, .malicious],
            decided: 0.7,
            notified: 4, contained: 1.5, restored: 3),
        PastIncident(
            place: .harbour, month: 11, day: 12, minute: 7 * 60, title: "Panne de l’onduleur de la salle informatique",
            detail: "Arrêt brutal de quatre serveurs.", kind: .outage, severity: .degraded,
            reason: "Laboratoire sur papier pendant la matinée", diverted: 0, units: "Laboratoire",
            yes: [.careAffected, .normalRunning], decided: 0.4, notified: 2, contained: 1, restored: 9),
    ]
}
