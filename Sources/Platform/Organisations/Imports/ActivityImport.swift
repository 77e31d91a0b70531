// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Persistence
import Primitives

/// Sets combined-activity weights from a table with the columns `finess`, `annee` and `activite_combinee`, in one
/// transaction. Numbers may be written in French: `12 345,6`.
public enum ActivityImport {
    static let years = 2000...2100
    private static let batchLength = 500

    static func isWeight(_ value: Double) -> Bool { value.isFinite && value >= 0 && value <= 1e12 }

    public static func run(
        path: String, in change: Change, progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        try run(.file(path: path), in: change, progress: progress)
    }

    public static func run(
        _ source: ByteSource, in change: Change, progress: @escaping @Sendable (ImportProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        let stream = try source.open()
        var reader = try CSVReader(stream, options: CSVReader.Options(removesFormulaGuard: true))
        let names = ["finess", "annee", "activite_combinee"]
        guard let first = try reader.next() else { throw DocumentError.missingColumns(names) }
        let columns = try CSVHeader(first).columns(names)
        var report = ImportReport()
        var batch: [Line] = []
        var seen: Set<Key> = []
        var lines = 0
        while let record = try reader.next() {
            lines += 1
            guard lines <= FINESSImport.maximumLines else { throw ImportError.tooManyLines(FINESSImport.maximumLines) }
            do throws(FINESSLine.Refusal) {
                let line = try read(record, columns)
                guard seen.insert(Key(line)).inserted else { throw repeated(line) }
                batch.append(line)
            } catch {
                report.refuse(record.line, error.reason)
            }
            if batch.count >= batchLength {
                try write(&batch, report: &report, in: change.session)
                progress(ImportProgress(linesRead: lines, bytesRead: reader.position, bytesTotal: stream.total))
            }
        }
        try write(&batch, report: &report, in: change.session)
        progress(ImportProgress(linesRead: lines, bytesRead: reader.position, bytesTotal: stream.total))
        try change.record("activity.imported", detail: report.figures)
        return report
    }

    private struct Line {
        let line: Int
        let finess: FINESS
        let year: Int
        let weight: Double
    }

    private struct Key: Hashable {
        let finess: UInt64
        let year: Int16

        init(_ line: Line) {
            finess = line.finess.packed
            year = Int16(clamping: line.year)
        }
    }

    private static func read(_ record: CSVRecord, _ columns: [Int]) throws(FINESSLine.Refusal) -> Line {
        let cells = columns.map { cleaned(record[$0]) }
        guard let finess = FINESS(cells[0]) else {
            throw FINESSLine.Refusal(
                reason: Phrase(
                    "«\u{00A0}\(cells[0].prefix(30))\u{00A0}» n’est pas un numéro FINESS (neuf lettres ou chiffres).",
                    "“\(cells[0].prefix(30))” is not a FINESS number (nine letters or digits)."))
        }
        guard let year = Int(cells[1]), years.contains(year) else {
            throw FINESSLine.Refusal(
                reason: Phrase(
                    "«\u{00A0}\(cells[1].prefix(30))\u{00A0}» n’est pas une année entre 2000 et 2100.",
                    "“\(cells[1].prefix(30))” is not a year between 2000 and 2100."))
        }
        guard let weight = weight(cells[2]) else {
            throw FINESSLine.Refusal(
                reason: Phrase(
                    "«\u{00A0}\(cells[2].prefix(30))\u{00A0}» n’est pas un nombre positif.",
                    "“\(cells[2].prefix(30))” is not a positive number."))
        }
        return Line(line: record.line, finess: finess, year: year, weight: weight)
    }

    /// Digits, one comma or point, and the spaces that set thousands apart.
    static func weight(_ text: String) -> Double? {
        var plain = ""
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
            switch scalar {
            case "0"..."9", ".": plain.unicodeScalars.append(scalar)
            case ",": plain.append(".")
            default: return nil
            }
        }
        guard let value = Double(plain), isWeight(value) else { return nil }
        return value
    }

    private static func repeated(_ line: Line) -> FINESSLine.Refusal {
        FINESSLine.Refusal(
            reason: Phrase(
                "L’activité \(line.year) du numéro \(line.finess) figure déjà plus haut dans le fichier.",
                "The \(line.year) activity of number \(line.finess) already stands above in the file."))
    }

    private static func write(
        _ batch: inout [Line], report: inout ImportReport, in session: any Session
    ) throws(DatabaseError) {
        defer { batch.removeAll(keepingCapacity: true) }
        guard !batch.isEmpty else { return }
        var identifiers: [FINESS: Organisation.ID] = [:]
        try session.each(
            "SELECT finess, id FROM organisation WHERE finess IN (\(list: Set(batch.map(\.finess)).sorted()))"
        ) { row throws(DatabaseError) in identifiers[FINESS(stored: try row.text(0))] = try row.identifier(1) }
        var before: [String: Double] = [:]
        try session.each(
            """
            SELECT organisation_id, year, weight FROM organisation_activity
            WHERE organisation_id IN (\(list: identifiers.values.sorted { $0.text < $1.text }))
            """
        ) { row throws(DatabaseError) in before["\(try row.text(0)) \(try row.int(1))"] = try row.real(2) }

        var rows: [(id: Organisation.ID, year: Int, weight: Double)] = []
        for line in batch {
            guard let id = identifiers[line.finess] else {
                report.refuse(
                    line.line,
                    Phrase(
                        "Aucun établissement ne porte le numéro \(line.finess).",
                        "No organisation has the number \(line.finess)."))
                continue
            }
            switch before["\(id.text) \(line.year)"] {
            case line.weight: report.unchanged += 1
            case nil:
                report.created += 1
                rows.append((id, line.year, line.weight))
            default:
                report.changed += 1
                rows.append((id, line.year, line.weight))
            }
        }
        try OrganisationRows.inPieces(rows) { piece throws(DatabaseError) in
            let values = piece.map { row -> SQL in "(\(row.id), \(row.year), \(row.weight))" }
            try session.execute(
                """
                INSERT INTO organisation_activity (organisation_id, year, weight) VALUES \(SQL.joined(values))
                ON CONFLICT (organisation_id, year) DO UPDATE SET weight = excluded.weight
                """)
        }
    }
}
