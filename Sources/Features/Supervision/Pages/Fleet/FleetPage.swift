// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Which workstations do we see, and what do they not tell?
enum FleetPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [Host]
        let total: Int
        let count: FleetCount
        let sources: [HostSource: Int]
        var text = ""
        var filter: HostStore.Filter?
        var page = 1
        var mayManage = false
        let now: Instant
        let zone: TimeZoneRule

        var isFiltered: Bool { !text.isEmpty || filter != nil }

        func href(page: Int) -> URLPath {
            SupervisionURL.fleet(.init(place.id)).path.with("q", text.isEmpty ? nil : text)
                .with("voir", filter?.word).with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.watched()
        let id = place.organisation.id
        let text = visit.query["q"].map { String($0.prefix(100)) } ?? ""
        let filter = HostStore.Filter.allCases.first { $0.word == visit.query["voir"] }
        let page = visit.query.page
        let now = visit.now
        let (found, count, sources) = try await visit.read { session in
            (
                try HostStore.page(
                    of: id, text: text, filter: filter, now: now, limit: pageSize, offset: (page - 1) * pageSize,
                    in: session),
                try HostStore.count(of: id, now: now, in: session),
                try HostStore.sourceCounts(of: id, now: now, in: session)
            )
        }
        var model = Model(
            place: place.organisation, rows: found.rows, total: found.total, count: count, sources: sources, now: now,
            zone: visit.zone)
        model.text = text
        model.filter = filter
        model.page = page
        model.mayManage = visit.maySupervise(place.organisation.lineage)
        if found.rows.isEmpty, page > 1 { return .redirect(model.href(page: 1)) }
        let t = visit.language
        return visit.supervisionPage(title(t), at: place, tab: .fleet, render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Quelles machines voyons-nous\u{00A0}?", "Which machines do we see?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let load = Action(
            t("Charger l’inventaire", "Load the inventory"),
            href: SupervisionURL.inventory(.init(model.place.id)).path, style: .primary)
        let isEmpty = model.count.known == 0 && model.total == 0 && !model.isFiltered
        let head = pageHead(
            t,
            PageHead(
                title(t),
                lead: t(
                    "Une machine qui n’envoie rien depuis \(Host.silentDays) jours compte comme aveugle.",
                    "A machine that sent nothing for \(Host.silentDays) days counts as blind."),
                actions: model.mayManage && !isEmpty ? [load] : []))
        let tabs = SupervisionTabs.render(model.place.id, current: .fleet, t)
        guard !isEmpty else {
            return head + tabs
                + emptyState(
                    title: t("Aucune machine connue", "No machine known"),
                    text: t(
                        "Chargez l’inventaire de vos postes, ou branchez la collecte\u{00A0}: les machines apparaissent dès leur premier événement.",
                        "Load the inventory of your workstations, or connect the intake: machines appear with their first event."
                    ),
                    action: model.mayManage ? load : nil)
        }
        return """
            \(head)\(tabs)\(figures(t, summary(model, t)))\(sources(model, t))\(filters(model, t))\(list(model, t))
            """
    }

    private static func summary(_ model: Model, _ t: Language) -> [Figure] {
        let count = model.count
        func share(_ part: Int, of whole: Int) -> String { whole > 0 ? t.percent(Double(part) / Double(whole)) : "–" }
        var list = [
            Figure(
                count.share.map { t.percent($0) } ?? "–",
                meaning: t(
                    "des machines connues sont vues (\(t.number(count.covered)) sur \(t.number(count.known)))",
                    "of known machines are seen (\(t.number(count.covered)) of \(t.number(count.known)))"),
                tone: (count.share ?? 0) >= 0.9 ? .good : .warn)
        ]
        if count.saysEDR > 0 {
            list.append(
                Figure(
                    share(count.withEDR, of: count.saysEDR),
                    meaning: t("ont un EDR, d’après l’inventaire", "have an EDR, says the inventory")))
        }
        if count.saysObsolete > 0 {
            list.append(
                Figure(
                    t.number(count.obsolete),
                    meaning: t("ont un système obsolète", "have an obsolete system"),
                    tone: count.obsolete > 0 ? .warn : .good,
                    href: SupervisionURL.fleet(.init(model.place.id)).path.with("voir", HostStore.Filter.obsolete.word))
            )
        }
        if count.saysEncrypted > 0 {
            list.append(
                Figure(
                    share(count.encrypted, of: count.saysEncrypted),
                    meaning: t("ont un disque chiffré", "have an encrypted disk")))
        }
        if count.saysLocalAdmin > 0 {
            list.append(
                Figure(
                    t.number(count.withLocalAdmin),
                    meaning: t("laissent l’administration à leur utilisateur", "leave administration to their user"),
                    tone: count.withLocalAdmin > 0 ? .warn : .good))
        }
        return list
    }

    private static func sources(_ model: Model, _ t: Language) -> HTML {
        guard model.count.covered > 0 else { return HTML() }
        let rows = HostSource.expected.map { source -> [HTML] in
            let count = model.sources[source] ?? 0
            let share = Double(count) / Double(max(model.count.covered, 1))
            return [
                "\(source.title(t))", "\(t.number(count))",
                count == 0
                    ? badge(t, .missing, t("N’arrive pas", "Does not arrive"))
                    : share < 0.9
                        ? badge(t, .expiring, t.percent(min(share, 1))) : badge(t, .proven, t.percent(min(share, 1))),
                share < 0.9 ? "\(source.advice(t))" : "–",
            ]
        }
        return sheet(
            t("Ce que les machines vues envoient", "What the machines seen send"),
            table(
                t,
                Table(
                    caption: t("Sources par machine", "Sources by machine"), isCaptionHidden: true, stacks: true,
                    columns: [
                        Column(t("Source", "Source")), Column(t("Machines", "Machines"), isNumber: true),
                        Column(t("Part", "Share"), isShort: true),
                        Column(t("Réglage à faire", "What to set")),
                    ], rows: rows)))
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        let path = SupervisionURL.fleet(.init(model.place.id)).path
        return filterForm(
            t, action: path,
            fields: """
                \(textField(Field(t, "q", label: t("Machine", "Machine")), value: model.text, maxLength: 100))\
                \(select(
                    Field(t, "voir", label: t("Voir", "Show")),
                    HostStore.Filter.allCases.map { Choice($0.word, $0.title(t)) }, selected: model.filter?.word,
                    placeholder: t("Toutes", "All")))
                """, reset: model.isFiltered ? path : nil)
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard !model.rows.isEmpty else {
            return emptyState(
                title: t("Aucune machine ne correspond", "No machine matches"),
                text: t("Essayez un nom plus court, ou toutes les machines.", "Try a shorter name, or all machines."))
        }
        let rows = model.rows.map { host -> [HTML] in
            let href = SupervisionURL.host(.init(model.place.id), .init(host.id)).path
            let critical: HTML = when(host.isCritical, " \(badge(t, .toReview, t("Critique", "Critical")))")
            let last = host.lastAt.map { t.moment($0, in: model.zone) } ?? t("jamais", "never")
            return [
                "<a href=\"\(href)\">\(host.name)</a>\(critical)", "\(host.inventory?.system ?? "")",
                host.isCovered(at: model.now)
                    ? badge(t, .proven, t("Vue", "Seen")) : badge(t, .missing, t("Silencieuse", "Silent")),
                "\(last)", "\(host.missing.map { $0.title(t) }.joined(separator: ", "))",
            ]
        }
        return """
            \(table(t, Table(
                caption: t("Machines", "Machines"), stacks: true,
                columns: [
                    Column(t("Machine", "Machine")), Column(t("Système", "System")),
                    Column(t("État", "State"), isShort: true), Column(t("Dernier événement", "Last event"), isShort: true),
                    Column(t("Il manque", "Missing")),
                ], rows: rows)))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { model.href(page: $0) }))
            """
    }
}

extension HostStore.Filter {
    var word: String {
        switch self {
        case .silent: "silencieuses"
        case .incomplete: "incompletes"
        case .unlisted: "hors-inventaire"
        case .critical: "critiques"
        case .obsolete: "obsoletes"
        }
    }

    func title(_ t: Language) -> String {
        switch self {
        case .silent: t("Silencieuses", "Silent")
        case .incomplete: t("Sans ligne de commande", "Without command lines")
        case .unlisted: t("Hors inventaire", "Not on the inventory")
        case .critical: t("Critiques", "Critical")
        case .obsolete: t("Système obsolète", "Obsolete system")
        }
    }
}
