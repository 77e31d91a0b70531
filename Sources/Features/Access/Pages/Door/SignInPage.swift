// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Persistence
import Primitives
import Site

/// The front door: address and password.
enum SignInPage {
    struct Model: Sendable {
        var email = ""
        var wanted: URLPath?
        var failure: String?
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let wanted = wantedPage(visit.query["suite"])
        switch visit.person?.session.standing {
        case .full, .secondFactorMissing: return .redirect(wanted ?? SiteAddress.home.path)
        case .secondFactorPending: return .redirect(DoorURL.secondStep.path.with("suite", wanted?.full))
        case nil: return page(Model(wanted: wanted), visit)
        }
    }

    @Sendable
    static func receive(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let wanted = wantedPage(form["suite"])
        let outcome = try await SignIn(visit.house.entrance).attempt(
            email: form["email"], password: form.verbatim("password"), address: ClientAddress(visit.address),
            userAgent: visit.userAgent)
        switch outcome {
        case .signedIn, .secondFactorNeeded:
            return try await opened(outcome, wanted: wanted, visit)
        case .refused:
            let failure = outcome.message.map { $0(visit.language) }
            return page(Model(email: form["email"], wanted: wanted, failure: failure), visit, .unprocessable)
        case .tooMany(let seconds):
            throw Refusal.tooMany(retryAfterSeconds: seconds)
        }
    }

    /// Through the door, or on to the second step.
    static func opened(_ outcome: SignIn.Outcome, wanted: URLPath?, _ visit: Visit) async throws -> Reply {
        switch outcome {
        case .signedIn(let token):
            let (sessions, now) = (visit.house.entrance.sessions, visit.now)
            // Somebody comes in: a good moment to sweep out what has expired.
            _ = try await visit.house.database.write { try sessions.purge(at: now, in: $0) }
            return .redirect(wanted ?? SiteAddress.home.path).setting(visit.sessionCookie(token.text))
        case .secondFactorNeeded(let token):
            return .redirect(DoorURL.secondStep.path.with("suite", wanted?.full))
                .setting(visit.sessionCookie(token.text))
        case .refused, .tooMany:
            return .redirect(SiteAddress.signIn.path.with("suite", wanted?.full))
        }
    }

    private static func page(_ model: Model, _ visit: Visit, _ status: Status = .ok) -> Reply {
        let t = visit.language
        return visit.plainPage(Page(t("Se connecter", "Sign in"), main: render(model, t)), status: status)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            t("Se connecter à Carène", "Sign in to Carène"),
            lead: t(
                "Avec l’adresse et le mot de passe de votre compte Carène.",
                "With the address and the password of your Carène account."))
        let fields: HTML = """
            \(emailField(
                Field(t, "email", label: t("Adresse électronique", "E-mail address"), isRequired: true),
                value: model.email, autocomplete: "username"))\
            \(passwordField(Field(t, "password", label: t("Mot de passe", "Password"), isRequired: true)))\
            \(formActions(submit(t("Se connecter", "Sign in"))))
            """
        return """
            \(pageHead(t, head))\(when(model.failure) { notice(failure($0, t)) })\
            \(form(action: SiteAddress.signIn.path, hidden: hidden(model.wanted), fields))\
            <p><a href="\(DoorURL.forgotten.path)">\
            \(t("Mot de passe oublié, ou premier accès\u{00A0}?", "Forgotten password, or first access?"))</a></p>
            """
    }

    /// One sentence for every failure: which of the two was wrong, and whether the account exists, is nobody's business.
    private static func failure(_ sentence: String, _ t: Language) -> Notice {
        Notice(
            .danger, title: sentence,
            text: t(
                "Vérifiez les majuscules et réessayez. Après plusieurs essais, il faudra attendre.",
                "Check the capital letters and try again. After several attempts you will have to wait."))
    }

    static func hidden(_ wanted: URLPath?) -> [(name: String, value: String)] {
        wanted.map { [("suite", $0.full)] } ?? []
    }
}
