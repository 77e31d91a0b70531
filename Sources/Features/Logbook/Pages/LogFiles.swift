// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import CrisisLog
import CrisisLogs
import Documents
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// A log as files: tables for a spreadsheet, a report for paper, the signed archive. Each departure is in the journal.
enum LogFiles {
    static func export(
        _ visit: Visit, _ shelf: CrisisLogShelf, _ type: LogbookURL.FileType
    ) async throws -> Reply {
        let desk = try await LogDesk.open(visit, shelf)
        let (record, t) = (desk.record, visit.language)
        let name = "\(t("main-courante", "crisis-log"))-\(record.title).\(type.rawValue)"
        let reply: Reply =
            switch type {
            case .csv: .download(csv(desk, t), name: name, mediaType: "text/csv; charset=utf-8")
            case .xlsx:
                .download(
                    try await workbookBytes(desk, at: visit.now, t), name: name,
                    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            case .pdf: try await visit.pdf(report(desk, t), name: name)
            case .zip: try archive(desk, visit, name)
            }
        try await visit.change { change in
            _ = try visit.place(record.keeper.id, for: LogbookPermissions.read, in: change.session)
            try change.record(
                "crisisLog.exported", organisation: record.keeper.id.text, subject: record.id.text,
                detail: "\(record.title), \(type.rawValue)")
        }
        return reply
    }

    private static func archive(_ desk: LogDesk, _ visit: Visit, _ name: String) throws -> Reply {
        let key = try LogArchiveKey(of: visit.house.entrance.secretKey)
        let (house, copy, now) = (visit.house, desk.copy, visit.now)
        let author = visit.person?.access.name ?? "Carène"
        return .stream(mediaType: "application/zip", name: name) { write in
            try await LogArchiveWriter.write(
                copy, by: key, madeBy: author, at: now, version: house.settings.version,
                attachment: { try await Attachments.bytes($0, in: house) }, to: { try await write($0) })
        }
    }

    // MARK: Tables

    static func header(_ t: Language) -> [String] {
        [
            t("numero", "number"), t("heure_du_fait", "fact_at"), t("heure_de_saisie", "entered_at"),
            t("nature", "kind"),
            t("cellule", "cell"), t("texte", "text"), t("auteur", "author"), t("source", "source"),
            t("certitude", "confidence"), t("decide_par", "decided_by"), t("motifs", "grounds"), t("confie_a", "owner"),
            t("echeance", "due"), t("etat", "state"), t("se_rapporte_a", "about"), t("feuille", "sheet"),
            t("pieces_jointes", "attachments"), t("phase", "phase"), t("texte_saisi", "text_entered"),
            t("empreinte", "hash"),
        ]
    }

    static func row(_ line: LogReading.Line, _ desk: LogDesk, _ t: Language) -> [String] {
        let (said, entry) = (line.current, line.entry)
        let about = entry.statement.about.map { about in
            let verb =
                switch entry.statement.relation {
                case .corrects: t("corrige", "corrects")
                case .closes: t("clôt", "closes")
                case .answers, nil: t("répond à", "answers")
                }
            return "\(verb) \(about)"
        }
        return [
            LogWords.number(line), stamp(said.factAt, desk), stamp(entry.countedAt, desk), LogWords.kind(said.kind, t),
            LogWords.cell(said.cell, t), said.text, entry.author, said.source,
            said.confidence.map { LogWords.confidence($0, t) } ?? "", said.decidedBy, said.motive, said.owner,
            said.due.map { stamp($0, desk) } ?? "",
            line.isAsked ? LogWords.badge(line, at: desk.now, t).word ?? "" : "", about ?? "", said.paperSheet,
            said.attachments.map(\.name).joined(separator: ", "), said.phase.map { LogWords.phase($0, t) } ?? "",
            line.isCorrected ? entry.statement.text : "", entry.hash,
        ]
    }

    /// "2026-11-21 14:02:31", on the wall: sorted as text it is sorted by time.
    private static func stamp(_ moment: Moment, _ desk: LogDesk) -> String {
        let seconds = Int((moment.milliseconds / 1000) % 60)
        return
            "\(desk.zone.day(at: moment.instant).text) \(WallTime.text(moment, desk.zone)):\(seconds < 10 ? "0" : "")\(max(seconds, 0))"
    }

    static func lines(_ desk: LogDesk) -> [LogReading.Line] {
        var filter = LogFilter()
        filter.order = .fact
        return filter.sorted(desk.reading.lines).reversed()
    }

    static func csv(_ desk: LogDesk, _ t: Language) -> [UInt8] {
        var writer = CSVWriter(.frenchExcel)
        if desk.isExercise { writer.write([t("EXERCICE", "EXERCISE")]) }
        writer.write(header(t))
        for line in lines(desk) { writer.write(row(line, desk, t)) }
        return writer.take()
    }

    @concurrent
    private static func workbookBytes(_ desk: LogDesk, at now: Instant, _ t: Language) async throws -> [UInt8] {
        try XLSXWriter.bytes(of: workbook(desk, at: now, t))
    }

    static func workbook(_ desk: LogDesk, at now: Instant, _ t: Language) -> Workbook {
        let widths: [Double] = [12, 20, 20, 14, 22, 70, 26, 24, 14, 22, 30, 22, 20, 18, 16, 18, 24, 24, 40, 24]
        let columns = zip(header(t), widths).map { title, width in
            Workbook.Column(
                title.replacing("_", with: " "), width: width, style: width >= 30 ? .wrapped : .plain)
        }
        let mark = desk.isExercise ? t("EXERCICE · ", "EXERCISE · ") : ""
        let sheet = Workbook.Sheet(
            name: desk.isExercise ? t("EXERCICE main courante", "EXERCISE log") : t("Main courante", "Log"),
            columns: columns, rows: lines(desk).map { row($0, desk, t).map { .text($0) } }, frozenColumns: 1,
            notes: [mark + desk.record.title], printTitle: mark + desk.record.title)
        return Workbook(title: mark + desk.record.title, createdAt: now, language: t, sheets: [sheet])
    }

    // MARK: Paper

    private static func report(_ desk: LogDesk, _ t: Language) -> Report {
        let found = desk.copy.verification
        let state =
            found.isIntact
            ? t("Chaînes intactes.", "Chains intact.")
            : found.isDamaged ? t("Chaîne rompue\u{00A0}!", "Chain broken!") : t("Chaînes fourchues.", "Chains forked.")
        return Report(
            title: (desk.isExercise ? t("EXERCICE · ", "EXERCISE · ") : "") + desk.record.title,
            subtitle: t("Main courante. ", "Crisis log. ")
                + t.count(found.count, ("ligne", "lignes"), ("line", "lines")) + ". " + state,
            audience: t("cellules de crise seulement", "crisis cells only"), place: desk.place,
            main: printed(desk, t))
    }

    /// The table for paper, without links: also what the crisis kit holds.
    static func printed(_ desk: LogDesk, _ t: Language) -> HTML {
        printed(lines(desk), desk, t)
    }

    private static func printed(_ lines: [LogReading.Line], _ desk: LogDesk, _ t: Language) -> HTML {
        let rows = lines.map { line -> [HTML] in
            let said = line.current
            let notes = [
                said.decidedBy.isEmpty ? "" : t("décidé par \(said.decidedBy)", "decided by \(said.decidedBy)"),
                said.motive,
                said.owner.isEmpty ? "" : t("confié à \(said.owner)", "given to \(said.owner)"),
                said.due.map { t("pour \(desk.clock($0, t))", "due \(desk.clock($0, t))") } ?? "",
                line.isCorrected
                    ? t(
                        "corrigée par \(line.corrections.last?.reference.description ?? "")",
                        "corrected by \(line.corrections.last?.reference.description ?? "")") : "",
                said.source, said.paperSheet, line.entry.author,
            ].filter { !$0.isEmpty }
            return [
                "\(LogWords.number(line))", "\(desk.clock(said.factAt, t))", "\(desk.clock(line.entry.countedAt, t))",
                "\(LogWords.badge(line, at: desk.now, t).word ?? "")",
                "\(said.text)<p class=\"quiet\">\(notes.joined(separator: " · "))</p>",
            ]
        }
        let title = t("Lignes dans l’ordre des faits", "Lines in the order of the facts")
        return table(
            t,
            Table(
                caption: title,
                columns: [
                    Column(t("N°", "No."), isShort: true), Column(t("Fait", "Fact"), isShort: true),
                    Column(t("Saisie", "Entry"), isShort: true), Column(t("Nature", "Kind"), isShort: true),
                    Column(t("Texte", "Text")),
                ], rows: rows))
    }
}
