// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

/// What the page of the second factor shows at each stage.
enum SecondFactorView {
    typealias Model = SecondFactorPage.Model

    static func render(_ model: Model, _ t: Language) -> HTML {
        let body: HTML
        switch model.stage {
        case .off: body = off(t)
        case .started(let drawing, let key): body = started(drawing, key, model.errors, t)
        case .on(let codes): body = on(codes, model, t)
        }
        let later = t("Plus tard\u{00A0}: me déconnecter", "Later: sign me out")
        return """
            \(pageHead(t, head(model, t)))\(errorSummary(t, model.errors.summary))\(body)\
            \(when(model.isBlocking, postButton(action: SiteAddress.signOut.path, later)))
            """
    }

    private static func head(_ model: Model, _ t: Language) -> PageHead {
        let why =
            model.isMandatory
            ? t(
                "Vos rôles donnent accès à plusieurs établissements ou à leurs comptes\u{00A0}: un mot de passe volé "
                    + "ne doit pas suffire. La double authentification est obligatoire pour vous.",
                "Your roles reach several establishments or their accounts: a stolen password must not be enough. The "
                    + "second factor is mandatory for you.")
            : t(
                "Elle n’est pas obligatoire pour vos rôles, mais un mot de passe volé ne suffira plus pour entrer à "
                    + "votre place.",
                "It is not mandatory for your roles, but a stolen password will no longer be enough to come in as you.")
        switch model.stage {
        case .on:
            return PageHead(
                t("Votre compte est protégé par deux facteurs", "Your account is protected by two factors"), lead: why,
                state: StateBadge(.proven, t("Active", "Enabled")))
        case .off, .started:
            return PageHead(
                t("Protégez votre compte par un second facteur", "Protect your account with a second factor"),
                lead: why,
                state: StateBadge(model.isMandatory ? .missing : .unanswered, t("Non activée", "Not enabled")))
        }
    }

    private static func off(_ t: Language) -> HTML {
        sheet(
            t("Ce qu’il faut", "What it takes"),
            """
            \(paragraph(t(
                "Une application d’authentification sur votre téléphone (FreeOTP, Aegis, Microsoft ou Google "
                    + "Authenticator…) et deux minutes.",
                "An authenticator application on your telephone (FreeOTP, Aegis, Microsoft or Google Authenticator…) "
                    + "and two minutes.")))\
            \(postButton(action: DoorURL.secondFactorStart.path, t("Commencer", "Start"), style: .primary))
            """)
    }

    private static func started(_ drawing: SVG, _ key: String, _ errors: FormErrors, _ t: Language) -> HTML {
        let code = Field(
            t, "code", label: t("Les six chiffres affichés", "The six digits shown"), error: errors["code"],
            isRequired: true)
        let fields: HTML = """
            \(textField(code, autocomplete: "one-time-code", maxLength: 20, isNumeric: true))\
            \(formActions(submit(t("Activer", "Enable"))))
            """
        let groups = stride(from: 0, to: key.count, by: 4).map { String(key.dropFirst($0).prefix(4)) }
        return """
            \(sheet(t("1. Scannez ce code avec l’application", "1. Scan this code with the application"), """
                <p>\(drawing)</p>\(paragraph(t(
                    "Vous ne pouvez pas le scanner\u{00A0}? Saisissez cette clé dans l’application\u{00A0}:",
                    "You cannot scan it? Type this key into the application:")))\
                <p>\(groups.html { "<span class=\"code\">\($0)</span> " })</p>
                """))\
            \(sheet(t("2. Confirmez avec un premier code", "2. Confirm with a first code"),
                form(action: SiteAddress.secondFactor.path, fields)))\
            \(postButton(
                action: DoorURL.secondFactorStart.path,
                t("Recommencer avec une autre clé", "Start again with another key")))
            """
    }

    private static func on(_ codes: Int, _ model: Model, _ t: Language) -> HTML {
        let left = t(
            "Il vous reste \(t.count(codes, ("code de secours", "codes de secours"), ("", "")))\u{00A0}: chacun "
                + "remplace votre téléphone une fois.",
            "You have \(t.count(codes, ("", ""), ("recovery code", "recovery codes"))) left: each replaces your "
                + "telephone once.")
        let renewal: HTML = """
            \(paragraph(left))\(form(action: DoorURL.recoveryCodes.path, """
                \(codeField("code-renouvellement", model, t))\
                \(formActions(submit(t("Obtenir dix nouveaux codes", "Get ten new codes"), style: .plain)))
                """))
            """
        let removal: HTML =
            model.isMandatory
            ? paragraph(
                t(
                    "Vos rôles l’exigent\u{00A0}: elle ne peut pas être retirée.",
                    "Your roles require it: it cannot be removed."))
            : form(
                action: DoorURL.secondFactorRemoval.path,
                """
                \(codeField("code-retrait", model, t))\
                \(formActions(submit(
                    t("Retirer la double authentification", "Remove the second factor"), style: .danger,
                    confirm: t("Revenir au mot de passe seul\u{00A0}?", "Go back to the password alone?"))))
                """)
        return """
            \(sheet(t("Codes de secours", "Recovery codes"), renewal))\
            \(sheet(t("Retirer la double authentification", "Removing the second factor"), removal))
            """
    }

    private static func codeField(_ name: String, _ model: Model, _ t: Language) -> HTML {
        textField(
            Field(
                t, name,
                label: t("Code de l’application ou code de secours", "Code of the application or recovery code"),
                hint: t(
                    "Redemandé pour qu’un poste laissé ouvert ne suffise pas.",
                    "Asked again, so that a workstation left open is not enough."),
                error: model.errors[name], isRequired: true),
            autocomplete: "one-time-code", maxLength: 64)
    }
}
