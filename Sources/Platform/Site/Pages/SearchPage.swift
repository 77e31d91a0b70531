// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// One search box for the whole house: every feature answers for its own things.
enum SearchPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let text = visit.query["q"] ?? ""
        var hits: [SearchHit] = []
        if !text.isEmpty {
            for feature in visit.house.features { hits += try await feature.search(text, for: visit) }
        }
        let t = visit.language
        let title = text.isEmpty ? t("Chercher", "Search") : t("Recherche\u{00A0}: \(text)", "Search: \(text)")
        return visit.page(Page(title, trail: [Crumb(t("Recherche", "Search"))], main: render(text, hits, t)))
    }

    static func render(_ text: String, _ hits: [SearchHit], _ t: Language) -> HTML {
        let lead =
            text.isEmpty
            ? t(
                "Tapez un nom d’établissement, un numéro FINESS, un code ou quelques mots d’une exigence.",
                "Type an establishment's name, a FINESS number, a code or a few words of a requirement.")
            : t.count(hits.count, ("résultat", "résultats"), ("result", "results"))
        let head = pageHead(
            t,
            PageHead(text.isEmpty ? t("Chercher", "Search") : t("«\u{00A0}\(text)\u{00A0}»", "“\(text)”"), lead: lead))
        if text.isEmpty { return head + field(t) }
        if hits.isEmpty {
            return head
                + emptyState(
                    title: t("Rien ne correspond", "Nothing matches"),
                    text: t(
                        "La recherche ignore les accents et les majuscules. Essayez un mot plus court.",
                        "The search ignores accents and case. Try a shorter word."))
        }
        let list: HTML = """
            <ol class="results">\(hits.html { hit in
                "<li><a href=\"\(hit.href)\">\(hit.title)</a><p class=\"quiet\">\(hit.detail)</p></li>"
            })</ol>
            """
        return head + list
    }

    private static func field(_ t: Language) -> HTML {
        form(
            action: SiteAddress.search.path, method: .get,
            """
            \(textField(
                Field(t, "q", label: t("Que cherchez-vous\u{00A0}?", "What are you looking for?")), maxLength: 200))\
            \(formActions(submit(t("Chercher", "Search"))))
            """)
    }
}
