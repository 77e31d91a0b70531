// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Identity
import Journal
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// One incident, who looks at it, and what they may do: what every page of it stands on.
struct IncidentDesk: Sendable {
    let place: Place
    let incident: Incident
    let mayManage: Bool
    let mayAct: Bool
    let zone: TimeZoneRule
    let now: Instant
    /// Pages of other rooms that this person may not open.
    var closed: Set<URLPath> = []

    static func open(_ visit: Visit, for permission: Permission = CrisisPermissions.read) async throws -> IncidentDesk {
        let place = try await visit.place(try visit.identifier("organisation"), for: permission)
        let id: Incident.ID = try visit.identifier("incidentCrise")
        let keeper = place.organisation.id
        guard
            let incident = try await visit.read({ session in
                try IncidentStore.incident(id, of: keeper, in: session)
            })
        else { throw Refusal.notFound }
        let lineage = place.organisation.lineage
        let isCopy = visit.house.settings.isReadOnly
        let part = URLPath.Part(keeper)
        let others = [
            CrisisLinks.restart(part), CrisisLinks.contacts(part), CrisisLinks.cutoffs(part),
            CrisisLinks.alert(part, incident.alert),
        ]
        return IncidentDesk(
            place: place, incident: incident,
            mayManage: !isCopy && visit.access.may(CrisisPermissions.manage, in: lineage),
            mayAct: !isCopy && visit.access.may(CrisisPermissions.act, in: lineage), zone: visit.zone, now: visit.now,
            closed: Set(others.filter { !visit.mayFollow($0, in: lineage) }))
    }

    var part: URLPath.Part { .init(place.organisation.id) }
    var id: URLPath.Part { .init(incident.id) }
    var home: URLPath { CrisisURL.incident(part, id).path }
    var logPath: URLPath { CrisisLogAddress.log(.init(incident.log)).path }
    var mayChange: Bool { mayManage && incident.isOpen }

    /// Changes the incident in the person's name: rights and incident are read again inside the transaction.
    func change<Value: Sendable>(
        _ visit: Visit, for permission: Permission = CrisisPermissions.manage,
        _ body: @escaping @Sendable (Incident, Change) throws -> Value
    ) async throws -> Value {
        let (keeper, id) = (place.organisation.id, incident.id)
        return try await visit.change { change in
            _ = try visit.place(keeper, for: permission, in: change.session)
            guard let fresh = try IncidentStore.incident(id, of: keeper, in: change.session) else {
                throw Refusal.notFound
            }
            return try body(fresh, change)
        }
    }

    func page(
        _ visit: Visit, _ title: String, _ crumbs: [Crumb], status: Site.Status = .ok, _ main: HTML
    ) -> Reply {
        let t = visit.language
        let trail = [
            Crumb(t("Incidents et crises", "Incidents and crises"), href: CrisisURL.home(part).path),
            Crumb(incident.title, href: crumbs.isEmpty ? nil : home),
        ]
        return visit.page(
            Page(
                title, at: place, trail: trail + crumbs,
                printAudience: t("Diffusion restreinte aux cellules de crise", "Restricted to the crisis cells"),
                isCrisis: incident.isOpen, main: main), status: status)
    }

    func time(_ instant: Instant, _ t: Language) -> String {
        zone.day(at: instant) == zone.day(at: now) ? t.time(instant, in: zone) : t.moment(instant, in: zone)
    }

    /// The legal time of the place, for the engine.
    static func calendar(_ zone: TimeZoneRule) -> ClockCalendar {
        ClockCalendar { zone.offsetMinutes(at: $0.instant) }
    }
}

/// The views of one incident.
enum IncidentTab: CaseIterable {
    case now, clocks, cells, sheets, isolation, costs, review

    func title(_ t: Language) -> String {
        switch self {
        case .now: t("Maintenant", "Now")
        case .clocks: t("Qui prévenir", "Whom to tell")
        case .cells: t("Cellules", "Cells")
        case .sheets: t("Fiches réflexes", "Reflex sheets")
        case .isolation: t("Isolement", "Isolation")
        case .costs: t("Heures et coûts", "Hours and costs")
        case .review: t("Retour d’expérience", "Review")
        }
    }

