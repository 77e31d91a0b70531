// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// One person: the roles held here or below, and what can be done about them.
enum PersonPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, person) = try await find(visit, for: AccessPermissions.readPeople)
        return try await page(place, person, visit)
    }

    @Sendable
    static func give(_ visit: Visit) async throws -> Reply {
        let (place, person) = try await find(visit, for: AccessPermissions.grant)
        let form = try await visit.form()
        let t = visit.language
        var draft = PersonView.Draft()
        draft.until = form["until"]
        let (role, until) = RoleFields.read(form, &draft.errors, t)
        draft.role = role
        draft.organisation = form.identifier("organisation") ?? place.organisation.id
        if let until, until < visit.today { draft.errors.add(IdentityError.endInThePast.message(t), to: "until") }
        if draft.errors.isEmpty, let role {
            let (organisation, granter) = (draft.organisation ?? place.organisation.id, visit.granter)
            do {
                try await visit.change { change in
                    try AccountStore.give(role, on: organisation, to: person.id, until: until, by: granter, in: change)
                }
                return .redirect(
                    PeopleURL.person(.init(place.organisation.id), .init(person.id)).path,
                    notice: t("Le rôle est donné.", "The role is given."))
            } catch let error as IdentityError {
                let field = error == .unknownOrganisation ? "organisation" : RoleFields.field(of: error)
                guard let field else { throw error }
                draft.errors.add(error.message(t), to: field)
            }
        }
        return try await page(place, person, visit, draft, .unprocessable)
    }

    @Sendable
    static func take(_ visit: Visit) async throws -> Reply {
        let (place, person) = try await find(visit, for: AccessPermissions.grant)
        let form = try await visit.form()
        guard let role = Role(rawValue: form["role"]),
            let organisation = form.identifier("organisation", Organisation.self)
        else { throw Refusal.notFound }
        let granter = visit.granter
        try await visit.change { change in
            try AccountStore.take(role, on: organisation, from: person.id, by: granter, in: change)
        }
        let remaining = person.grants.contains { $0.role != role || $0.organisation != organisation }
        // With the last role gone the person is no longer to be seen from here.
        let next =
            remaining
            ? PeopleURL.person(.init(place.organisation.id), .init(person.id)).path
            : PeopleURL.list(.init(place.organisation.id)).path
        return .redirect(
            next,
            notice: visit.language(
                "Le rôle est retiré\u{00A0}; le compte demeure.", "The role is taken; the account stays."))
    }

    /// The person, for somebody who may do `permission` here: unless they hold a role here or below, they do not exist.
    static func find(_ visit: Visit, for permission: Permission) async throws -> (Place, RoleHolder) {
        let id: Account.ID = try visit.identifier("account")
        let place = try await visit.place(try visit.identifier("organisation"), for: permission)
        let query = PeopleQuery(scope: [place.organisation.lineage], account: id, limit: 1)
        guard let person = try await visit.read({ try query.page(in: $0).people.first }) else { throw Refusal.notFound }
        return (place, person)
    }

    private static func page(
        _ place: Place, _ person: RoleHolder, _ visit: Visit, _ draft: PersonView.Draft = .init(),
        _ status: Status = .ok
    ) async throws -> Reply {
        let (organisation, access, t) = (place.organisation, visit.access, visit.language)
        let (everywhere, places) = try await visit.read { session in
            (
                try AccountStore.grants(of: person.id, in: session),
                try PeopleQuery.places(under: organisation.lineage, limit: PersonView.placeLimit, in: session)
                    .map { PersonView.Spot(id: $0.id, kind: $0.kind, name: $0.name) }
            )
        }
        let mayGrant = access.may(AccessPermissions.grant, in: organisation.lineage)
        let mayManage = access.may(AccessPermissions.manageAccounts, in: organisation.lineage)
        let inForce = everywhere.filter { $0.isInForce(on: visit.today) }
        let model = PersonView.Model(
            place: organisation.id, placeName: organisation.name, person: person, today: visit.today,
            seenAt: person.lastSeenAt.map { t.moment($0, in: visit.zone) },
            removable: mayGrant ? person.grants.filter { access.mayGive($0.role, in: $0.lineage) } : [],
            givable: mayGrant ? givable(access, organisation, places) : [],
            places: places, isSelf: person.id == access.account, mayManage: mayManage,
            isWhollyMine: access.mayAdminister(holderOf: inForce), draft: draft)
        let trail = [
            Crumb(t("Personnes et rôles", "People and roles"), href: PeopleURL.list(.init(organisation.id)).path),
            Crumb(person.name),
        ]
        return visit.page(
            Page(person.name, at: place, trail: trail, main: PersonView.render(model, t)), status: status)
    }

    /// The roles that the reader may give and that some establishment of the list may hold.
    private static func givable(
        _ access: Identity.Access, _ organisation: Organisation, _ places: [PersonView.Spot]
    ) -> [Role] {
        Role.allCases.filter { role in
            access.mayGive(role, in: organisation.lineage) && places.contains { role.mayBeHeld(on: $0.kind) }
        }
    }
}
