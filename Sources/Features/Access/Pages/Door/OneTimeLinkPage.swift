// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Primitives
import Site

/// Where a one-time link leads: choose a password, then come in. Showing the form uses nothing up, because mail filters and
/// browsers open links before people do.
enum OneTimeLinkPage {
    struct Model: Sendable {
        let token: String
        let name: String
        let email: String
        let expiresAt: String
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        guard let (token, link) = try await link(visit) else { return dead(visit) }
        return page(model(token, link, visit), visit)
    }

    @Sendable
    static func receive(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        guard let (token, link) = try await link(visit) else { return dead(visit) }
        var model = model(token, link, visit)
        let password = form.verbatim("password")
        if password != form.verbatim("confirmation") {
            model.errors.add(PasswordFields.mismatch(visit.language), to: "confirmation")
            return page(model, visit, .unprocessable)
        }
        do {
            try await OwnAccount(visit.house.entrance).redeem(token, password: password)
        } catch IdentityError.linkInvalid {
            return dead(visit)
        } catch IdentityError.password(let fault) {
            model.errors.add(fault.explanation(visit.language), to: "password")
            return page(model, visit, .unprocessable)
        } catch IdentityError.tooManyAttempts(let seconds) {
            throw Refusal.tooMany(retryAfterSeconds: seconds)
        }
        let outcome = try await SignIn(visit.house.entrance).attempt(
            email: link.account.email.text, password: password, address: ClientAddress(visit.address),
            userAgent: visit.userAgent)
        return try await SignInPage.opened(outcome, wanted: nil, visit)
    }

    private static func link(_ visit: Visit) async throws -> (OneTimeLink.Token, OneTimeLink)? {
        guard let token = OneTimeLink.Token(try visit.parameter("token")) else { return nil }
        let now = visit.now
        let link = try await visit.read { try OneTimeLinkStore.find(token, at: now, in: $0) }
        return link.map { (token, $0) }
    }

    private static func model(_ token: OneTimeLink.Token, _ link: OneTimeLink, _ visit: Visit) -> Model {
        Model(
            token: token.text, name: link.account.name, email: link.account.email.text,
            expiresAt: visit.language.moment(link.expiresAt, in: visit.zone))
    }

    private static func page(_ model: Model, _ visit: Visit, _ status: Status = .ok) -> Reply {
        let t = visit.language
        return visit.plainPage(
            Page(t("Choisir un mot de passe", "Choose a password"), main: render(model, t)), status: status)
    }

    /// Unknown, used, expired, replaced: one page, which tells none of them apart.
    private static func dead(_ visit: Visit) -> Reply {
        let t = visit.language
        return visit.plainPage(
            Page(t("Lien inutilisable", "Unusable link"), main: renderDead(t)), status: .notFound)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            t("Bonjour \(model.name), choisissez votre mot de passe", "Hello \(model.name), choose your password"),
            lead: t(
                "Vous vous connecterez avec l’adresse \(model.email). Ce lien ne sert qu’une fois, jusqu’au "
                    + "\(model.expiresAt).",
                "You will sign in with the address \(model.email). This link works once, until \(model.expiresAt)."))
        let fields: HTML = """
            \(PasswordFields.new(t, model.errors))\
            \(formActions(submit(t("Enregistrer et entrer", "Save and come in"))))
            """
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.summary))\
            \(form(action: SiteAddress.oneTimeLink(.init(model.token)).path, fields))
            """
    }

    static func renderDead(_ t: Language) -> HTML {
        let head = PageHead(
            t("Ce lien ne peut pas servir", "This link cannot be used"),
            lead: t(
                "Il a déjà servi, un plus récent l’a remplacé, ou son délai est passé. Si vous avez choisi un mot de "
                    + "passe, connectez-vous\u{00A0}; sinon, demandez un nouveau lien à la personne qui vous l’a "
                    + "remis.",
                "It has been used, a newer one replaced it, or its time has passed. If you have chosen a password, "
                    + "sign in; otherwise, ask for a new link from whoever gave it to you."),
            actions: [Action(t("Se connecter", "Sign in"), href: SiteAddress.signIn.path, style: .primary)])
        return """
            \(pageHead(t, head))<p><a href="\(DoorURL.forgotten.path)">\
            \(t("Qui peut me donner un nouveau lien\u{00A0}?", "Who can give me a new link?"))</a></p>
            """
    }
}
