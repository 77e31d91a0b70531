// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Site

/// The governance of the fictional group: a RSSI shared by five of its seven members, nobody for continuity, budgets that
/// climb towards 2 %, a committee with decisions of every state, posts that nobody holds, and six months of measures.
enum GovernanceDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        try await budgets(demonstration, in: house)
        try await appointments(demonstration, in: house)
        try await team(demonstration, in: house)
        try await committee(demonstration, in: house)
        try await interpretations(demonstration, in: house)
        try await DemonstrationHistory.add(demonstration, in: house)
    }

    // MARK: People

    private static func appointments(_ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        let shared = try [Demonstration.Key.support, .hill, .valley, .limes, .roses].map {
            try demonstration.organisation($0).id
        }
        let all = try Demonstration.Key.members.map { try demonstration.organisation($0).id }
        let rssi = demonstration.person(.rssi)
        let everybody: [(Demonstration.Key, AppointmentDraft)] = [
            (
                .group,
                AppointmentDraft(
                    job: .rssi, title: "", person: rssi?.name ?? "Claire Morvan", account: rssi?.account,
                    startsOn: today.adding(days: -410), share: 60, served: shared)
            ),
            (
                .group,
                AppointmentDraft(
                    job: .dsi, person: "Laurent Thévenot", startsOn: today.adding(days: -1320), share: 100, served: all)
            ),
            (
                .support,
                AppointmentDraft(
                    job: .dpo, person: "Maud Hérisson", startsOn: today.adding(days: -700),
                    endsOn: today.adding(days: 45), share: 50, served: [try demonstration.organisation(.support).id])
            ),
            (
                .support,
                AppointmentDraft(
                    job: .restoreReferent, person: "Dr Olivier Castel", startsOn: today.adding(days: -120), share: 5,
                    served: [try demonstration.organisation(.support).id])
            ),
            (
                .hill,
                AppointmentDraft(
                    job: .dpo, person: "Karim Belhadj", startsOn: today.adding(days: -500), share: 20,
                    served: [try demonstration.organisation(.hill).id])
            ),
            (
                .harbour,
                AppointmentDraft(
                    job: .securityReferent, person: "Gaëlle Riou", startsOn: today.adding(days: -260), share: 10,
                    served: [try demonstration.organisation(.harbour).id])
            ),
        ]
        for (key, draft) in everybody {
            let keeper = try demonstration.organisation(key)
            try await house.database.change(by: demonstration.author(.rssi), at: today.adding(days: -100).morning) {
                change in
                _ = try AppointmentStore.make(draft, at: keeper, today: today, in: change)
            }
        }
    }

    private static func team(_ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        let posts: [(Demonstration.Key, PostDraft)] = [
            (
                .support,
                PostDraft(title: "Directeur du système d’information", skill: .governance, authorised: 100, filled: 100)
            ),
            (
                .support,
                PostDraft(
                    title: "Adjoint au RSSI", skill: .governance, authorised: 100, filled: 0,
                    vacantSince: today.adding(days: -310))
            ),
            (
                .support,
                PostDraft(
                    title: "Administrateurs systèmes et réseaux", skill: .infrastructure, authorised: 400, filled: 300,
                    vacantSince: today.adding(days: -95))
            ),
            (
                .support,
                PostDraft(title: "Techniciens de proximité", skill: .infrastructure, authorised: 500, filled: 500)
            ),
            (
                .support,
                PostDraft(title: "Chefs de projet applicatif", skill: .applications, authorised: 300, filled: 280)
            ),
            (
                .support,
                PostDraft(
                    title: "Cadre de santé, référent du dossier patient", skill: .care, authorised: 50, filled: 50)
            ),
            (.support, PostDraft(title: "Formateur numérique", skill: .training, authorised: 80, filled: 80)),
            (.hill, PostDraft(title: "Technicien informatique", skill: .infrastructure, authorised: 100, filled: 100)),
            (.hill, PostDraft(title: "Référent applications", skill: .applications, authorised: 100, filled: 80)),
            (
                .valley,
                PostDraft(
                    title: "Technicien informatique", skill: .infrastructure, authorised: 100, filled: 0,
                    vacantSince: today.adding(days: -60))
            ),
            (.harbour, PostDraft(title: "Technicien informatique", skill: .infrastructure, authorised: 80, filled: 80)),
        ]
        for (key, draft) in posts {
            let keeper = try demonstration.organisation(key).id
            try await house.database.change(by: demonstration.author(.rssi), at: today.adding(days: -90).morning) {
                change in
                try PostStore.add(draft, at: keeper, in: change)
            }
        }
    }

    private static func committee(_ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        let group = try demonstration.organisation(.group)
        let author = demonstration.author(.rssi)
        let id = try await house.database.change(by: author, at: today.adding(days: -380).morning) { change in
            try CommitteeStore.open(
                CommitteeDraft(
                    name: "Comité de sécurité numérique du groupement",
                    members: "Directeur de l’établissement support\nRSSI du groupement\nDSI du groupement\n"
                        + "Présidents des commissions médicales\nDirection des soins\nDirection de la qualité",
                    rhythm: .quarterly, nextOn: today.adding(days: 17)),
                at: group.id, in: change)
        }
        func decision(
            _ decided: Int, _ text: String, _ owner: String, due: Int, _ state: Decision.State = .todo,
            _ note: String = ""
        ) -> DecisionDraft {
            DecisionDraft(
                committee: id, decidedOn: today.adding(days: decided), text: text, owner: owner,
                dueOn: today.adding(days: due), state: state, note: note)
        }
        let decisions = [
            decision(
                -280, "Partager le RSSI du groupement entre cinq établissements.", "Direction générale", due: -190,
                .done,
                "Convention signée par les cinq directions."),
            decision(
                -280, "Séparer l’annuaire des sauvegardes de l’annuaire du groupement.", "DSI du groupement", due: -100,
                .done, "Fait en trois nuits, sans coupure pour les soins."),
            decision(
                -190, "Acheter une supervision propre à chaque établissement.", "DSI du groupement", due: -60, .dropped,
                "Remplacée par une supervision commune, moins chère."),
            decision(
                -190, "Nommer un responsable du plan de continuité et de reprise.",
                "Directeur de l’établissement support",
                due: -38),
            decision(
                -98, "Essayer la restauration du dossier patient, avec un service de soins.", "RSSI du groupement",
                due: -9),
            decision(
                -98, "Inscrire 2\u{00A0}% du budget au numérique et à la sécurité dès l’an prochain.",
                "Direction des finances", due: 40),
        ]
        for draft in decisions {
            try await house.database.change(by: author, at: draft.decidedOn.morning) { change in
                _ = try DecisionStore.take(
                    draft, today: draft.state == .todo ? today : today.adding(days: -40), in: change)
            }
        }
    }

    // MARK: Money

    /// Operating budgets in thousands of euros; invented.
    private static let operating: [(key: Demonstration.Key, thousands: Int, offset: Double)] = [
        (.support, 142_000, 0.0004), (.hill, 48_500, -0.0002), (.valley, 37_200, -0.0005), (.harbour, 28_400, -0.0008),
        (.limes, 5_900, 0.0006), (.roses, 5_100, -0.0009), (.quay, 4_300, -0.0012),
    ]
    private static let shares = [0.0158, 0.0173, 0.0188]
    private static let parts: [(title: String, domain: BudgetLine.Domain, nature: BudgetLine.Nature, part: Double)] = [
        ("Exploitation des serveurs et du réseau", .digital, .running, 0.34),
        ("Licences et maintenance des logiciels de soins", .digital, .running, 0.27),
        ("Renouvellement des postes de travail", .digital, .investment, 0.18),
        ("Supervision et détection", .security, .running, 0.09),
        ("Sauvegarde hors ligne", .security, .investment, 0.07),
        ("Audits et exercices", .security, .running, 0.05),
    ]

    private static func budgets(_ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        let author = demonstration.author(.rssi)
        for (key, thousands, offset) in operating {
            let keeper = try demonstration.organisation(key)
            for (index, share) in shares.enumerated() {
                let year = today.year - (shares.count - 1) + index
                // A hospital's budget grows a little each year.
                let whole = Int(Double(thousands) * (0.95 + 0.025 * Double(index)))
                let isOver = year < today.year
                let entered = Day(year: year, month: 2, day: 10).map { min($0, today) } ?? today
                try await house.database.change(by: author, at: entered.morning) { change in
                    try BudgetStore.open(
                        year, operating: Money(cents: whole * 100_000), at: keeper, today: entered, in: change)
                    for part in parts {
                        guard let found = try BudgetStore.year(year, of: keeper.id, in: change.session) else { return }
                        let euros = Int(Double(whole) * 1000 * (share + offset) * part.part / 100) * 100
                        try BudgetStore.add(
                            BudgetLineDraft(
                                title: part.title, domain: part.domain, nature: part.nature,
                                planned: Money(cents: euros * 100),
                                spent: isOver ? Money(cents: euros * (part.nature == .running ? 100 : 98)) : nil),
                            to: found, today: entered, in: change)
                    }
                }
            }
        }
    }

    // MARK: Interpretations

    /// Facts and sources: answer of the DNS of 8 October 2025, and the public exchange about the second prerequisite.
    private static func interpretations(_ demonstration: Demonstration, in house: House) async throws {
        let today = demonstration.today
        let group = try demonstration.organisation(.group).id
        let list = "https://listes.rssi-sante.fr/hyperkitty/list/bureau@listes.rssi-sante.fr/message/"
        let answered = Day(year: 2025, month: 10, day: 8).map { min($0, today) } ?? today
        let answers = [
            InterpretationDraft(
                question:
                    "Quand plusieurs établissements partagent le même système d’information, faut-il un plan de "
                    + "continuité par établissement\u{00A0}?",
                answer:
                    "Non, pas pour le risque numérique\u{00A0}: un plan commun suffit si chacun travaille de la même "
                    + "façon sans informatique. Si les modes dégradés diffèrent d’un site à l’autre, le plan commun doit décrire ces différences.",
                source: "DNS, réponse au Club RSSI Santé",
                address: list + "PRVOTEITX4PJF5UBRJVGIW4I4QTTKVLL/attachment/3/attachment.html", givenOn: answered,
                framework: "care-d2", requirement: "D2.O1.C"),
            InterpretationDraft(
                question:
                    "Un exercice mené sur une partie du système partagé compte-t-il comme exercice de "
                    + "continuité\u{00A0}?",
                answer:
                    "Oui\u{00A0}: essayer le plan sur un périmètre du système d’information mutualisé vaut exercice "
                    + "de continuité.",
                source: "DNS, réponse au Club RSSI Santé",
                address: list + "PRVOTEITX4PJF5UBRJVGIW4I4QTTKVLL/attachment/3/attachment.html", givenOn: answered,
                framework: "care-d2", requirement: "D2.O1.D"),
            InterpretationDraft(
                question:
                    "Le deuxième prérequis demande-t-il l’organisation du projet, ou celle qui tiendra le plan "
                    + "ensuite\u{00A0}?",
                answer:
                    "La question reste débattue entre RSSI, et aucune réponse officielle n’a été retrouvée. Leur "
                    + "conseil\u{00A0}: montrer l’organisation qui existe déjà plutôt que d’écrire un document de plus. Un responsable du plan est conseillé, pas exigé.",
                source: "Échanges publics de la liste du Club RSSI Santé, date du relevé",
                address: list + "EQXQ2BNRJQS2JFVWE4S3D56L3NBVAOIJ", givenOn: today.adding(days: -30),
                framework: "care-d2", requirement: "D2.P2"),
        ]
        for draft in answers {
            try await house.database.change(by: demonstration.author(.rssi), at: today.adding(days: -29).morning) {
                change in
                _ = try InterpretationStore.add(draft, at: group, today: today, in: change)
            }
        }
    }
}

extension Demonstration.Key {
    /// The members of the group.
    static let members: [Demonstration.Key] = [.support, .hill, .valley, .harbour, .limes, .roses, .quay]
}

extension Demonstration {
    /// Who the journal names for something that a person of the demonstration did.
    func author(_ position: Position) -> Actor {
        guard let person = person(position) else { return .system }
        return Actor(account: person.account.text, name: person.name)
    }
}

extension Day {
    /// Nine in the morning UTC: a working hour in every season.
    var morning: Instant { startUTC.adding(seconds: 9 * 3600) }
}
