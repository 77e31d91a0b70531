// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// A part of a plan, with what a reader expects to find there.
struct PlanSection: Sendable {
    /// Stable: texts are kept under it.
    let key: String
    let title: Phrase
    let guidance: Phrase

    init(_ key: String, _ title: Phrase, _ guidance: Phrase) {
        self.key = key
        self.title = title
        self.guidance = guidance
    }
}

extension PlanKind {
    var sections: [PlanSection] {
        switch self {
        case .continuity: Self.continuitySections
        case .recovery: Self.recoverySections
        case .backupPlan: Self.backupPlanSections
        case .backupPolicy: Self.backupPolicySections
        case .isolation: Self.isolationSections
        case .governance: Self.governanceSections
        case .testSchedule: Self.testScheduleSections
        }
    }

    private static let continuitySections = [
        PlanSection(
            "scope", Phrase("Ce que le plan couvre", "What the plan covers"),
            Phrase(
                "Quelles unités, quels horaires, quelles pannes. Dites aussi ce qu’il ne couvre pas.",
                "Which units, hours and outages. Say also what it does not cover.")),
        PlanSection(
            "trigger", Phrase("Qui déclenche, et sur quoi", "Who starts it, and on what"),
            Phrase(
                "La fonction qui décide, sa remplaçante la nuit, et le signe qui suffit pour décider.",
                "The function that decides, its deputy at night, and the sign that is enough.")),
        PlanSection(
            "first", Phrase("La première heure", "The first hour"),
            Phrase(
                "Les gestes dans l’ordre\u{00A0}: prévenir, sortir le papier, protéger les patients en cours de prise en charge.",
                "What is done, in order: warn, take out the paper, protect the patients being treated.")),
        PlanSection(
            "hold", Phrase("Tenir plusieurs jours", "Holding for several days"),
            Phrase(
                "Relèves, stocks, renforts, ce qu’on arrête pour tenir. Les modes prévus pour une panne courte s’usent souvent "
                    + "vers le troisième jour.",
                "Relief, stocks, reinforcements, what is stopped in order to hold. What suits a short outage often wears out "
                    + "by the third day.")),
        PlanSection(
            "identity", Phrase("Identité et traçabilité", "Identity and traceability"),
            Phrase(
                "Comment on identifie un patient, qui numérote les dossiers papier, où ils sont rangés.",
                "How a patient is identified, who numbers the paper records, where they are kept.")),
        PlanSection(
            "back", Phrase("Revenir à la normale", "Back to normal"),
            Phrase(
                "Qui donne le feu vert, quelles données sont ressaisies, par qui, avec quel contrôle.",
                "Who gives the green light, which data are entered again, by whom, checked how.")),
        PlanSection(
            "people", Phrase("Qui joindre", "Whom to reach"),
            Phrase(
                "Des fonctions et l’endroit où trouver leurs numéros sur papier.",
                "Functions, and where their numbers are found on paper.")),
    ]

    private static let recoverySections = [
        PlanSection(
            "scope", Phrase("Ce que le plan remet en marche", "What the plan restarts"),
            Phrase(
                "Les services et ce dont ils dépendent. La cartographie en donne la liste.",
                "The services and what they depend on. The map gives the list.")),
        PlanSection(
            "decision", Phrase("Qui décide de reconstruire ou de restaurer", "Who decides to rebuild or to restore"),
            Phrase(
                "La fonction, ce qu’elle doit savoir avant de décider, et avec qui elle en parle.",
                "The function, what it must know before deciding, and with whom.")),
        PlanSection(
            "order", Phrase("L’ordre de redémarrage", "The order of the restart"),
            Phrase(
                "Le socle d’abord (réseau, stockage, annuaire, noms), puis les soins dans l’ordre convenu avec eux.",
                "Foundations first (network, storage, directory, names), then care, in the order agreed with it.")),
        PlanSection(
            "clean", Phrase("Repartir propre", "Starting clean"),
            Phrase(
                "La zone isolée où l’on vérifie une sauvegarde avant de la remettre en service, et qui la déclare saine.",
                "The isolated place where a backup is checked before it returns, and who declares it sound.")),
        PlanSection(
            "check", Phrase("Faire vérifier par les métiers", "Checked by its users"),
            Phrase(
                "Pour chaque service, la fonction qui l’essaie et ce qu’elle regarde.",
                "For each service, the function that tries it and what it looks at.")),
        PlanSection(
            "means", Phrase("Équipes, fournisseurs, matériel", "Teams, suppliers, equipment"),
            Phrase(
                "Qui travaille quand, qui vient en renfort, quels contrats et numéros de série il faut.",
                "Who works when, who comes to help, which contracts and serial numbers are needed.")),
        PlanSection(
            "outside", Phrase("Se reconnecter à l’extérieur", "Reconnecting to the outside"),
            Phrase(
                "Dans quel ordre, sur quelles preuves, qui l’autorise. C’est souvent le dernier jalon.",
                "In which order, on what proof, who allows it. Often the last milestone.")),
    ]

