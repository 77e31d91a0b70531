// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Sigma
import Site

/// What must somebody look at now? The gravest first; the list is fetched again each time an alert changed.
enum AlertsPage {
    struct Model: Sendable {
        let place: Organisation
        let rows: [Alert]
        let total: Int
        let counts: AlertStore.Counts
        /// Whether anything ever came: an empty list means another thing then.
        let hasSenders: Bool
        var filter = Filter()
        var mayManage = false
        let now: Instant
        let zone: TimeZoneRule
        /// What the page shows, as the events tell it.
        var serial = ""
        var showsPlaces: Bool { rows.contains { $0.organisation != place.id } }
    }

    struct Filter: Sendable, Hashable {
        static let everything = "toutes"

        var text = ""
        /// The word of a state, or `everything`; nil: what waits.
        var state: String?
        var level: String?
        var page = 1

        var isSet: Bool { !text.isEmpty || state != nil || level != nil }

        func href(_ organisation: Organisation.ID, page: Int? = nil) -> URLPath {
            let page = page ?? self.page
            return SupervisionURL.alerts(.init(organisation)).path.with("q", text.isEmpty ? nil : text)
                .with("etat", state).with("niveau", level).with("page", page > 1 ? String(page) : nil)
        }

        func query(under place: Lineage) -> AlertQuery {
            var query = AlertQuery(under: place, text: text, limit: pageSize, offset: (page - 1) * pageSize)
            query.state = Alert.State.allCases.first { $0.word == state }
            query.isEverything = state == Self.everything
            query.minimum = Level.words.first { $0.word == level }?.level ?? .informational
            return query
        }
    }

    static let pageSize = 50

    static func show(_ visit: Visit, _ office: SupervisionOffice) async throws -> Reply {
        let place = try await visit.watched()
        let organisation = place.organisation
        let filter = Filter(
            text: visit.query["q"].map { String($0.prefix(100)) } ?? "", state: visit.query["etat"],
            level: visit.query["niveau"], page: visit.query.page)
        // Before the reading: what changes meanwhile is told again.
        let serial = office.alertsSerial
        let (found, counts, hasSenders) = try await visit.read { session in
            (
                try AlertStore.page(filter.query(under: organisation.lineage), in: session),
                try AlertStore.counts(under: organisation.lineage, in: session),
                try session.exists(
                    """
                    SELECT 1 FROM supervision_sender s JOIN organisation o ON o.id = s.organisation_id
                    WHERE s.last_used_at IS NOT NULL AND \(organisation.lineage.sqlCondition(on: "o.lineage"))
                    """)
            )
        }
        if found.rows.isEmpty, filter.page > 1 { return .redirect(filter.href(organisation.id, page: 1)) }
        var model = Model(
            place: organisation, rows: found.rows, total: found.total, counts: counts, hasSenders: hasSenders,
            filter: filter, mayManage: visit.maySupervise(organisation.lineage), now: visit.now,
            zone: visit.zone)
        model.serial = serial
        let t = visit.language
        if visit.wantsFragment { return visit.fragment(live(model, t)) }
        return visit.supervisionPage(title(t), at: place, tab: .alerts, render(model, t))
    }

    /// Says that alerts changed; which, the page fetches itself, with the rights of that moment. Listening asks the database
    /// nothing, however many listen.
    static func stream(_ visit: Visit, _ office: SupervisionOffice) async throws -> Reply {
        _ = try await visit.watched()
        return .events { LiveState(office.alertsSerial) }
    }

    static func title(_ t: Language) -> String { t("Que faut-il regarder maintenant\u{00A0}?", "What to look at now?") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let lead = t(
            "Ce que les règles ont vu dans les journaux des postes. La liste se met à jour toute seule.",
            "What the rules saw in the logs of the workstations. The list updates by itself.")
        return """
            \(pageHead(t, PageHead(title(t), lead: lead)))\
            \(SupervisionTabs.render(model.place.id, current: .alerts, t))\(filters(model, t))\(live(model, t))
            """
    }

    private static func filters(_ model: Model, _ t: Language) -> HTML {
        let states =
            Alert.State.allCases.map { Choice($0.word, $0.list(t)) } + [Choice(Filter.everything, t("Toutes", "All"))]
        // Folded, so that the figures and the gravest alert stand first on a phone.
        let content = filterForm(
            t, action: SupervisionURL.alerts(.init(model.place.id)).path,
            fields: """
                \(textField(
                    Field(t, "q", label: t("Machine, règle ou compte", "Machine, rule or account")),
                    value: model.filter.text, maxLength: 100))\
                \(select(
                    Field(t, "etat", label: t("État", "State")), states, selected: model.filter.state,
                    placeholder: t("À regarder", "To look at")))\
                \(select(
                    Field(t, "niveau", label: t("Au moins", "At least")),
                    Level.words.map { Choice($0.word, $0.level.word(t)) }, selected: model.filter.level,
                    placeholder: t("Tout niveau", "Any level")))
                """, reset: model.filter.isSet ? SupervisionURL.alerts(.init(model.place.id)).path : nil)
        return disclosure(t("Chercher ou filtrer", "Search or filter"), isOpen: model.filter.isSet, content)
    }

