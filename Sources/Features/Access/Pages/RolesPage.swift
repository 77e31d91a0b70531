// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Primitives
import Site

/// Which role allows what: the rules that the program applies, not a copy of them.
enum RolesPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let t = visit.language
        let title = t("Rôles et droits", "Roles and rights")
        let permissions = SitePermissions.all + visit.house.features.flatMap(\.permissions)
        return visit.page(Page(title, trail: [Crumb(title)], main: render(permissions, t)))
    }

    static func render(_ permissions: [Permission], _ t: Language) -> HTML {
        let head = PageHead(
            t("Que permet chaque rôle\u{00A0}?", "What does each role allow?"),
            lead: t(
                "Un rôle est donné sur un établissement\u{00A0}; il vaut là et pour tout ce qui en dépend. Une "
                    + "personne peut en tenir plusieurs.",
                "A role is given on an establishment; it holds there and for everything below. A person may hold "
                    + "several."))
        let roles = definitionList(
            Role.allCases.map { role in
                let factor =
                    role.requiresSecondFactor
                    ? t(" Exige la double authentification.", " Requires the second factor.") : ""
                return (term: role.title(t), value: "\(role.explanation(t) + factor)")
            })
        let matrix = Table(
            caption: t("Droits de chaque rôle", "Rights of each role"),
            columns: [Column(t("Droit", "Right"))] + Role.allCases.map { Column($0.title(t)) },
            rows: permissions.map { row($0, t) })
        return """
            \(pageHead(t, head))\(sheet(t("Les rôles", "The roles"), roles))\
            \(sheet(t("Les droits, un par un", "The rights, one by one"), table(t, matrix)))
            """
    }

    private static func row(_ permission: Permission, _ t: Language) -> [HTML] {
        ["\(permission.title(t))"]
            + Role.allCases.map { role in
                permission.roles.contains(role)
                    ? "<strong>\(t("oui", "yes"))</strong>"
                    : "<span class=\"quiet\"><span aria-hidden=\"true\">–</span>\(hidden(t("non", "no")))</span>"
            }
    }

    private static func hidden(_ text: String) -> HTML { "<span class=\"visually-hidden\">\(text)</span>" }
}
