// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Is anything happening, and what happened before?
enum HomePage {
    static let pageSize = 30

    struct Model: Sendable {
        let place: Organisation
        let incidents: [Incident]
        let total: Int
        var text = ""
        var filter = IncidentStore.Filter.all
        var kind: IncidentKind?
        var page = 1
        let mayDeclare: Bool
        let zone: TimeZoneRule

        var isFiltered: Bool { !text.isEmpty || filter != .all || kind != nil }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: CrisisPermissions.read)
        let organisation = place.organisation
        let (text, page) = (visit.query["q"] ?? "", visit.query.page)
        let filter = visit.query["etat"].flatMap(IncidentStore.Filter.init(rawValue:)) ?? .all
        let kind = visit.query["nature"].flatMap(IncidentKind.init(rawValue:))
        let found = try await visit.read { session in
            try IncidentStore.page(
                under: organisation.lineage, text: text, filter: filter, kind: kind, limit: pageSize,
                offset: (page - 1) * pageSize, in: session)
        }
        let model = Model(
            place: organisation, incidents: found.rows, total: found.total, text: text,
            filter: filter,
            kind: kind, page: page,
            mayDeclare: visit.access.may(CrisisPermissions.act, in: organisation.lineage)
                && !visit.house.settings.isReadOnly,
            zone: visit.zone)
        let t = visit.language
        return visit.crisisPage(
            title(t), at: place, [], "\(RoomTab.render(visit, place, .incidents))\(render(model, t))")
    }

    static func title(_ t: Language) -> String { t("Une crise est-elle en cours\u{00A0}?", "Is a crisis under way?") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let declare = Action(
            t("Déclarer un incident", "Declare an incident"), href: CrisisURL.declaration(.init(model.place.id)).path,
            style: .primary)
        let head = PageHead(title(t), lead: lead(model, t), actions: model.mayDeclare ? [declare] : [])
        return "\(pageHead(t, head))\(list(model, declare, t))"
    }

    /// Those under way come first in the list: its first page, unfiltered, knows them.
    private static func lead(_ model: Model, _ t: Language) -> String {
        guard !model.isFiltered, model.page == 1 else {
            let count = model.total
            return t(
                "\(t.count(count, ("incident", "incidents"), ("", ""))) dans cette liste.",
                "\(t.count(count, ("", ""), ("incident", "incidents"))) in this list.")
        }
        let running = model.incidents.filter(\.isOpen)
        let crises = running.filter(\.isCrisis).count
        if crises > 0 {
            return t(
                "Oui\u{00A0}: \(t.count(crises, ("crise", "crises"), ("", ""))) en cours.",
                "Yes: \(t.count(crises, ("", ""), ("crisis", "crises"))) under way.")
        }
        guard !running.isEmpty else { return t("Non. Aucun incident n’est ouvert.", "No. No incident is open.") }
        return t(
            "Pas de crise, mais \(t.count(running.count, ("incident ouvert", "incidents ouverts"), ("", ""))).",
            "No crisis, but \(t.count(running.count, ("", ""), ("open incident", "open incidents"))).")
    }

    private static func list(_ model: Model, _ declare: Action, _ t: Language) -> HTML {
        let isFiltered = model.isFiltered
        guard model.total > 0 || isFiltered || model.page > 1 else {
            return emptyState(
                title: t("Aucun incident n’a été déclaré ici", "No incident was declared here"),
                text: t(
                    "Un doute suffit pour déclarer\u{00A0}: la main courante s’ouvre aussitôt, et l’on qualifie ensuite.",
                    "A doubt is enough to declare: the log opens at once, and qualifying comes later."),
                action: model.mayDeclare ? declare : nil)
        }
        let here = CrisisURL.home(.init(model.place.id)).path
        let fields: HTML = """
            \(textField(Field(t, "q", label: t("Mots de l’intitulé", "Words of the title")), value: model.text, maxLength: 100))\
            \(select(
                Field(t, "etat", label: t("État", "State")),
                [
                    Choice("tous", t("Tous", "All")), Choice("en-cours", t("En cours", "Under way")),
                    Choice("clos", t("Clos", "Closed")),
                ], selected: model.filter.rawValue))\
            \(select(
                Field(t, "nature", label: t("Nature", "Kind")),
                IncidentKind.allCases.map { Choice($0.rawValue, CrisisWords.kind($0)(t)) },
                selected: model.kind?.rawValue, placeholder: t("Toutes", "All")))
            """
        let filter = filterForm(t, action: here, fields: fields, reset: isFiltered ? here : nil)
        guard !model.incidents.isEmpty else {
            return filter
                + emptyState(
                    title: t("Aucun incident ne correspond", "No incident matches"),
                    text: t("Essayez un mot plus court ou un autre état.", "Try a shorter word or another state."))
        }
        let namesPlaces = model.incidents.contains { $0.keeper.id != model.place.id }
        let rows = table(
            t,
            Table(
                caption: t("Les incidents, ceux en cours d’abord", "The incidents, those under way first"),
                stacks: true,
                columns: [Column(t("Incident", "Incident"))]
                    + (namesPlaces ? [Column(t("Établissement", "Establishment"))] : []) + [
                        Column(t("État", "State"), isShort: true), Column(t("Nature", "Kind")),
                        Column(t("Effet sur les soins", "Effect on care"), isShort: true),
                        Column(t("Détecté", "Detected"), isShort: true),
                    ],
                rows: model.incidents.map { incident in
                    let href = CrisisURL.incident(.init(incident.keeper.id), .init(incident.id)).path
                    return ["<a href=\"\(href)\">\(incident.title)</a>"]
                        + (namesPlaces ? ["\(incident.keeper.name)"] : [])
                        + [
                            badge(t, CrisisWords.standing(incident, t)),
                            "\(incident.kind.map { CrisisWords.kind($0)(t) } ?? t("à préciser", "to be told"))",
                            badge(t, CrisisWords.severity(incident.severity, t)),
                            "\(t.moment(incident.detectedAt, in: model.zone))",
                        ]
                }))
        let pages = Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
            here.with("q", model.text.isEmpty ? nil : model.text).with("etat", model.filter.rawValue)
                .with("nature", model.kind?.rawValue).with("page", String(page))
        }
        return "\(filter)\(rows)\(pager(t, pages))"
    }
}
