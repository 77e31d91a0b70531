// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives

/// The lists of the kit that are alike: who sits where, whom to tell, what to cut, where the copies are. Each is a table of
/// its own, told here column by column, so that one store, one list and one form serve the four.
enum EntryKind: String, Sendable, Hashable, CaseIterable {
    case seat
    case notification
    case cutoff
    case copy

    var table: SQL {
        switch self {
        case .seat: "crisis_seat"
        case .notification: "crisis_notification"
        case .cutoff: "crisis_cutoff"
        case .copy: "crisis_copy"
        }
    }

    /// After those that stand here, the removed ones come last in every list.
    var order: SQL {
        switch self {
        case .seat: "CASE e.cell WHEN 'strategic' THEN 1 WHEN 'operational' THEN 2 ELSE 3 END, e.position"
        case .notification, .cutoff: "e.position"
        case .copy: "e.place"
        }
    }

    /// The words by which a list is searched.
    func searchText(_ values: [String: String]) -> String {
        folded(fields.filter(\.isSearched).compactMap { values[$0.name] }.joined(separator: " "))
    }

    /// What the journal and pages call one of them.
    func name(_ values: [String: String]) -> String { values[titleField] ?? "" }

    /// The field that names an entry; it is required.
    var titleField: String {
        switch self {
        case .seat: "fonction"
        case .notification: "destinataire"
        case .cutoff: "quoi"
        case .copy: "lieu"
        }
    }

    var fields: [EntryField] {
        switch self {
        case .seat: Self.seatFields
        case .notification: Self.notificationFields
        case .cutoff: Self.cutoffFields
        case .copy: Self.copyFields
        }
    }

    private static let seatFields: [EntryField] = [
        EntryField(
            name: "cellule", column: "cell",
            input: .choice(CrisisCell.allCases.map { ($0.rawValue, $0.title) }), title: Phrase("Cellule", "Cell"),
            isRequired: true),
        EntryField(
            name: "fonction", column: "title", input: .line(limit: 150),
            title: Phrase("Fonction dans la cellule", "Function in the cell"),
            hint: Phrase(
                "Directeur de crise, secrétaire (main courante), communication…",
                "Crisis director, secretary (log), communication…"),
            isRequired: true, listTitle: Phrase("Fonction", "Function")),
        EntryField(
            name: "titulaire", column: "holder_id", input: .contact, title: Phrase("Titulaire", "Holder"),
            listTitle: Phrase("Titulaire", "Holder")),
        EntryField(
            name: "suppleant", column: "deputy_id", input: .contact, title: Phrase("Suppléant", "Deputy"),
            hint: Phrase(
                "Une crise dure des semaines\u{00A0}: chacun se fait relayer.",
                "A crisis lasts for weeks: everybody is relieved."),
            listTitle: Phrase("Suppléant", "Deputy")),
        EntryField(
            name: "mission", column: "mission", input: .paragraph(limit: 600),
            title: Phrase("Ce qu’il ou elle fait", "What they do"), listTitle: Phrase("Mission", "Mission")),
        EntryField(
            name: "ordre", column: "position", input: .order, title: Phrase("Place dans la liste", "Place in the list")),
    ]

    private static let notificationFields: [EntryField] = [
        EntryField(
            name: "destinataire", column: "recipient", input: .line(limit: 150),
            title: Phrase("Qui prévenir", "Whom to tell"), isRequired: true, listTitle: Phrase("Qui", "Whom")),
        EntryField(
            name: "quand", column: "occasion", input: .paragraph(limit: 600),
            title: Phrase("Dans quel cas", "In which case"),
            listTitle: Phrase("Dans quel cas", "In which case")),
        EntryField(
            name: "delai", column: "delay", input: .line(limit: 150), title: Phrase("Sous quel délai", "How soon"),
            listTitle: Phrase("Délai", "How soon")),
        EntryField(
            name: "telephone", column: "telephone", input: .line(limit: 60), title: Phrase("Téléphone", "Telephone"),
            listTitle: Phrase("Téléphone", "Telephone")),
        EntryField(
            name: "canal", column: "channel", input: .line(limit: 300),
            title: Phrase("Adresse ou téléservice", "Address or online service"),
            listTitle: Phrase("Adresse ou téléservice", "Address or online service")),
        EntryField(
            name: "note", column: "note", input: .paragraph(limit: 600), title: Phrase("À savoir", "To know"),
            hint: Phrase(
                "Numéro de contrat, ce qu’il faut avoir sous la main pour appeler.",
                "Contract number, what to have at hand when calling.")),
        EntryField(
            name: "aconfirmer", column: "is_to_confirm", input: .tick,
            title: Phrase(
                "À confirmer\u{00A0}: ce numéro ou ce délai n’a pas encore été vérifié",
                "To be confirmed: this number or delay has not been checked yet")),
        EntryField(
            name: "ordre", column: "position", input: .order, title: Phrase("Place dans la liste", "Place in the list")),
    ]

