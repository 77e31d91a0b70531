// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// A board on the reader's desk, with its plan from now.
struct BoardDesk: Sendable {
    let place: Place
    let reading: BoardReading
    let outlook: BoardRoom.Outlook
    let mayAct: Bool
    let mayManage: Bool
    let zone: TimeZoneRule

    var board: Board { reading.board }
    var part: URLPath.Part { .init(board.organisation) }
    var id: URLPath.Part { .init(board.id) }

    static func open(
        _ visit: Visit, _ room: BoardRoom, for permission: Permission = RestartPermissions.read
    ) async throws -> BoardDesk {
        let place = try await visit.restarting(permission)
        let (id, organisation): (Board.ID, _) = (try visit.identifier("tableauReprise"), place.organisation.id)
        let found = try await visit.read { session in try BoardStore.state(id, of: organisation, in: session) }
        guard let found else { throw Refusal.notFound }
        let outlook = await room.outlook(of: found, at: visit.now, visit.logger)
        return BoardDesk(
            place: place, reading: BoardReading(found, outlook.plan, at: visit.now), outlook: outlook,
            mayAct: visit.mayActOnRestart(of: place), mayManage: visit.mayManageRestart(of: place), zone: visit.zone)
    }

    /// What the live pages compare: gestures, better plans, and the clock.
    static func serial(revision: Int, number: Int, at now: Instant) -> String {
        "\(revision).\(number).\(now.millisecondsSinceEpoch / 60_000)"
    }

    func page(_ visit: Visit, _ title: String, _ crumbs: [Crumb], status: Site.Status = .ok, _ main: HTML) -> Reply {
        let t = visit.language
        let room = Crumb(t("Redémarrage", "Restart"), href: RestartURL.home(part).path)
        let own = Crumb(
            BoardWords.title(board, t), href: crumbs.isEmpty ? nil : RestartURL.board(part, id).path)
        return visit.page(
            Page(
                title, at: place, trail: [room, own] + crumbs, printAudience: visit.restrictedAudience,
                isCrisis: board.isOpen, main: main), status: status)
    }

    /// On every page of an exercise, so that nobody takes it for the real thing.
    func exerciseMark(_ t: Language) -> HTML {
        when(
            board.isExercise,
            "<p class=\"exercise-mark\">\(t("EXERCICE, EXERCICE, EXERCICE", "EXERCISE, EXERCISE, EXERCISE"))</p>")
    }

    func clock(_ instant: Instant, _ t: Language) -> String { t.time(instant, in: zone) }

    /// "mardi 14 h 30", on the wall.
    func moment(_ hour: Double, _ t: Language) -> String {
        let instant = board.instant(hour)
        let (day, today) = (zone.day(at: instant), zone.day(at: reading.now))
        let time = t.time(instant, in: zone)
        guard day != today else { return time }
        let weekday = HourWords.weekday(day.weekday == 0 ? 7 : day.weekday, t)
        return abs(today.days(until: day)) < 7 ? "\(weekday) \(time)" : "\(t.date(day)) \(time)"
    }
}
