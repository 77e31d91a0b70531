// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Markup
import Primitives
import Site

/// One situation report, drawn again from the lines that it covers.
enum ReportPage {
    static func show(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let desk = try await LogDesk.open(visit, shelf)
        let line = try desk.line(visit, "pointMainCourante")
        guard let span = line.entry.reportSpan else { throw Refusal.notFound }
        let t = visit.language
        let title = line.entry.statement.links.first { $0.kind == .report }?.title ?? ""
        let rooms = Crumb(t("Points de situation", "Situation reports"), href: LogbookURL.reports(desk.part).path)
        return desk.page(visit, title, [rooms, Crumb(title)], render(desk, line, title, span, t))
    }

    static func render(
        _ desk: LogDesk, _ line: LogReading.Line, _ title: String, _ span: SituationReport.Span, _ t: Language
    ) -> HTML {
        let report = SituationReport(of: desk.reading, over: span)
        let lead = t(
            "\(desk.record.title). De \(desk.clock(span.from, t)) à \(desk.clock(span.until, t)), édité par \(line.entry.author).",
            "\(desk.record.title). From \(desk.clock(span.from, t)) to \(desk.clock(span.until, t)), edited by \(line.entry.author)."
        )
        return """
            \(pageHead(t, PageHead(title, lead: lead)))\(sheet(t("Appréciation et suite", "Assessment and what comes next"), prose(line.current.text)))\
            \(SituationView(desk: desk, report: report, t: t).render())
            """
    }
}
