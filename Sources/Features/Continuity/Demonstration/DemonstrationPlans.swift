// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Site

/// The plans of the fictional group and what their tests showed; invented.
enum DemonstrationPlans {
    struct Revision: Sendable {
        let daysAgo: Int
        let changed: String
        let sections: [String: String]
        let isApproved: Bool
    }

    struct Test: Sendable {
        /// Where, when it is not where the plan is kept.
        var key: Demonstration.Key?
        /// Days from today.
        let planned: Int
        var held: Int?
        var isInField = false
        let scenario: String
        var participants = ""
        var shown = ""
        var toCorrect = ""
    }

    struct Script: Sendable {
        let key: Demonstration.Key
        let kind: PlanKind
        let title: String
        let owner: String
        /// Days from today.
        let review: Int?
        /// Days ago.
        let written: Int
        /// Days ago, and by whom.
        let approved: (Int, String)?
        let covers: [String]
        let sections: [String: String]
        var revision: Revision?
        var tests: [Test] = []

        func draft(today: Day) -> PlanDraft {
            PlanDraft(
                kind: kind, title: title, owner: owner, reviewOn: review.map { today.adding(days: $0) },
                sections: sections)
        }
    }

    static let all: [Script] = [
        Script(
            key: .support, kind: .continuity, title: "Continuité des urgences de Saint-Aubin",
            owner: "Cadre des urgences",
            review: 250, written: 74, approved: (72, "Directoire"), covers: ["urgences", "urg-app", "postes-urgences"],
            sections: [
                "scope": "Accueil, boxes, déchocage, jour et nuit. Ne couvre pas la coupure d’électricité.",
                "trigger": "Le médecin de garde, dès que le dossier des urgences ne répond plus depuis dix minutes.",
                "first": "Chariot papier, registre, tableau blanc. Appel au SAMU. Point box par box.",
                "hold": "Deux porteurs par garde, relève à douze heures, accueil limité au troisième jour.",
                "identity": "Carnet à souche du poste d’accueil, bracelet doublé, liste copiée toutes les heures.",
                "back": "Le cadre donne le feu vert après l’essai du référent. Ressaisie des traitements d’abord.",
            ],
            revision: Revision(
                daysAgo: 20, changed: "Place du chariot et numéros des porteurs, après l’essai.",
                sections: ["first": "Chariot papier (réserve face au box 4), registre, tableau blanc. Appel au SAMU."],
                isApproved: true),
            tests: [
                Test(
                    planned: -40, held: -40, isInField: true,
                    scenario: "Coupure du dossier des urgences de 9 h à 13 h, sans prévenir l’équipe.",
                    participants: "Médecin et cadre de garde, six infirmiers, admissions, deux observateurs",
                    shown: "Tri et registre tenus. Le chariot n’était pas à sa place, douze minutes perdues.",
                    toCorrect: "Fixer la place du chariot, doubler la clé.")
            ]),
        Script(
            key: .support, kind: .continuity, title: "Continuité de la réanimation", owner: "Cadre de réanimation",
            review: 210, written: 70, approved: (64, "Chef du pôle soins critiques"),
            covers: ["reanimation", "rea-app"],
            sections: [
                "trigger": "Le médecin de garde, quand la centrale ou la pancarte s’arrête.",
                "first": "Alarmes au lit au maximum, pancartes papier, débits relevés.",
                "hold": "Une infirmière de plus pour quatre lits, admissions limitées après deux jours.",
            ],
            tests: [
                Test(
                    planned: 32, scenario: "Arrêt de la centrale de surveillance pendant trois heures.",
                    participants: "Équipe de jour, biomédical")
            ]),
        Script(
            key: .support, kind: .continuity, title: "Continuité du laboratoire", owner: "Biologiste responsable",
            review: nil, written: 25, approved: nil, covers: ["laboratoire", "sgl", "automates"],
            sections: ["first": "Bons roses, numérotation par paillasse, contrôle de chaque automate."],
            tests: [Test(planned: -6, scenario: "Une paillasse sans système de laboratoire, une matinée.")]),
        Script(
            key: .support, kind: .backupPlan, title: "Plan de sauvegarde des systèmes critiques",
            owner: "Responsable systèmes", review: 120, written: 60, approved: (58, "DSI du groupement"),
            covers: ["dpi", "bdd", "hyperviseur", "sgl", "sauvegarde"],
            sections: [
                "objects": "Bases, machines virtuelles, partages, annuaire, interfaces, clés.",
                "rhythm": "Bases toutes les quatre heures, le reste chaque nuit.",
                "places": "Serveur hors du domaine, copie immuable chez l’hébergeur, bande mensuelle au coffre.",
            ]),
        Script(
            key: .group, kind: .recovery, title: "Reprise du système d’information du groupement",
            owner: "DSI du groupement",
            review: 180, written: 71, approved: (69, "Comité stratégique du groupement"),
            covers: ["ad", "dns", "reseau-ght", "sauvegarde"],
            sections: [
                "decision": "Le DSI, après avis du RSSI et de la cellule de crise.",
                "order": "Réseau, stockage, hyperviseurs, annuaire, noms, bases, puis les soins.",
                "clean": "Bulle isolée de Saint-Aubin\u{00A0}; le RSSI déclare chaque sauvegarde saine.",
                "check": "Les référents nommés essaient chaque application avant réouverture.",
                "outside": "En dernier, lien par lien, sur décision de la cellule.",
            ],
            tests: [
                Test(
                    key: .support, planned: -52, held: -52,
                    scenario: "Restauration de l’annuaire dans la bulle isolée.", participants: "Équipe systèmes, RSSI",
                    shown: "Annuaire relevé en neuf heures\u{00A0}; les noms ont suivi.",
                    toCorrect: "Écrire où est la clé de l’horloge.")
            ]),
        Script(
            key: .group, kind: .testSchedule, title: "Calendrier des essais de continuité", owner: "RSSI du groupement",
            review: 150, written: 68, approved: (66, "Comité de sécurité numérique du groupement"), covers: [],
            sections: [
                "rule": "Chaque PCA est joué une fois par an dans l’unité, sans que l’équipe soit prévenue de l’heure.",
                "next": "Réanimation en janvier, laboratoire en février, Port-Lanvers au printemps.",
            ]),
        Script(
            key: .group, kind: .isolation, title: "Couper et isoler", owner: "Responsable réseau du groupement",
            review: 140,
            written: 66, approved: (63, "DSI du groupement"), covers: ["internet", "sauvegarde", "vpn"],
            sections: [
                "decide": "L’astreinte réseau coupe seule et prévient aussitôt le directeur de garde.",
                "points":
                    "Baie 3 pour internet, baie 5 pour les liaisons entre établissements, prise rouge pour les sauvegardes.",
                "effects": "La téléphonie du Val-Serein passe par ces liaisons\u{00A0}: prévenir avant.",
            ]),
        Script(
            key: .group, kind: .backupPolicy, title: "Politique de sauvegarde, version de l’an prochain",
            owner: "Responsable des sauvegardes", review: nil, written: 18, approved: nil, covers: [],
            sections: ["rules": "Copie immuable pour chaque système critique, essai de restauration chaque trimestre."]),
        Script(
            key: .hill, kind: .continuity, title: "Continuité de la maternité de Montrieux",
            owner: "Sage-femme coordonnatrice",
            review: 200, written: 67, approved: (65, "Directoire de Montrieux"), covers: ["maternite"],
            sections: ["first": "Partogrammes papier, appel à Saint-Aubin, transferts décidés à deux."],
            tests: [
                Test(
                    planned: -30, held: -30, isInField: true,
                    scenario: "Une garde de nuit sans dossier informatisé.",
                    participants: "Deux sages-femmes, un cadre",
                    shown: "Tout a tenu\u{00A0}; il manquait des bracelets.",
                    toCorrect: "Doubler le stock de bracelets.")
            ]),
        Script(
            key: .valley, kind: .continuity, title: "Continuité de la médecine du Val-Serein",
            owner: "Cadre de médecine",
            review: 230, written: 58, approved: (54, "Directeur des soins"), covers: ["medecine"],
            sections: ["first": "Plans de soins de 6 h sortis du classeur, relecture à deux."],
            tests: [Test(planned: 20, scenario: "Une journée sans dossier patient dans une unité.")]),
        Script(
            key: .limes, kind: .continuity, title: "Continuité des soins aux Tilleuls", owner: "Cadre de santé",
            review: 300,
            written: 52, approved: (50, "Directrice de la résidence"), covers: ["hebergement"],
            sections: ["first": "Piluliers et fiches de soins papier, appel à la pharmacie de Saint-Aubin."]),
        Script(
            key: .harbour, kind: .continuity, title: "Continuité des urgences de Port-Lanvers", owner: "", review: nil,
            written: 15, approved: nil, covers: ["urgences"],
            sections: ["trigger": "À écrire avec le médecin coordonnateur."]),
    ]
}
