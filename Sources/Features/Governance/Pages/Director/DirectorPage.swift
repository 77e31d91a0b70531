// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// One page for the director at eight in the morning: a sentence, five figures, three decisions, what changed. It prints on
/// one sheet.
enum DirectorPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed()
        let sheet = try await sheet(of: place.organisation, for: visit)
        let t = visit.language
        return visit.page(
            Page(
                title(sheet, t), at: place, trail: [Crumb(t("Page de direction", "Director’s page"))],
                printAudience: audience(t), main: render(sheet, t, offersFile: await visit.house.canPrint)))
    }

    @Sendable
    static func file(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed()
        let sheet = try await sheet(of: place.organisation, for: visit)
        let t = visit.language
        let reply = try await visit.pdf(
            Report(
                title: title(sheet, t), subtitle: DirectorWords.lead(sheet, t),
                audience: t("la direction seulement", "the direction only"), place: place,
                main: DirectorReport.render(sheet, t)),
            name: "direction-\(place.organisation.name)-\(visit.today.text).pdf")
        // After the file was made: what the printer refused left nothing.
        try await visit.change { change in
            try change.record("direction.exported", organisation: place.organisation.id.text)
        }
        return reply
    }

    private static func sheet(of organisation: Organisation, for visit: Visit) async throws -> DirectorSheet {
        let followed = try await IndicatorReading.followed(of: organisation, for: visit)
        let (day, access) = (visit.today, visit.access)
        let query = DecisionQuery(
            under: organisation.lineage, filter: .overdue, today: day, limit: DirectorSheet.choiceCount)
        let (facts, overdue) = try await visit.read { session in
            (
                try GovernanceFacts.read(of: organisation, on: day, in: session),
                try DecisionStore.page(query, in: session).rows
            )
        }
        // Not in the journal: reading changes nothing but the answer to "since when".
        let last = try await visit.house.database.write { session in
            try IndicatorStore.read(organisation.id, by: access.account, on: day, in: session)
        }
        return DirectorSheet(
            facts, followed, overdue: overdue, lastReading: last, mayManage: visit.mayManage(organisation.lineage))
    }

    static func title(_ sheet: DirectorSheet, _ t: Language) -> String {
        t(
            "\(sheet.organisation.name)\u{00A0}: que doit décider la direction\u{00A0}?",
            "\(sheet.organisation.name): what must the direction decide?")
    }

    private static func audience(_ t: Language) -> String {
        t("Diffusion restreinte à la direction", "For the direction only")
    }

    /// - Parameter offersFile: whether this machine makes PDFs; the page itself prints on one sheet anyway.
    static func render(_ sheet: DirectorSheet, _ t: Language, offersFile: Bool = true) -> HTML {
        let file = Action(
            t("Télécharger en PDF", "Download as PDF"),
            href: GovernanceURL.directorFile(.init(sheet.organisation.id)).path)
        let head = PageHead(
            title(sheet, t), lead: DirectorWords.lead(sheet, t), actions: offersFile ? [file] : [])
        let onPaper = t(
            "Pour l’avoir sur une feuille, imprimez cette page avec votre navigateur (Ctrl+P).",
            "To have it on one sheet, print this page with your browser (Ctrl+P).")
        return """
            \(pageHead(t, head))\(numbers(sheet, t))\
            \(columns(choices(sheet, t), changes(sheet, t), .wideLeft))\
            \(when(!offersFile, "<p class=\"more\">\(onPaper)</p>"))
            """
    }

    private static func numbers(_ sheet: DirectorSheet, _ t: Language) -> HTML {
        guard !sheet.figures.isEmpty else {
            return emptyState(
                title: t("Rien n’est encore mesuré", "Nothing is measured yet"),
                text: t(
                    "Les chiffres viendront avec les nominations, le budget, les preuves et les évaluations.",
                    "Figures will come with appointments, budget, proofs and assessments."),
                action: Action(
                    t("Voir les nominations", "See the appointments"),
                    href: GovernanceURL.appointments(.init(sheet.organisation.id)).path))
        }
        return figures(
            t,
            sheet.figures.map { one in
                let indicator = one.indicator
                let note = [indicator.sentence(t), DirectorWords.trendSentence(one, sheet.since, t)].filter {
                    !$0.isEmpty
                }
                return Figure(
                    IndicatorWords.value(indicator.value, indicator.unit, t), meaning: lowered(indicator.title(t)),
                    note: note.joined(separator: " "), tone: one.tone,
                    spark: indicator.unit == .flag
                        ? nil : one.spark(until: sheet.day).map { IndicatorsPage.scaled($0, indicator.unit) },
                    href: GovernanceURL.indicator(.init(sheet.organisation.id), .init(indicator.id)).path)
            })
    }

    /// A meaning follows its value; an acronym keeps its capitals.
    static func lowered(_ title: String) -> String {
        let letters = Array(title.prefix(2))
        guard letters.count == 2, letters[1].isUppercase else {
            return title.prefix(1).lowercased() + title.dropFirst()
        }
        return title
    }

    private static func choices(_ sheet: DirectorSheet, _ t: Language) -> HTML {
        let title = t("Les décisions à prendre", "The decisions to take")
        guard !sheet.choices.isEmpty else {
            return Components.sheet(
                title,
                paragraph(
                    t(
                        "Rien n’attend de décision\u{00A0}: tout ce qui est suivi est à sa place.",
                        "Nothing waits for a decision: all that is followed is in its place.")))
        }
        return Components.sheet(
            title,
            """
            <ol class="items apart">\(sheet.choices.html { choice in
                """
                <li><h3>\(choice.title(t))</h3><p class="quiet">\(choice.reason(t))</p>\
                <p class="actions">\(buttonLink(choice.button(t), href: choice.href))</p></li>
                """
            })</ol>
            """)
    }

    private static func changes(_ sheet: DirectorSheet, _ t: Language) -> HTML {
        let title = DirectorWords.changesTitle(sheet.since, t)
        guard !sheet.changes.isEmpty else {
            return Components.sheet(title, paragraph(DirectorWords.noChange(sheet.since, t)))
        }
        return Components.sheet(
            title,
            items(
                sheet.changes.prefix(6).map { change in
                    """
                    <strong>\(change.title(t))</strong><br>\(DirectorWords.change(change, t)) \
                    \(badge(t, DirectorWords.badge(change, t)))
                    """
                }))
    }
}
