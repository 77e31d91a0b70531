// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site
import ThreatIndicators

/// What to look for, and what was seen of it.
enum ListPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [KeptIndicator]
        let total: Int
        var sources: [String] = []
        var filter = IndicatorFilter()
        var page = 1
        var mayManage = false
        let today: Day
        let zone: TimeZoneRule

        func href(page: Int) -> URLPath {
            IndicatorsURL.list(.init(place.id)).path.with("q", filter.text.isEmpty ? nil : filter.text)
                .with("type", filter.kind?.rawValue).with("tlp", filter.tlp?.rawValue)
                .with("source", filter.source.isEmpty ? nil : filter.source)
                .with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.indicatorsPlace()
        let organisation = place.organisation
        let filter = IndicatorFilter(
            text: visit.query["q"].map { String($0.prefix(200)) } ?? "",
            kind: visit.query["type"].flatMap(IndicatorKind.init(rawValue:)),
            tlp: visit.query["tlp"].flatMap(TLP.init(rawValue:)), source: visit.query["source"] ?? "")
        let page = visit.query.page
        let (found, sources) = try await visit.read { session in
            (
                try IndicatorStore.page(
                    under: organisation.lineage, filter, limit: pageSize, offset: (page - 1) * pageSize, in: session),
                try IndicatorStore.sources(under: organisation.lineage, in: session)
            )
        }
        var model = Model(
            place: organisation, rows: found.rows, total: found.total, sources: sources, filter: filter, page: page,
            today: visit.today, zone: visit.zone)
        model.mayManage = visit.mayManageIndicators(organisation.lineage)
        if found.rows.isEmpty, page > 1 { return .redirect(model.href(page: 1)) }
        return visit.indicatorsPage(title(model, visit.language), at: place, render(model, visit.language))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "\(model.place.name)\u{00A0}: que faut\u{2011}il chercher\u{00A0}?",
            "\(model.place.name): what must be looked for?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.id)
        let adding = Action(
            t("Coller des indicateurs", "Paste indicators"), href: IndicatorsURL.adding(part).path)
        let loading = Action(t("Reprendre un fichier", "Take a file"), href: IndicatorsURL.loading(part).path)
        let isEmpty = model.total == 0 && model.filter.isEmpty
        var buttons: [Action] = []
        if !isEmpty {
            buttons.append(
                model.mayManage
                    ? Action(
                        t("Chercher ces indicateurs", "Look for these indicators"), post: IndicatorsURL.hunt(part).path,
                        style: .primary)
                    : Action(t("Ce qui a été vu", "What was seen"), href: IndicatorsURL.hunt(part).path))
        }
        if model.mayManage, !isEmpty {
            buttons += [
                adding, loading, Action(t("Transmettre", "Pass on"), href: IndicatorsURL.export(part).path),
                Action(t("Dernière recherche", "Last search"), href: IndicatorsURL.hunt(part).path),
            ]
        }
        let head = pageHead(
            t,
            PageHead(
                title(model, t),
                lead: t(
                    "Adresses, fichiers et comptes qu’une alerte ou une enquête a désignés, avec ce que leur marquage TLP permet d’en dire.",
                    "Addresses, files and accounts named by an alert or an investigation, with what their TLP marking lets one say of them."
                ), actions: buttons))
        guard !isEmpty else {
            return head
                + emptyState(
                    title: t("Aucun indicateur n’est gardé", "No indicator is kept"),
                    text: t(
                        "Collez le texte d’une alerte du CERT Santé\u{00A0}: les adresses, domaines, empreintes et chemins y sont reconnus, et vous choisissez lesquels garder.",
                        "Paste the text of an alert of your CERT: addresses, domains, sums and paths are recognised, and you choose which to keep."
                    ), action: model.mayManage ? adding : nil)
                + when(model.mayManage, actions([loading]))
        }
        return head + list(model, t)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        let path = IndicatorsURL.list(.init(model.place.id)).path
        let filters = filterForm(
            t, action: path,
            fields: """
                \(textField(Field(t, "q", label: t("Valeur, source ou note", "Value, source or note")), value: model.filter.text, maxLength: 200))\
                \(select(Field(t, "type", label: t("Type", "Type")), IndicatorKind.allCases.map { Choice($0.rawValue, IndicatorWords.kind($0)(t)) }, selected: model.filter.kind?.rawValue, placeholder: t("Tous", "All")))\
                \(select(Field(t, "tlp", label: "TLP"), TLP.allCases.map { Choice($0.rawValue, $0.label) }, selected: model.filter.tlp?.rawValue, placeholder: t("Tous", "All")))\
                \(select(Field(t, "source", label: t("Source", "Source")), model.sources.map { Choice($0, $0) }, selected: model.filter.source, placeholder: t("Toutes", "All")))
                """, reset: model.filter.isEmpty ? nil : path)
        let title = t("Les indicateurs", "The indicators")
        let rows: HTML =
            model.rows.isEmpty
            ? emptyState(
                title: t("Aucun indicateur ne correspond", "No indicator matches"),
                text: t("Élargissez les critères pour en voir d’autres.", "Widen the criteria to see others."))
            : Components.table(t, table(model, title, t))
        return sheet(
            title,
            """
            \(filters)\(rows)\(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                model.href(page: page)
            }))
            """)
    }

    private static func table(_ model: Model, _ title: String, _ t: Language) -> Table {
        let namesPlaces = model.rows.contains { $0.keeper.id != model.place.id }
        return Table(
            caption: title, isCaptionHidden: true,
            columns: [Column(t("Indicateur", "Indicator"))]
                + (namesPlaces ? [Column(t("Établissement", "Establishment"))] : []) + [
                    Column("TLP", isShort: true), Column(t("Source", "Source")),
                    Column(t("Jusqu’au", "Until"), isShort: true), Column(t("Dernière recherche", "Last search")),
                ],
            rows: model.rows.map { kept in
                let path = IndicatorsURL.one(.init(kept.keeper.id), .init(kept.id)).path
                let name: HTML = """
                    <a class="indicator-value" href="\(path)">\(kept.indicator.value.text)</a>\
                    <p class="quiet">\(IndicatorWords.kind(kept.indicator.value.kind)(t))</p>\
                    \(when(kept.isRemoved, badge(t, .closed, t("Retiré", "Removed"))))
                    """
                return [name] + (namesPlaces ? ["\(kept.keeper.name)"] : []) + [
                    "\(kept.tlp.label)", "\(kept.indicator.source)", until(kept, model, t), seen(kept, model, t),
                ]
            })
    }

    private static func until(_ kept: KeptIndicator, _ model: Model, _ t: Language) -> HTML {
        guard let day = kept.validUntil else { return HTML() }
        guard kept.isOver(on: model.today) else { return "\(t.date(day))" }
        return badge(t, .closed, t("Fini le \(t.date(day))", "Ended \(t.date(day))"))
    }

    private static func seen(_ kept: KeptIndicator, _ model: Model, _ t: Language) -> HTML {
        if let words = IndicatorWords.seen(kept, t) { return badge(t, .missing, words) }
        guard let result = kept.result else {
            return kept.indicator.isForDetection
                ? "\(t("Jamais cherché", "Never looked for"))"
                : "\(t("Contexte, non cherché", "Context, not looked for"))"
        }
        return "\(t("Pas vu, le ", "Not seen, on "))\(t.moment(result.huntedAt, in: model.zone))"
    }
}
