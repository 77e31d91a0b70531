// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Identity
import Primitives

/// Reads a table of answers that a person brings back: the workbook, or the CSV file. Nothing is written: the result
/// says what would change.
enum AnswersTable {
    /// The names of the answers' sheet, in each language; in a workbook without it, the first sheet is read.
    private static let sheets = ["Réponses", "Answers"]

    /// The largest frameworks known ask 1,800 requirements; a workbook of answers holds little else.
    private static let limits: XLSXReader.Limits = {
        var limits = XLSXReader.Limits()
        limits.rows = 10_000
        limits.cells = 300_000
        limits.partBytes = 16 << 20
        limits.unpackedBytes = 48 << 20
        return limits
    }()

    /// - Throws: what makes the whole file unreadable; what is wrong with one line is in the result.
    static func read(
        _ source: ByteSource, into context: AnswersCSV.Context
    ) throws(DocumentError) -> AnswersImport {
        let file = try TableFile(source, preferring: sheets, limits: limits)
        guard file.header.count <= AnswersCSV.maximumColumns else { throw .tooManyColumns(line: file.headerLine) }
        var reading = try AnswersReading(header: CSVHeader(names: file.header), context: context)
        if case .workbook(let sheet) = file.kind { reading.result.sheet = sheet }
        for (line, cells) in zip(file.lines, file.rows) { reading.read(CSVRecord(line: line, cells: cells)) }
        return reading.result
    }
}

/// Reads lines one after the other against the answers that are there.
struct AnswersReading {
    private let line: AnswersCSVLine
    private let context: AnswersCSV.Context
    private var seen: [String: Int] = [:]
    var result: AnswersImport

    init(header: CSVHeader, context: AnswersCSV.Context) throws(DocumentError) {
        _ = try header.columns(["code", "revision"])
        line = AnswersCSVLine(header: header, context: context)
        self.context = context
        result = AnswersImport(columns: line.places)
    }

    mutating func read(_ record: CSVRecord) {
        guard record.cells.contains(where: { !$0.isEmpty }) else { return }
        let code = line.code(record)
        do throws(AnswersImport.Reason) {
            // Only known codes are remembered: there are no more of them than the framework has.
            if context.asked.contains(code) {
                if let earlier = seen[code] { throw .repeated(earlier) }
                seen[code] = record.line
            }
            if let change = try line.change(record, code: code) { result.accept(change) } else { result.leave() }
        } catch {
            result.refuse(AnswersImport.Refused(line: record.line, code: String(code.prefix(60)), reason: error))
        }
    }
}
