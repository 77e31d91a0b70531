// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The neutral format as a table: one line for each run, separated by semicolons, commas or tabulations, with or without
/// quotes (RFC 4180).
enum NeutralTable {
    static let lineLimit = 100_000

    static func read(_ bytes: [UInt8], _ context: ReportContext) throws(ReportError) -> BackupReport {
        var reader = TableReader(bytes)
        guard let head = reader.next() else { throw .empty }
        var places: [String: Int] = [:]
        for (index, title) in head.cells.enumerated() {
            let plain = String(title.plain.map { $0 == " " || $0 == "-" ? "_" : $0 })
            let field = Wording.columns[plain] ?? plain
            if Wording.fields.contains(field), places[field] == nil { places[field] = index }
        }
        let missing = Wording.needed.filter { places[$0] == nil }
        guard missing.count < Wording.needed.count else { throw .unrecognised }
        guard missing.isEmpty else { throw .missingColumns(missing) }
        var report = BackupReport(.neutralCSV)
        var count = 0
        while let record = reader.next() {
            count += 1
            guard count <= lineLimit else {
                report.faults.append(.init(line: record.line, reason: .tooManyRuns))
                break
            }
            if record.cells.allSatisfy({ $0.trimmingSpaces.isEmpty }) { continue }
            // The last line of a file that was cut short lacks its end.
            if record.isLast, record.isUnclosed || record.cells.count < head.cells.count {
                report.isTruncated = true
                continue
            }
            var cells: [String: String] = [:]
            for (field, place) in places where place < record.cells.count { cells[field] = record.cells[place] }
            switch Wording.run(cells, context) {
            case .success(let run): report.entries.append(.init(line: record.line, run: run))
            case .failure(let fault): report.faults.append(.init(line: record.line, reason: .badValue(fault.field)))
            }
        }
        return report
    }
}

/// Takes a table apart, record by record.
private struct TableReader {
    struct Record {
        let line: Int
        let cells: [String]
        /// Nothing follows, not even the end of a line.
        let isLast: Bool
        let isUnclosed: Bool
    }

    private static let cellLimit = 64

    private let bytes: [UInt8]
    private let separator: UInt8
    private var index = 0
    private var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let head = bytes.prefix { $0 != 0x0A }
        let candidates = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ",")]
        separator = candidates.first { head.contains($0) } ?? candidates[0]
    }

    mutating func next() -> Record? {
        guard index < bytes.count else { return nil }
        let first = line
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var isEnded = false
        func text(_ cell: [UInt8]) -> String { String(decoding: cell, as: UTF8.self) }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A { line += 1 }
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    cell.append(byte)
                } else if index < bytes.count, bytes[index] == byte {
                    cell.append(byte)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if byte == UInt8(ascii: "\""), cell.isEmpty {
                isQuoted = true
            } else if byte == separator {
                if cells.count < Self.cellLimit { cells.append(text(cell)) }
                cell.removeAll(keepingCapacity: true)
            } else if byte == 0x0A {
                isEnded = true
                break
            } else if byte != 0x0D {
                cell.append(byte)
            }
        }
        cells.append(text(cell))
        return Record(line: first, cells: cells, isLast: !isEnded, isUnclosed: isQuoted)
    }
}
