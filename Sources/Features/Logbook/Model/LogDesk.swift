// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// A log on the reader's desk, with what this person may do there.
struct LogDesk: Sendable {
    let place: Place
    let copy: CrisisLogCopy
    let mayWrite: Bool
    let mayManage: Bool
    let zone: TimeZoneRule
    /// The time that counts: what the clock shows and what it is known to be wrong by.
    let now: Moment

    var record: CrisisLogRecord { copy.record }
    var reading: LogReading { copy.reading }
    var part: URLPath.Part { .init(record.id) }
    var isExercise: Bool { record.kind == .exercise }

    static func open(
        _ visit: Visit, _ shelf: CrisisLogShelf, for permission: Permission = LogbookPermissions.read
    ) async throws -> LogDesk {
        let id: CrisisLogRecord.ID = try visit.identifier("mainCourante")
        let (record, place) = try await visit.read { session in
            guard let record = try CrisisLogStore.log(id, in: session) else { throw Refusal.notFound }
            return (record, try visit.place(record.keeper.id, for: permission, in: session))
        }
        let copy = try await shelf.copy(of: record, from: visit.house.database, at: visit.now)
        let lineage = place.organisation.lineage
        let isLocked = visit.house.settings.isReadOnly
        return LogDesk(
            place: place, copy: copy, mayWrite: visit.access.may(LogbookPermissions.write, in: lineage) && !isLocked,
            mayManage: visit.access.may(LogbookPermissions.manage, in: lineage) && !isLocked, zone: visit.zone,
            now: Moment(visit.now.adding(seconds: record.clockOffset)))
    }

    /// The line of the address, as `KXRTVWZB-12`.
    func line(_ visit: Visit, _ parameter: String = "ligneMainCourante") throws -> LogReading.Line {
        let parts = try visit.parameter(parameter).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int(parts[1]) else { throw Refusal.notFound }
        let found = reading.lines(LogReference(device: String(parts[0]), sequence: sequence))
        let fork = min(max((visit.query["version"].flatMap { Int($0) } ?? 1) - 1, 0), max(found.count - 1, 0))
        guard found.indices.contains(fork) else { throw Refusal.notFound }
        return found[fork]
    }

    func key(_ reference: LogReference) -> URLPath.Part { .init("\(reference.device)-\(reference.sequence)") }

    func href(_ line: LogReading.Line) -> URLPath {
        let path = LogbookURL.line(part, key(line.reference)).path
        return line.fork > 1 ? path.with("version", "\(line.fork)") : path
    }

    /// What the live pages compare: the lines, and the minute, since deadlines pass without anybody writing.
    static func serial(_ revision: Int, at now: Instant) -> String {
        "\(revision).\(now.millisecondsSinceEpoch / 60_000)"
    }

    func page(
        _ visit: Visit, _ title: String, _ crumbs: [Crumb], status: Site.Status = .ok, _ main: HTML
    ) -> Reply {
        let t = visit.language
        let room = Crumb(
            t("Mains courantes", "Crisis logs"), href: LogbookURL.list(.init(place.organisation.id)).path)
        let own = Crumb(record.title, href: crumbs.isEmpty ? nil : LogbookURL.log(part).path)
        return visit.page(
            Page(
                title, at: place, trail: [room, own] + crumbs,
                printAudience: t("Diffusion restreinte aux cellules de crise", "Restricted to the crisis cells"),
                isCrisis: record.isOpen, main: "\(exerciseMark(t))\(main)"), status: status)
    }

    /// On every page of an exercise, so that nobody takes it for the real thing.
    func exerciseMark(_ t: Language) -> HTML {
        when(
            isExercise,
            "<p class=\"exercise-mark\">\(t("EXERCICE, EXERCICE, EXERCICE", "EXERCISE, EXERCISE, EXERCISE"))</p>")
    }

    /// "14 h 02", with the day when it is not today.
    func clock(_ moment: Moment, _ t: Language) -> String {
        let instant = moment.instant
        let day = zone.day(at: instant)
        let time = t.time(instant, in: zone)
        return day == zone.day(at: now.instant) ? time : "\(short(day, t)) \(time)"
    }

    private func short(_ day: Day, _ t: Language) -> String {
        let padded = day.month < 10 ? "0\(day.month)" : "\(day.month)"
        return day.year == zone.day(at: now.instant).year
            ? "\(day.day)/\(padded)" : "\(day.day)/\(padded)/\(day.year)"
    }

    /// Views of the same log.
    func tabs(_ visit: Visit, _ t: Language) -> HTML {
        var list = [
            (t("Main courante", "Log"), LogbookURL.log(part)),
            (t("Points de situation", "Situation reports"), LogbookURL.reports(part)),
            (t("Relève", "Handover"), LogbookURL.handover(part)),
        ]
        if mayWrite, record.isOpen { list.append((t("Reprise papier", "From paper"), LogbookURL.paper(part))) }
        list.append((t("Gérer et exporter", "Manage and export"), LogbookURL.management(part)))
        return Components.tabs(
            t, list.map { NavigationItem($0.0, href: $0.1.path, isCurrent: visit.path == $0.1.path.text) },
            label: t("Vues de la main courante", "Views of the log"))
    }

    /// A line added to this log, the right checked again inside the transaction.
    func append(_ statement: LogStatement, _ visit: Visit) async throws -> LogEntry {
        let (record, author) = (record, visit.logAuthor(in: place))
        return try await visit.change { change in
            _ = try visit.place(record.keeper.id, for: LogbookPermissions.write, in: change.session)
            return try CrisisLogStore.append(statement, to: record, by: author, in: change)
        }
    }
}

extension Visit {
    /// A name and a function, as a log names who writes.
    func logAuthor(in place: Place) -> String {
        guard let person else { return actor.name }
        let held = person.access.roles(in: place.organisation.lineage)
        let role = Role.allCases.first { held.contains($0) }?.title.french
        return [person.access.name, role].compactMap { $0 }.joined(separator: ", ")
    }

    /// The organisation of the address, for somebody who may do this with its logs.
    func logbookPlace(_ permission: Permission = LogbookPermissions.read) async throws -> Place {
        try await place(try identifier("organisation"), for: permission)
    }

    /// What the wall is ahead of UTC by, in seconds.
    var wallOffset: (Moment) -> Int {
        let zone = zone
        return { moment in zone.offsetMinutes(at: moment.instant) * 60 }
    }
}

extension FormErrors {
    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}
