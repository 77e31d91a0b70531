// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// What a choice of the guided interview becomes in the answer. Several choices may have one value ("Non" and "Je ne
/// sais pas"): the title of the chosen one is kept as the first line of the comment, so that nothing of it is lost.
struct InterviewAnswer: Sendable {
    let question: Question

    func edit(_ choice: Question.Choice, from answer: Answer) -> AnswerEdit {
        var edit = AnswerEdit(answer)
        switch choice.response {
        case .level(let value):
            edit.status = .answered
            edit.level = value
        case .notApplicable:
            edit.status = .notApplicable
            edit.level = nil
        case .unanswered:
            edit.status = .open
            edit.level = nil
        }
        let own = ownWords(in: answer.comment)
        edit.comment = own.isEmpty ? choice.title : choice.title + "\n" + own
        return edit
    }

    /// The choice that was made: by its title when the comment names it, else the first that gives the same answer.
    func choice(in answer: Answer) -> Int? {
        let first = firstLine(answer.comment)
        let alike = question.choices.indices.filter { question.choices[$0].response == answer.response }
        return alike.first { question.choices[$0].title == first } ?? alike.first
    }

    /// The comment without the line that an earlier passage of the interview wrote.
    private func ownWords(in comment: String) -> String {
        guard question.choices.contains(where: { $0.title == firstLine(comment) }) else { return comment }
        return String(comment.drop { $0 != "\n" }.dropFirst())
    }

    private func firstLine(_ comment: String) -> String { String(comment.prefix { $0 != "\n" }) }
}
