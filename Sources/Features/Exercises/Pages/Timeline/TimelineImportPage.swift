// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Documents
import Drills
import Foundation
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// A timeline from a spreadsheet: the file, then which column says what, then what would come of it, then it is taken.
/// Between the steps the cells travel with the form: the server keeps nothing of a file that nobody confirmed.
enum TimelineImportPage {
    /// The cells of a file.
    struct Cells: Sendable, Codable, Hashable {
        var file: String
        var header: [String]
        var rows: [[String]]
        /// The line of the file of each row.
        var lines: [Int]
    }

    struct Model: Sendable {
        let exercise: Exercise
        var cells: Cells?
        var columns: [SheetColumn?] = []
        var times = SheetImport.Options.Times.automatic
        var start = ""
        var recipient = ""
        var replaces = true
        var table: SheetImport?
        var errors = FormErrors()
    }

    private static let fileLimit = 8 << 20
    private static let formLimit = 6 << 20
    private static let mostColumns = 60
    /// Titles and dates often stand above the table.
    private static let searched = 12

    private static let limits: XLSXReader.Limits = {
        var limits = XLSXReader.Limits()
        limits.rows = 5000
        limits.cells = 200_000
        limits.partBytes = 16 << 20
        limits.unpackedBytes = 48 << 20
        return limits
    }()

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        guard exercise.state == .prepared else { throw ExercisesError.notPrepared }
        return page(visit, place, Model(exercise: exercise))
    }

    @Sendable
    static func take(_ visit: Visit) async throws -> Reply {
        let (place, exercise) = try await visit.exercise(ExercisesPermissions.manage)
        guard exercise.state == .prepared else { throw ExercisesError.notPrepared }
        let form = try await visit.form(limit: formLimit, fileLimit: fileLimit)
        var model = Model(exercise: exercise)
        let t = visit.language
        if form.has("donnees") {
            guard let cells = try? JSONDecoder().decode(Cells.self, from: Data(form.verbatim("donnees").utf8)),
                cells.rows.count == cells.lines.count, cells.header.count <= mostColumns
            else { throw Refusal.malformed(Phrase("Ces données ne se lisent pas.", "These data cannot be read.")) }
            model.cells = cells
            model.columns = cells.header.indices.map { SheetColumn(rawValue: form["colonne-\($0)"]) }
            model.times = SheetImport.Options.Times(rawValue: form["heures"]) ?? .automatic
            (model.start, model.recipient) = (form["debut"], form["destinataire"])
            model.replaces = form["mode"] != "ajouter"
        } else {
            guard let upload = form.file("fichier") else {
                model.errors.add(t("Choisissez un fichier.", "Choose a file."), to: "fichier")
                return page(visit, place, model, status: .unprocessable)
            }
            do {
                let bytes = try await ImportScenarioPage.bytes(of: upload)
                let name = String(upload.name.prefix(100))
                model.cells = try await Task.detached { try cells(bytes, name) }.value
                model.columns = SheetColumn.suggested(for: model.cells?.header ?? [])
            } catch let error as DocumentError {
                model.errors.add(error.message(t), to: "fichier")
                return page(visit, place, model, status: .unprocessable)
            }
        }
        model.table = table(model)
        guard form["etape"] == "importer", let table = model.table, !table.hasErrors else {
            return page(visit, place, model, status: form["etape"] == "importer" ? .unprocessable : .ok)
        }
        let (injects, replaces) = (table.injects, model.replaces)
        try await visit.keep(exercise) { exercise, change in
            try InjectChanges.take(injects, replacing: replaces, in: exercise, in: change)
        }
        return .redirect(
            ExercisesURL.timeline(.init(exercise.keeper.id), .init(exercise.id)).path,
            notice: t("\(injects.count) stimuli sont importés.", "\(injects.count) injects are imported."))
    }

    static func cells(_ bytes: [UInt8], _ name: String) throws -> Cells {
        let file = try TableFile(.bytes(bytes), preferring: ["Chronogramme", "Timeline"], limits: limits)
        let records = file.records
        var best = (index: 0, count: 0)
        for (index, record) in records.prefix(searched).enumerated() {
            let count = SheetColumn.recognised(in: Array(record.cells.prefix(mostColumns)))
            if count > best.count { best = (index, count) }
        }
        let rows = records.dropFirst(best.index + 1).prefix(SheetImport.mostRows + 1)
        return Cells(
            file: name, header: Array(records[best.index].cells.prefix(mostColumns)),
            rows: rows.map { Array($0.cells.prefix(mostColumns)).map { String($0.prefix(9000)) } },
            lines: rows.map(\.line))
    }

    static func table(_ model: Model) -> SheetImport? {
        guard let cells = model.cells else { return nil }
        let scenario = model.exercise.scenario
        var options = SheetImport.Options(
            columns: model.columns, cells: scenario.cells, roles: scenario.roles, objectives: scenario.objectives)
        options.times = model.times
        if case .clock(_, let minute) = SheetTime(model.start) { options.start = minute }
        options.recipient = Cell(rawValue: model.recipient).flatMap { scenario.cells.contains($0) ? $0.rawValue : nil }
        return SheetImport(
            zip(cells.lines, cells.rows).map { SheetImport.Row(number: $0, cells: $1) }, options)
    }

    static func title(_ t: Language) -> String { t("Importer un chronogramme", "Import a timeline") }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let (part, id) = (URLPath.Part(model.exercise.keeper.id), URLPath.Part(model.exercise.id))
        guard let cells = model.cells, let table = model.table else {
            let field = Field(
                t, "fichier", label: t("Votre tableau", "Your table"),
                hint: t(
                    "Un classeur .xlsx ou un fichier .csv, une ligne par stimulus. Rien n’est enregistré avant que vous ayez vu le résultat.",
                    "An .xlsx workbook or a .csv file, one line for each inject. Nothing is saved before you have seen the result."
                ),
                error: model.errors["fichier"], isRequired: true)
            var view = FormView(
                title: title(t), button: t("Lire le fichier", "Read the file"),
                action: ExercisesURL.timelineImport(part, id).path, back: ExercisesURL.timeline(part, id).path)
            (view.errors, view.isMultipart) = (model.errors, true)
            return view.render(t, fileField(field, accept: ".xlsx,.csv"))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let data = (try? encoder.encode(cells)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        let choices = SheetColumn.allCases.map { Choice($0.rawValue, SheetExport.heading($0, isFrench: t == .french)) }
        let mapper = cells.header.indices.filter { index in
            !cells.header[index].isEmpty || cells.rows.contains { $0.indices.contains(index) && !$0[index].isEmpty }
        }.map { index in
            select(
                Field(
                    t, "colonne-\(index)",
                    label: cells.header[index].isEmpty
                        ? t("Colonne \(index + 1)", "Column \(index + 1)") : String(cells.header[index].prefix(60))),
                choices, selected: model.columns.indices.contains(index) ? model.columns[index]?.rawValue : nil,
                placeholder: t("laisser de côté", "leave aside"))
        }
        let times = [
            Choice("automatic", t("comme le tableau le montre", "as the table shows")),
            Choice("relative", t("des durées depuis le début", "times since the start")),
            Choice("clock", t("des heures de la journée", "hours on the wall")),
        ]
        let recipients = model.exercise.scenario.cells.map { Choice($0.rawValue, PlayWords.cell($0, t)) }
        let options: HTML = """
            \(fieldRow([
                select(Field(t, "heures", label: t("Les heures sont", "Times are")), times, selected: model.times.rawValue),
                textField(
                    Field(t, "debut", label: t("Heure de début", "Hour of the start"), hint: t("Vide\u{00A0}: la première heure du tableau.", "Empty: the first hour of the table.")),
                    value: model.start, maxLength: 8),
            ]))\
            \(fieldRow([
                select(Field(t, "destinataire", label: t("Destinataire par défaut", "Default recipient")), recipients, selected: model.recipient, placeholder: t("aucun", "none")),
                select(
                    Field(t, "mode", label: t("Le chronogramme actuel", "The current timeline")),
                    [Choice("remplacer", t("est remplacé", "is replaced")), Choice("ajouter", t("est gardé, on ajoute", "is kept, this is added"))],
                    selected: model.replaces ? "remplacer" : "ajouter"),
            ]))
            """
        let buttons: HTML = """
            \(submit(t("Revoir l’aperçu", "See the preview again"), style: .plain, name: "etape", value: "apercu"))\
            \(when(!table.hasErrors, submit(t("Importer \(table.injects.count) stimuli", "Import \(table.injects.count) injects"), name: "etape", value: "importer")))\
            \(buttonLink(t("Annuler", "Cancel"), href: ExercisesURL.timeline(part, id).path))
            """
        let verdict = notice(
            table.hasErrors
                ? Notice(
                    .danger, title: t("Rien n’est encore importé.", "Nothing is imported yet."),
                    text: t(
                        "Dites ce que sont les colonnes ci-dessous, ou corrigez ces cellules dans votre fichier et envoyez-le à nouveau.",
                        "Say what the columns below are, or correct these cells in your file and send it again."))
                : Notice(
                    .success,
                    title: t(
                        "Le tableau se lit\u{00A0}: \(table.injects.count) stimuli.",
                        "The table can be read: \(table.injects.count) injects."),
                    text: t("Vérifiez l’aperçu, puis importez.", "Check the preview, then import.")))
        let content: HTML = """
            <h2>\(t("Ce que dit chaque colonne", "What each column says"))</h2>\
            <div class="field-grid">\(mapper)</div>\(options)\(formActions(buttons))
            """
        return """
            \(pageHead(t, PageHead(title(t), lead: cells.file)))\(verdict)\(faults(table, t))\
            \(form(action: ExercisesURL.timelineImport(part, id).path, hidden: [("donnees", data)], content))\
            \(preview(table, model.exercise, t))
            """
    }

    private static func faults(_ table: SheetImport, _ t: Language) -> HTML {
        let faults = table.faults.sorted {
            ($0.weight == .error ? 0 : 1, $0.row) < ($1.weight == .error ? 0 : 1, $1.row)
        }
        guard !faults.isEmpty else { return HTML() }
        let caption = t("Cellule par cellule", "Cell by cell")
        let rows: [[HTML]] = faults.prefix(100).map { fault in
            [
                "\(fault.column == nil ? t("ligne \(fault.place)", "line \(fault.place)") : fault.place)",
                fault.weight == .error
                    ? badge(t, .missing, t("À corriger", "To correct"))
                    : badge(t, .toReview, t("À regarder", "To look at")),
                "\(t(fault.french, fault.english))",
            ]
        }
        return sheet(
            caption,
            Components.table(
                t,
                Table(
                    caption: caption, isCaptionHidden: true,
                    columns: [
                        Column(t("Cellule", "Cell"), isShort: true), Column(t("Gravité", "Weight"), isShort: true),
                        Column(t("Ce qui ne va pas", "What is wrong")),
                    ], rows: rows)))
    }

    private static func preview(_ table: SheetImport, _ exercise: Exercise, _ t: Language) -> HTML {
        let lines = table.lines.filter { $0.inject != nil }
        guard !lines.isEmpty else { return HTML() }
        let caption = t("Aperçu", "Preview")
        let rows: [[HTML]] = lines.prefix(60).compactMap { line in
            guard let inject = line.inject else { return nil }
            let filled: HTML = when(
                !line.filled.isEmpty,
                "<br><small>\(t("comme au-dessus\u{00A0}: ", "as above: "))\(line.filled.map { SheetExport.heading($0, isFrench: t == .french).lowercased() }.joined(separator: ", "))</small>"
            )
            return [
                "\(t.number(line.row.number))", "\(inject.id)",
                "\(inject.at.map { PlayWords.mark($0 * 60, t) } ?? PlayWords.degree(.reserve, t))",
                "\(inject.title)\(filled)", "\(PlayWords.recipient(inject.to, of: exercise.scenario, t))",
                "\(PlayWords.channel(inject.channel, t))",
            ]
        }
        let more: HTML = when(
            lines.count > 60,
            paragraph(t("Et \(lines.count - 60) autres.", "And \(lines.count - 60) more."), isQuiet: true))
        return sheet(
            caption,
            """
            \(Components.table(
                t,
                Table(
                    caption: caption, isCaptionHidden: true,
                    columns: [
                        Column(t("Ligne", "Line"), isNumber: true), Column(t("N°", "No"), isShort: true),
                        Column(t("Heure", "Time"), isShort: true), Column(t("Stimulus", "Inject")), Column(t("Pour", "For")),
                        Column(t("Canal", "Channel"), isShort: true),
                    ], rows: rows)))\(more)
            """)
    }

    private static func page(
        _ visit: Visit, _ place: Site.Place, _ model: Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.exercisePage(model.exercise, title(t), at: place, status: status, render(model, t))
    }
}
