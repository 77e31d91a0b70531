// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives
import Site

/// What a contributor sees of an assessment: the requirements that were entrusted to them, and nothing of the whole.
enum EntrustedPage {
    struct Model: Sendable {
        let title: String
        let organisation: String
        let items: [TodoItem]
        let open: Int
        let dueOn: Day?
        let onward: URLPath?
        let today: Day
    }

    static func reply(_ desk: Desk, _ visit: Visit) -> Reply {
        let t = visit.language
        let words = AnswerWords(scale: desk.framework.scale, t: t)
        // What is left comes first, each part in the order of the framework.
        let ordered = desk.assessable.filter(desk.isOpen) + desk.assessable.filter { !desk.isOpen($0) }
        let items = ordered.map { requirement in
            let answer = desk.answer(requirement.code)
            return TodoItem(
                requirement.words(t).title, reason: requirement.words(t).expectation,
                state: words.badge(answer.status, answer.level), href: desk.cardURL(requirement.code),
                code: requirement.code)
        }
        let model = Model(
            title: desk.assessment.title, organisation: desk.assessment.organisationName, items: items,
            open: desk.assessable.count(where: desk.isOpen), dueOn: desk.assessment.dueOn,
            onward: AssessmentPage.onward(desk), today: visit.today)
        let title = title(model, t)
        return visit.page(Page(title, at: desk.place, trail: desk.trail(t), main: render(model, t)))
    }

    private static func title(_ model: Model, _ t: Language) -> String {
        t("Ce qui vous est confié\u{00A0}: \(model.title)", "What is entrusted to you: \(model.title)")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        var lead =
            model.items.isEmpty
            ? t("Aucune réponse n’est attendue de vous.", "No answer is awaited from you.")
            : model.open == 0
                ? t("Vous avez répondu à tout. Merci.", "You have answered everything. Thank you.")
                : t(
                    "\(model.organisation) attend de vous \(t.count(model.open, ("réponse", "réponses"), ("", ""))).",
                    "\(model.organisation) awaits \(t.count(model.open, ("", ""), ("answer", "answers"))) from you.")
        if let due = model.dueOn { lead += " " + Verdict.due(due, today: model.today, t) }
        let actions = model.onward.map { [Action(t("Répondre", "Answer"), href: $0, style: .primary)] }
        let list =
            model.items.isEmpty
            ? emptyState(
                title: t("Rien à répondre pour l’instant", "Nothing to answer for now"),
                text: t(
                    "Ce qui vous est confié ne fait pas partie des profils choisis pour cette évaluation.",
                    "What is entrusted to you is not part of the profiles chosen for this assessment."))
            : todoList(t, model.items)
        return """
            \(pageHead(t, PageHead(title(model, t), lead: lead, actions: actions ?? [])))\
            \(sheet(t("Exigences confiées", "Entrusted requirements"), list))
            """
    }
}
