// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Who holds a role on an organisation or below it.
enum PeoplePage {
    static let pageSize = 50

    struct Model: Sendable {
        let place: Organisation.ID
        let placeName: String
        let people: [RoleHolder]
        let total: Int
        let page: Int
        let search: String
        let today: Day
        let zone: TimeZoneRule
        let mayInvite: Bool
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.place(try visit.identifier("organisation"), for: AccessPermissions.readPeople)
        let organisation = place.organisation
        let search = visit.query["q"] ?? ""
        let query = PeopleQuery(
            scope: [organisation.lineage], search: search, limit: pageSize, offset: (visit.query.page - 1) * pageSize)
        let (people, total) = try await visit.read { try query.page(in: $0) }
        // Somebody left since the address was kept: back to what there is.
        if people.isEmpty, visit.query.page > 1 {
            return .redirect(PeopleURL.list(.init(organisation.id)).path.with("q", visit.query["q"]))
        }
        let model = Model(
            place: organisation.id, placeName: organisation.name, people: people, total: total,
            page: visit.query.page, search: search, today: visit.today, zone: visit.zone,
            mayInvite: visit.access.may(AccessPermissions.manageAccounts, in: organisation.lineage))
        let t = visit.language
        let title = t("Personnes et rôles", "People and roles")
        return visit.page(Page(title, at: place, trail: [Crumb(title)], main: render(model, t)))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let list = PeopleURL.list(.init(model.place)).path
        let invitation = Action(
            t("Inviter une personne", "Invite somebody"), href: PeopleURL.invitation(.init(model.place)).path,
            style: .primary)
        let count = t.count(model.total, ("personne", "personnes"), ("person", "people"))
        let head = PageHead(
            t("Qui tient un rôle ici\u{00A0}?", "Who holds a role here?"),
            lead: t(
                "\(model.placeName) et ce qui en dépend\u{00A0}: \(count). Un rôle vaut pour l’établissement où il est "
                    + "donné et pour tout ce qui est en dessous.",
                "\(model.placeName) and what is below: \(count). A role holds for the establishment where it is given "
                    + "and for everything below it."),
            actions: model.mayInvite ? [invitation] : [])
        let field = Field(t, "q", label: t("Nom ou adresse", "Name or address"))
        let filters = filterForm(
            t, action: list, fields: textField(field, value: model.search, maxLength: 200),
            reset: model.search.isEmpty ? nil : list)
        let links = actions([
            Action(t("Ce que permet chaque rôle", "What each role allows"), href: DoorURL.roles.path)
        ])
        return
            "\(pageHead(t, head))\(filters)\(model.people.isEmpty ? nobody(model, t) : people(model, list, t))\(links)"
    }

    private static func nobody(_ model: Model, _ t: Language) -> HTML {
        model.search.isEmpty
            ? emptyState(
                title: t("Personne n’a encore de rôle ici", "Nobody holds a role here yet"),
                text: t(
                    "Les personnes qui tiennent un rôle au-dessus voient déjà cet établissement.",
                    "Those who hold a role above already see this establishment."))
            : emptyState(
                title: t("Personne ne correspond", "Nobody matches"),
                text: t(
                    "La recherche ignore les accents et les majuscules. Essayez une partie du nom.",
                    "The search ignores accents and case. Try a part of the name."))
    }

    private static func people(_ model: Model, _ list: URLPath, _ t: Language) -> HTML {
        let rows = model.people.map { person -> [HTML] in
            let href = PeopleURL.person(.init(model.place), .init(person.id)).path
            let seen = person.lastSeenAt.map { t.date(model.zone.day(at: $0)) } ?? t("jamais", "never")
            return [
                "<a href=\"\(href)\">\(person.name)</a> \(paragraph(person.email, isQuiet: true))",
                "<ul>\(person.grants.html { "<li>\(grantWords($0, model.today, t))</li>" })</ul>",
                badge(t, state(of: person, t)), "\(seen)",
            ]
        }
        let listed = Table(
            caption: t("Personnes et rôles", "People and roles"), isCaptionHidden: true,
            columns: [
                Column(t("Personne", "Person")), Column(t("Rôles", "Roles")), Column(t("Connexion", "Sign-in")),
                Column(t("Dernière visite", "Last visit"), isShort: true),
            ],
            rows: rows)
        let search = model.search.isEmpty ? nil : model.search
        let position = Pager(page: model.page, pageSize: pageSize, total: model.total) { page in
            list.with("q", search).with("page", String(page))
        }
        return table(t, listed) + pager(t, position)
    }

    /// "RSSI, CHU de Brume, jusqu’au 3 mars 2027".
    static func grantWords(_ grant: Grant, _ today: Day, _ t: Language) -> String {
        let held = "\(grant.role.title(t)), \(grant.organisationName)"
        guard let until = grant.until else { return held }
        return grant.isInForce(on: today)
            ? t("\(held), jusqu’au \(t.date(until))", "\(held), until \(t.date(until))")
            : t("\(held), terminé le \(t.date(until))", "\(held), ended on \(t.date(until))")
    }

    static func state(of person: RoleHolder, _ t: Language) -> StateBadge {
        if person.isDisabled { return StateBadge(.closed, t("Compte fermé", "Account closed")) }
        if !person.hasPassword { return StateBadge(.unanswered, t("Lien non utilisé", "Link not used")) }
        return person.hasSecondFactor
            ? StateBadge(.proven, t("Deux facteurs", "Two factors"))
            : StateBadge(.declared, t("Mot de passe seul", "Password alone"))
    }
}
