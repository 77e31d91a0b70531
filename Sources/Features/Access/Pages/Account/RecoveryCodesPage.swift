// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

/// The recovery codes, this once: Carène keeps only what is needed to recognise them. A page to print.
enum RecoveryCodesPage {
    static func reply(_ codes: [String], isFirst: Bool, _ visit: Visit) -> Reply {
        let t = visit.language
        let title = t("Codes de secours", "Recovery codes")
        return visit.plainPage(
            Page(
                title, printAudience: t("À conserver sous clé", "Keep under lock and key"),
                main: render(codes, isFirst: isFirst, t)))
    }

    static func render(_ codes: [String], isFirst: Bool, _ t: Language) -> HTML {
        let head = PageHead(
            t("Gardez ces codes de secours", "Keep these recovery codes"),
            lead: t(
                "Ils ne seront plus jamais affichés. Imprimez cette page et rangez-la loin de votre téléphone, ou "
                    + "mettez-les dans un coffre-fort de mots de passe.",
                "They will never be shown again. Print this page and keep it away from your telephone, or put them in "
                    + "a password safe."))
        let done =
            isFirst
            ? t("La double authentification est active", "The second factor is enabled")
            : t("Les anciens codes ne valent plus rien", "The former codes are worth nothing now")
        return """
            \(pageHead(t, head))\(notice(Notice(.success, title: done)))\
            \(sheet(t("Chacun sert une seule fois", "Each works once"), """
                <ol>\(codes.html { "<li><span class=\"code\">\($0)</span></li>" })</ol>
                """))\
            \(actions([
                Action(t("C’est fait, continuer", "Done, continue"), href: SiteAddress.home.path, style: .primary)
            ]))
            """
    }
}
