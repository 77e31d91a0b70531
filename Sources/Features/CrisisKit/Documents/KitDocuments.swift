// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What this room itself puts into the kit.
enum KitDocuments {
    struct Model: Sendable {
        let place: Organisation
        let contacts: [Contact]
        let entries: [EntryKind: [Entry]]
        let cells: [CrisisCell: String]
    }

    static func all(of organisation: Organisation, in house: House, _ t: Language) async throws -> [KitDocument] {
        guard organisation.kind.hasKit else { return [] }
        let key = house.entrance.secretKey
        let model = try await house.database.read { session in
            var entries: [EntryKind: [Entry]] = [:]
            for kind in EntryKind.allCases {
                entries[kind] = try EntryStore.page(
                    kind, under: organisation.lineage, withRemoved: false, limit: EntryStore.limit, in: session
                ).rows
            }
            return Model(
                place: organisation,
                contacts: try ContactStore.all(under: organisation.lineage, under: key, in: session), entries: entries,
                cells: try EntryStore.places(of: organisation.id, in: session))
        }
        return render(model, t)
    }

    /// An empty list makes no page: a kit does not show what nobody filled in. Blank sheets are always there.
    static func render(_ model: Model, _ t: Language) -> [KitDocument] {
        var documents: [KitDocument] = []
        if !model.contacts.isEmpty { documents.append(contacts(model, t)) }
        if !(model.entries[.seat] ?? []).isEmpty { documents.append(cells(model, t)) }
        for kind in [EntryKind.notification, .cutoff, .copy] where !(model.entries[kind] ?? []).isEmpty {
            documents.append(list(kind, model, t))
        }
        if !model.contacts.isEmpty { documents.append(callSheet(model, t)) }
        documents.append(LogSheets.document(t))
        return documents
    }

    private static func contacts(_ model: Model, _ t: Language) -> KitDocument {
        let namesPlaces = model.contacts.contains { $0.keeper.id != model.place.id }
        let content = Contact.Circle.allCases.html { circle in
            let rows = model.contacts.filter { $0.circle == circle }
            return when(
                !rows.isEmpty,
                sheet(
                    circle.title(t),
                    table(
                        t,
                        Table(
                            caption: circle.title(t), isCaptionHidden: true,
                            columns: [Column(t("Rôle", "Role"))]
                                + (namesPlaces ? [Column(t("Établissement", "Establishment"))] : []) + [
                                    Column(t("Personne", "Person")),
                                    Column(t("Numéros privés", "Private numbers"), isShort: true),
                                    Column(t("Travail", "Work"), isShort: true),
                                    Column(t("Autre moyen", "Other means")),
                                    Column(t("Suppléant", "Deputy")),
                                ],
                            rows: rows.map { contact in
                                let reach = contact.reach ?? Reach()
                                let numbers: [HTML] = [reach.first, reach.second].filter { !$0.isEmpty }.map {
                                    "\($0)<br>"
                                }
                                let unreadable = t("illisible", "not readable")
                                return ["<strong>\(contact.role)</strong>"]
                                    + (namesPlaces ? ["\(contact.keeper.name)"] : [])
                                    + [
                                        "\(contact.person)",
                                        contact.isUnreadable ? "\(unreadable)" : "\(numbers)",
                                        "\(reach.work)", "\(reach.channel)", "\(contact.deputyName ?? "")",
                                    ]
                            }))))
        }
        return KitDocument(
            identifier: "contacts", title: t("Qui appeler", "Who to call"),
            summary: t(
                "Les rôles, ceux qui les tiennent et leurs numéros hors de l’hôpital.",
                "The roles, those who hold them and their numbers outside the hospital."),
            chapter: .people, content: content,
            tables: [
                KitDocument.Table(
                    name: "contacts", header: ContactsFile.columns + ["etablissement"],
                    rows: model.contacts.map { ContactsFile.row($0) + [$0.keeper.name] })
            ])
    }

    private static func callSheet(_ model: Model, _ t: Language) -> KitDocument {
        let lines = model.contacts.map { CallSheet.line($0, role: $0.role, t) }
        return KitDocument(
            identifier: "feuille-d-appel", title: t("Feuille d’appel", "Call sheet"), summary: CallSheet.lead(t),
            chapter: .sheets, content: CallSheet.render(lines, t),
            tables: [
                KitDocument.Table(
                    name: t("feuille-d-appel", "call-sheet"), header: CallSheet.columns(t),
                    rows: lines.map(CallSheet.row))
            ])
    }

