// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Signing in, one's own account, the people who hold a role, and the journal of what they did.
public struct AccessFeature: Feature {
    public let identifier = "access"

    public init() {}

    public var permissions: [Permission] { AccessPermissions.all }
    public var routes: [Route] { AccessRoutes.all }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard let place = Self.place(for: AccessPermissions.readPeople, visit, at: organisation) else { return [] }
        let path = PeopleURL.list(.init(place)).path
        return [
            MenuEntry(
                pillar: .resources, title: Phrase("Personnes et rôles", "People and roles"), href: path,
                area: [path.text])
        ]
    }

    public func personalMenu(for visit: Visit) -> [MenuEntry] {
        guard visit.person != nil else { return [] }
        var entries = [
            MenuEntry(
                pillar: .governance, title: Phrase("Mon compte", "My account"), href: SiteAddress.account.path,
                area: [SiteAddress.account.path.text + "/"])
        ]
        if let place = Self.place(for: AccessPermissions.readJournal, visit, at: nil) {
            entries.append(
                MenuEntry(
                    pillar: .governance, title: Phrase("Journal", "Journal"), href: PeopleURL.journal(.init(place)).path
                ))
        }
        entries.append(
            MenuEntry(
                pillar: .governance, title: Phrase("Rôles et droits", "Roles and rights"), href: DoorURL.roles.path))
        return entries
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: AccessPermissions.readPeople)
        guard !scope.isEmpty else { return [] }
        let people = try await visit.read { session in
            try PeopleQuery(scope: scope, search: text, limit: 10).page(in: session).people
        }
        let t = visit.language
        return people.compactMap { person in
            guard let grant = person.grants.first else { return nil }
            return SearchHit(
                title: person.name, detail: "\(grant.role.title(t)), \(grant.organisationName)",
                href: PeopleURL.person(.init(grant.organisation), .init(person.id)).path)
        }
    }

    /// The organisation in view when the permission holds there, else the highest one where it does.
    private static func place(
        for permission: Permission, _ visit: Visit, at organisation: Organisation?
    ) -> Organisation.ID? {
        if let organisation { return visit.access.may(permission, in: organisation.lineage) ? organisation.id : nil }
        return visit.access.grants
            .filter { permission.roles.contains($0.role) }
            .min { $0.lineage.text.utf8.count < $1.lineage.text.utf8.count }?
            .organisation
    }
}
