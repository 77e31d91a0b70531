// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Evidence
import Markup
import Primitives
import Site

/// What surrounds the form on a card: state, evidence, who answered; and the card of two answers given at once.
extension AnswerForm {
    static func shell(_ model: AnswerCardModel, _ t: Language) -> AnswerCard {
        let words = model.requirement.words(t)
        return AnswerCard(
            id: model.fields.cardID, code: model.requirement.code, title: words.title,
            expectation: words.expectation, guidance: words.guidance, badges: states(model, t),
            note: note(model, t),
            content: "\(content(model, t))\(evidence(model, t))\(more(model, t))")
    }

    static func badges(_ model: AnswerCardModel, _ t: Language) -> HTML {
        "<p class=\"badges\">\(states(model, t).html { badge(t, $0) })</p>"
    }

    static func states(_ model: AnswerCardModel, _ t: Language) -> [StateBadge] {
        var states = [model.words(t).badge(model.answer.status, model.answer.level)]
        // A declaration already has its word; what proofs add is said beside it.
        switch model.standing?.state {
        case .proven, .expiring, .expired: states += [model.standing?.state.badge(t)].compactMap(\.self)
        case .partial where model.standing?.reading.standing != .missing:
            states.append(StateBadge(.expiring, t("Prouvé en partie", "Partly proven")))
        default: break
        }
        if model.standing?.difference != nil {
            states.append(StateBadge(.toReview, t("Réponse et preuves diffèrent", "Answer and proofs differ")))
        }
        if model.answer.isToReview { states.append(StateBadge(.toReview, t("À revoir", "To review"))) }
        if model.requirement.priority == .indispensable {
            states.append(StateBadge(.neutral, t("Indispensable", "Indispensable")))
        }
        if model.requirement.status == .toConfirm {
            states.append(StateBadge(.neutral, t("Texte à confirmer", "Text to be confirmed")))
        }
        return states
    }

    /// Deadlines, who answered and when, to whom it is entrusted, and where it is written.
    static func note(_ model: AnswerCardModel, _ t: Language) -> String {
        var sentences = model.requirement.deadlines.map { DeadlineSentence.sentence($0, today: model.today, t) }
        sentences += signatures(model, t)
        if !model.requirement.source.isEmpty {
            let source = model.requirement.source
            sentences.append(t("Source\u{00A0}: \(source).", "Source: \(source)."))
        }
        return sentences.joined(separator: " ")
    }

    static func signature(_ model: AnswerCardModel, _ t: Language) -> HTML {
        let sentences = signatures(model, t)
        return when(!sentences.isEmpty, paragraph(sentences.joined(separator: " "), isQuiet: true))
    }

    private static func signatures(_ model: AnswerCardModel, _ t: Language) -> [String] {
        var sentences: [String] = []
        if let at = model.answer.updatedAt {
            let moment = t.moment(at, in: model.zone)
            let author = model.answer.updatedBy
            sentences.append(t("Enregistré par \(author), le \(moment).", "Saved by \(author), \(moment)."))
        }
        if let name = model.answer.responsibleName {
            sentences.append(t("Confié à \(name).", "Entrusted to \(name)."))
        }
        return sentences
    }

    static func evidence(_ model: AnswerCardModel, _ t: Language) -> HTML {
        when(model.requirement.evidence) { rule in
            disclosure(t("Ce qui prouve", "What proves it"), EvidenceSentence(kinds: model.proofKinds, t).html(rule))
        }
    }

    private static func more(_ model: AnswerCardModel, _ t: Language) -> HTML {
        let title = model.requirement.words(t).title
        let href = AssessmentURL.requirement(.init(model.assessment), .init(model.requirement.code)).path
        return """
            <p><a class="more" href="\(href)">\(t("Remarques et historique", "Remarks and history"))\
            <span class="visually-hidden">\(t("\u{00A0}: ", ": "))\(title)</span></a></p>
            """
    }

    /// - Parameter mine: what the person wanted to save while somebody else saved `model.answer`.
    static func conflict(_ model: AnswerCardModel, mine: AnswerEdit, author: String, _ t: Language) -> HTML {
        let words = model.words(t)
        let at = model.answer.updatedAt.map { t.moment($0, in: model.zone) } ?? ""
        let theirs = AnswerVersion(
            author: at.isEmpty ? model.answer.updatedBy : "\(model.answer.updatedBy), \(at)",
            answer: words.title(model.answer.status, model.answer.level), comment: model.answer.comment,
            form: keeping(AnswerEdit(model.answer), model, t("Garder cette réponse", "Keep this answer"), t))
        let own = AnswerVersion(
            author: author, answer: words.title(mine.status, mine.level), comment: mine.comment,
            form: keeping(mine, model, t("Garder la mienne", "Keep mine"), t))
        return conflictCard(t, shell(model, t), theirs: theirs, mine: own)
    }

    /// Sends a version as it stands, based on the revision now in force.
    private static func keeping(_ edit: AnswerEdit, _ model: AnswerCardModel, _ title: String, _ t: Language) -> HTML {
        let fields = model.fields
        var hidden = [
            (name: AnswerFields.revision, value: String(model.answer.revision)),
            (name: AnswerFields.page, value: model.origin.rawValue),
            (name: fields.answer, value: model.words(t).value(edit.status, edit.level) ?? ""),
            (name: fields.comment, value: edit.comment),
            (name: fields.target, value: edit.target.map { String($0) } ?? ""),
            (name: fields.targetOn, value: edit.targetOn?.text ?? ""),
            (name: fields.responsible, value: edit.responsible?.text ?? ""),
        ]
        if edit.isToReview { hidden.append((name: fields.review, value: "oui")) }
        return form(
            action: AssessmentURL.answer(.init(model.assessment), .init(model.requirement.code)).path, autosave: true,
            hidden: hidden, submit(title, style: .plain))
    }
}
