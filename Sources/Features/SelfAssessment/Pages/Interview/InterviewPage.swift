// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives
import Site

/// The guided interview: one plain question a page, and an end that says what comes next.
enum InterviewPage {
    /// The step that leads to the first question without an answer.
    static let resuming = "suite"
    static let ending = "bilan"
    static let field = "reponse"

    struct Model: Sendable {
        let organisation: String
        let step: QuestionStep
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await Desk.open(visit)
        let questions = questions(desk)
        guard !questions.isEmpty else { throw Refusal.notFound }
        switch try visit.parameter("step") {
        case resuming:
            let next = questions.firstIndex { desk.isOpen($0.requirement) }.map { URLPath.Part($0 + 1) }
            return .redirect(AssessmentURL.interview(desk.id, next ?? .init(ending)).path)
        case ending: return InterviewEnding.reply(desk, visit)
        case let step: return try page(desk, questions, number: number(step, of: questions), visit)
        }
    }

    @Sendable
    static func answer(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await Desk.open(visit)
        let questions = questions(desk)
        let number = try number(try visit.parameter("step"), of: questions)
        let (requirement, question) = questions[number - 1]
        try desk.requireAnswering(requirement.code)
        let t = visit.language
        guard let index = form.int(field), question.choices.indices.contains(index) else {
            let error = t("Choisissez une réponse pour continuer.", "Choose an answer to continue.")
            return try page(desk, questions, number: number, visit, error: error, status: .unprocessable)
        }
        var edit = InterviewAnswer(question: question).edit(
            question.choices[index], from: desk.answer(requirement.code))
        edit.basedOn = form.int(AnswerFields.revision) ?? 0
        do {
            _ = try await AnswerHandler.write(edit, to: requirement.code, on: desk, visit)
        } catch AssessmentError.overtaken(let current) {
            let error = t(
                "\(current.updatedBy) a répondu entre-temps\u{00A0}: sa réponse est cochée. Gardez-la ou changez-la.",
                "\(current.updatedBy) answered meanwhile: their answer is checked. Keep it or change it.")
            return try page(desk, questions, number: number, visit, error: error, status: .conflict, current: current)
        }
        let next = number < questions.count ? URLPath.Part(number + 1) : .init(ending)
        return .redirect(AssessmentURL.interview(desk.id, next).path)
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = t("Entretien guidé, \(model.organisation)", "Guided interview, \(model.organisation)")
        return "\(paragraph(place, isQuiet: true))\(questionStep(t, model.step))"
    }

    /// What this person is asked, in order.
    static func questions(_ desk: Desk) -> [(requirement: Requirement, question: Question)] {
        desk.assessable.compactMap { requirement in requirement.question.map { (requirement, $0) } }
    }

    private static func number(
        _ text: String, of questions: [(requirement: Requirement, question: Question)]
    ) throws(Refusal) -> Int {
        guard let number = Int(text), number >= 1, number <= questions.count else { throw .notFound }
        return number
    }

    private static func page(
        _ desk: Desk, _ questions: [(requirement: Requirement, question: Question)], number: Int, _ visit: Visit,
        error: String? = nil, status: Site.Status = .ok, current: Answer? = nil
    ) throws -> Reply {
        let t = visit.language
        let (requirement, question) = questions[number - 1]
        let answer = current ?? desk.answer(requirement.code)
        guard desk.rights.mayAnswer(requirement.code) else { throw Refusal.forbidden }
        let step = QuestionStep(
            number: number, total: questions.count, question: question.text, help: question.help, name: field,
            choices: question.choices.enumerated().map { Choice(String($0.offset), $0.element.title) },
            selected: InterviewAnswer(question: question).choice(in: answer).map { String($0) }, error: error,
            action: AssessmentURL.interview(desk.id, .init(number)).path,
            previous: number > 1 ? AssessmentURL.interview(desk.id, .init(number - 1)).path : nil,
            hidden: [(AnswerFields.revision, String(answer.revision))])
        let model = Model(organisation: desk.assessment.organisationName, step: step)
        let title = t("Question \(number) sur \(questions.count)", "Question \(number) of \(questions.count)")
        return visit.page(
            Page(title, at: desk.place, trail: desk.trail(t, [Crumb(title)]), main: render(model, t)), status: status)
    }
}
