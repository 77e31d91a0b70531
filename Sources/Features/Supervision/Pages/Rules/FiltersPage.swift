// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What is kept from alerting, by whom, why, and until when.
enum FiltersPage {
    struct Model: Sendable {
        let place: Organisation
        let filters: [FilterEntry]
        let silences: [Silence]
        var mayManage = false
        let now: Instant
        let zone: TimeZoneRule
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched()
        let id = place.organisation.id
        let (filters, silences) = try await visit.read { session in
            (try FilterStore.filters(of: id, in: session), try FilterStore.silences(of: id, in: session))
        }
        let model = Model(
            place: place.organisation, filters: filters, silences: silences,
            mayManage: visit.maySupervise(place.organisation.lineage), now: visit.now, zone: visit.zone)
        return visit.supervisionPage(
            title(visit.language), at: place, tab: .filters, render(model, visit.language))
    }

    static func title(_ t: Language) -> String {
        t("Qu’avons-nous choisi de ne plus voir\u{00A0}?", "What did we choose not to see?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = """
            \(pageHead(t, PageHead(title(t), lead: t(
                "Un attaquant se cache volontiers derrière une exception oubliée\u{00A0}: relisez cette page deux fois par an.",
                "An attacker gladly hides behind a forgotten exception: review this page twice a year."))))\
            \(SupervisionTabs.render(model.place.id, current: .filters, t))
            """ as HTML
        guard !model.filters.isEmpty || !model.silences.isEmpty else {
            return head
                + emptyState(
                    title: t("Rien n’est écarté", "Nothing is kept off"),
                    text: t(
                        "Les filtres et les silences se créent depuis une alerte.",
                        "Filters and silences are made from an alert."))
        }
        return head + silences(model, t) + filters(model, t)
    }

    private static func silences(_ model: Model, _ t: Language) -> HTML {
        guard !model.silences.isEmpty else { return HTML() }
        let rows = model.silences.map { one -> [HTML] in
            let isOpen = one.until > model.now
            let end: HTML = when(
                isOpen && model.mayManage,
                postButton(
                    action: SupervisionURL.silenceEnd(.init(model.place.id), .init(one.id)).path,
                    t("Finir maintenant", "End now")))
            return [
                "\(one.ruleTitle)<br><span class=\"quiet\">\(one.reason)</span>",
                "\(one.host.isEmpty ? t("toutes", "all") : one.host)", "\(one.author)",
                "\(t.moment(one.until, in: model.zone))", "\(t.number(one.events))",
                isOpen ? badge(t, .expiring, t("En cours", "Under way")) : badge(t, .closed, t("Fini", "Over")), end,
            ]
        }
        return sheet(
            t("Silences", "Silences"),
            table(
                t,
                Table(
                    caption: t("Silences", "Silences"), isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Règle", "Rule")), Column(t("Machine", "Machine")), Column(t("Par", "By")),
                        Column(t("Jusqu’au", "Until"), isShort: true),
                        Column(t("Retenus", "Kept back"), isNumber: true),
                        Column(t("État", "State"), isShort: true), Column(""),
                    ], rows: rows)))
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        guard !model.filters.isEmpty else { return HTML() }
        let parts = model.filters.map { one -> HTML in
            let place = SupervisionURL.Part(model.place.id)
            let id = SupervisionURL.Part(one.filter.id)
            let button: HTML = when(
                model.mayManage,
                one.removedAt == nil
                    ? postButton(
                        action: SupervisionURL.filterRemoval(place, id).path, t("Retirer", "Remove"), style: .danger,
                        confirm: t(
                            "Retirer ce filtre\u{00A0}? Ce qu’il écarte alertera de nouveau.",
                            "Remove this filter? What it keeps off will alert again."))
                    : postButton(action: SupervisionURL.filterRestoration(place, id).path, t("Rétablir", "Restore")))
            return """
                <h3>\(one.title)</h3>\
                <p>\(one.removedAt == nil ? badge(t, .proven, t("En place", "In force")) : badge(t, .closed, t("Retiré", "Removed")))</p>\
                \(paragraph(one.reason))\
                \(paragraph(t("Règle\u{00A0}: \(one.ruleTitle). Par \(one.author), le \(t.moment(one.createdAt, in: model.zone)).", "Rule: \(one.ruleTitle). By \(one.author), \(t.moment(one.createdAt, in: model.zone))."), isQuiet: true))\
                \(disclosure(t("Le filtre", "The filter"), "<pre class=\"event\" tabindex=\"0\">\(one.filter.body)</pre>"))\(button)
                """
        }
        return sheet(t("Filtres", "Filters"), itemsApart(parts))
    }

    // MARK: Acts

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply { try await set(visit, isRemoved: true) }

    @Sendable
    static func restore(_ visit: Visit) async throws -> Reply { try await set(visit, isRemoved: false) }

    private static func set(_ visit: Visit, isRemoved: Bool) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let id: Identifier<KeptFilter> = try visit.identifier("filtre")
        try await visit.supervise(place) { change in
            try FilterStore.set(id, isRemoved: isRemoved, at: place.organisation.id, in: change)
        }
        let t = visit.language
        return .redirect(
            SupervisionURL.filters(.init(place.organisation.id)).path,
            notice: isRemoved
                ? t("Le filtre est retiré.", "The filter is removed.")
                : t("Le filtre est rétabli.", "The filter is restored."))
    }

    @Sendable
    static func endSilence(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched(SupervisionPermissions.manage)
        let id: Silence.ID = try visit.identifier("silence")
        try await visit.supervise(place) { change in
            try FilterStore.end(id, at: place.organisation.id, in: change)
        }
        return .redirect(
            SupervisionURL.filters(.init(place.organisation.id)).path,
            notice: visit.language("Le silence est fini.", "The silence is over."))
    }
}
