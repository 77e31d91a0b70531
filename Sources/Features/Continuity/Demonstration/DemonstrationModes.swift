// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Site

/// How the units of the fictional group work without computers; invented.
enum DemonstrationModes {
    struct Script: Sendable {
        let key: Demonstration.Key
        let code: String
        let hours: Double?
        let ends: String
        let work: String
        var paper = ""
        var telephones = ""
        var staff = ""
        var stock = ""
        var extra = ""
        var by = ""
        var back = ""
        /// Days ago, and how it went.
        var tried: (Int, DegradedMode.Outcome, String)?

        func draft(today: Day) -> DegradedModeDraft {
            DegradedModeDraft(
                work: work, paper: paper, telephones: telephones, staff: staff, stock: stock, endurance: hours,
                endsBecause: ends, extraStaff: extra, switchedBy: by, back: back,
                triedOn: tried.map { today.adding(days: -$0.0) }, outcome: tried?.1, shown: tried?.2 ?? "")
        }
    }

    static let all: [Script] = [
        Script(
            key: .support, code: "urgences", hours: 72, ends: "Le registre papier et les porteurs ne suivent plus.",
            work:
                "Tri au tableau blanc, registre à souche, ordonnances en double.\nRésultats urgents par téléphone, relus à voix "
                + "haute.\nPoint toutes les deux heures avec le SAMU.",
            paper: "Chariot papier, réserve face au box 4\u{00A0}; 300 dossiers numérotés.",
            telephones: "Deux postes analogiques, trois portables de crise.",
            staff: "L’équipe habituelle et un agent d’accueil par garde.",
            stock: "Bracelets et étiquettes pour 400 passages.",
            extra: "Deux porteurs par garde, un agent de saisie au retour.", by: "Médecin de garde aux urgences",
            back: "Identités d’abord, puis allergies et traitements\u{00A0}; le reste est numérisé par les admissions.",
            tried: (118, .held, "Quatre heures un mardi matin. Le chariot n’était pas à sa place.")),
        Script(
            key: .support, code: "reanimation", hours: 48,
            ends: "L’équipe s’épuise à relever les constantes à la main.",
            work: "Pancarte papier au lit, constantes toutes les heures, prescriptions signées à heures fixes.",
            paper: "Pancartes vierges pour six jours, dans chaque chambre.",
            telephones: "Un poste analogique, un portable.",
            staff: "Une infirmière pour deux lits.", stock: "Consommables pour quatre jours.",
            extra: "Une infirmière de plus pour quatre lits.", by: "Médecin de garde de réanimation",
            back: "Bilan d’entrée et prescriptions en cours ressaisis, le reste numérisé.",
            tried: (210, .partly, "Deux alarmes n’étaient reportées que sur la centrale.")),
        Script(
            key: .support, code: "bloc", hours: 24, ends: "Les boîtes stériles manquent au bout d’un jour.",
            work: "Programme au tableau, vérification à voix haute, étiquettes des dispositifs collées sur feuille.",
            paper: "Feuilles d’anesthésie et de traçabilité, 120 exemplaires.", telephones: "Talkies du bloc.",
            staff: "L’équipe habituelle.", stock: "Boîtes d’avance\u{00A0}: une journée.", by: "Chef de bloc",
            back: "Traçabilité ressaisie par la cellule du bloc.",
            tried: (160, .held, "Trois interventions suivies sur papier.")),
        Script(
            key: .support, code: "maternite", hours: 72, ends: "Le suivi des nouveau-nés devient incertain.",
            work: "Partogramme et dossier papier, bracelets doublés mère et enfant.",
            paper: "Partogrammes, dossiers, registre d’accouchement.", by: "Sage-femme de garde",
            tried: (300, .held, "Bien connu.")),
        Script(
            key: .support, code: "medecine", hours: 72, ends: "Les plans de soins recopiés se contredisent.",
            work: "Plans de soins imprimés chaque nuit, puis recopiés une fois par jour, relus à deux.",
            paper: "Imprimante de secours et 500 feuilles par unité.", staff: "Relève doublée le matin.",
            by: "Cadre de garde"),
        Script(
            key: .support, code: "dialyse", hours: 48, ends: "Sans historique, on ne règle plus les séances.",
            work: "Fiche de séance papier, poids et prescriptions du dernier mois dans un classeur.",
            paper: "Classeur mis à jour chaque vendredi.", by: "Néphrologue d’astreinte",
            tried: (95, .held, "Une séance complète sur papier.")),
        Script(
            key: .support, code: "laboratoire", hours: 48, ends: "La file d’attente dépasse les délais des urgences.",
            work: "Numérotation à la main, automates en local, validation signée, résultats par téléphone et porteur.",
            paper: "Bons roses, registre par paillasse.", telephones: "Ligne directe urgences et réanimation.",
            staff: "Un technicien de plus par paillasse.", stock: "Réactifs pour cinq jours.",
            by: "Biologiste de garde",
            back: "Ressaisie des résultats par ordre du registre.",
            tried: (130, .partly, "Les étiquettes manuscrites ont donné deux doutes d’identité.")),
        Script(
            key: .support, code: "imagerie", hours: 36, ends: "Les consoles sont pleines.",
            work: "Examens urgents seulement, lus sur la console, compte rendu papier en double.",
            paper: "Cahier des examens par appareil.", by: "Radiologue de garde"),
        Script(
            key: .support, code: "pharmacie", hours: 24, ends: "Les stocks ne sont plus fiables.",
            work: "Ordonnances papier analysées avant délivrance, armoires ouvertes à deux, fiches de stock.",
            paper: "Fiches de stock des 80 produits sensibles.", staff: "Un préparateur la nuit.",
            by: "Pharmacien de garde"),
        Script(
            key: .support, code: "sterilisation", hours: 24, ends: "Un cycle non tracé ne peut être libéré.",
            work: "Étiquettes imprimées par l’autoclave, carnet de cycles signé.", by: "Responsable de la stérilisation"
        ),
        Script(
            key: .support, code: "transfusion", hours: 36, ends: "Le dépôt d’urgence est épuisé.",
            work: "Délivrance sur bordereau, contrôle ultime au lit sur carton, double lecture.",
            paper: "Bordereaux et cartons pour 60 poches.", by: "Biologiste de garde",
            tried: (142, .held, "Deux délivrances simulées, sans écart.")),
        Script(
            key: .support, code: "admissions", hours: 96, ends: "Les mouvements non saisis bloquent la facturation.",
            work: "Carnets à souche par poste, liste des présents copiée toutes les heures.",
            paper: "Carnets à souche, cinq postes.", by: "Responsable des admissions",
            back: "Rapprochement des numéros, séjour par séjour.",
            tried: (118, .held, "Avec les urgences.")),
        Script(
            key: .support, code: "restauration", hours: 120, ends: "Les régimes ne suivent plus les entrées.",
            work: "Feuille de repas par unité, portée deux fois par jour.", by: "Responsable de la restauration"),
        Script(
            key: .hill, code: "maternite", hours: 60, ends: "Une seule sage-femme la nuit.",
            work: "Dossier papier complet, transfert vers Saint-Aubin décidé à deux.", by: "Sage-femme de garde",
            tried: (75, .held, "Une garde entière.")),
        Script(
            key: .valley, code: "medecine", hours: 48, ends: "Les feuilles de soins recopiées se perdent.",
            work: "Plans de soins imprimés à 6 h et à 18 h, recopiés en cas de besoin.", by: "Cadre de médecine"),
        Script(
            key: .limes, code: "hebergement", hours: 120,
            ends: "La pharmacie ne livre plus sans ordonnance informatisée.",
            work: "Piluliers préparés pour sept jours, fiches de soins papier.", by: "Infirmière référente",
            tried: (55, .held, "Un week-end.")),
    ]

    static let sheets: [(Demonstration.Key, String, String)] = [
        (.group, "couper-le-reseau", "Salle des serveurs de Saint-Aubin\nAstreinte informatique"),
        (.group, "alerter", "Bureau du directeur de garde"), (.group, "preserver-les-traces", "Astreinte informatique"),
        (.group, "reprendre-la-main", ""), (.group, "communiquer", "Direction\nCommunication"),
        (.support, "degrade-urgences", "Urgences, poste de tri\nUrgences, déchocage"),
        (.support, "degrade-reanimation", "Réanimation, chaque chambre"),
        (.support, "degrade-laboratoire", "Laboratoire"),
        (.support, "degrade-pharmacie", "Pharmacie"),
        (.support, "identite-sans-informatique", "Admissions\nUrgences, accueil"),
        (.support, "degrade-bloc", ""),
    ]
}
