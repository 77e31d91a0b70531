// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLogs
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The logs of an establishment and of those below it: open ones first.
enum ListPage {
    static let pageSize = 25

    struct Model: Sendable {
        let place: Place
        let logs: [CrisisLogStore.Summary]
        let total: Int
        let query: CrisisLogStore.Query
        let page: Int
        let mayManage: Bool
        let zone: TimeZoneRule
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let id: Organisation.ID = try visit.identifier("organisation")
        var query = CrisisLogStore.Query()
        query.text = visit.query["q"] ?? ""
        query.kind = visit.query["nature"].flatMap(CrisisLogRecord.Kind.init)
        query.isOpen = visit.query["etat"].flatMap { ["ouverte": true, "close": false][$0] }
        let (page, asked) = (visit.query.page, query)
        let (place, found) = try await visit.read { session in
            let place = try visit.place(id, for: LogbookPermissions.read, in: session)
            return (
                place,
                try CrisisLogStore.page(
                    of: asked, under: [place.organisation.lineage], limit: pageSize, offset: (page - 1) * pageSize,
                    in: session)
            )
        }
        let model = Model(
            place: place, logs: found.logs, total: found.total, query: query, page: page,
            mayManage: visit.access.may(LogbookPermissions.manage, in: place.organisation.lineage)
                && !visit.house.settings.isReadOnly, zone: visit.zone)
        let t = visit.language
        let title = t("Mains courantes", "Crisis logs")
        return visit.page(Page(title, at: place, trail: [Crumb(title)], main: render(model, t)))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.organisation.id)
        let actions =
            model.mayManage
            ? [
                Action(
                    t("Ouvrir une main courante", "Open a log"), href: LogbookURL.opening(part).path, style: .primary),
                Action(t("Fusionner une archive", "Merge an archive"), href: LogbookURL.merging(part).path),
            ] : []
        let head = PageHead(
            t("Mains courantes", "Crisis logs"),
            lead: t(
                "Qui a su quoi, qui a décidé quoi, et quand\u{00A0}: une main courante par incident ou par exercice.",
                "Who knew what, who decided what, and when: one log an incident or an exercise."), actions: actions)
        guard model.total > 0 || !model.query.isEmpty else {
            return """
                \(pageHead(t, head))\(emptyState(
                    title: t("Aucune main courante n’a été tenue ici.", "No log was kept here."),
                    text: t(
                        "Elle s’ouvre avec un incident ou un exercice. Ouvrez-en une à la main dès le premier doute\u{00A0}: ce qui n’est pas noté à chaud est perdu.",
                        "One opens with an incident or an exercise. Open one by hand at the first doubt: what is not noted at once is lost.")))
                """
        }
        return "\(pageHead(t, head))\(filters(model, part, t))\(list(model, part, t))"
    }

    private static func filters(_ model: Model, _ part: URLPath.Part, _ t: Language) -> HTML {
        let action = LogbookURL.list(part).path
        return filterForm(
            t, action: action,
            fields: """
                \(textField(Field(t, "q", label: t("Titre", "Title")), value: model.query.text, maxLength: 200))\
                \(select(
                    Field(t, "nature", label: t("Nature", "Kind")),
                    [Choice("incident", t("Incident", "Incident")), Choice("exercise", t("Exercice", "Exercise"))],
                    selected: model.query.kind?.rawValue, placeholder: t("Toutes", "All")))\
                \(select(
                    Field(t, "etat", label: t("État", "State")),
                    [Choice("ouverte", t("Ouverte", "Open")), Choice("close", t("Close", "Closed"))],
                    selected: model.query.isOpen.map { $0 ? "ouverte" : "close" }, placeholder: t("Tous", "All")))
                """, reset: model.query.isEmpty ? nil : action)
    }

    private static func list(_ model: Model, _ part: URLPath.Part, _ t: Language) -> HTML {
        guard !model.logs.isEmpty else {
            return paragraph(t("Aucune main courante ne correspond.", "No log matches."), isQuiet: true)
        }
        let rows = model.logs.map { summary -> [HTML] in
            let log = summary.log
            let other = log.keeper.id == model.place.organisation.id ? "" : log.keeper.name
            return [
                """
                <a href="\(LogbookURL.log(.init(log.id)).path)">\(log.title)</a>\
                \(when(!other.isEmpty, "<p class=\"quiet\">\(other)</p>"))
                """,
                log.kind == .exercise
                    ? badge(t, .neutral, t("EXERCICE", "EXERCISE")) : badge(t, .missing, t("Incident", "Incident")),
                log.isOpen
                    ? badge(t, .expiring, t("Ouverte", "Open")) : badge(t, .closed, t("Close", "Closed")),
                "\(t.moment(log.openedAt, in: model.zone))", "\(t.number(summary.lines))",
            ]
        }
        let title = t("Mains courantes, les ouvertes d’abord", "Logs, the open ones first")
        return """
            \(table(t, Table(
                caption: title, isCaptionHidden: true, stacks: true,
                columns: [
                    Column(t("Titre", "Title")), Column(t("Nature", "Kind"), isShort: true),
                    Column(t("État", "State"), isShort: true), Column(t("Ouverte le", "Opened on")),
                    Column(t("Lignes", "Lines"), isNumber: true),
                ], rows: rows)))\
            \(pager(t, Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
                LogbookURL.list(part).path.with("q", model.query.text.isEmpty ? nil : model.query.text)
                    .with("nature", model.query.kind?.rawValue)
                    .with("etat", model.query.isOpen.map { $0 ? "ouverte" : "close" }).with("page", "\(page)")
            }))
            """
    }
}
