// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CXLSXWriter
import Primitives

/// Writes one sheet: header, how it behaves and prints, rows, notes.
struct XLSXSheet {
    let sheet: Workbook.Sheet
    let page: UnsafeMutablePointer<lxw_worksheet>
    var formats: XLSXFormats
    let language: Language
    private let columns: [Workbook.Column]
    private let isProtected: Bool

    /// Rows under the table that also offer the choices of a column, for a person who adds lines.
    private static let spareRows = 200

    init(
        sheet: Workbook.Sheet, page: UnsafeMutablePointer<lxw_worksheet>, formats: XLSXFormats, language: Language
    ) {
        self.sheet = sheet
        self.page = page
        self.formats = formats
        self.language = language
        columns = Array(sheet.columns.prefix(CellReference.columns))
        isProtected =
            sheet.columns.contains { $0.style.isLocked }
            || sheet.rows.contains { $0.contains { $0.style?.isLocked ?? false } }
        self.formats.isProtected = isProtected
    }

    mutating func write(_ lists: inout XLSXChoices) throws(DocumentError) {
        // The header, a blank line and the notes stand on the same sheet.
        guard sheet.rows.count + sheet.notes.count + 2 <= CellReference.rows else {
            throw .workbook(.tooManyRows(sheet: sheet.name, limit: CellReference.rows))
        }
        try writeHeader()
        // In constant memory, nothing can be said of the first row once the next is begun.
        for (index, column) in columns.enumerated() where !column.choices.isEmpty {
            let range = lists.range(of: column.choices)
            let last = sheet.rows.count + (isProtected || !sheet.notes.isEmpty ? 0 : Self.spareRows)
            guard last > 0 else { continue }
            try offer(range, column: index, through: min(last, CellReference.rows - 1))
        }
        try setBehaviour()
        try setPrinting()
        for (index, row) in sheet.rows.enumerated() {
            for (column, cell) in row.prefix(CellReference.columns).enumerated() {
                try write(cell, row: index + 1, column: column)
            }
        }
        for (index, note) in sheet.notes.enumerated() {
            try writeText(note, row: sheet.rows.count + 2 + index, column: 0, formats.format(.note))
        }
    }

    private mutating func writeHeader() throws(DocumentError) {
        for (index, column) in columns.enumerated() {
            let place = UInt16(clamping: index)
            let width = column.width.isFinite ? min(max(column.width, 1), 255) : 16
            // The look of cells that do not exist yet.
            let format = isProtected ? formats.format(.general, column.style) : nil
            try check(worksheet_set_column(page, place, place, width, format))
            try writeText(column.title, row: 0, column: index, formats.format(.header))
        }
    }

    private mutating func write(_ cell: Workbook.Cell, row: Int, column: Int) throws(DocumentError) {
        let style = cell.style ?? (columns.indices.contains(column) ? columns[column].style : .plain)
        switch cell.content {
        case .empty:
            try check(worksheet_write_blank(page, UInt32(row), UInt16(column), formats.format(.general, style)))
        case .text(let text): try writeText(text, row: row, column: column, formats.format(.text, style))
        case .number(let number): try writeNumber(number, .general, style, row: row, column: column)
        case .percent(let share): try writeNumber(share, .percent, style, row: row, column: column)
        case .euros(let amount):
            let isWhole = amount == amount.rounded()
            try writeNumber(amount, isWhole ? .wholeEuros : .euros, style, row: row, column: column)
        case .date(let day):
            guard let serial = SerialDate.serial(day) else {
                return try writeText(day.text, row: row, column: column, formats.format(.text, style))
            }
            try writeNumber(Double(serial), .date, style, row: row, column: column)
        case .link(let text, let url):
            let shown = CellText.written(text)
            if Self.isWebAddress(url), !shown.isEmpty, shown.utf16.count <= 2079 {
                let status = worksheet_write_url_opt(
                    page, UInt32(row), UInt16(column), url, formats.format(.link, style), shown, nil)
                if status == LXW_NO_ERROR { return }
            }
            // Excel takes some 65,000 links a sheet: the text alone remains.
            try writeText(text, row: row, column: column, formats.format(.text, style))
        }
    }

    /// A result that is not a number would make the file unreadable: the cell stays blank.
    private mutating func writeNumber(
        _ number: Double, _ kind: XLSXFormats.Kind, _ style: Workbook.Style, row: Int, column: Int
    ) throws(DocumentError) {
        let format = formats.format(kind, style)
        guard number.isFinite else {
            return try check(worksheet_write_blank(page, UInt32(row), UInt16(column), format))
        }
        try check(worksheet_write_number(page, UInt32(row), UInt16(column), number, format))
    }