    private static let cutoffFields: [EntryField] = [
        EntryField(
            name: "quoi", column: "name", input: .line(limit: 150), title: Phrase("Ce qu’on coupe", "What is cut"),
            hint: Phrase(
                "Internet, les liaisons avec les autres sites, le Wi-Fi, un étage…",
                "Internet, the links to the other sites, the Wi-Fi, a floor…"),
            isRequired: true, listTitle: Phrase("Quoi", "What")),
        EntryField(
            name: "ou", column: "place", input: .line(limit: 300), title: Phrase("Où", "Where"),
            hint: Phrase("Bâtiment, local, baie, et où est la clé.", "Building, room, rack, and where the key is."),
            listTitle: Phrase("Où", "Where")),
        EntryField(
            name: "comment", column: "method", input: .paragraph(limit: 1000), title: Phrase("Comment", "How"),
            hint: Phrase(
                "Les gestes, dans l’ordre, pour quelqu’un qui ne l’a jamais fait.",
                "The gestures, in order, for somebody who has never done it."),
            listTitle: Phrase("Comment", "How")),
        EntryField(
            name: "qui", column: "person", input: .line(limit: 200),
            title: Phrase("Qui peut le faire", "Who can do it"),
            hint: Phrase("Des fonctions plutôt que des noms.", "Functions rather than names."),
            listTitle: Phrase("Qui", "Who")),
        EntryField(
            name: "effets", column: "side_effects", input: .paragraph(limit: 600),
            title: Phrase("Ce qui s’arrête avec", "What stops with it"),
            hint: Phrase(
                "Souvent la téléphonie, si elle passe par le réseau\u{00A0}; les badges, les ascenseurs, la gestion technique.",
                "Often telephony, where it runs over the network; badges, lifts, building systems."),
            listTitle: Phrase("Ce qui s’arrête avec", "What stops with it")),
        EntryField(
            name: "ordre", column: "position", input: .order, title: Phrase("Ordre de coupure", "Order of cutting"),
            listTitle: Phrase("Ordre", "Order")),
    ]

    private static let copyFields: [EntryField] = [
        EntryField(
            name: "support", column: "medium",
            input: .choice([
                ("usb", Phrase("Clé USB", "USB stick")), ("disk", Phrase("Disque externe", "External disk")),
                ("laptop", Phrase("Ordinateur de secours", "Spare laptop")),
                ("paper", Phrase("Classeur papier", "Paper binder")), ("other", Phrase("Autre", "Other")),
            ]), title: Phrase("Support", "Medium"), isRequired: true, listTitle: Phrase("Support", "Medium")),
        EntryField(
            name: "lieu", column: "place", input: .line(limit: 200), title: Phrase("Où elle est", "Where it is"),
            hint: Phrase(
                "Un coffre, un second site\u{00A0}; jamais seulement sur le réseau.",
                "A safe, a second site; never on the network alone."),
            isRequired: true, listTitle: Phrase("Où", "Where")),
        EntryField(
            name: "detenteur", column: "holder", input: .line(limit: 150),
            title: Phrase("Fonction de qui la détient", "Function of its holder"),
            listTitle: Phrase("Détenue par", "Held by")),
        EntryField(
            name: "faite", column: "made_on", input: .day, title: Phrase("Mallette du", "Kit of"),
            hint: Phrase("Le jour de la mallette qui s’y trouve.", "The day of the kit that is there."),
            listTitle: Phrase("Mallette du", "Kit of")),
        EntryField(
            name: "verifiee", column: "checked_on", input: .day, title: Phrase("Vérifiée le", "Checked on"),
            hint: Phrase(
                "Ouverte avec sa phrase de passe, ou contrôlée par «\u{00A0}carene kit verify\u{00A0}».",
                "Opened with its passphrase, or checked with “carene kit verify”."),
            listTitle: Phrase("Vérifiée le", "Checked on")),
        EntryField(
            name: "note", column: "note", input: .paragraph(limit: 600), title: Phrase("À savoir", "To know"),
            hint: Phrase(
                "Où est la phrase de passe\u{00A0}: jamais avec la mallette. N’écrivez pas la phrase ici.",
                "Where the passphrase is: never with the kit. Do not write the phrase here.")),
    ]
}

extension EntryField {
    /// Words that a person would look for; not a choice, a day or a contact.
    var isSearched: Bool {
        switch input {
        case .line, .paragraph: true
        case .day, .order, .choice, .contact, .tick: false
        }
    }
}

/// One line of such a list. Values are texts, empty where there is nothing.
struct Entry: Sendable, Hashable {
    typealias ID = Identifier<Entry>

    let id: ID
    let kind: EntryKind
    let keeper: Keeper
    let values: [String: String]
    let isRemoved: Bool

    subscript(field: String) -> String { values[field] ?? "" }

    var name: String { kind.name(values) }
}
