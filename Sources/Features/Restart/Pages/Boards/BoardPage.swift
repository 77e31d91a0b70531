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
            return BoardDesk.serial(
                revision: pulse.revision, number: await room.serial(of: id), at: house.clock.now)
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
        let total = model.reading.state.model.steps.count
        let done = t(
            "\(t.number(model.reading.done)) étapes réglées sur \(t.number(total)).",
            "\(t.number(model.reading.done)) steps settled of \(t.number(total)).")
        return t("Crise commencée le \(began). \(done)", "Crisis began on \(began). \(done)")
    }

    /// What is fetched again at each change.
    static func live(_ model: Model, _ t: Language) -> HTML {
        let (desk, reading) = (model.desk, model.reading)
        let serial = BoardDesk.serial(
            revision: model.board.revision, number: desk.outlook.number, at: reading.now)
        let here = RestartURL.board(desk.part, desk.id).path
        let recomputed = desk.clock(desk.outlook.at, t)
        let status: HTML = """
            <p class="quiet">\(t("Plan recalculé à \(recomputed), à chaque geste coché.", "Plan computed again at \(recomputed), at each gesture."))\
            <span data-live-status data-lost="\(t(
                " Connexion perdue\u{00A0}: ce que vous voyez peut être ancien.", " Connection lost: what you see may be old."))"></span> \
            <a href="\(here)">\(t("Actualiser", "Refresh"))</a></p>
            """
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
            return "<h3 id=\"equipe-\(group.key ?? "aucune")\">\(group.title)</h3>\(itemsApart(lines))"
        }
        let title = t("Maintenant, par équipe", "Now, by team")
        guard !parts.isEmpty else {
            return sheet(
                title, paragraph(t("Toutes les étapes sont réglées.", "Every step is settled.")))
        }
        return sheet(title, "\(parts)")
    }

    private static func item(_ item: BoardReading.Item, _ team: String?, _ model: Model, _ t: Language) -> HTML {
        let (desk, reading) = (model.desk, model.reading)
        let name = reading.state.model.map[item.step.node]?.name ?? ""
        let href = RestartURL.boardStep(desk.part, desk.id, .init(item.step.key)).path
        var timing: String
        switch item.known.state {
        case .started:
            let since = item.known.startedAt.map { desk.clock($0, t) } ?? ""
            timing = t("depuis \(since)", "since \(since)")
            if let finish = item.finish {
                timing += t(", fin prévue \(desk.moment(finish, t))", ", end planned \(desk.moment(finish, t))")
            }
        default:
            timing =
                item.start.map {
                    $0 <= reading.hour + 0.1
                        ? t("peut commencer", "may begin")
                        : t("à partir de \(desk.moment($0, t))", "from \(desk.moment($0, t))")
                } ?? ""
        }
        return """
            <div><strong><a href="\(href)">\(item.step.title)</a></strong> <span class="quiet">\(name)</span>\
            <p>\(badge(t, BoardWords.state(item.known.state, t))) <span class="quiet">\(timing)</span></p>\
            \(when(!item.known.note.isEmpty, "<p>\(item.known.note)</p>"))</div>\
            \(when(desk.mayAct, gestures(item, team, desk, t)))
            """
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
            <div class="gestures">\(buttons)<a class="button plain" href="\(href)">\(t("Bloquée, autre…", "Blocked, other…"))\
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
            return ["\(line.node.name)", "\(desk.moment(last.hour, t))", state]
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
                        Column(t("Service", "Service")), Column(t("Annoncé", "Announced"), isShort: true),
                        Column(t("Aujourd’hui", "Now"), isShort: true),
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
        return sheet(
            title,
            table(
                t,
                Table(
                    caption: title, isCaptionHidden: true,
                    columns: [
                        Column(t("N°", "No."), isNumber: true), Column(t("Heure", "Time"), isShort: true),
                        Column(t("Geste", "Gesture")), Column(t("Étape", "Step")),
                    ],
                    rows: model.events.map { event in
                        let step = names[event.step]
                        let node = step.flatMap { model.reading.state.model.map[$0.node]?.name } ?? ""
                        return [
                            "\(t.number(event.number))", "\(model.desk.clock(event.at, t))",
                            badge(t, BoardWords.state(event.state, t)),
                            """
                            \(step?.title ?? event.step) <span class="quiet">\(node)</span>\
                            \(when(!event.note.isEmpty, "<p>\(event.note)</p>"))<p class="quiet">\(event.author)</p>
                            """,
                        ]
                    })))
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
