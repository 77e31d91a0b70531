// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Site

/// The crisis of the fictional hospital, prepared by half: some numbers were never tried, a cell has no deputy, the insurer
/// was not asked. People are invented; their numbers are in the ranges that Arcep keeps for works of fiction
/// (01 99 00 …, 06 39 98 …).
enum CrisisKitDemonstration {
    private struct Person {
        let key: String
        let role: String
        let name: String
        let circle: Contact.Circle
        var reach = Reach()
        var deputy: String?
        /// Days since the numbers were tried.
        var tried: Int?
    }

    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let hospital = try demonstration.organisation(.support).id
        let today = demonstration.today
        let key = house.entrance.secretKey
        try await house.database.change(by: .system, at: house.clock.now) { change in
            var ids: [String: Contact.ID] = [:]
            for person in people {
                ids[person.key] = try ContactStore.add(
                    draft(person, today), at: hospital, under: key, isQuiet: true, in: change)
            }
            for person in people {
                guard let deputy = person.deputy.flatMap({ ids[$0] }), let id = ids[person.key],
                    let contact = try ContactStore.contact(id, under: key, in: change.session)
                else { continue }
                var draft = draft(person, today)
                draft.deputy = deputy
                try ContactStore.correct(contact, draft, under: key, isQuiet: true, in: change)
            }
            try calls(of: hospital, ids, on: today.adding(days: -64), in: change)
            for (index, seat) in seats.enumerated() {
                try EntryStore.add(
                    .seat,
                    [
                        "cellule": seat.cell.rawValue, "fonction": seat.title, "mission": seat.mission,
                        "titulaire": seat.holder.flatMap { ids[$0] }?.text ?? "",
                        "suppleant": seat.deputy.flatMap { ids[$0] }?.text ?? "", "ordre": String(10 * (index + 1)),
                    ], at: hospital, isQuiet: true, in: change)
            }
            for (index, point) in cutoffs.enumerated() {
                try EntryStore.add(
                    .cutoff, point.merging(["ordre": String(index + 1)]) { first, _ in first }, at: hospital,
                    isQuiet: true, in: change)
            }
            for copy in copies {
                var values = copy.values
                values["faite"] = today.adding(days: -copy.made).text
                values["verifiee"] = copy.checked.map { today.adding(days: -$0).text } ?? ""
                try EntryStore.add(.copy, values, at: hospital, isQuiet: true, in: change)
            }
            _ = try EntryStore.propose(at: hospital, in: change)
            try EntryStore.place(places, of: hospital, in: change)
            try KitStore.choose(limit: 30, of: hospital, in: change)
        }
    }

    /// One check of the past: most answered, two did not, one number was wrong.
    private static func calls(
        of hospital: Organisation.ID, _ ids: [String: Contact.ID], on day: Day, in change: Change
    ) throws {
        // 18:30 on the wall of the winter, an hour less in summer: a check outside of working hours tells more.
        let start = day.startUTC.adding(seconds: 17 * 3600 + 1800)
        let id = try CheckStore.start(
            [.direction, .digital, .care, .logistics], at: hospital, on: day, author: "Claire Morvan", startedAt: start,
            isQuiet: true, in: change)
        guard let check = try CheckStore.check(id, in: change.session) else { return }
        let answers: [(key: String, outcome: CheckCall.Outcome, channel: CheckCall.Channel?, minutes: Int?)] = [
            ("director", .reached, .first, 4), ("care", .reached, .first, 9), ("doctor", .deputy, .first, 12),
            ("rssi", .reached, .first, 1), ("dsi", .reached, .first, 2), ("systems", .reached, .second, 17),
            ("network", .unreached, nil, nil), ("biomedical", .wrong, nil, nil), ("pharmacy", .unreached, nil, nil),
            ("building", .reached, .other, 26),
        ]
        let calls = try CheckStore.calls(of: id, in: change.session).map { call in
            var call = call
            guard let answer = answers.first(where: { ids[$0.key] == call.contact }) else { return call }
            call.outcome = answer.outcome
            call.channel = answer.channel
            call.answeredAt = answer.minutes.map { start.adding(seconds: $0 * 60) }
            return call
        }
        try CheckStore.note(calls, of: check, isQuiet: true, in: change)
        try CheckStore.end(check, isQuiet: true, in: change)
    }

    private static func draft(_ person: Person, _ today: Day) -> ContactDraft {
        ContactDraft(
            role: person.role, person: person.name, circle: person.circle, reach: person.reach,
            checkedOn: person.tried.map { today.adding(days: -$0) })
    }

    private static let people: [Person] = [
        Person(
            key: "director", role: "Directeur de crise", name: "Philippe Aumont", circle: .direction,
            reach: Reach(work: "01 99 00 10 01", first: "06 39 98 10 01", second: "01 99 00 71 01"), deputy: "care",
            tried: 64),
        Person(
            key: "care", role: "Directrice des soins", name: "Hélène Vasseur", circle: .care,
            reach: Reach(work: "01 99 00 10 02", first: "06 39 98 10 02", channel: "Radio, canal 4"), deputy: "doctor",
            tried: 64),
        Person(
            key: "doctor", role: "Présidente de la CME", name: "Dr Amélie Roudaut", circle: .care,
            reach: Reach(first: "06 39 98 10 03", second: "06 39 98 10 23"), deputy: "care"),
        Person(
            key: "rssi", role: "RSSI du groupement", name: "Claire Morvan", circle: .digital,
            reach: Reach(
                work: "01 99 00 10 04", first: "06 39 98 10 04", second: "01 99 00 71 04",
                channel: "Messagerie hors de l’hôpital, groupe «\u{00A0}Cellule\u{00A0}»"), deputy: "dsi", tried: 20),
        Person(
            key: "dsi", role: "DSI", name: "Laurent Thévenot", circle: .digital,
            reach: Reach(work: "01 99 00 10 05", first: "06 39 98 10 05"), deputy: "systems", tried: 20),
        Person(
            key: "systems", role: "Responsable systèmes", name: "Fatou Diarra", circle: .digital,
            reach: Reach(first: "06 39 98 10 06", second: "01 99 00 71 06"), deputy: "network", tried: 20),
        Person(
            key: "network", role: "Astreinte réseau", name: "Mathis Guillou", circle: .digital,
            reach: Reach(first: "06 39 98 10 07", channel: "Radio, canal 2"), deputy: "systems", tried: 20),
        Person(
            key: "biomedical", role: "Ingénieure biomédicale", name: "Jeanne Corlay", circle: .care,
            reach: Reach(first: "06 39 98 10 08"), deputy: "pharmacy"),
        Person(
            key: "pharmacy", role: "Pharmacien de garde", name: "", circle: .care,
            reach: Reach(first: "06 39 98 10 09")),
        Person(
            key: "building", role: "Responsable technique et sécurité incendie", name: "Bruno Lescop",
            circle: .logistics,
            reach: Reach(first: "06 39 98 10 10", channel: "Poste de sécurité, entrée nord"), tried: 200),
        Person(
            key: "record", role: "Éditeur du dossier patient, astreinte", name: "", circle: .supplier,
            reach: Reach(work: "01 99 00 40 01")),
        Person(key: "operator", role: "Opérateur télécom, supervision", name: "", circle: .supplier),
        Person(
            key: "samu", role: "Régulation du SAMU", name: "", circle: .authority,
            reach: Reach(work: "01 99 00 15 15")),
    ]

    private static let seats: [(cell: CrisisCell, title: String, holder: String?, deputy: String?, mission: String)] = [
        (.strategic, "Directeur de crise", "director", "care", "Décide de couper, de réorienter, de communiquer."),
        (.strategic, "Secrétaire, main courante", nil, nil, "Note chaque fait et chaque décision, avec l’heure."),
        (.strategic, "Lien avec l’ARS et les partenaires", "doctor", "care", "Un point toutes les quatre heures."),
        (.operational, "Pilote technique", "dsi", "systems", "Tient l’ordre de la reprise, demande les renforts."),
        (.operational, "Investigation et preuves", "rssi", nil, "Garde les traces avant toute réparation."),
        (.operational, "Réseau et coupures", "network", "systems", "Applique les points de coupure, dans l’ordre."),
        (.care, "Coordination des soins", "care", "doctor", "Met en route les modes dégradés, compte les lits."),
        (.care, "Plateau technique", "biomedical", "pharmacy", "Laboratoire, imagerie, pharmacie, stérilisation."),
    ]

    private static let places: [CrisisCell: String] = [
        .strategic: "Salle du conseil, bâtiment A, 1er étage\u{00A0}; repli\u{00A0}: mairie, salle des mariages",
        .operational: "Local technique B2, sous-sol du bâtiment B", .care: "Bureau des cadres, bâtiment C",
    ]

    private static let cutoffs: [[String: String]] = [
        [
            "quoi": "Accès à internet", "ou": "Bâtiment B, local B2, baie 4\u{00A0}; clé au poste de sécurité",
            "comment":
                "Débrancher les deux fibres jaunes du routeur marqué «\u{00A0}OPÉRATEUR\u{00A0}».\nNe pas éteindre le routeur\u{00A0}: ses traces serviront.",
            "qui": "Astreinte réseau, ou responsable technique",
            "effets":
                "Téléphonie extérieure (elle passe par internet), messagerie, rendez-vous en ligne, télémaintenance.",
        ],
        [
            "quoi": "Liaisons avec les autres sites du groupement", "ou": "Bâtiment B, local B2, baie 5",
            "comment": "Débrancher les trois cordons rouges marqués GHT, de gauche à droite.",
            "qui": "Astreinte réseau", "effets": "Paie, annuaire du groupement, imagerie partagée.",
        ],
        [
            "quoi": "Cœur de réseau\u{00A0}: vlan des postes", "ou": "Bâtiment A, local A0, baie 1",
            "comment": "Couper l’interrupteur 3 du bandeau de droite. Les automates du laboratoire restent alimentés.",
            "qui": "Responsable systèmes", "effets": "Tous les postes de soins. Passer d’abord aux modes dégradés.",
        ],
        [
            "quoi": "Wi-Fi", "ou": "Bâtiment A, local A0, baie 2",
            "comment": "Éteindre le contrôleur (bouton à l’arrière, cinq secondes).",
            "qui": "Astreinte réseau", "effets": "Chariots de soins, téléphones DECT sur IP, pompes connectées.",
        ],
    ]

    private static let copies: [(values: [String: String], made: Int, checked: Int?)] = [
        (["support": "usb", "lieu": "Coffre de la direction", "detenteur": "Directeur de crise", "note": ""], 47, 40),
        (
            [
                "support": "laptop", "lieu": "Centre de soins de suite du Mail, bureau du cadre",
                "detenteur": "Cadre de nuit", "note": "Ordinateur jamais relié au réseau de l’hôpital.",
            ], 47, nil
        ),
        (
            [
                "support": "paper", "lieu": "Poste de sécurité, armoire rouge", "detenteur": "Agent de sécurité",
                "note": "",
            ], 110, 105
        ),
    ]
}
