// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The vault of proofs: what is registered once and serves every requirement, with what ends and what falls with it.
public struct ProofsFeature: Feature {
    public let identifier = "proofs"

    public init() {}

    public var permissions: [Permission] { ProofPermissions.all }
    public var routes: [Route] { ProofsRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard visit.access.maySomewhere(ProofPermissions.enter) else { return [] }
        // The vault of the organisation in view when it may be opened there, else of the first where it may.
        let held = visit.access.grants.first { ProofPermissions.enter.roles.contains($0.role) }?.organisation
        let here = organisation.flatMap { visit.access.may(ProofPermissions.enter, in: $0.lineage) ? $0.id : nil }
        guard let place = here ?? held else { return [] }
        let path = ProofsURL.list(.init(place)).path
        return [
            MenuEntry(
                pillar: .governance, title: Phrase("Preuves", "Proofs"), href: path, area: ["/preuves", path.text])
        ]
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await ProofCockpit.part(of: organisation, for: visit)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        try await ProofSearch.hits(text, for: visit)
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        try await ProofIndicators.all(of: organisation, in: house)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await ProofDuties.all(scope, in: house)
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await ProofDemonstration.add(demonstration, in: house)
    }
}
