// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import Site

/// The board of the day: the clock, when the main services are back, what each team does now, and what was told.
enum BoardPage {
    struct Model: Sendable {
        let desk: BoardDesk
        let events: [BoardEvent]
        let announcements: [String: [Announcement]]

        var reading: BoardReading { desk.reading }
        var board: Board { desk.board }
    }

    static func show(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let desk = try await BoardDesk.open(visit, room)
        let id = desk.board.id
        let (events, announcements) = try await visit.read { session in
            (
                try BoardStore.events(of: id, limit: 12, in: session),
                try BoardStore.announcements(of: id, in: session)
            )
        }
        let model = Model(desk: desk, events: events, announcements: announcements)
        let t = visit.language
        if visit.wantsFragment { return visit.fragment(live(model, t)) }
        return desk.page(visit, BoardWords.title(desk.board, t), [], render(model, t))
    }

    /// Says that the board changed; what changed is fetched by the page, with the rights of that moment.
    static func stream(_ visit: Visit, _ room: BoardRoom) async throws -> Reply {
        let place = try await visit.restarting()
        let (id, organisation): (Board.ID, _) = (try visit.identifier("tableauReprise"), place.organisation.id)
        let found = try await visit.read { session in try BoardStore.board(id, of: organisation, in: session) }
        guard found != nil else { throw Refusal.notFound }
        let house = visit.house
        return .events {
            let pulse = try await house.database.read { session in try BoardStore.pulse(id, in: session) }
            guard let pulse else { return nil }
            let serial = BoardDesk.serial(
                revision: pulse.revision, number: await room.serial(of: id), at: house.clock.now)
            // Closed, it is told once more: the page fetches its end and listens no longer.
            return LiveState(serial, isLast: !pulse.isOpen)
        }
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let actions = [
            Action(t("Toutes les étapes", "All the steps"), href: RestartURL.boardSteps(desk.part, desk.id).path)
        ]
        let head = PageHead(
            BoardWords.title(model.board, t), lead: lead(model, t), actions: actions,
            state: model.board.isOpen ? nil : StateBadge(.closed, t("Tableau clos", "Board closed")))
        return """
            \(desk.exerciseMark(t))\(pageHead(t, head))\(live(model, t))\
            \(when(!model.board.isOpen, ClosureParts.summary(model, t)))\(management(model, t))
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let began = t.moment(model.board.beganAt, in: model.desk.zone)
        return t("Crise commencée le \(began).", "Crisis began on \(began).")
    }

    private static func settled(_ model: Model, _ t: Language) -> String {
        let total = model.reading.state.model.steps.count
        return t(
            "\(t.number(model.reading.done)) étapes réglées sur \(t.number(total)).",
            "\(t.number(model.reading.done)) steps settled of \(t.number(total)).")
    }

    /// What is fetched again at each change.
    static func live(_ model: Model, _ t: Language) -> HTML {
        let (desk, reading) = (model.desk, model.reading)
        let serial = BoardDesk.serial(
            revision: model.board.revision, number: desk.outlook.number, at: reading.now)
        let here = RestartURL.board(desk.part, desk.id).path
        let recomputed = desk.clock(desk.outlook.at, t)
        let recomputing = t(
            "Plan recalculé à \(recomputed), à chaque geste coché.",
            "Plan computed again at \(recomputed), at each gesture.")
        let lost = t(
            " Connexion perdue\u{00A0}: ce que vous voyez peut être ancien.",
            " Connection lost: what you see may be old.")
        let following: HTML = when(
            model.board.isOpen,
            """
            \(recomputing)<span data-live-status data-lost="\(lost)"></span> <a href="\(here)">\(t("Actualiser", "Refresh"))</a>
            """)
        let status: HTML = "<p class=\"quiet\">\(settled(model, t)) \(following)</p>"
        let clock: HTML = """
            <p class="clock">\(desk.clock(reading.now, t)) · \(HourWords.mark(reading.hour, t))</p>
            """
        let content: HTML = """
            \(ends(status, clock))\(when(desk.outlook.fault) { FaultNotice.render($0, t) })\
            \(figures(t, BoardFigures.figures(reading, t)))\
            \(when(model.board.isOpen, teams(model, t)))\(chart(model, t))\
            \(columns(dates(model, t), log(model, t)))
            """
        return liveRegion(
            id: "tableau", events: model.board.isOpen ? RestartURL.live(desk.part, desk.id).path : nil, serial: serial,
            from: here, content)
    }

    // MARK: Now

    private static func teams(_ model: Model, _ t: Language) -> HTML {
        let reading = model.reading
        var groups: [(key: String?, title: String)] = reading.state.model.teams.map { team in
            let helpers = reading.state.model.reinforcements.filter {
                $0.team == team.key && $0.from <= reading.hour && ($0.until ?? .infinity) > reading.hour
            }.reduce(0) { $0 + $1.people }
            return (team.key, "\(team.name) (\(team.people + helpers))")
        }
        groups.append((nil, t("Sans équipe", "Without team")))
        let parts = groups.compactMap { group -> HTML? in
            let (current, next) = reading.now(of: group.key)
            guard !current.isEmpty || !next.isEmpty else { return nil }
            let lines = (current + next.prefix(current.isEmpty ? 2 : 1)).map { item($0, group.key, model, t) }
            return """
                <section class="team-now"><h3 id="equipe-\(group.key ?? "aucune")">\(group.title)</h3>\
                \(itemsApart(lines))</section>
                """
        }
        let title = t("Maintenant, par équipe", "Now, by team")
        guard !parts.isEmpty else {
            return sheet(title, paragraph(t("Toutes les étapes sont réglées.", "Every step is settled.")))
        }
        return sheet(title, "<div class=\"teams-now\">\(parts)</div>")
    }

    private static func item(_ item: BoardReading.Item, _ team: String?, _ model: Model, _ t: Language) -> HTML {
        let (desk, reading) = (model.desk, model.reading)
        let name = reading.state.model.map[item.step.node]?.name ?? ""
        let href = RestartURL.boardStep(desk.part, desk.id, .init(item.step.key)).path
        let title: HTML =
            "<strong><a href=\"\(href)\">\(item.step.title)</a></strong> <span class=\"quiet\">\(name)</span>"
        // A step of several teams has its buttons once, where most of its people are.
        let lead = reading.leadTeam(of: item.step)
        if let team, let lead, lead != team {
            let other = reading.state.model.teams.first { $0.key == lead }?.name ?? lead
            return "<div>\(title) <span class=\"quiet\">\(t("avec \(other)", "with \(other)"))</span></div>"
        }
        let isDue = item.known.state != .waiting || (item.start ?? 0) <= reading.hour + 3
        return """
            <div>\(title)<p>\(badge(t, BoardWords.state(item.known.state, t))) <span class="quiet">\(timing(item, model, t))</span></p>\
            \(when(!item.known.note.isEmpty, "<p>\(item.known.note)</p>"))</div>\
            \(when(desk.mayAct && isDue, gestures(item, team, desk, t)))
            """
    }

    private static func timing(_ item: BoardReading.Item, _ model: Model, _ t: Language) -> String {
        let (desk, reading) = (model.desk, model.reading)
        guard item.known.state == .started else {
            return item.start.map {
                $0 <= reading.hour + 0.3
                    ? t("peut commencer", "may begin")
                    : t("à partir de \(desk.moment($0, t))", "from \(desk.moment($0, t))")
            } ?? ""
        }
        let since = item.known.startedAt.map { desk.clock($0, t) } ?? ""
        guard let finish = item.finish else { return t("depuis \(since)", "since \(since)") }
        return t(
            "depuis \(since), fin prévue \(desk.moment(finish, t))",
            "since \(since), end planned \(desk.moment(finish, t))")
    }

    private static func gestures(
        _ item: BoardReading.Item, _ team: String?, _ desk: BoardDesk, _ t: Language
    ) -> HTML {
        let states: [BoardStep.State] =
            switch item.known.state {
            case .waiting: [.started, .done]
            case .started: [.done]
            case .blocked: [.started]
            case .done, .skipped: []
            }
        let buttons = states.html { state in
            GestureButton.html(
                item.step.key, state, seen: item.known.version, desk: desk, anchor: "equipe-\(team ?? "aucune")",
                isPrimary: state == states.first, t)
        }
        let href = RestartURL.boardStep(desk.part, desk.id, .init(item.step.key)).path
        return """
            <div class="gestures">\(buttons)<a class="button plain" href="\(href)">\(t("Autre…", "Other…"))\
            <span class="visually-hidden">\(t("\u{00A0}: ", ": "))\(item.step.title)</span></a></div>
            """
    }

    // MARK: Plan, promises, log

    private static func chart(_ model: Model, _ t: Language) -> HTML {
        guard let reading = model.reading.reading else { return HTML() }
        let now = model.board.isOpen ? model.reading.hour : nil
        let lines = reading.awaited
        let chart = GanttChart.board(Array(lines.prefix(30)), model.reading, reading, now: now, t)
        return sheet(
            t("Plan", "Plan"),
            chart.html(
                t,
                caption: t(
                    "En gris ce qui est revenu, en plein le plus probable, en clair jusqu’à neuf chances sur dix.",
                    "Grey is back already, full is most likely, pale up to nine chances in ten."),
                numbers: PlanParts(reading: reading, t: t).serviceTable))
    }

    private static func dates(_ model: Model, _ t: Language) -> HTML {
        let (desk, reading) = (model.desk, model.reading)
        let title = t("Heures annoncées", "Hours announced")
        let services = (reading.reading?.awaited ?? []).prefix(8)
        let rows: [[HTML]] = services.compactMap { line in
            guard let last = model.announcements[line.node.key]?.last else { return nil }
            let state: HTML =
                reading.isBack(line.node.key)
                ? badge(t, .proven, t("Revenu", "Back"))
                : reading.promise(line.node.key).map { badge(t, BoardWords.drift($0 - last.hour, t)) } ?? "–"
            return [
                "\(line.node.name)",
                "\(HourWords.mark(last.hour, t))<p class=\"quiet\">\(desk.moment(last.hour, t))</p>", state,
            ]
        }
        guard !rows.isEmpty else {
            return sheet(title, paragraph(t("Rien n’a été annoncé.", "Nothing was announced."), isQuiet: true))
        }
        return sheet(
            title, action: Action(t("Tout voir", "See all"), href: RestartURL.announcements(desk.part, desk.id).path),
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("Service", "Service")), Column(t("Annoncé", "Announced")),
                        Column(
                            model.board.isOpen ? t("Écart", "Drift") : t("Écart à la clôture", "Drift at the end"),
                            isShort: true),
                    ], rows: rows)))
    }

    private static func log(_ model: Model, _ t: Language) -> HTML {
        let title = t("Derniers gestes", "Last gestures")
        guard !model.events.isEmpty else {
            return sheet(
                title, paragraph(t("Aucun geste n’est encore coché.", "No gesture is ticked yet."), isQuiet: true))
        }
        let names = Dictionary(
            model.reading.state.model.steps.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let lines = model.events.map { event -> HTML in
            let step = names[event.step]
            let node = step.flatMap { model.reading.state.model.map[$0.node]?.name } ?? ""
            return """
                <div><strong>\(model.desk.clock(event.at, t))</strong> \(badge(t, BoardWords.state(event.state, t))) \
                \(step?.title ?? event.step) <span class="quiet">\(node)</span>\
                \(when(!event.note.isEmpty, "<p>\(event.note)</p>"))\
                <p class="quiet">\(t("n°\u{00A0}\(event.number), \(event.author)", "no. \(event.number), \(event.author)"))</p></div>
                """
        }
        return sheet(title, itemsApart(lines))
    }

    private static func management(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        var list: [Action] = []
        if desk.mayManage, desk.board.isOpen {
            list.append(
                Action(t("Clore le tableau", "Close the board"), href: RestartURL.closure(desk.part, desk.id).path))
        }
        list.append(
            Action(
                t("Heures annoncées et dérive", "Announced hours and drift"),
                href: RestartURL.announcements(desk.part, desk.id).path))
        list.append(
            Action(
                t("Le plan de départ", "The plan it began with"),
                href: RestartURL.plan(desk.part, .init(desk.board.plan)).path))
        return Components.actions(list)
    }
}
