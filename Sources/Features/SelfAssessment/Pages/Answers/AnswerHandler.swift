// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Journal
import Markup
import Persistence
import Primitives
import Site

/// Receives an answer: from a card that saves itself, or from the same form sent whole.
enum AnswerHandler {
    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await Desk.open(visit)
        let code = try visit.parameter("requirement")
        try desk.requireAnswering(code)
        guard let requirement = desk.framework.requirement(code) else { throw Refusal.notFound }
        let people = try await desk.people(visit)
        var card = AnswerCardModel(
            requirement, on: desk, people: people, origin: AnswerOrigin(form[AnswerFields.page]), visit)
        let reading = try AnswerReading(
            form, current: desk.answer(code), scale: desk.framework.scale, people: people, mayEntrust: card.mayEntrust,
            visit.language)
        guard reading.errors.isEmpty else {
            card.edit = reading.edit
            card.errors = reading.errors
            return reply(AnswerForm.fragment(card, visit.language), card, desk, visit, status: .unprocessable)
        }
        do {
            let saved = try await write(reading.edit, to: code, on: desk, visit)
            guard visit.wantsFragment else { return .redirect(back(to: card, desk)) }
            card.standing = try await DeskEvidence.read(desk, visit)?.standing(of: requirement, answered: saved)
            return visit.fragment(fragment(card, saved, desk, visit.language))
        } catch AssessmentError.overtaken(let current) {
            let both = AnswerForm.conflict(
                card.showing(current), mine: reading.edit, author: visit.access.name, visit.language)
            return reply(both, card, desk, visit, status: .conflict)
        }
    }

    /// The card with what was saved, and how far its chapter is now.
    private static func fragment(_ card: AnswerCardModel, _ saved: Answer, _ desk: Desk, _ t: Language) -> HTML {
        let own = AnswerForm.fragment(card.showing(saved), t)
        guard card.origin == .chapter, let chapter = desk.framework.chapter(of: card.requirement.code) else {
            return own
        }
        let asked = desk.assessable(of: chapter)
        let answered = asked.count {
            $0.code == card.requirement.code ? saved.status != .open : !desk.isOpen($0)
        }
        return own + ChapterPage.advancement(answered: answered, total: asked.count, t)
    }

    /// Saves what changed; the answer in force when nothing did, so that leaving a field makes no revision.
    static func write(_ edit: AnswerEdit, to code: String, on desk: Desk, _ visit: Visit) async throws -> Answer {
        if edit == AnswerEdit(desk.answer(code)) { return desk.answer(code) }
        let framework = desk.framework
        let id = desk.assessment.id
        return try await visit.change { change in
            // Read again: it may have been closed since the desk was opened.
            guard let assessment = try AssessmentStore.assessment(id, in: change.session) else {
                throw AssessmentError.unknownAssessment
            }
            return try AnswerStore.save(edit, to: code, of: assessment, framework: framework, in: change)
        }
    }

    static func back(to card: AnswerCardModel, _ desk: Desk) -> URLPath {
        switch card.origin {
        case .chapter: desk.cardURL(card.requirement.code)
        case .requirement: AssessmentURL.requirement(desk.id, .init(card.requirement.code)).path
        }
    }

    /// The fragment for the script; without it, a page of its own where nothing hides what to correct.
    private static func reply(
        _ markup: HTML, _ card: AnswerCardModel, _ desk: Desk, _ visit: Visit, status: Site.Status
    ) -> Reply {
        guard !visit.wantsFragment else { return visit.fragment(markup, status: status) }
        let t = visit.language
        let title =
            status == .conflict
            ? t("Deux réponses ont été données", "Two answers were given")
            : t("La réponse n’est pas encore enregistrée", "The answer is not saved yet")
        let head = PageHead(
            title, lead: card.requirement.words(t).title,
            actions: [Action(t("Revenir sans enregistrer", "Go back without saving"), href: back(to: card, desk))])
        let main: HTML = "\(pageHead(t, head))<h2>\(desk.assessment.title)</h2>\(markup)"
        return visit.page(
            Page(title, at: desk.place, trail: desk.trail(t, [Crumb(title)]), main: main), status: status)
    }
}
