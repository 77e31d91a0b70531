// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The list to start from. Only what a public text says is filled in; the rest is left blank for the establishment, and
/// what may have changed is marked to be confirmed.
enum ShippedNotifications {
    struct Line: Sendable {
        let code: String
        let recipient: String
        var occasion = ""
        var delay = ""
        var telephone = ""
        var channel = ""
        var note = ""
        var isToConfirm = false
    }

    /// In French: it is told to French authorities by French hospitals, and read aloud on the telephone.
    static let all: [Line] = [
        // Public health code, art. L.1111-8-2; decree 2022-715 of 27 April 2022; order of 30 October 2017.
        Line(
            code: "signalement", recipient: "ARS et ministère, par le portail des signalements",
            occasion:
                "Incident significatif ou grave de système d’information\u{00A0}: sécurité des soins, données de santé, "
                + "fonctionnement normal, retentissement sur d’autres structures.",
            delay: "Sans délai", channel: "signalement.social-sante.gouv.fr",
            note: "Si le portail est inaccessible\u{00A0}: par tout moyen auprès de l’ARS."),
        // CERT Santé, notice of its permanence of 17 October 2022.
        Line(
            code: "cert-sante", recipient: "CERT Santé",
            occasion: "Appui à la réponse, jour et nuit, pour un incident majeur avec mode dégradé.",
            delay: "Dès les premiers signes", telephone: "09 72 43 91 25", channel: "cyberveille.esante.gouv.fr",
            note: "Permanence de 24 heures sur 24 ouverte d’abord aux établissements de santé et à la radiothérapie."),
        Line(
            code: "ars-astreinte", recipient: "ARS, astreinte régionale",
            occasion: "Tension sur l’offre de soins, transferts de "
                + "patients, portail des signalements inaccessible.",
            note: "Numéro d’astreinte de votre région à écrire ici.", isToConfirm: true),
        Line(
            code: "anssi", recipient: "ANSSI, CERT-FR",
            occasion: "Opérateurs de services essentiels ou d’importance vitale\u{00A0}; sinon par le CERT Santé.",
            delay: "Sans délai pour ces opérateurs", telephone: "01 71 75 84 68",
            channel: "club.ssi.gouv.fr, déclaration d’incident", note: "Numéro publié en 2022.", isToConfirm: true),
        // Directive (EU) 2022/2555, art. 23. The French texts were still to come when this was written.
        Line(
            code: "nis2", recipient: "ANSSI, au titre de NIS 2",
            occasion: "Incident important d’une entité essentielle ou importante.",
            delay: "Alerte 24\u{00A0}h, notification 72\u{00A0}h, rapport final 1\u{00A0}mois",
            note: "Délais de la directive\u{00A0}; textes français à vérifier.", isToConfirm: true),
        Line(
            code: "cnil", recipient: "CNIL",
            occasion:
                "Violation de données personnelles présentant un risque\u{00A0}; si le risque est élevé, prévenir aussi les "
                + "personnes concernées.",
            delay: "72\u{00A0}h", channel: "Téléservice de la CNIL", note: "Décidé avec le DPO (RGPD, article 33)."),
        Line(
            code: "plainte", recipient: "Police ou gendarmerie\u{00A0}: dépôt de plainte",
            occasion: "Toute attaque. Garder les traces avant de réparer.", delay: "Au plus tôt",
            note: "Brigade ou commissariat, et référent cyber, à écrire ici."),
        Line(
            code: "assurance", recipient: "Assureur",
            occasion: "Contrat couvrant le risque cyber.", delay: "Souvent conditionné à une plainte sous 72\u{00A0}h",
            note: "Numéro de contrat et téléphone à écrire ici. Délai à vérifier dans le contrat.", isToConfirm: true),
        Line(
            code: "samu", recipient: "SAMU, hôpitaux voisins",
            occasion: "Réorientation des patients, fermeture des urgences ou d’un plateau technique.",
            note: "Lignes directes de régulation et de direction de garde à écrire ici."),
        Line(
            code: "groupement", recipient: "Membres du GHT et partenaires raccordés",
            occasion: "Couper les liaisons entre sites, prévenir de ne plus ouvrir nos courriels.",
            note: "Noms et téléphones à écrire ici."),
        Line(
            code: "reponse", recipient: "Prestataire de réponse à incident",
            occasion: "Contrat propre, ou marché financé par l’ARS dans certaines régions.",
            note: "Numéro de contrat et téléphone à écrire ici.", isToConfirm: true),
    ]
}
