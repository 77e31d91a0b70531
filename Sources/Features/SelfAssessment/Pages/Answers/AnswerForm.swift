// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives
import Site

/// The card of a requirement, and the form that answers it.
enum AnswerForm {
    static func card(_ model: AnswerCardModel, _ t: Language) -> HTML {
        answerCard(t, shell(model, t))
    }

    /// What changes on the page when an answer is saved: the card in a chapter, the form on the requirement's page.
    static func fragment(_ model: AnswerCardModel, _ t: Language) -> HTML {
        switch model.origin {
        case .chapter: card(model, t)
        case .requirement:
            region(id: model.fields.cardID, "\(badges(model, t))\(content(model, t))\(signature(model, t))")
        }
    }

    /// The form, or the answer in words for those who only read.
    static func content(_ model: AnswerCardModel, _ t: Language) -> HTML {
        guard model.mayAnswer else { return reading(model, t) }
        let fields = model.fields
        return form(
            action: AssessmentURL.answer(.init(model.assessment), .init(model.requirement.code)).path, autosave: true,
            hidden: [
                (AnswerFields.revision, String(model.answer.revision)), (AnswerFields.page, model.origin.rawValue),
            ],
            """
            \(errorSummary(t, model.errors.all.map { FieldError(name: $0.field, message: $0.message) }))\
            \(scale(
                Field(t, fields.answer, label: t("Réponse", "Answer"), error: model.errors[fields.answer],
                    isLabelHidden: true),
                model.words(t).choices, selected: model.words(t).value(model.edit.status, model.edit.level),
                hasKeys: model.origin == .chapter))\
            \(textArea(
                Field(t, fields.comment, label: t("Commentaire", "Comment"),
                    hint: model.edit.status == .notApplicable ? reasonHint(t) : nil,
                    error: model.errors[fields.comment]),
                value: model.edit.comment, rows: 2, maxLength: AnswerEdit.commentLimit))\
            \(ends(
                checkbox(
                    Field(t, fields.review, label: t("À revoir plus tard", "To review later")),
                    isChecked: model.edit.isToReview),
                when(model.answer.status != .open, clearing(t))))\
            \(planning(model, t))\
            \(formActions(
                submit(t("Enregistrer la réponse", "Save the answer"), style: .plain, isHiddenByScript: true)))
            """)
    }

    private static func reasonHint(_ t: Language) -> String {
        t("Dites pourquoi l’exigence est sans objet.", "Say why the requirement does not apply.")
    }

    private static func clearing(_ t: Language) -> HTML {
        submit(
            t("Effacer la réponse", "Clear the answer"), style: .quiet, name: AnswerFields.clearing, value: "oui")
    }

    private static func planning(_ model: AnswerCardModel, _ t: Language) -> HTML {
        let fields = model.fields
        let levels = model.scale.levels.map { Choice(String($0.value), $0.title) }
        var row = [
            select(
                Field(t, fields.target, label: t("Niveau visé", "Target level"), error: model.errors[fields.target]),
                levels, selected: model.edit.target.map { String($0) }, placeholder: t("Aucun", "None")),
            dateField(
                Field(t, fields.targetOn, label: t("Pour le", "By"), error: model.errors[fields.targetOn]),
                value: model.edit.targetOn),
        ]
        if model.mayEntrust {
            row.append(
                select(
                    Field(
                        t, fields.responsible, label: t("Personne responsable", "Responsible person"),
                        error: model.errors[fields.responsible]),
                    peopleChoices(model), selected: model.edit.responsible?.text,
                    placeholder: t("Personne", "Nobody")))
        }
        let isSet = model.edit.target != nil || model.edit.targetOn != nil || model.edit.responsible != nil
        let isFaulty = [fields.target, fields.targetOn, fields.responsible].contains { model.errors[$0] != nil }
        return disclosure(
            t("Cible et personne responsable", "Target and responsible person"), isOpen: isSet || isFaulty,
            fieldRow(row))
    }

    /// The person in charge stays in the list even after losing the role: else saving a comment would dismiss them.
    private static func peopleChoices(_ model: AnswerCardModel) -> [Choice] {
        var choices = model.people.map { Choice($0.id.text, $0.name) }
        if let current = model.answer.responsible, !model.people.contains(where: { $0.id == current }) {
            choices.append(Choice(current.text, model.answer.responsibleName ?? "–"))
        }
        return choices
    }

    private static func reading(_ model: AnswerCardModel, _ t: Language) -> HTML {
        let words = model.words(t)
        return """
            <p><strong>\(words.title(model.answer.status, model.answer.level))</strong></p>\
            \(when(!model.answer.comment.isEmpty, prose(model.answer.comment)))\
            \(when(target(model, t)) { paragraph($0) })
            """
    }

    private static func target(_ model: AnswerCardModel, _ t: Language) -> String? {
        guard let target = model.answer.target else { return nil }
        let level = model.words(t).title(target)
        guard let day = model.answer.targetOn else {
            return t("Niveau visé\u{00A0}: «\u{00A0}\(level)\u{00A0}».", "Target level: “\(level)”.")
        }
        return t(
            "Niveau visé\u{00A0}: «\u{00A0}\(level)\u{00A0}», pour le \(t.date(day)).",
            "Target level: “\(level)”, by \(t.date(day)).")
    }
}
