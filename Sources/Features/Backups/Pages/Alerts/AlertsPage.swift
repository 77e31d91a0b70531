// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// What waits for somebody, here and below: the RSSI of a group sees the alerts of all its members (D2.O3.D).
enum AlertsPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [BackupAlert]
        let total: Int
        let filter: AlertStore.Filter
        var page = 1
        var mayManage = false
        let today: Day

        func href(page: Int, filter: AlertStore.Filter? = nil) -> URLPath {
            BackupsURL.alerts(.init(place.id)).path
                .with("etat", (filter ?? self.filter) == .open ? nil : (filter ?? self.filter).rawValue)
                .with("page", page > 1 ? String(page) : nil)
        }
    }

    static let pageSize = 50

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.backedUp()
        let organisation = place.organisation
        let (page, today) = (visit.query.page, visit.today)
        let filter = visit.query["etat"].flatMap(AlertStore.Filter.init(rawValue:)) ?? .open
        let found = try await visit.read { session in
            try AlertStore.page(
                under: organisation.lineage, filter: filter, on: today, limit: pageSize, offset: (page - 1) * pageSize,
                in: session)
        }
        let model = Model(
            place: organisation, rows: found.rows, total: found.total, filter: filter, page: page,
            mayManage: visit.mayManage(organisation.lineage), today: today)
        if found.rows.isEmpty, page > 1 { return .redirect(model.href(page: 1)) }
        let t = visit.language
        return visit.backupsPage(title(t), at: place, tab: .alerts, render(model, t))
    }

    static func title(_ t: Language) -> String {
        t("Quelles alertes attendent quelqu’un\u{00A0}?", "Which alerts wait for somebody?")
    }

    static func filterTitle(_ filter: AlertStore.Filter, _ t: Language) -> String {
        switch filter {
        case .open: t("À traiter", "Open")
        case .handled: t("Prises en charge", "Taken in charge")
        case .closed: t("Closes", "Closed")
        }
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let severe = model.rows.count(where: \.kind.isSevere)
        let lead: String =
            switch model.filter {
            case .open where model.total == 0: ""
            case .open:
                t(
                    "\(t.count(model.total, ("alerte", "alertes"), ("", "")))\(severe > 0 ? ", dont \(severe) sur cette page mettent des données en jeu" : "").",
                    "\(t.count(model.total, ("", ""), ("alert", "alerts")))\(severe > 0 ? ", \(severe) on this page put data at risk" : "")."
                )
            case .handled:
                t(
                    "Quelqu’un en répond jusqu’à une date\u{00A0}; passée, elles reviennent.",
                    "Somebody answers for them until a day; then they come back.")
            case .closed: t("Ce qui n’est plus vrai.", "What is true no more.")
            }
        let views = tabs(
            t,
            AlertStore.Filter.allCases.map { filter in
                NavigationItem(
                    filterTitle(filter, t), href: model.href(page: 1, filter: filter), isCurrent: filter == model.filter
                )
            }, label: t("État des alertes", "State of the alerts"))
        let list: HTML =
            model.rows.isEmpty
            ? emptyState(
                title: model.filter == .open
                    ? t("Aucune alerte n’attend", "No alert waits") : t("Rien ici", "Nothing here"),
                text: model.filter == .open
                    ? t(
                        "Ce qui est connu est en ordre. Vérifiez que chaque tâche envoie ses comptes rendus.",
                        "What is known is sound. Check that every job sends its reports.")
                    : t("Les alertes de cet état paraîtront ici.", "Alerts in this state will appear here."))
            : table(model, t)
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\
            \(BackupsTabs.render(model.place.id, current: .alerts, mayManage: model.mayManage, t))\(views)\(list)\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in model.href(page: page) }))
            """
    }

    private static func table(_ model: Model, _ t: Language) -> HTML {
        let title = filterTitle(model.filter, t)
        let namesPlaces = model.rows.contains { $0.keeper.id != model.place.id }
        return Components.table(
            t,
            Table(
                caption: title, isCaptionHidden: true,
                columns: [Column(t("Alerte", "Alert"))]
                    + (namesPlaces ? [Column(t("Établissement", "Establishment"))] : []) + [
                        Column(t("Depuis", "Since"), isShort: true), Column(t("État", "State"), isShort: true),
                    ],
                rows: model.rows.map { alert in
                    let path = BackupsURL.alert(.init(alert.keeper.id), .init(alert.id)).path
                    let name: HTML = """
                        <a href="\(path)">\(BackupWords.title(alert.finding, t))</a><br>\
                        <small>\(alert.handledReason ?? BackupWords.detail(alert.finding, t))</small>
                        """
                    return [name] + (namesPlaces ? ["\(alert.keeper.name)"] : []) + [
                        "\(t.distance(from: model.today, to: alert.firstSeenOn))",
                        badge(t, AlertPage.state(alert, model.today, t)),
                    ]
                }))
    }
}
