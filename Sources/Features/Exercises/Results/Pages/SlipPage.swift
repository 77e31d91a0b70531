// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The hot wash as those who played see it: no account, no name, one answer for each slip.
enum SlipPage {
    private static let codeField = "code"

    static func title(_ t: Language) -> String {
        t("Comment avez-vous vécu l’exercice\u{00A0}?", "How did you live the exercise?")
    }

    /// Where a code is typed that could not be aimed at.
    @Sendable
    static func desk(_ visit: Visit) async throws -> Reply {
        let t = visit.language
        let typed = visit.query[codeField]
        if let typed, let key = HotWashKey(typed: typed) { return .redirect(ResultsURL.slip(.init(key.text)).path) }
        var errors = FormErrors()
        if typed != nil {
            errors.add(
                t(
                    "Ce code n’a pas seize lettres\u{00A0}: relisez le bulletin.",
                    "This code has not sixteen letters: look at the slip."),
                to: codeField)
        }
        let content: HTML = """
            \(pageHead(t, PageHead(title(t), lead: t(
                "Votre réponse est anonyme\u{00A0}: ni nom, ni heure, ni bulletin n’est gardé avec elle.",
                "Your answer is anonymous: neither name, hour nor slip is kept with it."))))\
            \(errorSummary(t, errors.resultFaults))\(form(
                action: ResultsURL.slipDesk.path, method: .get,
                """
                \(textField(
                    Field(
                        t, codeField, label: t("Le code de votre bulletin", "The code of your slip"),
                        error: errors[codeField], isRequired: true), value: typed ?? "", maxLength: 40))\
                \(formActions(submit(t("Donner mon avis", "Give my opinion"))))
                """))
            """
        return visit.plainPage(Page(title(t), main: content), status: errors.isEmpty ? .ok : .unprocessable)
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (_, facts) = try await find(visit)
        return page(visit, facts, Typed(), FormErrors())
    }

    struct Typed: Sendable {
        var scores: [String: Int] = [:]
        var texts: [String: String] = [:]
    }

    @Sendable
    static func receive(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (key, exercise) = try await find(visit)
        let t = visit.language
        let questions = HotWashQuestion.all(ofScenario: exercise.scenario.filled(exercise.words).hotWash)
        var (typed, errors) = (Typed(), FormErrors())
        for question in questions {
            let value = form[question.key]
            switch question.kind {
            case .scale:
                typed.scores[question.key] = Int(value).flatMap { (1...4).contains($0) ? $0 : nil }
                if question.key == HotWashQuestion.counted, typed.scores[question.key] == nil {
                    errors.add(t("Choisissez une réponse.", "Choose an answer."), to: question.key)
                }
            case .text:
                typed.texts[question.key] = value
                errors.bound(value, question.key, limit: HotWashQuestion.textLimit, in: t)
            }
        }
        guard errors.isEmpty else { return page(visit, exercise, typed, errors, status: .unprocessable) }
        let answers = questions.map { question in
            HotWashStore.Answer(
                question: question.key, score: typed.scores[question.key], text: typed.texts[question.key])
        }
        let (head, day) = (
            ExerciseHead(id: exercise.id, keeper: exercise.keeper, title: exercise.title), exercise.plannedOn
        )
        // Not in the name of whoever is signed in on this computer: the journal must not tell who answered.
        try await visit.house.database.change(by: .system, at: visit.now) { change in
            try HotWashStore.answer(answers, to: questions, with: key, of: head, on: day, in: change)
        }
        let thanks = t("Merci, votre avis est reçu", "Thank you, your opinion is received")
        return visit.plainPage(
            Page(
                thanks,
                main: pageHead(
                    t,
                    PageHead(
                        thanks,
                        lead: t(
                            "Rien ne dit qu’il vient de vous. Vous pouvez fermer cette page.",
                            "Nothing tells that it comes from you. You may close this page.")))))
    }

    private static func find(_ visit: Visit) async throws -> (HotWashKey, Exercise) {
        guard let key = HotWashKey(typed: try visit.parameter("bulletin")) else { throw ResultError.linkUsed }
        let found = try await visit.read { session in
            try HotWashStore.exercise(behind: key, in: session).flatMap { try ExerciseStore.exercise($0, in: session) }
        }
        guard let found, found.removedAt == nil else { throw ResultError.linkUsed }
        return (key, found)
    }

    private static func page(
        _ visit: Visit, _ exercise: Exercise, _ typed: Typed, _ errors: FormErrors, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        let questions = HotWashQuestion.all(ofScenario: exercise.scenario.filled(exercise.words).hotWash)
        let action = URLPath(local: visit.path) ?? ResultsURL.slipDesk.path
        return visit.plainPage(
            Page(title(t), main: render(exercise.title, questions, typed, errors, action: action, t)), status: status
        ).unlisted()
    }

    static func render(
        _ exercise: String, _ questions: [HotWashQuestion], _ typed: Typed, _ errors: FormErrors, action: URLPath,
        _ t: Language
    ) -> HTML {
        let head = PageHead(
            title(t),
            lead: t(
                "\(exercise), EXERCICE. Cinq minutes, sans nom\u{00A0}: ni l’heure ni ce bulletin ne sont gardés avec vos réponses. N’y nommez personne.",
                "\(exercise), EXERCISE. Five minutes, without a name: neither the hour nor this slip is kept with your answers. Name nobody."
            ))
        let fields = questions.html { question -> HTML in
            let field = Field(
                t, question.key, label: question.title, error: errors[question.key],
                isRequired: question.key == HotWashQuestion.counted)
            switch question.kind {
            case .scale:
                let words = [
                    t("Pas du tout", "Not at all"), t("Plutôt non", "Rather not"), t("Plutôt oui", "Rather yes"),
                    t("Tout à fait", "Fully"),
                ]
                return scale(
                    field, words.enumerated().map { Choice(String($0 + 1), $1) },
                    selected: typed.scores[question.key].map { String($0) }, hasKeys: false)
            case .text:
                return textArea(
                    field, value: typed.texts[question.key] ?? "", rows: 3, maxLength: HotWashQuestion.textLimit)
            }
        }
        return """
            \(pageHead(t, head))\(errorSummary(t, errors.resultFaults))\
            \(form(action: action, "\(fields)\(formActions(submit(t("Envoyer mon avis", "Send my opinion"))))"))
            """
    }
}
