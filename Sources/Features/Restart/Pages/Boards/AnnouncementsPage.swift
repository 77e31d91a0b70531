// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import Site

/// What was told to the care units, when, and how far it has moved since.
enum AnnouncementsPage {
    struct Model: Sendable {
        let desk: BoardDesk
        let announcements: [String: [Announcement]]

        /// Nodes whose promise moved since it was last told.
        var moved: [(node: MapNode, hour: Double)] {
            desk.reading.promised.filter { node, hour in
                guard !desk.reading.isBack(node.key) else { return false }
                guard let last = announcements[node.key]?.last else { return true }
                return abs(last.hour - hour) >= 0.5
            }
        }
    }

    static func show(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let model = try await read(visit, room)
        let t = visit.language
        return model.desk.page(visit, title(t), [Crumb(t("Heures annoncées", "Announced hours"))], render(model, t))
    }

    static func announce(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let model = try await read(visit, room, for: RestartPermissions.act)
        let board = model.desk.board
        guard board.isOpen else { throw RestartError.closedBoard }
        let dates = model.moved.map { (node: $0.node.key, hour: $0.hour) }
        let told = try await visit.change { change in
            _ = try visit.place(board.organisation, for: RestartPermissions.act, in: change.session)
            return try BoardChanges.announce(dates, on: board, in: change)
        }
        let t = visit.language
        return .redirect(
            RestartURL.announcements(model.desk.part, model.desk.id).path,
            notice: t(
                "\(t.count(told, ("heure annoncée est notée", "heures annoncées sont notées"), ("", ""))).",
                "\(t.count(told, ("", ""), ("announced hour is noted", "announced hours are noted")))."))
    }

    private static func read(
        _ visit: Visit, _ room: BoardRoom, for permission: Permission = RestartPermissions.read
    ) async throws -> Model {
        let desk = try await BoardDesk.open(visit, room, for: permission)
        let id = desk.board.id
        let announcements = try await visit.read { session in try BoardStore.announcements(of: id, in: session) }
        return Model(desk: desk, announcements: announcements)
    }

    static func title(_ t: Language) -> String {
        t("Que leur a-t-on dit, et est-ce encore vrai\u{00A0}?", "What were they told, and is it still true?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let count = model.moved.count
        let lead =
            count == 0
            ? t("Toutes les heures annoncées tiennent.", "All the hours announced hold.")
            : t(
                "\(t.count(count, ("heure annoncée n’est plus vraie", "heures annoncées ne sont plus vraies"), ("", ""))).",
                "\(t.count(count, ("", ""), ("announced hour is no longer true", "announced hours are no longer true")))."
            )
        let announce = Action(
            t("Annoncer les nouvelles heures", "Announce the new hours"),
            post: RestartURL.announcements(desk.part, desk.id).path, style: .primary,
            confirm: t(
                "Noter que ces heures sont annoncées\u{00A0}? Prévenez d’abord les services.",
                "Note that these hours are announced? Tell the care units first."))
        let mayAnnounce = desk.mayAct && desk.board.isOpen && count > 0
        return """
            \(desk.exerciseMark(t))\(pageHead(t, PageHead(title(t), lead: lead, actions: mayAnnounce ? [announce] : [])))\
            \(list(t("Services", "Services"), .service, model, t))\(list(t("Activités de soin", "Care activities"), .activity, model, t))
            """
    }

    private static func list(_ title: String, _ layer: Layer, _ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let nodes = desk.reading.state.model.map.nodes.filter {
            $0.layer == layer && model.announcements[$0.key] != nil
        }
        guard !nodes.isEmpty else { return HTML() }
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Qui attend", "Who waits")),
                        Column(t("Annoncé d’abord", "First announced"), isShort: true),
                        Column(t("Annoncé en dernier", "Last announced"), isShort: true),
                        Column(t("Attendu maintenant", "Expected now"), isShort: true),
                        Column(t("Dérive", "Drift"), isShort: true),
                    ],
                    rows: nodes.map { node in
                        let told = model.announcements[node.key] ?? []
                        let isBack = desk.reading.isBack(node.key)
                        let now =
                            isBack ? desk.reading.reading?.back(node.key)?.planned : desk.reading.promise(node.key)
                        let drift: HTML = {
                            guard let now, let first = told.first else { return "–" }
                            return badge(t, BoardWords.drift(now - first.hour, t))
                        }()
                        let last: HTML =
                            told.count > 1
                            ? "\(told.last.map { desk.moment($0.hour, t) } ?? "–")<p class=\"quiet\">\(told.last.map { t("dit à \(desk.clock($0.at, t))", "told at \(desk.clock($0.at, t))") } ?? "")</p>"
                            : "–"
                        return [
                            "\(node.name)", "\(told.first.map { desk.moment($0.hour, t) } ?? "–")", last,
                            isBack
                                ? badge(t, .proven, t("Revenu", "Back")) : "\(now.map { desk.moment($0, t) } ?? "–")",
                            drift,
                        ]
                    })))
    }
}
