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

/// Copies a numbered paper sheet into the log: each line with the time of the fact, the time at which it was written on the
/// paper, and the number of the sheet; the time of entry is added by itself.
enum PaperPage {
    /// A sheet of the kit has twelve lines.
    static let rows = 12

    struct Row: Sendable {
        var number = ""
        var fact = ""
        var written = ""
        var kind = LogKind.information.rawValue
        var text = ""

        var isEmpty: Bool { text.isEmpty && fact.isEmpty && written.isEmpty }
    }

    struct Model: Sendable {
        let desk: LogDesk
        var sheet = ""
        var day: String
        var cell = LogCell.operational.rawValue
        var author = ""
        var rows: [Row]
        var errors = FormErrors()
    }

    static func show(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let desk = try await LogDesk.open(visit, shelf, for: LogbookPermissions.write)
        return page(visit, blank(desk, first: visit.query["premiere"].flatMap { Int($0) } ?? 1))
    }

    private static func blank(_ desk: LogDesk, first: Int) -> Model {
        let first = min(max(first, 1), 100_000)
        return Model(
            desk: desk, day: desk.zone.day(at: desk.now.instant).text,
            rows: (0..<rows).map { Row(number: "\(first + $0)") })
    }

    static func keep(_ visit: Visit, _ shelf: CrisisLogShelf) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await LogDesk.open(visit, shelf, for: LogbookPermissions.write)
        let t = visit.language
        var model = read(form, desk)
        let statements = statements(&model, t)
        guard model.errors.isEmpty else { return page(visit, model, status: .unprocessable) }
        let (record, author) = (desk.record, visit.logAuthor(in: desk.place))
        // All or none: a sheet half copied would be copied again.
        let entries = try await visit.change { change in
            _ = try visit.place(record.keeper.id, for: LogbookPermissions.write, in: change.session)
            return try statements.map { try CrisisLogStore.append($0, to: record, by: author, in: change) }
        }
        guard let first = entries.first, let last = entries.last else { return page(visit, model) }
        let next = (model.rows.compactMap { Int($0.number) }.max() ?? 0).addingReportingOverflow(1).partialValue
        return .redirect(
            LogbookURL.paper(desk.part).path.with("premiere", "\(next)"),
            notice: t(
                "Feuille \(model.sheet)\u{00A0}: \(t.count(entries.count, ("ligne reprise", "lignes reprises"), ("", ""))), de \(first.reference) à \(last.reference).",
                "Sheet \(model.sheet): \(t.count(entries.count, ("", ""), ("line copied", "lines copied"))), \(first.reference) to \(last.reference)."
            ))
    }

    private static func read(_ form: Site.Form, _ desk: LogDesk) -> Model {
        var model = blank(desk, first: 1)
        (model.sheet, model.day) = (form["feuille"], form["jour"])
        (model.cell, model.author) = (form["cellule"], form["tenue-par"])
        model.rows = (1...rows).map { index in
            Row(
                number: form["numero-\(index)"], fact: form["fait-\(index)"], written: form["ecrit-\(index)"],
                kind: form["nature-\(index)"], text: form["texte-\(index)"])
        }
        return model
    }

    private static func statements(_ model: inout Model, _ t: Language) -> [LogStatement] {
        model.errors.require(model.sheet, "feuille", limit: 40, in: t)
        model.errors.bound(model.author, "tenue-par", limit: 100, in: t)
        guard let day = Day(text: model.day), (2000...2099).contains(day.year) else {
            model.errors.add(t("Cette date n’existe pas.", "This date does not exist."), to: "jour")
            return []
        }
        guard let cell = LogCell(rawValue: model.cell) else {
            model.errors.add(t("Choisissez.", "Choose."), to: "cellule")
            return []
        }
        var found: [LogStatement] = []
        var current = day
        var before: Int?
        for (index, row) in model.rows.enumerated() where !row.isEmpty {
            let place = index + 1
            if row.text.isEmpty { model.errors.add(CrisisLogError.emptyText.message(t), to: "texte-\(place)") }
            model.errors.bound(row.text, "texte-\(place)", limit: CrisisLogError.textLimit, in: t)
            model.errors.bound(row.number, "numero-\(place)", limit: 20, in: t)
            let time = t("Une heure comme 14:05.", "A time like 14:05.")
            guard let fact = WallTime.minutes(row.fact) else {
                model.errors.add(time, to: "fait-\(place)")
                continue
            }
            let written = row.written.isEmpty ? nil : WallTime.minutes(row.written)
            if !row.written.isEmpty, written == nil { model.errors.add(time, to: "ecrit-\(place)") }
            guard let kind = LogKind(rawValue: row.kind) else {
                model.errors.add(t("Choisissez.", "Choose."), to: "nature-\(place)")
                continue
            }
            // From the evening to the morning of one sheet: midnight went by. Lines a little out of order do not turn the day.
            if let known = before, known - fact > 12 * 60 { current = current.adding(days: 1) }
            before = fact
            let moment = WallTime.moment(current, fact, model.desk.zone)
            if moment > model.desk.now.adding(seconds: 300) {
                model.errors.add(
                    t("Cette heure n’est pas encore venue.", "This time has not come yet."), to: "fait-\(place)")
            }
            found.append(
                LogStatement(
                    factAt: moment, kind: kind, cell: cell, text: row.text, source: source(row, written, model),
                    status: kind == .request || kind == .action ? .open : nil,
                    paperSheet: row.number.isEmpty
                        ? "Feuille \(model.sheet)" : "Feuille \(model.sheet), ligne \(row.number)"))
        }
        if found.isEmpty, model.errors.isEmpty {
            model.errors.add(t("Recopiez au moins une ligne.", "Copy one line at least."), to: "texte-1")
        }
        return found
    }

    private static func source(_ row: Row, _ written: Int?, _ model: Model) -> String {
        let time = written.map { minutes in
            "écrit à \(minutes / 60)\u{00A0}h\u{00A0}\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
        }
        let by = model.author.isEmpty ? nil : "par \(model.author)"
        return (["papier"] + [time, by].compactMap { $0 }).joined(separator: ", ")
    }

    // MARK: -

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Reprise papier", "From paper")
        return model.desk.page(visit, title, [Crumb(title)], status: status, render(model, visit, t))
    }

    static func render(_ model: Model, _ visit: Visit, _ t: Language) -> HTML {
        let desk = model.desk
        let head = PageHead(
            t("Reprendre une feuille papier", "Copy a paper sheet"),
            lead: t(
                "Chaque ligne garde l’heure du fait, l’heure écrite sur la feuille et le numéro de la feuille\u{00A0}; l’heure de saisie s’y ajoute. Les lignes vides sont ignorées.",
                "Each line keeps the time of the fact, the time written on the sheet and the number of the sheet; the time of entry is added. Empty lines are left out."
            ))
        guard desk.record.isOpen else {
            return
                "\(pageHead(t, head))\(desk.tabs(visit, t))\(notice(Notice(.warning, title: CrisisLogError.closed.message(t))))"
        }
        let top = fieldRow([
            textField(
                Field(
                    t, "feuille", label: t("Numéro de la feuille", "Number of the sheet"),
                    error: model.errors["feuille"], isRequired: true),
                value: model.sheet, maxLength: 40),
            dateField(
                Field(
                    t, "jour", label: t("Jour de la première ligne", "Day of the first line"),
                    error: model.errors["jour"], isRequired: true),
                value: Day(text: model.day)),
            select(
                Field(t, "cellule", label: t("Cellule", "Cell"), error: model.errors["cellule"]),
                LineDraft.cells(desk.isExercise, t), selected: model.cell),
            textField(
                Field(t, "tenue-par", label: t("Tenue par", "Kept by"), error: model.errors["tenue-par"]),
                value: model.author,
                maxLength: 100),
        ])
        let lines = model.rows.enumerated().html { index, row in line(index + 1, row, model, t) }
        return """
            \(pageHead(t, head))\(desk.tabs(visit, t))\(errorSummary(t, model.errors.faults))\
            \(form(
                action: LogbookURL.paper(desk.part).path,
                "\(top)\(lines)\(formActions(submit(t("Reprendre ces lignes", "Copy these lines"))))"))
            """
    }

    private static func line(_ place: Int, _ row: Row, _ model: Model, _ t: Language) -> HTML {
        func field(_ name: String, _ label: String) -> Field {
            Field(t, "\(name)-\(place)", label: label, error: model.errors["\(name)-\(place)"])
        }
        return """
            <fieldset class="paper-line"><legend>\(t("Ligne \(place) de l’écran", "Line \(place) of the screen"))</legend>\
            \(fieldRow([
                textField(field("numero", t("N° sur la feuille", "No. on the sheet")), value: row.number, maxLength: 20),
                textField(field("fait", t("Heure du fait", "Time of the fact")), value: row.fact, maxLength: 8),
                textField(field("ecrit", t("Heure écrite", "Time written")), value: row.written, maxLength: 8),
                select(
                    field("nature", t("Nature", "Kind")), LogKind.allCases.map { Choice($0.rawValue, LogWords.kind($0, t)) },
                    selected: row.kind),
            ]))\
            \(textField(field("texte", t("Texte", "Text")), value: row.text, maxLength: CrisisLogError.textLimit))</fieldset>
            """
    }
}
