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
import ThreatIndicators

/// What to look for: indicators of compromise kept for an establishment, taken in and given out in the formats of CERTs, and
/// looked for in the events that this installation keeps.
public struct IndicatorsFeature: Feature {
    public let identifier = "indicators"

    public init() {}

    public var migrations: [Migration] { IndicatorsMigrations.all }
    public var permissions: [Permission] { IndicatorsPermissions.all }
    public var routes: [Route] { IndicatorsRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard visit.access.maySomewhere(IndicatorsPermissions.read),
            let id = organisation?.id
                ?? visit.access.grants.first(where: { IndicatorsPermissions.read.roles.contains($0.role) })?
                .organisation
        else { return [] }
        if let organisation {
            guard visit.access.may(IndicatorsPermissions.read, in: organisation.lineage) else { return [] }
        }
        let path = IndicatorsURL.list(.init(id)).path
        return [
            MenuEntry(
                pillar: .operations, title: Phrase("Indicateurs à chercher", "Indicators to look for"), href: path,
                area: [path.text])
        ]
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: IndicatorsPermissions.read)
        guard !scope.isEmpty else { return [] }
        let found = try await visit.read { session in
            try IndicatorStore.search(text, under: scope, limit: 8, in: session)
        }
        let t = visit.language
        return found.map { kept in
            SearchHit(
                title: kept.indicator.value.text,
                detail: [IndicatorWords.kind(kept.indicator.value.kind)(t), kept.keeper.name].joined(separator: " · "),
                href: IndicatorsURL.one(.init(kept.keeper.id), .init(kept.id)).path)
        }
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    /// What was seen, and on which machines, is read in the house and not on a stick.
    public func excerpt(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptPart {
        ExcerptPart(omitted: ["indicator_hunt", "indicator_sighting"])
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await IndicatorsDemonstration.add(demonstration, in: house)
    }
}
