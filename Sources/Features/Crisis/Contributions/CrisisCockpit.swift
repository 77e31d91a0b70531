// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import LegalClocks
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// On the first page: an incident that runs comes before anything else.
enum CrisisCockpit {
    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(CrisisPermissions.read, in: organisation.lineage) else { return .nothing }
        let (incidents, book) = try await visit.read { session in
            let incidents = try IncidentStore.running(under: [organisation.lineage], limit: 10, in: session)
            return (incidents, try ClockBook(incidents, in: session))
        }
        return part(
            incidents.map { ($0, book.clocks(of: $0, at: visit.now, visit.zone)) }, at: visit.now, visit.language)
    }

    static func part(_ incidents: [(Incident, [ClockReading])], at now: Instant, _ t: Language) -> CockpitPart {
        var part = CockpitPart()
        for (incident, clocks) in incidents.prefix(3) {
            let (place, id) = (URLPath.Part(incident.keeper.id), URLPath.Part(incident.id))
            let href = CrisisURL.incident(place, id).path
            part.figures.append(
                Figure(
                    "H+\(CrisisWords.length(seconds: now.seconds(since: incident.detectedAt), t))",
                    meaning: incident.isCrisis ? t("de crise", "of crisis") : t("d’incident", "of incident"),
                    note: incident.title, tone: .bad, href: href))
            part.todo.append(
                TodoItem(
                    t("Tenir «\u{00A0}\(incident.title)\u{00A0}»", "Hold “\(incident.title)”"),
                    reason: incident.keeper.name + ".",
                    state: StateBadge(.missing, CrisisWords.standing(incident, t).word), href: href))
            for clock in clocks where clock.isOpen {
                part.todo.append(
                    TodoItem(
                        "\(clock.stage.title)\u{00A0}: \(clock.rule.recipient)", reason: incident.title + ".",
                        state: CrisisWords.reading(clock, at: now, t),
                        href: CrisisURL.clock(place, id, .init(clock.id)).path))
            }
        }
        return part
    }
}

/// Delays of running incidents, and the actions that reviews decided.
enum CrisisDuties {
    static func all(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        guard !scope.lineages.isEmpty else { return [] }
        let now = house.clock.now
        let (incidents, book, actions) = try await house.database.read { session in
            // A delay outlives the incident: what was closed this quarter may still owe something.
            let incidents = try IncidentStore.owing(
                under: scope.lineages, closedSince: now.adding(seconds: -90 * 86_400), in: session)
            return (
                incidents, try ClockBook(incidents, in: session),
                try AfterStore.dueActions(under: scope.lineages, until: scope.until, in: session)
            )
        }
        let zone = house.settings.zone
        let clocks = incidents.flatMap { incident in
            book.clocks(of: incident, at: now, zone).filter(\.isOpen).compactMap { duty($0, incident, scope, zone) }
        }
        return clocks
            + actions.map { action in
                Duty(
                    id: "crisis.action.\(action.finding)", kind: .task, day: action.dueOn,
                    title: Phrase(action.text, action.text),
                    detail: Phrase(
                        "Décidé après «\u{00A0}\(action.incidentTitle)\u{00A0}»\u{00A0}; pilote\u{00A0}: \(action.owner).",
                        "Decided after “\(action.incidentTitle)”; owner: \(action.owner)."),
                    organisation: action.keeper.id, organisationName: action.keeper.name,
                    lineage: action.keeper.lineage,
                    href: CrisisURL.review(.init(action.keeper.id), .init(action.incident)).path,
                    audience: CrisisPermissions.read)
            }
    }

    private static func duty(
        _ clock: ClockReading, _ incident: Incident, _ scope: DutyScope, _ zone: TimeZoneRule
    ) -> Duty? {
        // What is due at once was due the day it began.
        guard let moment = clock.dueAt ?? clock.startedAt else { return nil }
        let day = zone.day(at: moment.instant)
        guard day <= scope.until else { return nil }
        func detail(_ t: Language) -> String {
            let by = clock.dueAt.map { t.moment($0.instant, in: zone) } ?? CrisisWords.delay(clock.stage.delay, t)
            return t(
                "Incident «\u{00A0}\(incident.title)\u{00A0}»\u{00A0}: \(by).", "Incident “\(incident.title)”: \(by).")
        }
        let title = "\(clock.stage.title)\u{00A0}: \(clock.rule.recipient)"
        return Duty(
            id: "crisis.clock.\(incident.id).\(clock.id)", kind: .deadline, day: day, title: Phrase(title, title),
            detail: Phrase(detail(.french), detail(.english)), organisation: incident.keeper.id,
            organisationName: incident.keeper.name, lineage: incident.keeper.lineage,
            href: CrisisURL.clock(.init(incident.keeper.id), .init(incident.id), .init(clock.id)).path,
            audience: CrisisPermissions.read, isToConfirm: clock.rule.toConfirm != nil)
    }
}

/// How many run, and how fast the last year's were told to the authorities.
enum CrisisIndicators {
    static func all(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        let (now, zone) = (house.clock.now, house.settings.zone)
        let (running, seen, actions) = try await house.database.read { session in
            (
                try IncidentStore.running(under: [organisation.lineage], in: session),
                try ObservatoryStore.incidents(
                    under: organisation.lineage, since: now.adding(seconds: -2 * 366 * 86_400), zone: zone, in: session),
                try AfterStore.dueActions(
                    under: [organisation.lineage], until: zone.day(at: now).adding(days: -1), in: session)
            )
        }
        let notify = Observation(incidents: seen, masks: false).delay(.notify)
        let home = CrisisURL.home(.init(organisation.id)).path
        func told(_ t: Language) -> String {
            guard let notify else {
                return t(
                    "Aucun signalement n’a été mesuré depuis deux ans.", "No notification was measured for two years.")
            }
            return t(
                "Premier signalement en \(CrisisWords.length(hours: notify.median, t)), médiane de \(notify.count) incidents.",
                "First notification in \(CrisisWords.length(hours: notify.median, t)), median of \(notify.count) incidents."
            )
        }
        func under(_ t: Language) -> String {
            running.isEmpty
                ? t("Aucun incident n’est ouvert.", "No incident is open.")
                : t.count(
                    running.count, ("incident ouvert.", "incidents ouverts."), ("open incident.", "open incidents."))
        }
        func late(_ t: Language) -> String {
            actions.isEmpty
                ? t("Aucune action de retour d’expérience n’est en retard.", "No action of a review is late.")
                : t.count(
                    actions.count,
                    ("action de retour d’expérience en retard.", "actions de retour d’expérience en retard."),
                    ("action of a review is late.", "actions of reviews are late."))
        }
        return [
            Indicator(
                "crisis.running", Phrase("Incidents en cours", "Incidents under way"), value: Double(running.count),
                unit: .count, target: 0, isHigherBetter: false, sentence: Phrase(under(.french), under(.english)),
                href: home),
            Indicator(
                "crisis.notifyHours",
                Phrase("Heures avant le premier signalement", "Hours until the first notification"),
                value: notify?.median, unit: .count, isHigherBetter: false,
                sentence: Phrase(told(.french), told(.english)),
                href: CrisisURL.observatory(.init(organisation.id)).path),
            Indicator(
                "crisis.lateActions", Phrase("Actions de retour d’expérience en retard", "Late actions of reviews"),
                value: Double(actions.count), unit: .count, target: 0, isHigherBetter: false,
                sentence: Phrase(late(.french), late(.english)), href: home),
        ]
    }
}
