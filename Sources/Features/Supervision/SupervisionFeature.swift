// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Logging
import Markup
import Organisations
import Persistence
import Primitives
import ServiceLifecycle
import Site

/// What the machines say, and what of it matters: alerts from rules, followed until somebody handled them.
public struct SupervisionFeature: Feature {
    public let identifier = "supervision"
    private let office: SupervisionOffice

    public init(_ settings: SupervisionSettings = .environment()) {
        office = SupervisionOffice(settings)
    }

    public var migrations: [Migration] { SupervisionMigrations.all }
    public var permissions: [Permission] { SupervisionPermissions.all }
    public var routes: [Route] { SupervisionRoutes.all(office) + IntakeHandlers(office: office).routes }

    public func jobs(in house: House) -> [any Service] {
        var jobs: [any Service] = [
            DetectionService(office: office, house: house), NoticeService(office: office, house: house),
        ]
        if office.settings.syslogPort != nil { jobs.append(SyslogService(office: office, house: house)) }
        return jobs
    }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard visit.access.maySomewhere(SupervisionPermissions.read),
            let id = organisation?.id
                ?? visit.access.grants.first(where: { SupervisionPermissions.read.roles.contains($0.role) })?
                .organisation
        else { return [] }
        if let organisation, !visit.access.may(SupervisionPermissions.read, in: organisation.lineage) { return [] }
        let alerts = SupervisionURL.alerts(.init(id)).path
        return [
            MenuEntry(
                pillar: .operations, title: Phrase("Supervision", "Supervision"), href: alerts, area: [alerts.text])
        ]
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(SupervisionPermissions.read, in: organisation.lineage) else { return .nothing }
        let counts = try await visit.read { session in
            try AlertStore.counts(under: organisation.lineage, in: session)
        }
        return SupervisionCockpit.part(counts, at: organisation, visit.language)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: SupervisionPermissions.read)
        guard !scope.isEmpty else { return [] }
        let found = try await visit.read { session in
            try AlertStore.search(text, under: scope, limit: 8, in: session)
        }
        let t = visit.language
        return found.map { alert in
            SearchHit(
                title: "\(alert.title), \(alert.hostName(t))",
                detail: [t("Alerte", "Alert"), alert.state.word(t), alert.organisationName].joined(separator: " · "),
                href: SupervisionURL.alert(.init(alert.organisation), .init(alert.id)).path)
        }
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        try await SupervisionIndicators.all(of: organisation, in: house)
    }

    public func daily(in house: House, on day: Day) async throws {
        await office.archive(for: house).sweep(at: house.clock.now)
        try await CoverageProof.publishAll(in: house, on: day)
    }

    /// Of the crisis kit's copy the fleet alone has a use; what attackers and accounts did, who may send and who is told stay
    /// at home.
    public func excerpt(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptPart {
        ExcerptPart(omitted: [
            "supervision_alert", "supervision_alert_event", "supervision_class", "supervision_filter",
            "supervision_notice", "supervision_recipient", "supervision_sender", "supervision_settings",
            "supervision_silence",
        ])
    }

    public func eventsKept(at organisation: Organisation, in house: House) async throws -> EventsKept? {
        let (kept, _) = try await keptFiles(at: organisation, in: house)
        var hosts: Int?
        if let from = kept.from {
            hosts = try await house.database.read { session in
                try KeptStore.hosts(under: organisation.lineage, since: from, in: session)
            }
        }
        return EventsKept(
            title: Phrase("Journaux des postes et serveurs", "Logs of workstations and servers"), from: kept.from,
            to: kept.to, hosts: hosts)
    }

    public func sightings(
        of wanted: [SoughtValue], at organisation: Organisation, in house: House, progress: @escaping SightingProgress
    ) async throws -> [Sighting] {
        let (_, leaves) = try await keptFiles(at: organisation, in: house)
        guard !leaves.isEmpty, !wanted.isEmpty else { return [] }
        let outcome = try await KeptSearch().search(leaves, for: wanted, progress: progress)
        if outcome.damaged > 0 {
            house.logger.warning("kept events could not all be read", metadata: ["files": "\(outcome.damaged)"])
        }
        return outcome.sightings
    }

    private func keptFiles(
        at organisation: Organisation, in house: House
    ) async throws -> (EventArchive.Summary, [EventArchive.Leaf]) {
        let archive = office.archive(for: house)
        let senders = try await house.database.read { session in
            try KeptStore.senders(under: organisation.lineage, in: session)
        }
        return (archive.summary(of: senders), archive.leaves(of: senders))
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await SupervisionDemonstration.add(demonstration, in: house)
    }
}
