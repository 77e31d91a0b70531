// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Primitives
import Site

/// Reads the form of an answer: what the person wants, and what is wrong with it, beside each field.
struct AnswerReading {
    let edit: AnswerEdit
    let errors: FormErrors

    /// - Parameter current: the answer on the desk; what the form may not change is taken from it.
    init(_ form: Form, current: Answer, scale: Scale, people: [Person], mayEntrust: Bool, _ t: Language) throws(Refusal)
    {
        guard let revision = form.int(AnswerFields.revision), revision >= 0 else {
            throw .malformed(
                Phrase(
                    "Ce formulaire n’est pas complet\u{00A0}: rechargez la page.",
                    "This form is incomplete: reload the page."))
        }
        let fields = AnswerFields(code: current.requirement)
        var errors = FormErrors()
        var edit = AnswerEdit(current)
        edit.basedOn = revision
        edit.comment = Visit.plain(form[fields.comment])
        edit.isToReview = form.has(fields.review)
        let chosen = form.has(AnswerFields.clearing) ? "" : form[fields.answer]
        if let reading = AnswerWords(scale: scale, t: t).reading(chosen) {
            (edit.status, edit.level) = reading
        } else {
            errors.add(AssessmentError.levelMissing.message(t), to: fields.answer)
        }
        if edit.status == .notApplicable, edit.comment.isEmpty {
            errors.add(AssessmentError.reasonMissing.message(t), to: fields.comment)
        }
        // Databases count code points where Swift counts what people see.
        if edit.comment.unicodeScalars.count > AnswerEdit.commentLimit {
            errors.add(AssessmentError.commentTooLong.message(t), to: fields.comment)
        }
        edit.target = Self.target(form[fields.target], scale)
        if edit.target == nil, !form[fields.target].isEmpty {
            errors.add(t("Choisissez un niveau de la liste.", "Choose a level of the list."), to: fields.target)
        }
        edit.targetOn = Day(text: form[fields.targetOn])
        if edit.targetOn == nil, !form[fields.targetOn].isEmpty {
            errors.add(t("Écrivez une date qui existe.", "Write a date that exists."), to: fields.targetOn)
        }
        // A form without the list of people leaves the charge where it is.
        if mayEntrust, form.has(fields.responsible) {
            let responsible: Account.ID? = form.identifier(fields.responsible)
            let isKnown = people.contains { $0.id == responsible } || responsible == current.responsible
            if responsible == nil ? !form[fields.responsible].isEmpty : !isKnown {
                errors.add(AssessmentError.unknownPerson.message(t), to: fields.responsible)
            } else {
                edit.responsible = responsible
            }
        }
        self.edit = edit
        self.errors = errors
    }

    private static func target(_ text: String, _ scale: Scale) -> Int? {
        Int(text).flatMap { scale.level($0)?.value }
    }
}
