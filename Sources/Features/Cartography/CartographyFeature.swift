// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The service map: what care stands on, drawn, listed, imported. Its tables are the platform's, since objectives,
/// backups and restart plans are about the same elements.
public struct CartographyFeature: Feature {
    public let identifier = "cartography"

    public init() {}

    public var permissions: [Permission] { CartographyPermissions.all }
    public var routes: [Route] { CartographyRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard visit.access.maySomewhere(CartographyPermissions.read),
            let id = organisation?.id
                ?? visit.access.grants.first(where: { CartographyPermissions.read.roles.contains($0.role) })?
                .organisation
        else { return [] }
        if let organisation, !visit.access.may(CartographyPermissions.read, in: organisation.lineage) { return [] }
        let map = CartographyURL.map(.init(id)).path
        return [
            MenuEntry(
                pillar: .operations, title: Phrase("Cartographie", "Service map"), href: map, area: [map.text])
        ]
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await CartographyCockpit.part(of: organisation, for: visit)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        try await CartographySearch.hits(text, for: visit)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        try await CartographyIndicators.all(of: organisation, in: house)
    }

    public func kit(
        of organisation: Organisation, in house: House, language: Language
    ) async throws -> [KitDocument] {
        try await CartographyKit.documents(of: organisation, in: house, language)
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await CartographyDemonstration.add(demonstration, in: house)
    }
}