    private static let backupPlanSections = [
        PlanSection(
            "objects", Phrase("Ce qui est sauvegardé", "What is backed up"),
            Phrase(
                "Bases, serveurs, partages, et ce qu’on oublie\u{00A0}: annuaire, hyperviseurs, interfaces, clés.",
                "Databases, servers, shares, and what is forgotten: directory, hypervisors, interfaces, keys.")),
        PlanSection(
            "rhythm", Phrase("Rythme et durée de garde", "Rhythm and retention"),
            Phrase(
                "L’intervalle entre deux copies ne dépasse jamais la perte de données admise.",
                "The interval between two copies never exceeds the data loss that is accepted.")),
        PlanSection(
            "places", Phrase("Où sont les copies", "Where the copies are"),
            Phrase(
                "Trois exemplaires, deux supports, un ailleurs, dont un que personne ne peut modifier.",
                "Three copies, two media, one elsewhere, one that nobody can change.")),
        PlanSection(
            "restore", Phrase("Comment on restaure", "How one restores"),
            Phrase(
                "Le mode opératoire, et la durée relevée au dernier essai.",
                "The procedure, and the time of the last test.")),
        PlanSection(
            "update", Phrase("Comment le plan reste à jour", "How the plan stays up to date"),
            Phrase(
                "Ce qui se passe quand un serveur arrive ou part.", "What happens when a server comes or goes.")),
    ]

    private static let backupPolicySections = [
        PlanSection(
            "scope", Phrase("À quoi la politique s’applique", "What the policy applies to"),
            Phrase(
                "Chez vous, chez vos prestataires, dans les applications hébergées ailleurs.",
                "In house, at your suppliers, in applications hosted elsewhere.")),
        PlanSection(
            "rules", Phrase("Les règles", "The rules"),
            Phrase(
                "Rythmes, durées de garde, copie immuable, chiffrement, séparation des comptes.",
                "Rhythms, retention, immutable copy, encryption, separate accounts.")),
        PlanSection(
            "contracts", Phrase("Les clauses de contrat", "Contract clauses"),
            Phrase(
                "Qui sauvegarde quoi, à quelle fréquence, où, qui restaure et en combien de temps.",
                "Who backs up what, how often, where, who restores and how fast.")),
        PlanSection(
            "roles", Phrase("Les rôles", "Roles"),
            Phrase("Qui opère, qui administre, qui contrôle.", "Who operates, administers and controls.")),
        PlanSection(
            "tests", Phrase("Les essais et la surveillance", "Tests and supervision"),
            Phrase(
                "À quel rythme on restaure pour de vrai, qui lit les alertes chaque jour.",
                "How often one really restores, who reads the alerts every day.")),
    ]

    private static let isolationSections = [
        PlanSection(
            "decide", Phrase("Qui peut couper, à toute heure", "Who may cut off, at any hour"),
            Phrase(
                "La fonction d’astreinte qui décide seule, et qui elle prévient aussitôt.",
                "The function on call that decides alone, and whom it tells at once.")),
        PlanSection(
            "points", Phrase("Les points de coupure", "The cut-off points"),
            Phrase(
                "Où ils sont, comment on les reconnaît, dans quel ordre on les coupe.",
                "Where they are, how to know them, in which order they are cut.")),
        PlanSection(
            "effects", Phrase("Ce qui s’arrête avec", "What stops with them"),
            Phrase(
                "Téléphonie, automates, portes\u{00A0}: prévenez les soins avant de couper, si vous avez deux minutes.",
                "Telephones, analysers, doors: warn care before cutting, if you have two minutes.")),
        PlanSection(
            "backups", Phrase("Isoler les sauvegardes", "Isolating the backups"),
            Phrase(
                "Le geste qui met les copies hors d’atteinte, et le temps qu’il prend.",
                "What puts the copies out of reach, and how long it takes.")),
        PlanSection(
            "back", Phrase("Revenir en arrière", "Coming back"),
            Phrase("Sur quelle preuve, par qui, dans quel ordre.", "On what proof, by whom, in which order.")),
    ]

    private static let governanceSections = [
        PlanSection(
            "decide", Phrase("Qui décide", "Who decides"),
            Phrase("L’instance, et ce qu’elle arbitre.", "The body, and what it settles.")),
        PlanSection(
            "coordinate", Phrase("Qui coordonne", "Who coordinates"),
            Phrase(
                "Le responsable du plan, son temps, sa lettre de mission.",
                "Who is in charge, with what time and letter.")),
        PlanSection(
            "keep", Phrase("Qui tient chaque plan", "Who keeps each plan"),
            Phrase("Par fonction, dans les soins et à l’informatique.", "By function, in care and in IT.")),
        PlanSection(
            "report", Phrase("À qui l’on rend compte", "To whom one reports"),
            Phrase("À quel rythme, avec quels chiffres.", "How often, with which figures.")),
    ]

    private static let testScheduleSections = [
        PlanSection(
            "rule", Phrase("La règle", "The rule"),
            Phrase(
                "À quel rythme chaque plan est essayé, et ce qui compte comme un essai de terrain.",
                "How often each plan is tested, and what counts as a test in the field.")),
        PlanSection(
            "year", Phrase("Les essais de l’année", "The tests of the year"),
            Phrase(
                "Les jours fixés dans Carène s’ajoutent d’eux-mêmes au calendrier\u{00A0}; écrivez ici ce qui n’y est pas.",
                "The days set in Carène join the calendar by themselves; write here what is not there.")),
        PlanSection(
            "next", Phrase("Les plans qui restent à essayer", "Plans still to be tested"),
            Phrase(
                "Pour chacun, le trimestre visé et la fonction qui prépare.", "For each, the quarter and who prepares.")
        ),
    ]
}
