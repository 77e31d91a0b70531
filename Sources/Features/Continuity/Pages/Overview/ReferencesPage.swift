// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// What really happened in French hospitals: to put one's own figures beside, never to copy.
enum ReferencesPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.continued()
        let t = visit.language
        return visit.continuityPage(
            title(t), at: place, under: .analyses, crumb: t("Repères", "References"), render(t))
    }

    static func title(_ t: Language) -> String {
        t("Combien de temps cela a-t-il vraiment duré\u{00A0}?", "How long did it really take?")
    }

    static func render(_ t: Language) -> HTML {
        let head = PageHead(
            title(t),
            lead: t(
                "Des faits publics, chacun avec sa source. Ce ne sont pas des durées à reprendre\u{00A0}: elles disent seulement "
                    + "ce que d’autres ont vécu.",
                "Public facts, each with its source. They are not durations to copy: they only tell what others lived through."
            ))
        return """
            \(pageHead(t, head))\(ContinuityLibrary.outages.html { outage in
                sheet("\(outage.place), \(outage.began)", whole(outage, t))
            })
            """
    }

    /// Beside a form: the facts, closed, with the way to the page.
    static func aside(_ place: Organisation.ID, _ t: Language) -> HTML {
        guard !ContinuityLibrary.outages.isEmpty else { return HTML() }
        return sheet(
            t("Ce qui est arrivé ailleurs", "What happened elsewhere"),
            action: Action(t("Tout voir", "See all"), href: ContinuityURL.references(.init(place)).path),
            """
            \(paragraph(
                t("Des repères publics, pas des durées à reprendre.", "Public references, not durations to copy."),
                isQuiet: true))\
            \(ContinuityLibrary.outages.html { outage in
                disclosure("\(outage.place), \(outage.began)", whole(outage, t))
            })
            """)
    }

    private static func whole(_ outage: Outage, _ t: Language) -> HTML {
        let facts = outage.facts.map { fact -> HTML in
            "<strong>\(Duration.words(fact.after, t))</strong> \(t("après", "after")). \(fact.text)"
        }
        return """
            <div lang="fr">\(items(facts))\(paragraph(outage.lesson))</div>\
            <p class="quiet"><a href="\(outage.source)" rel="noreferrer noopener external">\(t("Source", "Source"))\
            <span class="visually-hidden"> (\(outage.place))</span></a></p>
            """
    }
}
