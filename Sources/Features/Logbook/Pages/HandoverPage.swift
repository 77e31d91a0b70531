// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Markup
import Primitives
import Site

/// What whoever comes on duty must know: everything since an hour, and what is open.
enum HandoverPage {
    static func show(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let desk = try await LogDesk.open(visit, shelf)
        let typed = visit.query["depuis"] ?? ""
        // A shift of eight hours, when nothing else is asked.
        let since = moment(typed, desk, visit) ?? desk.now.adding(seconds: -8 * 3600)
        let t = visit.language
        let title = t("Relève", "Handover")
        return desk.page(visit, title, [Crumb(title)], render(desk, since, typed, visit, t))
    }

    /// The last time that the wall showed "14:30"; nil when nothing is typed or it is no time.
    static func moment(_ typed: String, _ desk: LogDesk, _ visit: Visit) -> Moment? {
        guard let minutes = WallTime.minutes(typed) else { return nil }
        let today = desk.zone.day(at: desk.now.instant)
        let moment = WallTime.moment(today, minutes, desk.zone)
        return moment <= desk.now ? moment : WallTime.moment(today.adding(days: -1), minutes, desk.zone)
    }

    static func render(
        _ desk: LogDesk, _ since: Moment, _ typed: String, _ visit: Visit, _ t: Language
    ) -> HTML {
        let span = SituationReport.Span(from: min(since, desk.now).adding(seconds: -1), until: desk.now)
        let report = SituationReport(of: desk.reading, over: span)
        let count = t.count(report.count, ("ligne", "lignes"), ("line", "lines"))
        let fields = textField(
            Field(t, "depuis", label: t("Depuis (14:30)", "Since (14:30)")),
            value: typed.isEmpty ? WallTime.text(since, desk.zone) : typed, maxLength: 8)
        return """
            \(pageHead(t, PageHead(
                t("Ce que la relève doit savoir", "What the next shift must know"),
                lead: t(
                    "\(count) depuis \(desk.clock(since, t)), et tout ce qui reste ouvert. À imprimer et à lire ensemble, debout, en dix minutes.",
                    "\(count) since \(desk.clock(since, t)), and everything that is still open. To be printed and read together, standing, in ten minutes."))))\
            \(desk.tabs(visit, t))\(filterForm(t, action: LogbookURL.handover(desk.part).path, fields: fields))\
            \(SituationView(desk: desk, report: report, t: t).render())
            """
    }
}
