// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Journal
import Markup
import Primitives
import Site

/// The after-action report on the screen: read, changed, approved.
enum ReportPages {
    private static let byField = "par"
    private static let onField = "le"

    static func title(_ t: Language) -> String {
        t("Que faut-il retenir de l’exercice\u{00A0}?", "What is to be kept of the exercise?")
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit)
        return await page(visit, desk)
    }

    private static func page(
        _ visit: Visit, _ desk: ResultsDesk, by: String = "", errors: FormErrors = FormErrors(),
        status: Site.Status = .ok
    ) async -> Reply {
        let t = visit.language
        let canPrint = await visit.house.canPrint
        return desk.page(
            visit, title(t), .report, status: status,
            printAudience: t("direction, cellules, ARS", "management, cells, regional agency"),
            render(desk, canPrint: canPrint, on: visit.today, by: by, errors, t))
    }

    static func render(
        _ desk: ResultsDesk, canPrint: Bool, on day: Day, by: String, _ errors: FormErrors, _ t: Language
    ) -> HTML {
        let facts = desk.facts
        guard facts.measures != nil else {
            return """
                \(pageHead(t, PageHead(title(t))))\(ResultTabs.render(desk, .report, t))\(emptyState(
                    title: t("Il n’y a pas encore de rapport", "There is no report yet"),
                    text: t(
                        "Un brouillon se prépare tout seul dès que l’exercice a été joué.",
                        "A draft is prepared by itself once the exercise was played.")))
                """
        }
        let text = facts.report?.text ?? ReportDraft.text(of: facts, t)
        let document = ReportDocument(facts, text, on: day, t)
        let (part, id) = (desk.part, desk.id)
        var buttons: [Action] = []
        if desk.mayManage {
            buttons.append(
                Action(
                    t("Modifier les textes", "Change the texts"), href: ResultsURL.reportEdition(part, id).path,
                    style: .primary))
        }
        if canPrint {
            buttons.append(
                Action(t("Télécharger en PDF", "Download as PDF"), href: ResultsURL.reportPDF(part, id).path))
        }
        buttons += [
            Action(
                t("Pour un traitement de texte", "For a word processor"), href: ResultsURL.reportWeb(part, id).path,
                style: .quiet),
            Action(t("En Markdown", "As Markdown"), href: ResultsURL.reportText(part, id).path, style: .quiet),
        ]
        let head = PageHead(
            title(t),
            lead: facts.report == nil
                ? t(
                    "Ce brouillon est tiré de ce qui s’est passé. Relisez-le, changez ce qu’il faut, faites-le valider.",
                    "This draft comes from what happened. Review it, change what is needed, have it approved.")
                : document.subtitle, actions: buttons, state: state(facts, t))
        return """
            \(pageHead(t, head))\(ResultTabs.render(desk, .report, t))\(errorSummary(t, errors.resultFaults))\
            <div class="report">\(document.html(t))</div>\(approval(desk, by: by, on: day, errors, t))
            """
    }

    private static func state(_ facts: ExerciseFacts, _ t: Language) -> StateBadge {
        guard let report = facts.report else { return StateBadge(.unanswered, t("Brouillon", "Draft")) }
        return report.approval == nil
            ? StateBadge(.toReview, t("À valider", "To approve")) : StateBadge(.proven, t("Validé", "Approved"))
    }

    private static func approval(
        _ desk: ResultsDesk, by: String, on day: Day, _ errors: FormErrors, _ t: Language
    ) -> HTML {
        guard desk.mayManage, let report = desk.facts.report, report.approval == nil else { return HTML() }
        return sheet(
            t("Qui valide ce rapport\u{00A0}?", "Who approves this report?"),
            form(
                action: ResultsURL.reportApproval(desk.part, desk.id).path,
                """
                \(fieldRow([
                    textField(
                        Field(
                            t, byField, label: t("Fonction", "Function"),
                            hint: t("Directrice générale, COPIL…", "Chief executive, steering committee…"),
                            error: errors[byField], isRequired: true), value: by, maxLength: 200),
                    dateField(
                        Field(t, onField, label: t("Le", "On"), error: errors[onField], isRequired: true), value: day,
                        maximum: day),
                ]))\(formActions(submit(t("Noter la validation", "Write the approval"), style: .plain)))
                """))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let text = desk.facts.report?.text ?? ReportDraft.text(of: desk.facts, visit.language)
        return edition(visit, desk, text)
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let t = visit.language
        var errors = FormErrors()
        var parts: [ReportText.Part: String] = [:]
        for part in ReportText.Part.allCases {
            parts[part] = form[part.field]
            errors.bound(form[part.field], part.field, limit: ReportText.limit, in: t)
        }
        let text = ReportText(parts: parts)
        guard errors.isEmpty else { return edition(visit, desk, text, errors: errors, status: .unprocessable) }
        let head = desk.facts.head
        try await desk.keep(visit) { change in try ReportStore.save(text, of: head, in: change) }
        return .redirect(
            ResultsURL.report(desk.part, desk.id).path,
            notice: t(
                "Le rapport est enregistré. Il reste à le faire valider.",
                "The report is saved. It remains to be approved."))
    }

    private static func edition(
        _ visit: Visit, _ desk: ResultsDesk, _ text: ReportText, errors: FormErrors = FormErrors(),
        status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        let title = t("Que disent les textes du rapport\u{00A0}?", "What do the texts of the report say?")
        let head = PageHead(
            title,
            lead: t(
                "Les tableaux (mesures, chronogramme, objectifs, actions) se mettent à jour seuls. Nommez des fonctions, pas des personnes.",
                "The tables (measures, timeline, objectives, actions) keep themselves up to date. Name functions, not persons."
            ))
        let fields = ReportText.Part.allCases.html { part in
            textArea(
                Field(t, part.field, label: ResultWords.part(part, t), error: errors[part.field]), value: text[part],
                rows: 8, maxLength: ReportText.limit)
        }
        let main: HTML = """
            \(pageHead(t, head))\(errorSummary(t, errors.resultFaults))\(form(
                action: ResultsURL.reportEdition(desk.part, desk.id).path,
                """
                \(fields)\(formActions(
                    "\(submit(t("Enregistrer", "Save")))\(buttonLink(t("Annuler", "Cancel"), href: ResultsURL.report(desk.part, desk.id).path))"))
                """))
            """
        return desk.page(visit, title, .report, crumb: t("Modification", "Change"), status: status, main)
    }

    @Sendable
    static func approve(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let t = visit.language
        var errors = FormErrors()
        let by = form[byField]
        errors.require(by, byField, limit: 200, in: t)
        let on = errors.resultDay(form, onField, in: t)
        if let on, on > visit.today {
            errors.add(t("Cette date est dans le futur.", "This date is in the future."), to: onField)
        } else if on == nil, errors[onField] == nil {
            errors.add(t("Cette date est nécessaire.", "This date is needed."), to: onField)
        }
        guard errors.isEmpty, let on else {
            return await page(visit, desk, by: by, errors: errors, status: .unprocessable)
        }
        let head = desk.facts.head
        try await desk.keep(visit) { change in try ReportStore.approve(by: by, on: on, head, in: change) }
        return .redirect(
            ResultsURL.report(desk.part, desk.id).path, notice: t("Le rapport est validé.", "The report is approved."))
    }
}
