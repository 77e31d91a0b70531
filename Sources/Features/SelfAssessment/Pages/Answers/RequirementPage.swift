// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Markup
import Persistence
import Primitives
import Site

/// One requirement: what is expected, what proves it, what it also serves, the answer, what was said and what it was.
enum RequirementPage {
    static let remarksID = "remarques"

    struct Model: Sendable {
        let card: AnswerCardModel
        let chapter: ChapterPage.Link?
        let deadlines: [String]
        let serves: [Service]
        let remarks: [Remark]
        let mayRemark: Bool
        /// What proofs say of it today.
        var evidence = HTML()
        var remark = ""
        var errors = FormErrors()
        /// Newest first.
        let history: [Answer]
    }

    /// A requirement of another framework that this one helps to meet.
    struct Service: Sendable, Hashable {
        let framework: String
        let code: String
        let title: String
        let relation: MappingSet.Relation
        let href: URLPath
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await Desk.open(visit)
        return try await page(desk, try visit.parameter("requirement"), remark: "", FormErrors(), visit, status: .ok)
    }

    /// The page, also with a remark that was refused.
    static func page(
        _ desk: Desk, _ code: String, remark: String, _ errors: FormErrors, _ visit: Visit, status: Site.Status
    ) async throws -> Reply {
        let t = visit.language
        // Also outside the chosen profiles: an older answer must stay readable.
        guard let requirement = desk.framework.requirement(code), requirement.isAssessable,
            !desk.rights.isLimited || desk.rights.entrusted.contains(code)
        else { throw Refusal.notFound }
        let id = desk.assessment.id
        let (remarks, history) = try await visit.read { session in
            (try RemarkStore.remarks(on: code, of: id, in: session), try AnswerStore.history(of: code, in: id, session))
        }
        let chapter = desk.framework.chapter(of: code)
        let evidence = try await DeskEvidence.read(desk, visit)
        var model = Model(
            card: AnswerCardModel(
                requirement, on: desk, people: try await desk.people(visit), origin: .requirement, visit),
            chapter: chapter.map {
                ChapterPage.Link(title: desk.framework.title(of: $0, t), href: desk.cardURL(code))
            },
            deadlines: desk.framework.breadcrumb(to: code).flatMap(\.deadlines)
                .map { DeadlineSentence.sentence($0, today: visit.today, t) },
            serves: try await services(of: code, in: desk.framework, visit), remarks: remarks,
            mayRemark: desk.rights.remarks, history: history)
        model.evidence = when(evidence) { $0.html(of: requirement, visit) }
        model.remark = remark
        model.errors = errors
        let crumbs = [model.chapter.map { Crumb($0.title, href: $0.href) }, Crumb(requirement.words(t).title)]
        return visit.page(
            Page(
                requirement.words(t).title, at: desk.place, trail: desk.trail(t, crumbs.compactMap(\.self)),
                main: render(model, t)), status: status)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let words = model.card.requirement.words(t)
        let actions = model.chapter.map {
            [Action(t("Revenir au chapitre", "Back to the chapter"), href: $0.href)]
        }
        let answer = sheet(
            model.card.mayAnswer ? t("Votre réponse", "Your answer") : t("Réponse", "Answer"),
            AnswerForm.fragment(model.card, t))
        return """
            \(pageHead(t, PageHead(words.title, lead: words.expectation, actions: actions ?? [])))\
            \(columns("\(answer)\(remarks(model, t))", side(model, t), .wideLeft))\(history(model, t))
            """
    }
}
