// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What a crisis cell reads when nothing else answers: who to call, who decides, whom to tell, what to cut; and the one
/// encrypted file that holds it with all that the other rooms give.
public struct CrisisKitFeature: Feature {
    public let identifier = "crisis-kit"
    private let shelf = KitShelf()

    public init() {}

    public var migrations: [Migration] { CrisisKitMigrations.all }
    public var permissions: [Permission] { CrisisKitPermissions.all }
    public var routes: [Route] { CrisisKitRoutes.all(shelf) }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard visit.access.maySomewhere(CrisisKitPermissions.read),
            let id = organisation?.id
                ?? visit.access.grants.first(where: { CrisisKitPermissions.read.roles.contains($0.role) })?.organisation
        else { return [] }
        if let organisation {
            guard organisation.kind.hasKit, visit.access.may(CrisisKitPermissions.read, in: organisation.lineage) else {
                return []
            }
        }
        let path = CrisisKitURL.overview(.init(id)).path
        return [
            MenuEntry(
                pillar: .operations, title: Phrase("Mallette de crise", "Crisis kit"), href: path, area: [path.text])
        ]
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await CrisisKitCockpit.part(of: organisation, for: visit)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: CrisisKitPermissions.read)
        guard !scope.isEmpty else { return [] }
        let found = try await visit.read { session in
            try ContactStore.search(text, under: scope, limit: 8, in: session)
        }
        let t = visit.language
        return found.map { id, keeper, role in
            SearchHit(
                title: role, detail: [t("Contact de crise", "Crisis contact"), keeper.name].joined(separator: " · "),
                href: CrisisKitURL.contact(.init(keeper.id), .init(id)).path)
        }
    }

    public func journalSentence(for action: String, detail: String, in language: Language) -> String? {
        JournalWords.sentence(action, detail, language)
    }

    public func duties(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        try await CrisisKitCockpit.duties(scope, in: house) + CheckFigures.duties(scope, in: house)
    }

    public func indicators(of organisation: Organisation, in house: House) async throws -> [Indicator] {
        try await CheckFigures.indicators(of: organisation, in: house)
    }

    public func kit(of organisation: Organisation, in house: House, language: Language) async throws -> [KitDocument] {
        try await KitDocuments.all(of: organisation, in: house, language)
    }

    /// Numbers are sealed again under the key that travels: this installation's stays here.
    public func excerpt(of organisation: Organisation, in house: House, under key: SecretKey) -> ExcerptPart {
        let own = house.entrance.secretKey
        return ExcerptPart(rewritten: [
            "crisis_contact.sealed_reach": { row in
                guard case .text(let id) = row["id"], case .bytes(let sealed) = row["sealed_reach"],
                    let reach = Reach.unsealed(sealed, under: own, of: id),
                    let again = try reach.sealed(under: key, of: .init(stored: id))
                else { return .null }
                return .bytes(again)
            }
        ])
    }

    public func demonstrate(_ demonstration: Demonstration, in house: House) async throws {
        try await CrisisKitDemonstration.add(demonstration, in: house)
    }
}
