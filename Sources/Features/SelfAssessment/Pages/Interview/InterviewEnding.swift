// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives
import Site

/// The last page of the interview: what was learnt, and where to go from there.
enum InterviewEnding {
    struct Model: Sendable {
        let organisation: String
        let answered: Int
        let total: Int
        let index: Double?
        let weakest: [String]
        let results: URLPath
        let onward: URLPath?
        let reuse: URLPath?
    }

    static func reply(_ desk: Desk, _ visit: Visit) -> Reply {
        let t = visit.language
        let questions = InterviewPage.questions(desk)
        let score = desk.framework.scorecard(of: desk.responses, profiles: desk.assessment.profiles)
        let weakest = desk.framework.weaknesses(of: desk.responses, profiles: desk.assessment.profiles, limit: 3)
        let isWhole = !desk.rights.isLimited
        let answered = questions.count { !desk.isOpen($0.requirement) }
        let model = Model(
            organisation: desk.assessment.organisationName, answered: answered, total: questions.count,
            // A person who sees only some requirements is not shown the score of the whole.
            index: isWhole && answered > 0 ? score.whole.index : nil,
            weakest: isWhole ? weakest.map { $0.words(t).title } : [],
            results: AssessmentURL.assessment(desk.id).path,
            onward: answered < questions.count && !desk.assessment.isClosed
                ? AssessmentURL.interview(desk.id, .init(InterviewPage.resuming)).path : nil,
            reuse: desk.rights.answersAll ? AssessmentURL.reuse(desk.id).path : nil)
        let title = title(model, t)
        return visit.page(Page(title, at: desk.place, trail: desk.trail(t, [Crumb(title)]), main: render(model, t)))
    }

    private static func title(_ model: Model, _ t: Language) -> String {
        model.answered >= model.total
            ? t("L’entretien est terminé", "The interview is finished")
            : t("L’entretien n’est pas terminé", "The interview is not finished")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        var actions: [Action] = []
        if let onward = model.onward {
            actions.append(
                Action(
                    t("Répondre aux questions restantes", "Answer the remaining questions"), href: onward,
                    style: .primary))
        }
        actions.append(
            Action(
                t("Voir les résultats", "See the results"), href: model.results,
                style: model.onward == nil ? .primary : .plain))
        let next = model.reuse.map { reuse in
            sheet(
                t("Et ensuite", "And then"),
                """
                \(paragraph(t(
                    "Ces réponses en remplissent déjà d’autres\u{00A0}: reprenez-les ailleurs, puis relisez-les.",
                    "These answers already fill others: reuse them elsewhere, then review them.")))\
                \(Components.actions([Action(t("Reporter ces réponses", "Carry these answers over"), href: reuse)]))
                """)
        }
        return """
            \(pageHead(t, PageHead(title(model, t), lead: lead(model, t), actions: actions)))\
            \(progress(
                t, done: model.answered, total: model.total, label: t("Questions répondues", "Questions answered")))\
            \(weakest(model, t))\(next)
            """
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        guard let index = model.index else {
            return t("Merci pour le temps que vous y avez passé.", "Thank you for the time you spent on it.")
        }
        let (figure, words) = (Verdict.index(index, t), Verdict.words(index, t))
        return t(
            "\(model.organisation) obtient un indice de \(figure)\u{00A0}: \(words).",
            "\(model.organisation) reaches an index of \(figure): \(words).")
    }

    private static func weakest(_ model: Model, _ t: Language) -> HTML {
        when(
            !model.weakest.isEmpty,
            sheet(t("Par quoi commencer", "Where to begin"), "<ol>\(model.weakest.html { "<li>\($0)</li>" })</ol>"))
    }
}
