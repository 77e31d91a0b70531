// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// An exercise of the address, with what came of it.
struct ResultsDesk: Sendable {
    let place: Place
    let facts: ExerciseFacts
    let mayManage: Bool

    var part: URLPath.Part { URLPath.Part(place.organisation.id) }
    var id: URLPath.Part { URLPath.Part(facts.exercise.id) }

    static func open(
        _ visit: Visit, _ permission: Permission = ExercisesPermissions.read
    ) async throws -> ResultsDesk {
        let place = try await visit.place(try visit.identifier("organisation"), for: permission)
        let id: Exercise.ID = try visit.identifier("exercice")
        let facts = try await visit.read { session -> ExerciseFacts? in
            let exercise = try ExerciseStore.exercise(id, of: place.organisation.id, in: session)
            guard let exercise, exercise.removedAt == nil else { return nil }
            return try ExerciseFacts.read(exercise, in: session)
        }
        guard let facts else { throw Refusal.notFound }
        return ResultsDesk(
            place: place, facts: facts,
            mayManage: visit.access.may(ExercisesPermissions.manage, in: place.organisation.lineage))
    }

    /// A change, the right checked again inside the transaction.
    func keep<Value: Sendable>(
        _ visit: Visit, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        let id = place.organisation.id
        return try await visit.change { change in
            _ = try visit.place(id, for: ExercisesPermissions.manage, in: change.session)
            return try body(change)
        }
    }

    func page(
        _ visit: Visit, _ title: String, _ tab: ResultTabs?, crumb: String? = nil, status: Site.Status = .ok,
        printAudience: String? = nil, _ main: HTML
    ) -> Reply {
        let t = visit.language
        var trail = [
            Crumb(t("Exercices", "Exercises"), href: ExercisesURL.home(part).path),
            Crumb(facts.exercise.title, href: ExercisesURL.exercise(part, id).path),
        ]
        if let tab, crumb != nil { trail.append(Crumb(tab.title(t), href: tab.path(self))) }
        trail.append(Crumb(crumb ?? tab?.title(t) ?? title))
        return visit.page(
            Page(title, at: place, trail: trail, printAudience: printAudience, main: main), status: status)
    }
}

/// The views of what came of an exercise.
enum ResultTabs: CaseIterable {
    case results, grids, hotWash, report, counting

    func title(_ t: Language) -> String {
        switch self {
        case .results: t("Bilan", "Results")
        case .grids: t("Grilles", "Grids")
        case .hotWash: t("Retour à chaud", "Hot wash")
        case .report: t("Rapport", "Report")
        case .counting: t("Ce qui compte", "What counts")
        }
    }

    func path(_ desk: ResultsDesk) -> URLPath {
        switch self {
        case .results: ResultsURL.results(desk.part, desk.id).path
        case .grids: ResultsURL.grids(desk.part, desk.id).path
        case .hotWash: ResultsURL.hotWash(desk.part, desk.id).path
        case .report: ResultsURL.report(desk.part, desk.id).path
        case .counting: ResultsURL.counting(desk.part, desk.id).path
        }
    }

    static func render(_ desk: ResultsDesk, _ current: ResultTabs, _ t: Language) -> HTML {
        tabs(
            t,
            allCases.map { NavigationItem($0.title(t), href: $0.path(desk), isCurrent: $0 == current) },
            label: t("Bilan de l’exercice", "Results of the exercise"))
    }
}

extension FormErrors {
    /// What is wrong with the fields, for the summary at the top.
    var resultFaults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }

    /// A day as the browser's calendar sends it; nil when absent or wrong, and then said beside the field.
    mutating func resultDay(_ form: Site.Form, _ field: String, in t: Language) -> Day? {
        let typed = form[field]
        guard !typed.isEmpty else { return nil }
        guard let day = Day(text: typed), (1990...2200).contains(day.year) else {
            add(t("Cette date n’existe pas.", "This date does not exist."), to: field)
            return nil
        }
        return day
    }
}

/// An hour as people write it.
enum TypedHour {
    /// "9:05", "9h05", "09 h 05", "9h": minutes after midnight.
    static func minutes(_ typed: String) -> Int? {
        let kept = typed.lowercased().filter { !$0.isWhitespace }.replacing("h", with: ":")
        let parts = kept.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let hour = number(parts[0]), (0...23).contains(hour) else { return nil }
        guard parts.count == 2, !parts[1].isEmpty else { return parts.count == 2 ? hour * 60 : nil }
        guard let minute = number(parts[1]), (0...59).contains(minute) else { return nil }
        return hour * 60 + minute
    }

    private static func number(_ text: Substring) -> Int? {
        (1...2).contains(text.utf8.count) && text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
    }

    /// The instant of an hour on the wall of a day: where summer time ends, the first of the two.
    static func instant(_ day: Day, _ minutes: Int, in zone: TimeZoneRule) -> Instant {
        let naive = day.startUTC.adding(seconds: minutes * 60)
        let first = naive.adding(seconds: -zone.offsetMinutes(at: naive) * 60)
        return naive.adding(seconds: -zone.offsetMinutes(at: first) * 60)
    }

    /// The first such hour that is not before `start`: a play that began at 22 h goes on after midnight.
    static func instant(_ minutes: Int, notBefore start: Instant, in zone: TimeZoneRule) -> Instant {
        let day = zone.day(at: start)
        // A minute before the start is a wrist watch that is slow.
        let same = instant(day, minutes, in: zone)
        return same.seconds(since: start) < -3600 ? instant(day.adding(days: 1), minutes, in: zone) : same
    }
}
