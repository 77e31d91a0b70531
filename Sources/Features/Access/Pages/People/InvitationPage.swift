// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Giving somebody a role, and an account if they have none.
enum InvitationPage {
    struct Model: Sendable {
        let place: Organisation.ID
        let placeName: String
        let roles: [Role]
        let today: Day
        var name = ""
        var email = ""
        var role: Role?
        var until = ""
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        return page(model(place.organisation, visit), place, visit)
    }

    @Sendable
    static func receive(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        let form = try await visit.form()
        let (t, organisation) = (visit.language, place.organisation)
        var model = model(organisation, visit)
        (model.name, model.email, model.until) = (form["name"], form["email"], form["until"])
        model.errors.require(model.name, "name", limit: 200, in: t)
        var email: EmailAddress?
        do {
            email = try EmailAddress(form["email"])
        } catch let error {
            model.errors.add(error.message(t), to: "email")
        }
        let (role, until) = RoleFields.read(form, &model.errors, t)
        model.role = role
        guard model.errors.isEmpty, let role, let email else { return page(model, place, visit, .unprocessable) }
        if let until, until < visit.today {
            model.errors.add(IdentityError.endInThePast.message(t), to: "until")
            return page(model, place, visit, .unprocessable)
        }
        let invitation = Invitation(
            name: model.name, email: email, role: role, organisation: organisation.id, until: until, language: t)
        do {
            let granter = visit.granter
            let token = try await visit.change { try invitation.send(by: granter, in: $0) }
            return LinkPage.reply(to: invitation, token, place, visit)
        } catch let error as IdentityError {
            guard let field = RoleFields.field(of: error) else { throw error }
            model.errors.add(error.message(t), to: field)
            return page(model, place, visit, .unprocessable)
        }
    }

    private static func place(_ visit: Visit) async throws -> Place {
        try await visit.place(try visit.identifier("organisation"), for: AccessPermissions.manageAccounts)
    }

    private static func model(_ organisation: Organisation, _ visit: Visit) -> Model {
        Model(
            place: organisation.id, placeName: organisation.name,
            roles: RoleFields.choices(for: visit.access, on: organisation), today: visit.today)
    }

    private static func page(_ model: Model, _ place: Place, _ visit: Visit, _ status: Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Inviter une personne", "Invite somebody")
        let trail = [
            Crumb(t("Personnes et rôles", "People and roles"), href: PeopleURL.list(.init(model.place)).path),
            Crumb(title),
        ]
        return visit.page(Page(title, at: place, trail: trail, main: render(model, t)), status: status)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            t("\(model.placeName)\u{00A0}: qui inviter\u{00A0}?", "\(model.placeName): who to invite?"),
            lead: t(
                "Carène n’envoie pas encore de courriel\u{00A0}: la page suivante affichera un lien à remettre "
                    + "vous-même à la personne.",
                "Carène sends no mail yet: the next page will show a link for you to hand to the person."))
        let name = Field(
            t, "name", label: t("Prénom et nom", "First and last name"), error: model.errors["name"], isRequired: true)
        let email = Field(
            t, "email", label: t("Adresse électronique", "E-mail address"),
            hint: t(
                "Celle de l’établissement\u{00A0}: elle servira à se connecter.",
                "The professional one: it is used to sign in."),
            error: model.errors["email"], isRequired: true)
        let fields: HTML = """
            \(textField(name, value: model.name, autocomplete: "off", maxLength: 200))\
            \(emailField(email, value: model.email, autocomplete: "off"))\
            \(RoleFields.render(
                model.roles, selected: model.role, until: model.until, earliest: model.today, model.errors, t))\
            \(formActions(submit(t("Inviter", "Invite"))))
            """
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.summary))\
            \(form(action: PeopleURL.invitation(.init(model.place)).path, fields))
            """
    }
}
