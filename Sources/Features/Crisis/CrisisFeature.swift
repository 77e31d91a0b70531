// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The day it happens: an incident declared in a line, held in its log, told to whom the law says, and learnt from.
public struct CrisisFeature: Feature {
    public let identifier = "crisis"

    public init() {}

    public var migrations: [Migration] { CrisisMigrations.all }
    public var permissions: [Permission] { CrisisPermissions.all }
    public var routes: [Route] { CrisisRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        let title = Phrase("Incidents et crises", "Incidents and crises")
        if let place = place(visit, organisation, CrisisPermissions.read) {
            let path = CrisisURL.home(.init(place)).path
            return [MenuEntry(pillar: .operations, title: title, href: path, area: [path.text])]
        }
        // Whoever follows a territory counts incidents, and reads none.
        guard let place = place(visit, organisation, CrisisPermissions.observe) else { return [] }
        let path = CrisisURL.observatory(.init(place)).path
        return [
            MenuEntry(
                pillar: .operations, title: Phrase("Observatoire des incidents", "Observatory of incidents"),
                href: path,
                area: [path.text])
        ]
    }

    /// The organisation in view where this is allowed, else the first where it is.
    private func place(
        _ visit: Visit, _ organisation: Organisation?, _ permission: Permission
    ) -> Organisation.ID? {
        if let organisation { return visit.access.may(permission, in: organisation.lineage) ? organisation.id : nil }
        return visit.access.grants.first { permission.roles.contains($0.role) }?.organisation
    }

    public func alarm(for visit: Visit, at organisation: Organisation?) -> MenuEntry? {
        guard !visit.house.settings.isReadOnly,
            let place = place(visit, organisation, CrisisPermissions.act)
                ?? place(visit, nil, CrisisPermissions.act)
        else { return nil }
        return MenuEntry(
            pillar: .operations, title: Phrase("Déclarer un incident", "Declare an incident"),
            href: CrisisURL.declaration(.init(place)).path)
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await CrisisCockpit.part(of: organisation, for: visit)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: CrisisPermissions.read)
        guard !scope.isEmpty else { return [] }
        let found = try await visit.read { session in
            try IncidentStore.search(text, under: scope, limit: 8, in: session)
        }
        let t = visit.language
        return found.map { incident in
            SearchHit(
                title: incident.title,
                detail: [t("Incident", "Incident"), incident.keeper.name, CrisisWords.standing(incident, t).word ?? ""]
                    .joined(separator: " · "),
                href: CrisisURL.incident(.init(incident.keeper.id), .init(incident.id)).path)
        }
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        try await CrisisIndicators.all(of: organisation, in: house)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await CrisisDuties.all(scope, in: house)
    }

    public func kit(of organisation: Organisation, in house: House, language: Language) async throws -> [KitDocument] {
        try await CrisisKitPages.documents(of: organisation, in: house, language)
    }

    /// What the levels above switched on holds below.
    public func excerpt(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptPart {
        let above = organisation.lineage.identifiers
        return ExcerptPart(widened: ["incident_rule": { alias in "\(alias).organisation_id IN (\(list: above))" }])
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await CrisisDemonstration.add(demonstration, in: house)
    }
}
