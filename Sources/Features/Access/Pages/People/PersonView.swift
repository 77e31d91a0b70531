// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What the page of one person shows.
enum PersonView {
    /// Where a role can be given from one page; beyond, one goes to the establishment's own page.
    static let placeLimit = 200

    struct Spot: Sendable {
        let id: Organisation.ID
        let kind: Organisation.Kind
        let name: String
    }

    /// A role being given.
    struct Draft: Sendable {
        var role: Role?
        var organisation: Organisation.ID?
        var until = ""
        var errors = FormErrors()
    }

    struct Model: Sendable {
        let place: Organisation.ID
        let placeName: String
        let person: RoleHolder
        let today: Day
        let seenAt: String?
        let removable: [Grant]
        let givable: [Role]
        let places: [Spot]
        let isSelf: Bool
        let mayManage: Bool
        /// Every role of the person lies within what the reader administers.
        let isWhollyMine: Bool
        var draft = Draft()
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let seen =
            model.seenAt.map { t("Dernière visite\u{00A0}: \($0).", "Last visit: \($0).") }
            ?? t("Ne s’est jamais connecté.", "Has never signed in.")
        let head = PageHead(
            model.person.name, lead: "\(model.person.email). \(seen)", state: PeoplePage.state(of: model.person, t))
        return """
            \(pageHead(t, head))\(errorSummary(t, model.draft.errors.summary))\
            \(roles(model, t))\(means(model, t))
            """
    }

    private static func roles(_ model: Model, _ t: Language) -> HTML {
        let rows = model.person.grants.map { grant -> [HTML] in
            let until =
                grant.until.map {
                    $0 < model.today ? t("terminé le \(t.date($0))", "ended on \(t.date($0))") : t.date($0)
                }
                ?? t("sans fin", "no end")
            let removal: HTML =
                model.removable.contains(grant)
                ? postButton(
                    action: PeopleURL.grantRemoval(.init(model.place), .init(model.person.id)).path,
                    t("Retirer «\u{00A0}\(grant.role.title(t))\u{00A0}»", "Take “\(grant.role.title(t))” away"),
                    style: .danger,
                    confirm: t(
                        "Retirer le rôle «\u{00A0}\(grant.role.title(t))\u{00A0}» à \(model.person.name)\u{00A0}?",
                        "Take the role “\(grant.role.title(t))” away from \(model.person.name)?"),
                    hidden: [("role", grant.role.rawValue), ("organisation", grant.organisation.text)])
                : HTML()
            return ["\(grant.role.title(t))", "\(grant.organisationName)", "\(until)", removal]
        }
        let held = Table(
            caption: t("\(model.placeName) et ce qui en dépend", "\(model.placeName) and what is below"),
            columns: [
                Column(t("Rôle", "Role")), Column(t("Où", "Where")), Column(t("Jusqu’au", "Until")), Column(""),
            ],
            rows: rows)
        return sheet(t("Ses rôles ici", "Roles held here"), table(t, held))
    }

    /// What can be done, side by side when both can.
    private static func means(_ model: Model, _ t: Language) -> HTML {
        let giving = when(!model.givable.isEmpty, giving(model, t))
        guard model.mayManage else { return giving }
        return model.givable.isEmpty ? account(model, t) : columns(giving, account(model, t))
    }

    private static func giving(_ model: Model, _ t: Language) -> HTML {
        let (draft, errors) = (model.draft, model.draft.errors)
        let place = Field(
            t, "organisation", label: t("Établissement", "Establishment"),
            hint: model.places.count < placeLimit
                ? nil
                : t(
                    "Les \(t.number(placeLimit)) premiers. Pour un autre, partez de sa propre page.",
                    "The first \(t.number(placeLimit)). For another, start from its own page."),
            error: errors["organisation"])
        let spots = model.places.map { Choice($0.id.text, $0.name) }
        let fields: HTML = """
            \(select(place, spots, selected: (draft.organisation ?? model.place).text))\
            \(RoleFields.render(
                model.givable, selected: draft.role, until: draft.until, earliest: model.today, errors, t))\
            \(formActions(submit(t("Donner ce rôle", "Give this role"))))
            """
        return sheet(
            t("Donner un rôle de plus", "Give one more role"),
            form(action: PeopleURL.grant(.init(model.place), .init(model.person.id)).path, fields))
    }

    private static func account(_ model: Model, _ t: Language) -> HTML {
        sheet(t("Son compte", "The account"), accountBody(model, t))
    }

    private static func accountBody(_ model: Model, _ t: Language) -> HTML {
        if model.isSelf {
            return paragraph(
                t(
                    "C’est le vôtre\u{00A0}: réglez-le depuis «\u{00A0}Mon compte\u{00A0}». Un autre administrateur "
                        + "peut le fermer.",
                    "It is your own: set it up from “My account”. Another administrator can close it."))
        }
        guard model.isWhollyMine else { return paragraph(IdentityError.accountNotYours.message(t)) }
        let (place, person) = (URLPath.Part(model.place), URLPath.Part(model.person.id))
        if model.person.isDisabled {
            let reopening = Action(
                t("Rouvrir le compte", "Reopen the account"), post: PeopleURL.reopening(place, person).path)
            return paragraph(
                t("Il est fermé\u{00A0}: personne ne peut s’en servir.", "It is closed: nobody can use it."))
                + actions([reopening])
        }
        var offered = [
            Action(
                t("Préparer un nouveau lien", "Make a new link"), post: PeopleURL.link(place, person).path,
                confirm: t(
                    "Vous êtes-vous assuré que c’est bien \(model.person.name) qui le demande\u{00A0}? Le lien "
                        + "précédent ne servira plus.",
                    "Are you sure that \(model.person.name) is asking? The former link will stop working."))
        ]
        if model.person.hasSecondFactor {
            offered.append(
                Action(
                    t("Retirer la double authentification", "Remove the second factor"),
                    post: PeopleURL.secondFactorReset(place, person).path, style: .danger,
                    confirm: t(
                        "Téléphone et codes de secours sont-ils vraiment perdus\u{00A0}? Ses sessions seront fermées.",
                        "Are telephone and recovery codes really lost? All sessions will be closed.")))
        }
        offered.append(
            Action(
                t("Fermer le compte", "Close the account"), post: PeopleURL.closure(place, person).path, style: .danger,
                confirm: t(
                    "Fermer le compte de \(model.person.name)\u{00A0}? Ses sessions s’arrêtent aussitôt\u{00A0}; vous "
                        + "pourrez le rouvrir.",
                    "Close the account of \(model.person.name)? Sessions end at once; you can reopen it.")))
        return paragraph(
            t(
                "Un nouveau lien permet de choisir un autre mot de passe. Avant tout geste, assurez-vous de "
                    + "l’identité de la personne.",
                "A new link lets the person choose another password. Make sure who you are dealing with first."))
            + actions(offered)
    }
}
