// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Primitives
import Site

/// The roles that a person holds and what each allows.
enum HeldRoles {
    static func render(_ roles: [AccountPage.HeldRole], _ t: Language) -> HTML {
        sheet(
            t("Mes rôles", "My roles"),
            action: Action(t("Ce que permet chaque rôle", "What each role allows"), href: DoorURL.roles.path),
            roles.isEmpty ? none(t) : roles.html { held($0, t) })
    }

    private static func none(_ t: Language) -> HTML {
        emptyState(
            title: t("Aucun rôle ne vous est encore confié", "No role has been given to you yet"),
            text: t(
                "L’administrateur de votre établissement peut vous en confier un.",
                "Your establishment’s administrator can give you one."))
    }

    private static func held(_ held: AccountPage.HeldRole, _ t: Language) -> HTML {
        let until = held.until.map { t(" Jusqu’au \(t.date($0)) inclus.", " Until \(t.date($0)) included.") } ?? ""
        let rights: HTML = "<ul>\(held.rights.html { "<li>\($0(t))</li>" })</ul>"
        return """
            <h3>\(held.role.title(t)), \(held.place)</h3>\(paragraph(held.role.explanation(t) + until))\
            \(when(!held.rights.isEmpty, disclosure(t("Dans le détail", "In detail"), rights)))
            """
    }
}
