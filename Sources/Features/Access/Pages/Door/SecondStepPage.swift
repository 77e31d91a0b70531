// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Primitives
import Site

/// Between the password and the house: six digits, or a recovery code.
enum SecondStepPage {
    struct Model: Sendable {
        var wanted: URLPath?
        var failure: String?
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let wanted = wantedPage(visit.query["suite"])
        guard try visit.ownPerson().session.standing == .secondFactorPending else {
            return .redirect(wanted ?? SiteAddress.home.path)
        }
        return page(Model(wanted: wanted), visit)
    }

    @Sendable
    static func receive(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let wanted = wantedPage(form["suite"])
        guard let token = visit.sessionToken.flatMap({ SessionToken($0) }) else { throw Refusal.signInNeeded }
        let outcome: SignIn.Outcome
        do {
            outcome = try await SignIn(visit.house.entrance).confirmSecondFactor(token, code: form["code"])
        } catch IdentityError.sessionEnded {
            return .redirect(
                SiteAddress.signIn.path.with("suite", wanted?.full),
                notice: IdentityError.sessionEnded.message(visit.language))
        }
        switch outcome {
        case .signedIn, .secondFactorNeeded: return try await SignInPage.opened(outcome, wanted: wanted, visit)
        case .refused:
            let failure = IdentityError.wrongCode.message(visit.language)
            return page(Model(wanted: wanted, failure: failure), visit, .unprocessable)
        case .tooMany(let seconds): throw Refusal.tooMany(retryAfterSeconds: seconds)
        }
    }

    private static func page(_ model: Model, _ visit: Visit, _ status: Status = .ok) -> Reply {
        let t = visit.language
        return visit.plainPage(
            Page(t("Double authentification", "Second factor"), main: render(model, t)), status: status)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            t("Quel code affiche votre application\u{00A0}?", "Which code does your application show?"),
            lead: t(
                "Six chiffres, renouvelés toutes les trente secondes. Sans votre téléphone, saisissez l’un de vos "
                    + "codes de secours.",
                "Six digits, renewed every thirty seconds. Without your telephone, type one of your recovery codes."))
        let code = Field(
            t, "code", label: t("Code", "Code"),
            hint: t("Par exemple 123 456, ou ABCD-EFGH-IJKL-MNOP.", "For instance 123 456, or ABCD-EFGH-IJKL-MNOP."),
            error: model.failure, isRequired: true)
        let fields: HTML = """
            \(textField(code, autocomplete: "one-time-code", maxLength: 64))\
            \(formActions(submit(t("Continuer", "Continue"))))
            """
        let lost = t(
            "Téléphone et codes de secours perdus\u{00A0}? L’administrateur de votre établissement peut retirer la "
                + "double authentification après s’être assuré que c’est bien vous.",
            "Telephone and recovery codes both lost? Your establishment’s administrator can remove the second factor "
                + "once sure that it is you.")
        return """
            \(pageHead(t, head))\
            \(form(action: DoorURL.secondStep.path, hidden: SignInPage.hidden(model.wanted), fields))\
            \(paragraph(lost, isQuiet: true))\
            \(postButton(action: SiteAddress.signOut.path, t("Ce n’est pas mon compte", "This is not my account")))
            """
    }
}