    /// What is fetched again at each change. Without script the link does.
    static func live(_ model: Model, _ t: Language) -> HTML {
        let here = model.filter.href(model.place.id)
        let lost = t(
            " Connexion perdue\u{00A0}: ce que vous voyez peut être ancien.",
            " Connection lost: what you see may be old.")
        let status: HTML = """
            <p class="quiet">\(t("À jour à \(t.time(model.now, in: model.zone)).", "As of \(t.time(model.now, in: model.zone))."))\
            <span data-live-status data-lost="\(lost)"></span> <a href="\(here)">\(t("Actualiser", "Refresh"))</a></p>
            """
        return liveRegion(
            id: "alertes", events: SupervisionURL.alertsLive(.init(model.place.id)).path, serial: model.serial,
            from: here,
            "\(figures(t, summary(model, t)))\(list(model, t))\(status)")
    }

    private static func summary(_ model: Model, _ t: Language) -> [Figure] {
        let path = SupervisionURL.alerts(.init(model.place.id)).path
        let counts = model.counts
        return [
            Figure(
                t.number(counts.grave),
                meaning: t.count(
                    counts.grave, ("alerte critique ou élevée attend", "alertes critiques ou élevées attendent"),
                    ("critical or high alert waits", "critical or high alerts wait")
                ).withoutNumber, tone: counts.grave > 0 ? .bad : .good, href: path.with("niveau", "elevee")),
            Figure(
                t.number(counts.new), meaning: t("nouvelles, que personne n’a prises", "new, which nobody took"),
                href: path.with("etat", Alert.State.new.word)),
            Figure(
                t.number(counts.seen), meaning: t("vues et pas encore traitées", "seen and not handled yet"),
                href: path.with("etat", Alert.State.seen.word)),
        ]
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard !model.rows.isEmpty else { return none(model, t) }
        var columns = [
            Column(t("Alerte", "Alert")), Column(t("Niveau", "Level"), isShort: true),
            Column(t("Machine", "Machine"), isShort: true), Column(t("Vue", "Seen"), isShort: true),
            Column(t("État", "State"), isShort: true),
        ]
        if model.showsPlaces { columns.append(Column(t("Établissement", "Establishment"))) }
        let rows = model.rows.map { alert -> [HTML] in
            let href = SupervisionURL.alert(.init(alert.organisation), .init(alert.id)).path
            let key: HTML = when(!alert.key.isEmpty, "<br><span class=\"quiet\">\(short(alert.key))</span>")
            var cells: [HTML] = [
                "<a href=\"\(href)\">\(alert.title)</a>\(key)", badge(t, alert.level.badge, alert.level.word(t)),
                "\(alert.hostName(t))", "\(seen(alert, model, t))",
                badge(t, alert.state.badge, alert.state.word(t)),
            ]
            if model.showsPlaces { cells.append("\(alert.organisationName)") }
            return cells
        }
        return """
            \(table(t, Table(
                caption: t("Alertes", "Alerts"), isCaptionHidden: true, stacks: true, columns: columns, rows: rows)))\
            \(pager(t, Pager(page: model.filter.page, pageSize: pageSize, total: model.total) {
                model.filter.href(model.place.id, page: $0)
            }))
            """
    }

    /// Says by itself what it counts: on a phone the columns have no titles.
    private static func seen(_ alert: Alert, _ model: Model, _ t: Language) -> String {
        let last = moment(alert.lastAt, model, t)
        guard alert.events > 1 else { return last }
        return t(
            "\(t.number(alert.events)) fois, dernière\u{00A0}: \(last)",
            "\(t.number(alert.events)) times, last: \(last)")
    }

    /// Today by its hour, else by its day.
    static func moment(_ instant: Instant, _ model: Model, _ t: Language) -> String {
        model.zone.day(at: instant) == model.zone.day(at: model.now)
            ? t.time(instant, in: model.zone) : t.date(model.zone.day(at: instant))
    }

    static func short(_ text: String) -> String { text.count > 120 ? String(text.prefix(119)) + "…" : text }

    private static func none(_ model: Model, _ t: Language) -> HTML {
        if model.filter.isSet {
            return emptyState(
                title: t("Aucune alerte ne correspond", "No alert matches"),
                text: t("Essayez un mot plus court, ou un autre état.", "Try a shorter word, or another state."))
        }
        guard model.hasSenders else {
            return emptyState(
                title: t("Rien n’arrive encore", "Nothing arrives yet"),
                text: t(
                    "Donnez d’abord un jeton à l’outil qui transfère les journaux de vos postes (Winlogbeat, rsyslog…)\u{00A0}: les règles contre les rançongiciels sont déjà prêtes.",
                    "First give a token to the tool that forwards the logs of your workstations (Winlogbeat, rsyslog…): the rules against ransomware are ready."
                ),
                action: model.mayManage
                    ? Action(
                        t("Brancher la collecte", "Connect the intake"),
                        href: SupervisionURL.senders(.init(model.place.id)).path, style: .primary) : nil)
        }
        return emptyState(
            title: t("Rien à regarder", "Nothing to look at"),
            text: t(
                "Aucune alerte n’attend. Ce que vos règles ne voient pas est dans la couverture.",
                "No alert waits. What your rules cannot see is under coverage."),
            action: Action(
                t("Voir la couverture", "See the coverage"),
                href: SupervisionURL.coverage(.init(model.place.id)).path))
    }
}

extension String {
    /// The words of a counted phrase, where the figure is shown apart.
    fileprivate var withoutNumber: String {
        let words = split(whereSeparator: { $0 == " " || $0 == "\u{00A0}" })
        return words.dropFirst().joined(separator: " ")
    }
}
