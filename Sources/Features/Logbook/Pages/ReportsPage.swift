// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Situation reports: the draft of the next one, the rhythm, those that were edited.
enum ReportsPage {
    struct Model: Sendable {
        let desk: LogDesk
        let report: SituationReport
        let edited: [(line: LogReading.Line, span: SituationReport.Span)]
        var text = ""
        var rhythm: String
        var errors = FormErrors()
    }

    static func show(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        page(visit, model(try await LogDesk.open(visit, shelf)))
    }

    private static func model(_ desk: LogDesk) -> Model {
        let span = SituationReport.Span(from: ReportRhythm.start(desk), until: max(desk.now, ReportRhythm.start(desk)))
        return Model(
            desk: desk, report: SituationReport(of: desk.reading, over: span),
            edited: SituationReport.edited(in: desk.reading), rhythm: desk.record.rhythmHours.map(String.init) ?? "")
    }

    static func edit(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await LogDesk.open(visit, shelf, for: LogbookPermissions.write)
        let t = visit.language
        var model = model(desk)
        model.text = form["appreciation"]
        model.errors.bound(model.text, "appreciation", limit: 3500, in: t)
        guard model.errors.isEmpty else { return page(visit, model, status: .unprocessable) }
        let number = model.edited.count + 1
        let title = "Point de situation n°\u{00A0}\(number)"
        let statement = LogStatement(
            factAt: desk.now, kind: .information, cell: .strategic,
            text: model.text.isEmpty ? "\(title) édité." : "\(title). \(model.text)", source: "Carène",
            links: [.init(.report, key: model.report.span.key, title: title)])
        let entry = try await desk.append(statement, visit)
        return .redirect(
            LogbookURL.report(desk.part, desk.key(entry.reference)).path,
            notice: t(
                "Le point n°\u{00A0}\(number) est édité et consigné sous \(entry.reference).",
                "Report no. \(number) is edited, and entered as \(entry.reference)."))
    }

    static func setRhythm(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await LogDesk.open(visit, shelf, for: LogbookPermissions.write)
        let t = visit.language
        let typed = form["rythme"]
        let hours = Int(typed)
        guard typed.isEmpty || hours.map((1...168).contains) == true else {
            var model = model(desk)
            model.rhythm = typed
            model.errors.add(t("Un nombre d’heures de 1 à 168.", "A number of hours from 1 to 168."), to: "rythme")
            return page(visit, model, status: .unprocessable)
        }
        let record = desk.record
        try await visit.change { change in
            _ = try visit.place(record.keeper.id, for: LogbookPermissions.write, in: change.session)
            try CrisisLogStore.setRhythm(hours, of: record, in: change)
        }
        return .redirect(
            LogbookURL.reports(desk.part).path,
            notice: hours.map {
                $0 == 1
                    ? t("Un point de situation toutes les heures.", "A situation report every hour.")
                    : t(
                        "Un point de situation toutes les \($0)\u{00A0}heures.", "A situation report every \($0) hours."
                    )
            } ?? t("Plus de rythme imposé.", "No rhythm any more."))
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Points de situation", "Situation reports")
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, visit, t))
    }

    static func render(_ model: Model, _ visit: Visit, _ t: Language) -> HTML {
        let desk = model.desk
        let isWritten = desk.mayWrite && desk.record.isOpen
        return """
            \(pageHead(t, PageHead(t("Points de situation", "Situation reports"), lead: lead(desk, t))))\(desk.tabs(visit, t))\
            \(errorSummary(t, model.errors.faults))\(list(model, t))\(when(isWritten, draft(model, t)))\
            \(when(isWritten, rhythm(model, t)))
            """
    }

    private static func lead(_ desk: LogDesk, _ t: Language) -> String {
        guard desk.record.isOpen else { return t("Cette main courante est close.", "This log is closed.") }
        guard let due = ReportRhythm.due(desk) else {
            return t(
                "Aucun rythme n’est choisi. En crise, un point toutes les 2 à 4 heures aide chacun à s’y retrouver.",
                "No rhythm is chosen: in a crisis, every 2 to 4 hours helps everybody keep up.")
        }
        return due < desk.now
            ? t("Le prochain était attendu à \(desk.clock(due, t)).", "The next was due at \(desk.clock(due, t)).")
            : t("Le prochain est attendu à \(desk.clock(due, t)).", "The next is due at \(desk.clock(due, t)).")
    }

    private static func list(_ model: Model, _ t: Language) -> HTML {
        guard !model.edited.isEmpty else { return HTML() }
        let desk = model.desk
        let lines = model.edited.reversed().map { line, span -> HTML in
            let title = line.entry.statement.links.first { $0.kind == .report }?.title ?? ""
            return """
                <a href="\(LogbookURL.report(desk.part, desk.key(line.reference)).path)">\(title)</a> \
                <span class="quiet">\(desk.clock(span.from, t)) – \(desk.clock(span.until, t)), \(line.entry.author)</span>
                """
        }
        return sheet(t("Points édités", "Edited reports"), items(lines))
    }

    private static func draft(_ model: Model, _ t: Language) -> HTML {
        let desk = model.desk
        let fields: HTML = """
            \(textArea(
                Field(
                    t, "appreciation", label: t("Appréciation et suite", "Assessment and what comes next"),
                    hint: t(
                        "Ce que la direction doit retenir, ce qui vient. Le reste est repris des lignes.",
                        "What the direction should keep, what comes next. The rest is drawn from the lines."),
                    error: model.errors["appreciation"]), value: model.text, rows: 5, maxLength: 3500)
            )\(formActions(submit(t("Éditer le point", "Edit the report"))))
            """
        let count = t.count(model.report.count, ("ligne", "lignes"), ("line", "lines"))
        return """
            \(sheet(
                t("Brouillon du prochain point", "Draft of the next report"),
                "\(paragraph(t("\(count) depuis \(desk.clock(model.report.span.from, t)).", "\(count) since \(desk.clock(model.report.span.from, t)).")))\(form(action: LogbookURL.reports(desk.part).path, fields))"))\
            \(SituationView(desk: desk, report: model.report, t: t).render())
            """
    }

    private static func rhythm(_ model: Model, _ t: Language) -> HTML {
        sheet(
            t("Rythme", "Rhythm"),
            form(
                action: LogbookURL.rhythm(model.desk.part).path,
                """
                \(textField(
                    Field(
                        t, "rythme", label: t("Un point toutes les (heures)", "A report every (hours)"),
                        hint: t("Vide\u{00A0}: pas de rythme.", "Empty: no rhythm."), error: model.errors["rythme"]),
                    value: model.rhythm, maxLength: 3, isNumeric: true))\
                \(formActions(submit(t("Choisir ce rythme", "Choose this rhythm"), style: .plain)))
                """))
    }
}
