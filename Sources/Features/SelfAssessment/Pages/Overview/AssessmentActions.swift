// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// What can be done with an assessment as a whole, each with the sentence that says what it does.
enum AssessmentActions {
    static func sheets(_ model: AssessmentPage.Model, _ t: Language) -> HTML {
        let id = model.assessment.id
        var take = [Action(t("Exporter en CSV", "Export as CSV"), href: AssessmentURL.csv(.init(id)).path)]
        if model.rights.answersAll {
            take.append(Action(t("Importer un CSV", "Import a CSV"), href: AssessmentURL.csvImport(.init(id)).path))
            take.append(Action(t("Reprendre des réponses", "Reuse answers"), href: AssessmentURL.reuse(.init(id)).path))
        }
        let print = paragraph(
            t(
                "Pour l’imprimer ou en faire un PDF, imprimez la page\u{00A0}: elle est prévue pour le papier.",
                "To print it or make a PDF, print the page: it is made for paper."),
            isQuiet: true)
        return stack([
            sheet(t("Emporter et reprendre", "Take away and bring back"), "\(actions(take))\(print)"),
            when(model.rights.manages, sharing(model, t)), when(model.rights.manages, closing(model, t)),
        ])
    }

    private static func sharing(_ model: AssessmentPage.Model, _ t: Language) -> HTML {
        let id = URLPath.Part(model.assessment.id)
        let isShared = model.assessment.sharedAt != nil
        let since = model.assessment.sharedAt.map { t.date(model.zone.day(at: $0)) } ?? ""
        let words =
            isShared
            ? t(
                "La région et le niveau national la lisent depuis le \(since).",
                "The region and the national level have read it since \(since).")
            : t("Seuls l’établissement et son groupe la lisent.", "Only the establishment and its group read it.")
        let action =
            isShared
            ? Action(t("Ne plus partager", "Stop sharing"), post: AssessmentURL.privacy(id).path)
            : Action(
                t("Partager avec la région et le national", "Share with the region and the nation"),
                post: AssessmentURL.sharing(id).path,
                confirm: t(
                    "La région et le national pourront lire réponses et scores. Vous pourrez arrêter le partage.",
                    "The region and the national level will read answers and scores. You can stop sharing later."))
        return sheet(t("Qui peut la lire", "Who can read it"), "\(paragraph(words))\(actions([action]))")
    }

    private static func closing(_ model: AssessmentPage.Model, _ t: Language) -> HTML {
        let id = URLPath.Part(model.assessment.id)
        if let closedAt = model.assessment.closedAt {
            let day = t.date(model.zone.day(at: closedAt))
            let words = t(
                "Close le \(day)\u{00A0}: les réponses ne changent plus.", "Closed on \(day): answers no longer change."
            )
            let again = Action(
                t("Rouvrir l’évaluation", "Reopen the assessment"), post: AssessmentURL.reopening(id).path)
            return sheet(t("Clôture", "Closure"), "\(paragraph(words))\(actions([again]))")
        }
        let action = Action(
            t("Clore l’évaluation", "Close the assessment"), post: AssessmentURL.closure(id).path,
            confirm: t(
                "Les réponses ne pourront plus changer. Vous pourrez rouvrir l’évaluation.",
                "Answers can no longer change. You can reopen the assessment."))
        let words = t(
            "Une évaluation close garde ses réponses et ses scores tels quels, pour les comparer plus tard.",
            "A closed assessment keeps its answers and scores as they are, to compare them later.")
        return sheet(t("Clôture", "Closure"), "\(paragraph(words))\(actions([action]))")
    }
}
