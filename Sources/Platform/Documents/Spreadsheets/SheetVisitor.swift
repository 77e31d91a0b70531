// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// The cells of one sheet: `xl/worksheets/sheet*.xml` (ECMA-376 part 1, 18.3.1). Rows and cells may leave out their
/// reference: they then follow the one before.
final class SheetVisitor: XMLVisitor {
    private let name: String
    private let texts: [String?]
    private let styles: [StylesVisitor.Kind]
    private let is1904: Bool
    private let limits: XLSXReader.Limits

    private(set) var rows: [SheetTable.Row] = []
    /// How many more cells the workbook may have.
    private(set) var budget: Int

    private var isInRow = false
    private var isInCell = false
    private var isInValue = false
    private var row = -1
    private var column = -1
    private var cells: [SheetTable.Cell] = []
    private var type = ""
    private var style = 0
    private var value: [UInt8] = []
    private var inline = TextCollector()
    private var isInline = false

    init(
        name: String, texts: [String?], styles: [StylesVisitor.Kind], is1904: Bool, limits: XLSXReader.Limits,
        budget: Int
    ) {
        self.name = name
        self.texts = texts
        self.styles = styles
        self.is1904 = is1904
        self.limits = limits
        self.budget = budget
    }

    func start(_ element: String, _ attributes: XMLAttributes) throws(DocumentError) {
        switch element {
        case "row": try beginRow(attributes["r"])
        case "c" where isInRow: try beginCell(attributes)
        case "v" where isInCell: isInValue = true
        case "is" where isInCell:
            isInline = true
            inline.begin()
        default: if isInline { inline.start(element) }
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(DocumentError) {
        if isInline { inline.append(bytes) }
        guard isInValue else { return }
        guard value.count + bytes.count <= CellText.maximumLength * 7 else { throw fault(.textTooLong) }
        value.append(contentsOf: bytes)
    }

    func end(_ element: String) throws(DocumentError) {
        switch element {
        case "row": try endRow()
        case "c" where isInCell:
            isInCell = false
            try place(try cell())
        case "v": isInValue = false
        case "is": isInline = false
        default: if isInline { inline.end(element) }
        }
    }

    private func beginRow(_ reference: String?) throws(DocumentError) {
        // As written, from 1.
        let number = reference.map { Int($0) ?? 0 } ?? row + 2
        guard !isInRow, number > row + 1, number <= CellReference.rows else {
            throw .workbook(.badReference(sheet: name, cell: String((reference ?? String(number)).prefix(20))))
        }
        (row, column, isInRow) = (number - 1, -1, true)
        cells = []
    }

    private func beginCell(_ attributes: XMLAttributes) throws(DocumentError) {
        if let text = attributes["r"] {
            guard let reference = CellReference(text), reference.row == row, reference.column > column, !isInCell else {
                throw .workbook(.badReference(sheet: name, cell: String(text.prefix(20))))
            }
            column = reference.column
        } else {
            column += 1
            guard column < CellReference.columns, !isInCell else { throw fault(.badReference) }
        }
        isInCell = true
        type = attributes["t"] ?? "n"
        style = attributes["s"].flatMap { Int($0) } ?? 0
        value = []
        inline = TextCollector()
    }

    private func endRow() throws(DocumentError) {
        isInRow = false
        guard !cells.isEmpty else { return }
        guard rows.count < limits.rows else { throw .workbook(.tooManyRows(sheet: name, limit: limits.rows)) }
        rows.append(SheetTable.Row(number: row + 1, cells: cells))
    }

    private func place(_ cell: SheetTable.Cell) throws(DocumentError) {
        guard cell != .empty, cell != .text("") else { return }
        guard column < limits.columns else {
            throw .workbook(.tooManyColumns(sheet: name, cell: reference, limit: limits.columns))
        }
        let added = column + 1 - cells.count
        guard added <= budget else { throw .workbook(.tooManyCells(sheet: name, limit: limits.cells)) }
        budget -= added
        while cells.count < column { cells.append(.empty) }
        cells.append(cell)
    }

    private func cell() throws(DocumentError) -> SheetTable.Cell {
        let text = String(decoding: value, as: UTF8.self)
        switch type {
        case "inlineStr":
            guard let text = inline.take() else { throw fault(.textTooLong) }
            return .text(text)
        case "str":
            let read = CellText.read(text)
            guard read.utf16.count <= CellText.maximumLength else { throw fault(.textTooLong) }
            return .text(read)
        case _ where value.isEmpty: return .empty
        case "s":
            guard let index = Int(text), texts.indices.contains(index) else { throw fault(.badValue) }
            guard let shared = texts[index] else { throw fault(.textTooLong) }
            return .text(shared)
        case "b":
            guard ["0", "1", "true", "false"].contains(text) else { throw fault(.badValue) }
            return .boolean(text == "1" || text == "true")
        case "e": return .error(String(text.prefix(40)))
        case "d": return try isoDate(text)
        default: return try number(text)
        }
    }

    private func number(_ text: String) throws(DocumentError) -> SheetTable.Cell {
        // Swift also reads hexadecimal, infinities and "nan".
        let allowed = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
        }
        guard allowed, let number = Double(text), number.isFinite else { throw fault(.badValue) }
        switch styles.indices.contains(style) ? styles[style] : .plain {
        case .plain: return .number(number)
        case .date:
            guard let (day, seconds) = SerialDate.day(number, is1904: is1904) else { return .number(number) }
            return seconds == 0 ? .date(day) : .moment(day, seconds: seconds)
        case .digits(let width):
            guard let whole = Int(exactly: number), whole >= 0 else { return .number(number) }
            let digits = String(whole)
            return .text(String(repeating: "0", count: max(width - digits.count, 0)) + digits)
        }
    }

    /// `2026-11-21` or `2026-11-21T14:02:00`, with what may follow the seconds.
    private func isoDate(_ text: String) throws(DocumentError) -> SheetTable.Cell {
        guard let day = Day(text: text.prefix(10)) else { throw fault(.badValue) }
        let time = text.dropFirst(10)
        guard !time.isEmpty else { return .date(day) }
        let parts = time.dropFirst().prefix(8).split(separator: ":", omittingEmptySubsequences: false)
        guard time.first == "T", parts.count == 3, let hour = Int(parts[0]), let minute = Int(parts[1]),
            let second = Int(parts[2]), (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { throw fault(.badValue) }
        let seconds = hour * 3600 + minute * 60 + second
        return seconds == 0 ? .date(day) : .moment(day, seconds: seconds)
    }

    private enum Wrong {
        case textTooLong
        case badReference
        case badValue
    }

    private func fault(_ wrong: Wrong) -> DocumentError {
        switch wrong {
        case .textTooLong: .workbook(.textTooLong(sheet: name, cell: reference))
        case .badReference: .workbook(.badReference(sheet: name, cell: reference))
        case .badValue: .workbook(.badValue(sheet: name, cell: reference))
        }
    }

    private var reference: String { CellReference(column: column, row: row).text }
}
