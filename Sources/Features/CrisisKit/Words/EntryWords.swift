// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// What each list is called and says, full and empty.
extension EntryKind {
    func tab(_ t: Language) -> String {
        switch self {
        case .seat: t("Cellules", "Cells")
        case .notification: t("Qui prévenir", "Whom to tell")
        case .cutoff: t("Coupures", "Cut-off points")
        case .copy: t("Copies", "Copies")
        }
    }

    func title(of place: Organisation, _ t: Language) -> String {
        switch self {
        case .seat:
            t("\(place.name)\u{00A0}: qui siège dans quelle cellule\u{00A0}?", "\(place.name): who sits in which cell?")
        case .notification:
            t(
                "\(place.name)\u{00A0}: qui faut-il prévenir, et comment\u{00A0}?",
                "\(place.name): who must be told, and how?")
        case .cutoff:
            t("\(place.name)\u{00A0}: où coupe-t-on le réseau\u{00A0}?", "\(place.name): where is the network cut?")
        case .copy:
            t(
                "\(place.name)\u{00A0}: où sont les copies de la mallette\u{00A0}?",
                "\(place.name): where are the copies of the kit?")
        }
    }

    func lead(_ t: Language) -> String {
        switch self {
        case .seat:
            t(
                "Trois cellules, chacune avec des titulaires et des suppléants\u{00A0}: une crise dure des semaines.",
                "Three cells, each with holders and deputies: a crisis lasts for weeks.")
        case .notification:
            t(
                "Les numéros utiles quand la messagerie est arrêtée. Ce qui n’est pas vérifié porte «\u{00A0}À confirmer\u{00A0}».",
                "The numbers needed when mail is down. What is not checked says “To be confirmed”.")
        case .cutoff:
            t(
                "Dans l’ordre, avec ce qui s’arrête en même temps\u{00A0}: la téléphonie passe souvent par le réseau que l’on coupe.",
                "In order, with what stops at the same time: telephony often runs over the network that is cut.")
        case .copy:
            t(
                "Une mallette qui n’est que sur le réseau disparaît avec lui. La phrase de passe se garde ailleurs.",
                "A kit that is on the network alone goes with it. The passphrase is kept elsewhere.")
        }
    }

    func addition(_ t: Language) -> String {
        switch self {
        case .seat: t("Ajouter une fonction", "Add a function")
        case .notification: t("Ajouter un destinataire", "Add a recipient")
        case .cutoff: t("Ajouter un point de coupure", "Add a cut-off point")
        case .copy: t("Ajouter une copie", "Add a copy")
        }
    }

    func question(_ t: Language) -> String {
        switch self {
        case .seat: t("Quelle fonction, dans quelle cellule\u{00A0}?", "Which function, in which cell?")
        case .notification: t("Qui prévenir\u{00A0}?", "Who is to be told?")
        case .cutoff: t("Que coupe-t-on, où et comment\u{00A0}?", "What is cut, where and how?")
        case .copy: t("Où est cette copie\u{00A0}?", "Where is this copy?")
        }
    }

    func empty(_ t: Language) -> (title: String, text: String) {
        switch self {
        case .seat:
            (
                t("Aucune cellule n’est composée", "No cell is composed"),
                t(
                    "Commencez par les contacts, puis dites qui dirige chaque cellule, qui tient la main courante et qui relaie.",
                    "Begin with the contacts, then say who leads each cell, who keeps the log and who relieves.")
            )
        case .notification:
            (
                t("La liste est vide", "The list is empty"),
                t(
                    "Partez de la liste proposée\u{00A0}: ce que les textes publics disent y est, le reste est à compléter.",
                    "Start from the proposed list: what public texts say is there, the rest is to be filled in.")
            )
        case .cutoff:
            (
                t("Aucun point de coupure n’est décrit", "No cut-off point is described"),
                t(
                    "Faites le tour des locaux avec l’équipe réseau\u{00A0}: l’arrivée d’internet, les liaisons entre sites, le cœur de réseau.",
                    "Go round the rooms with the network team: the internet access, the links between sites, the core.")
            )
        case .copy:
            (
                t("Aucune copie n’est déclarée", "No copy is declared"),
                t(
                    "Mettez la mallette sur une clé USB, dans un coffre, sur un second site\u{00A0}; notez ici où et chez qui.",
                    "Put the kit on a USB stick, in a safe, at a second site; note here where and with whom.")
            )
        }
    }
}
