// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Primitives
import Site

/// Another password, knowing the present one.
enum PasswordPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply { page(FormErrors(), visit) }

    @Sendable
    static func receive(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let info = try visit.ownPerson().session
        let t = visit.language
        var errors = FormErrors()
        let password = form.verbatim("password")
        guard password == form.verbatim("confirmation") else {
            errors.add(PasswordFields.mismatch(t), to: "confirmation")
            return page(errors, visit, .unprocessable)
        }
        do {
            let token = try await OwnAccount(visit.house.entrance).changePassword(
                info, current: form.verbatim("current"), new: password)
            return .redirect(
                SiteAddress.account.path,
                notice: t(
                    "Votre mot de passe est changé. Vos autres sessions sont fermées.",
                    "Your password is changed. Your other sessions are closed.")
            ).setting(visit.sessionCookie(token.text))
        } catch IdentityError.wrongPassword {
            errors.add(IdentityError.wrongPassword.message(t), to: "current")
        } catch IdentityError.password(let fault) {
            errors.add(fault.explanation(t), to: "password")
        } catch IdentityError.tooManyAttempts(let seconds) {
            throw Refusal.tooMany(retryAfterSeconds: seconds)
        }
        return page(errors, visit, .unprocessable)
    }

    private static func page(_ errors: FormErrors, _ visit: Visit, _ status: Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Changer de mot de passe", "Change the password")
        let trail = [Crumb(t("Mon compte", "My account"), href: SiteAddress.account.path), Crumb(title)]
        return visit.page(Page(title, trail: trail, main: render(errors, t)), status: status)
    }

    static func render(_ errors: FormErrors, _ t: Language) -> HTML {
        let head = PageHead(
            t("Changer de mot de passe", "Change the password"),
            lead: t(
                "Vos autres sessions seront fermées\u{00A0}; celle-ci reste ouverte. Rien ne vous oblige à en changer "
                    + "à date fixe.",
                "Your other sessions will be closed; this one stays open. Nothing forces you to change it at fixed "
                    + "dates."))
        let current = Field(
            t, "current", label: t("Mot de passe actuel", "Current password"), error: errors["current"],
            isRequired: true)
        let cancel = buttonLink(t("Annuler", "Cancel"), href: SiteAddress.account.path)
        let fields: HTML = """
            \(passwordField(current))\(PasswordFields.new(t, errors))\
            \(formActions("\(submit(t("Changer", "Change"))) \(cancel)"))
            """
        return """
            \(pageHead(t, head))\(errorSummary(t, errors.summary))\(form(action: DoorURL.password.path, fields))
            """
    }
}
