// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// What can be done with an assessment as a whole, each with the sentence that says what it does.
enum AssessmentActions {
    static func sheets(_ model: AssessmentPage.Model, _ t: Language) -> HTML {
        let id = model.assessment.id
        return stack([
            taking(.init(id), model, t), when(model.rights.manages, sharing(model, t)),
            when(model.rights.manages, closing(model, t)),
        ])
    }

    private static func taking(_ id: URLPath.Part, _ model: AssessmentPage.Model, _ t: Language) -> HTML {
        let printed =
            model.canPrint
            ? Action(t("Rapport PDF", "PDF report"), href: AssessmentURL.reportPDF(id).path)
            : Action(t("Imprimer", "Print"), href: AssessmentURL.report(id).path)
        let take = [
            printed, Action(t("Exporter vers Excel", "Export to Excel"), href: AssessmentURL.workbook(id).path),
            Action(t("Exporter en CSV", "Export as CSV"), href: AssessmentURL.csv(id).path),
        ]
        let bring = [
            Action(t("Importer un tableur", "Import a spreadsheet"), href: AssessmentURL.csvImport(id).path),
            Action(t("Reprendre des réponses", "Reuse answers"), href: AssessmentURL.reuse(id).path),
        ]
        let tools = [
            Action(t("Résultats OSCAL", "OSCAL results"), href: AssessmentURL.oscalResults(id).path, style: .quiet),
            Action(t("Plan d’action OSCAL", "OSCAL plan"), href: AssessmentURL.oscalPlan(id).path, style: .quiet),
        ]
        let explained = paragraph(
            t(
                "Ce serveur ne fait pas de PDF\u{00A0}: la page du rapport s’imprime depuis le navigateur.",
                "This server makes no PDF: the page of the report prints from the browser."), isQuiet: true)
        return sheet(
            t("Emporter et reprendre", "Take away and bring back"),
            """
            \(actions(take))\(when(!model.canPrint, explained))\(when(model.rights.answersAll, actions(bring)))\
            \(paragraph(t("Pour d’autres outils\u{00A0}:", "For other tools:"), isQuiet: true))\(actions(tools))
            """)
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
