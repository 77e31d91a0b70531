// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

/// No mail leaves Carène yet, so nobody can help themselves here: the page says who can. It asks for no address, and so
/// tells nothing about any account.
enum ForgottenPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let t = visit.language
        return visit.plainPage(Page(t("Mot de passe oublié", "Forgotten password"), main: render(t)))
    }

    static func render(_ t: Language) -> HTML {
        let head = PageHead(
            t("Qui peut vous rendre l’accès\u{00A0}?", "Who can give you access again?"),
            lead: t(
                "L’administrateur de Carène dans votre établissement\u{00A0}: il vous remet un lien qui ne sert "
                    + "qu’une fois, et vous choisissez un nouveau mot de passe.",
                "The Carène administrator of your establishment: they hand you a link that works once, and you choose "
                    + "a new password."))
        let steps = [
            t(
                "Appelez-le ou allez le voir. Par prudence, il doit s’assurer que c’est bien vous\u{00A0}: ne vous "
                    + "étonnez pas qu’il vous rappelle.",
                "Call or go and see them. To be safe, they must make sure that it is you: do not be surprised if they "
                    + "call you back."),
            t(
                "Si vous ne savez pas qui c’est, le RSSI ou la direction des systèmes d’information de votre "
                    + "établissement, ou de l’établissement support de votre GHT, le sait.",
                "If you do not know who that is, the security officer or the IT department of your establishment, or "
                    + "of the support hospital of your group, does."),
            t(
                "Si plus aucun administrateur ne peut se connecter, la personne qui exploite le serveur dispose de la "
                    + "commande «\u{00A0}carene account\u{00A0}».",
                "If no administrator can sign in any more, whoever runs the server has the command “carene account”."),
        ]
        return """
            \(pageHead(t, head))\(steps.html { paragraph($0) })\
            \(actions([Action(t("Revenir à la connexion", "Back to sign-in"), href: SiteAddress.signIn.path)]))
            """
    }
}