    func path(_ desk: IncidentDesk) -> URLPath {
        switch self {
        case .now: desk.home
        case .clocks: CrisisURL.clocks(desk.part, desk.id).path
        case .cells: CrisisURL.cells(desk.part, desk.id).path
        case .sheets: CrisisURL.sheets(desk.part, desk.id).path
        case .isolation: CrisisURL.isolation(desk.part, desk.id).path
        case .costs: CrisisURL.costs(desk.part, desk.id).path
        case .review: CrisisURL.review(desk.part, desk.id).path
        }
    }

    static func render(_ desk: IncidentDesk, _ current: IncidentTab, _ t: Language) -> HTML {
        tabs(
            t,
            allCases.map { NavigationItem($0.title(t), href: $0.path(desk), isCurrent: $0 == current) },
            label: t("L’incident", "The incident"))
    }
}

/// The views of the room.
enum RoomTab: CaseIterable {
    case incidents, library, rules, observatory

    func title(_ t: Language) -> String {
        switch self {
        case .incidents: t("Incidents", "Incidents")
        case .library: t("Fiches réflexes", "Reflex sheets")
        case .rules: t("Horloges légales", "Legal clocks")
        case .observatory: t("Observatoire", "Observatory")
        }
    }

    func path(_ place: Organisation.ID) -> URLPath {
        switch self {
        case .incidents: CrisisURL.home(.init(place)).path
        case .library: CrisisURL.library(.init(place)).path
        case .rules: CrisisURL.rules(.init(place)).path
        case .observatory: CrisisURL.observatory(.init(place)).path
        }
    }

    /// Only those that the person may open.
    static func render(_ visit: Visit, _ place: Place, _ current: RoomTab) -> HTML {
        let (t, lineage) = (visit.language, place.organisation.lineage)
        let shown = allCases.filter {
            visit.access.may($0 == .observatory ? CrisisPermissions.observe : CrisisPermissions.read, in: lineage)
        }
        return tabs(
            t,
            shown.map {
                NavigationItem($0.title(t), href: $0.path(place.organisation.id), isCurrent: $0 == current)
            }, label: t("Incidents et crises", "Incidents and crises"))
    }
}

/// Where other rooms stand. Their addresses are part of what they offer; a page that is not there answers that it does not
/// exist.
enum CrisisLinks {
    static func restart(_ place: URLPath.Part) -> URLPath { "/etablissements/\(place)/redemarrage" }
    static func contacts(_ place: URLPath.Part) -> URLPath { "/etablissements/\(place)/mallette/contacts" }
    static func cutoffs(_ place: URLPath.Part) -> URLPath { "/etablissements/\(place)/mallette/coupures" }
    static func alert(_ place: URLPath.Part, _ alert: String) -> URLPath {
        "/etablissements/\(place)/supervision/alertes/\(URLPath.Part(alert))"
    }
}

extension Visit {
    /// Who writes in the log: a name and a function.
    func author(at place: Place) -> String {
        // A line holds 200 characters of its author, function included.
        let name = String(access.name.unicodeScalars.prefix(150))
        let roles = access.roles(in: place.organisation.lineage)
        guard let role = Role.allCases.first(where: roles.contains) else { return name }
        return "\(name), \(role.title(.french))"
    }

    func crisisPage(
        _ title: String, at place: Place, _ crumbs: [Crumb], status: Site.Status = .ok, _ main: HTML
    ) -> Reply {
        let room = Crumb(
            language("Incidents et crises", "Incidents and crises"),
            href: crumbs.isEmpty || !access.may(CrisisPermissions.read, in: place.organisation.lineage)
                ? nil : CrisisURL.home(.init(place.organisation.id)).path)
        return page(Page(title, at: place, trail: [room] + crumbs, main: main), status: status)
    }
}
