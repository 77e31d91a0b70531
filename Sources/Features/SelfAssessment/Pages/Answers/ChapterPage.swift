// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives
import Site

/// One chapter of an assessment: every requirement as a card that saves itself.
enum ChapterPage {
    struct Model: Sendable {
        let title: String
        let lead: String
        let previous: Link?
        let next: Link?
        /// Back to the overview: the way on after the last chapter.
        let overview: URLPath
        let sections: [Section]
        let answered: Int
        let total: Int
        let choiceCount: Int
        let mayAnswer: Bool
        let deadlines: [String]
        var entrusting: Entrusting?
    }

    struct Link: Sendable {
        let title: String
        let href: URLPath
    }

    /// Requirements under one heading of the framework; nil for those right under the chapter.
    struct Section: Sendable {
        let title: String?
        var cards: [AnswerCardModel]
    }

    /// The form that entrusts the whole chapter to somebody.
    struct Entrusting: Sendable {
        let action: URLPath
        let people: [Person]
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await Desk.open(visit)
        let code = try visit.parameter("chapter")
        let chapters = desk.visibleChapters
        guard let place = chapters.firstIndex(where: { $0.code == code }) else { throw Refusal.notFound }
        let people = try await desk.people(visit)
        let evidence = try await DeskEvidence.read(desk, visit)
        let model = model(desk, evidence, chapters, place, people: people, visit)
        return visit.page(
            Page(
                model.title, at: desk.place, trail: desk.trail(visit.language, [Crumb(model.title)]),
                main: render(model, visit.language)))
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        var actions: [Action] = []
        if let previous = model.previous {
            actions.append(Action(t("Chapitre précédent", "Previous chapter"), href: previous.href))
        }
        let onward = model.next.map { Action(t("Chapitre suivant", "Next chapter"), href: $0.href, style: .primary) }
        let finish = Action(t("Voir les résultats", "See the results"), href: model.overview, style: .primary)
        actions.append(onward ?? finish)
        let cards = model.sections.html { section in
            // The heading is there for everybody: cards are third-level headings and need a second level above.
            """
            <h2\(flag: " class=\"visually-hidden\"", when: section.title == nil)>\
            \(section.title ?? t("Exigences", "Requirements"))</h2>\(section.cards.html { AnswerForm.card($0, t) })
            """
        }
        let side = stack([
            sheet(t("Avancement", "Progress"), advancement(answered: model.answered, total: model.total, t)),
            deadlines(model, t), when(model.entrusting) { entrusting($0, t) },
            when(model.mayAnswer, keyboardHelp(t, answers: model.choiceCount)),
        ])
        return """
            \(pageHead(t, PageHead(model.title, lead: model.lead, actions: actions)))\
            \(columns(cards, side, .wideLeft))\(end(model, t))
            """
    }

    /// A region: it is sent again with each card that is saved.
    static func advancement(answered: Int, total: Int, _ t: Language) -> HTML {
        region(
            id: "avancement",
            progress(t, done: answered, total: total, label: t("Exigences répondues", "Requirements answered")))
    }

    private static func deadlines(_ model: Model, _ t: Language) -> HTML {
        when(
            !model.deadlines.isEmpty,
            sheet(t("Échéances", "Deadlines"), model.deadlines.html { paragraph($0) }))
    }

    private static func entrusting(_ entrusting: Entrusting, _ t: Language) -> HTML {
        let field = Field(
            t, "personne", label: t("Personne", "Person"),
            hint: t(
                "Toutes les exigences du chapitre lui seront confiées.",
                "All the requirements of the chapter will be entrusted to them."))
        let nobody = Choice(
            ChapterAssignmentHandler.nobody, t("Personne\u{00A0}: ne plus le confier", "Nobody: no longer entrust it"))
        return sheet(
            t("Confier ce chapitre", "Entrust this chapter"),
            form(
                action: entrusting.action,
                """
                \(select(
                    field, entrusting.people.map { Choice($0.id.text, $0.name) } + [nobody],
                    placeholder: t("Choisir une personne", "Choose a person")))\
                \(formActions(submit(t("Confier le chapitre", "Entrust the chapter"), style: .plain)))
                """))
    }

    /// The way on is also at the end of the page, where the reader is when the chapter is done.
    private static func end(_ model: Model, _ t: Language) -> HTML {
        let links = [
            model.previous.map { Action(t("Précédent\u{00A0}: \($0.title)", "Previous: \($0.title)"), href: $0.href) },
            model.next.map { Action(t("Suivant\u{00A0}: \($0.title)", "Next: \($0.title)"), href: $0.href) },
            Action(t("Vue d’ensemble", "Overview"), href: model.overview),
        ]
        return actions(links.compactMap(\.self))
    }
}
