// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

/// The report of an assessment: on the screen, to be printed by the browser, and as a PDF where the house can make one.
enum AssessmentReportPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let desk = try await Desk.open(visit)
        let t = visit.language
        let report = AssessmentReport(try await Extract.read(desk, visit), t).report
        let canPrint = await visit.house.canPrint
        return visit.page(
            Page(
                report.title, at: desk.place, trail: desk.trail(t, [Crumb(t("Rapport", "Report"))]),
                printAudience: report.audience, main: render(report, canPrint ? desk.id : nil, t)))
    }

    /// - Parameter pdf: the assessment whose report can be had as a PDF; nil where the server makes none.
    static func render(_ report: Report, _ pdf: URLPath.Part?, _ t: Language) -> HTML {
        let offered = pdf.map { [Action(t("Rapport PDF", "PDF report"), href: AssessmentURL.reportPDF($0).path)] } ?? []
        let explained = Notice(
            .information, title: t("Ce serveur ne fait pas de PDF", "This server makes no PDF"),
            text: t(
                "Imprimez cette page avec votre navigateur (Ctrl+P)\u{00A0}: elle est prévue pour le papier, et il sait l’enregistrer en PDF.",
                "Print this page with your browser (Ctrl+P): it is made for paper, and the browser can save it as a PDF."
            ))
        return """
            \(pageHead(t, PageHead(report.title, lead: report.subtitle, actions: offered)))\
            \(when(pdf == nil, notice(explained)))\
            <div class="prose">\(report.main)</div>
            """
    }

    @Sendable
    static func pdf(_ visit: Visit) async throws -> Reply {
        let extract = try await Extract.read(try await Desk.open(visit), visit)
        // Made before it is noted: what fails was not taken.
        let reply = try await visit.pdf(AssessmentReport(extract, visit.language).report, name: extract.name(.pdf))
        try await AssessmentDownloads.note(extract.assessment, .pdf, visit)
        return reply
    }
}