    private static func cells(_ model: Model, _ t: Language) -> KitDocument {
        let rows = model.entries[.seat] ?? []
        let names = Dictionary(
            model.contacts.map { ($0.id.text, $0) }, uniquingKeysWith: { first, _ in first })
        func person(_ id: String) -> HTML {
            guard let contact = names[id] else { return "\(t("personne", "nobody"))" }
            let number = contact.reach.map { $0.first.isEmpty ? $0.second : $0.first } ?? ""
            return "\(contact.name)\(when(!number.isEmpty, "<br>\(number)"))"
        }
        let content = CrisisCell.allCases.html { cell in
            let seats = rows.filter { $0["cellule"] == cell.rawValue }
            let place = model.cells[cell] ?? ""
            let meeting = place.isEmpty ? t("lieu non précisé", "place not given") : place
            return when(
                !seats.isEmpty || !place.isEmpty,
                sheet(
                    cell.title(t),
                    """
                    \(paragraph("\(cell.purpose(t)) \(t("Se réunit\u{00A0}: ", "Meets: "))\(meeting)."))\
                    \(table(t, Table(
                        caption: cell.title(t), isCaptionHidden: true,
                        columns: [
                            Column(t("Fonction", "Function")), Column(t("Titulaire", "Holder")),
                            Column(t("Suppléant", "Deputy")), Column(t("Mission", "Mission")),
                        ],
                        rows: seats.map { seat in
                            [
                                "<strong>\(seat.name)</strong>\(keeper(seat, model))", person(seat["titulaire"]), person(seat["suppleant"]),
                                prose(seat["mission"]),
                            ]
                        })))
                    """))
        }
        return KitDocument(
            identifier: "cellules", title: t("Les cellules de crise", "The crisis cells"),
            summary: t("Qui siège où, et qui relaie.", "Who sits where, and who relieves."), chapter: .people,
            content: content,
            tables: [
                KitDocument.Table(
                    name: t("cellules", "cells"),
                    header: [
                        t("Cellule", "Cell"), t("Fonction", "Function"), t("Titulaire", "Holder"),
                        t("Suppléant", "Deputy"), t("Mission", "Mission"), t("Établissement", "Establishment"),
                    ],
                    rows: rows.map { seat in
                        [
                            CrisisCell(rawValue: seat["cellule"])?.title(t) ?? "", seat.name,
                            names[seat["titulaire"]]?.name ?? "", names[seat["suppleant"]]?.name ?? "", seat["mission"],
                            seat.keeper.name,
                        ]
                    })
            ])
    }

    private static func list(_ kind: EntryKind, _ model: Model, _ t: Language) -> KitDocument {
        let rows = model.entries[kind] ?? []
        // The order of cutting is the rank of the row.
        let fields = kind.fields.filter { if case .order = $0.input { false } else { true } }
        let named = fields.filter { $0.name == kind.titleField } + fields.filter { $0.name != kind.titleField }
        // A doubt stands beside the name, and a column that nobody filled in takes room from the others.
        let shown = named.filter { field in
            if case .tick = field.input { return false }
            return rows.contains { !$0[field.name].isEmpty }
        }
        let content = table(
            t,
            Table(
                caption: words(kind, t).title, isCaptionHidden: true,
                columns: [Column(t("N°", "No."))] + shown.map { Column(heading($0, t)) },
                rows: rows.enumerated().map { index, entry in
                    ["\(index + 1)"] + shown.map { cell(entry, $0, model, t) }
                }))
        return KitDocument(
            identifier: kind.segment, title: words(kind, t).title, summary: words(kind, t).summary,
            chapter: kind == .copy ? .people : .firstHours, content: content,
            tables: [
                KitDocument.Table(
                    name: kind.segment, header: named.map { heading($0, t) } + [t("Établissement", "Establishment")],
                    rows: rows.map { entry in
                        named.map { EntryWords.shown(entry[$0.name], $0, t) } + [entry.keeper.name]
                    })
            ], isLarge: kind == .cutoff)
    }

    private static func heading(_ field: EntryField, _ t: Language) -> String {
        if case .tick = field.input { return t("À confirmer", "To be confirmed") }
        return (field.listTitle ?? field.title)(t)
    }

    /// Whose it is, in the kit of a group.
    private static func keeper(_ entry: Entry, _ model: Model) -> HTML {
        when(entry.keeper.id != model.place.id, "<br>\(entry.keeper.name)")
    }

    private static func cell(_ entry: Entry, _ field: EntryField, _ model: Model, _ t: Language) -> HTML {
        let value = EntryWords.shown(entry[field.name], field, t)
        guard field.name == entry.kind.titleField else { return prose(value) }
        let doubt = entry["aconfirmer"] == "1"
        return """
            <strong>\(value)</strong>\(keeper(entry, model))\
            \(when(doubt, "<br>\(badge(t, .toReview, t("À confirmer", "To be confirmed")))"))
            """
    }

    private static func words(_ kind: EntryKind, _ t: Language) -> (title: String, summary: String) {
        switch kind {
        case .seat: ("", "")
        case .notification:
            (
                t("Qui prévenir", "Whom to tell"),
                t(
                    "Autorités, secours, assureur, partenaires\u{00A0}: quand et comment.",
                    "Authorities, rescue, insurer, partners: when and how.")
            )
        case .cutoff:
            (
                t("Où couper le réseau", "Where to cut the network"),
                t("Dans l’ordre, avec ce qui s’arrête en même temps.", "In order, with what stops at the same time.")
            )
        case .copy:
            (
                t("Où sont les copies de la mallette", "Where the copies of the kit are"),
                t("Pour en retrouver une si celle-ci est abîmée.", "To find another one if this one is damaged.")
            )
        }
    }
}
