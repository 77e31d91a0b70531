// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// A one-time link, shown this once, with a message ready to be handed over.
enum LinkPage {
    struct Model: Sendable {
        let name: String
        let place: Organisation.ID
        /// Nil when the person signs in with what they already have.
        let expiresAt: String?
        let message: String
    }

    /// After an invitation.
    static func reply(
        to invitation: Invitation, _ token: OneTimeLink.Token?, _ place: Place, _ visit: Visit
    ) -> Reply {
        let t = visit.language
        let role = t(
            "Bonjour \(invitation.name),\n\nLe rôle «\u{00A0}\(invitation.role.title(t))\u{00A0}» vous est confié "
                + "dans Carène pour \(place.organisation.name).",
            "Hello \(invitation.name),\n\nYou have been given the role “\(invitation.role.title(t))” in Carène for "
                + "\(place.organisation.name).")
        return reply(role, for: invitation.name, token, .firstSignIn, place, visit)
    }

    /// After a new link was asked for.
    static func reply(
        for name: String, _ token: OneTimeLink.Token, _ purpose: OneTimeLink.Purpose, _ place: Place, _ visit: Visit
    ) -> Reply {
        let t = visit.language
        return reply(t("Bonjour \(name),", "Hello \(name),"), for: name, token, purpose, place, visit)
    }

    private static func reply(
        _ opening: String, for name: String, _ token: OneTimeLink.Token?, _ purpose: OneTimeLink.Purpose,
        _ place: Place, _ visit: Visit
    ) -> Reply {
        let t = visit.language
        let expiresAt = t.moment(visit.now.adding(seconds: purpose.lifetime), in: visit.zone)
        let path = token.map { SiteAddress.oneTimeLink(.init($0.text)).path } ?? SiteAddress.signIn.path
        let way =
            token == nil
            ? t("Connectez-vous avec votre compte habituel\u{00A0}:", "Sign in with your usual account:")
            : t(
                "Choisissez votre mot de passe à cette adresse, qui ne sert qu’une fois, jusqu’au "
                    + "\(expiresAt)\u{00A0}:",
                "Choose your password at this address, which works once, until \(expiresAt):")
        let model = Model(
            name: name, place: place.organisation.id, expiresAt: token == nil ? nil : expiresAt,
            message: "\(opening)\n\n\(way)\n\(visit.origin)\(path.full)\n")
        let title = t("Lien à remettre", "Link to hand over")
        let trail = [
            Crumb(t("Personnes et rôles", "People and roles"), href: PeopleURL.list(.init(model.place)).path),
            Crumb(title),
        ]
        return visit.page(Page(title, at: place, trail: trail, main: render(model, t)))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let lead =
            model.expiresAt.map {
                t(
                    "Ce lien ne sera plus affiché et vaut jusqu’au \($0). Remettez-le par un autre canal que celui où "
                        + "vous avez reçu la demande, et seulement à la personne elle-même\u{00A0}: il donne accès à "
                        + "son compte.",
                    "This link will not be shown again and works until \($0). Hand it over by another channel than "
                        + "the one by which you were asked, and only to the person: it opens their account.")
            }
            ?? t(
                "Le rôle est donné. Cette personne se connecte avec le mot de passe qu’elle a déjà\u{00A0}; si elle "
                    + "n’en a pas, son administrateur peut lui remettre un lien.",
                "The role is given. This person signs in with the password they have; if they have none, their "
                    + "administrator can hand them a link.")
        let head = PageHead(t("À remettre à \(model.name)", "For \(model.name)"), lead: lead)
        let text = Field(
            t, "message", label: t("Message à copier", "Message to copy"),
            hint: t("Vous pouvez le compléter avant de le copier.", "You may add to it before copying it."))
        return """
            \(pageHead(t, head))\(textArea(text, value: model.message, rows: 9))\
            \(actions([
                Action(t("Revenir aux personnes", "Back to the people"), href: PeopleURL.list(.init(model.place)).path)
            ]))
            """
    }
}