    private func writeText(
        _ text: String, row: Int, column: Int, _ format: UnsafeMutablePointer<lxw_format>?
    ) throws(DocumentError) {
        let written = CellText.written(text)
        if written.isEmpty { return try check(worksheet_write_blank(page, UInt32(row), UInt16(column), format)) }
        try check(worksheet_write_string(page, UInt32(row), UInt16(column), written, format))
    }

    private static func isWebAddress(_ url: String) -> Bool {
        url.utf8.count <= 2000 && url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
            && ["https://", "http://", "mailto:"].contains { url.lowercased().hasPrefix($0) }
    }

    private func offer(_ range: String, column: Int, through last: Int) throws(DocumentError) {
        var validation = lxw_data_validation()
        validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        let texts = [
            strdup(range), strdup(language("Valeur inconnue", "Unknown value")),
            strdup(
                language("Choisissez une des valeurs de la liste.", "Choose one of the values of the list.")),
        ]
        defer { for text in texts { free(text) } }
        validation.value_formula = texts[0]
        validation.error_title = texts[1]
        validation.error_message = texts[2]
        try check(
            worksheet_data_validation_range(page, 1, UInt16(column), UInt32(last), UInt16(column), &validation))
    }

    private func setBehaviour() throws(DocumentError) {
        let frozen = min(max(sheet.frozenColumns, 0), columns.count)
        worksheet_freeze_panes(page, 1, UInt16(clamping: frozen))
        if sheet.hasFilter, !columns.isEmpty, !sheet.rows.isEmpty {
            try check(worksheet_autofilter(page, 0, 0, UInt32(sheet.rows.count), UInt16(clamping: columns.count - 1)))
        }
        guard isProtected else { return }
        var protection = lxw_protection()
        (protection.format_columns, protection.format_rows) = (1, 1)
        (protection.sort, protection.autofilter) = (1, 1)
        worksheet_protect(page, nil, &protection)
    }

    private func setPrinting() throws(DocumentError) {
        // A4 (ECMA-376 part 1, 18.3.1.63), one page wide, the header repeated.
        worksheet_set_paper(page, 9)
        if sheet.isLandscape { worksheet_set_landscape(page) }
        worksheet_fit_to_pages(page, 1, 0)
        try check(worksheet_repeat_rows(page, 0, 0))
        // "&" begins a code in headers, and 255 characters is the most.
        let title = CellText.written(sheet.printTitle).filter { $0 != "\n" }.prefix(100)
        if !title.isEmpty {
            let shown = title.reduce(into: "") { $0 += $1 == "&" ? "&&" : String($1) }
            try check(worksheet_set_header(page, "&L" + (shown.first?.isNumber == true ? " " : "") + shown))
        }
        try check(worksheet_set_footer(page, "&RPage &P / &N"))
    }

    private func check(_ status: lxw_error) throws(DocumentError) {
        guard status == LXW_NO_ERROR else { throw .workbook(.notWritten(XLSXWriter.reason(status))) }
    }
}

/// The choices that columns offer. They stand on a hidden sheet: a list inside the cell's rule could not hold a comma
/// nor exceed 255 characters (Microsoft, "Apply data validation to cells").
struct XLSXChoices {
    var name = ""
    private var lists: [[String]] = []

    /// The formula of the cells that hold these texts.
    mutating func range(of choices: [String]) -> String {
        let column: Int
        if let known = lists.firstIndex(of: choices) {
            column = known
        } else {
            column = lists.count
            lists.append(choices)
        }
        let letters = CellReference.letters(column)
        let quoted = name.reduce(into: "") { $0 += $1 == "'" ? "''" : String($1) }
        return "='\(quoted)'!$\(letters)$1:$\(letters)$\(min(choices.count, CellReference.rows))"
    }

    func write(to book: UnsafeMutablePointer<lxw_workbook>) throws(DocumentError) {
        guard !lists.isEmpty else { return }
        guard let page = workbook_add_worksheet(book, name) else { throw .workbook(.notWritten(name)) }
        let height = lists.reduce(0) { max($0, $1.count) }
        // Row by row: what constant memory asks for.
        for row in 0..<min(height, CellReference.rows) {
            for (column, list) in lists.prefix(CellReference.columns).enumerated() where list.indices.contains(row) {
                let text = CellText.written(list[row])
                guard !text.isEmpty else { continue }
                let status = worksheet_write_string(page, UInt32(row), UInt16(column), text, nil)
                guard status == LXW_NO_ERROR else { throw .workbook(.notWritten(XLSXWriter.reason(status))) }
            }
        }
        worksheet_hide(page)
    }
}
