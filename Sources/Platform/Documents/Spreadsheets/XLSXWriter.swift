// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CXLSXWriter
import Primitives

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes a workbook as .xlsx through libxlsxwriter, which only writes to a file: a temporary one, readable by this
/// program alone, removed at once. Blocks while it writes: a fraction of a second for thousands of rows.
public enum XLSXWriter {
    public static func bytes(of workbook: Workbook) throws(DocumentError) -> [UInt8] {
        let file = try TemporaryFile()
        defer { file.remove() }
        var options = lxw_workbook_options()
        // Beyond this, rows go to disk as they are written instead of being kept until the end.
        let cells = workbook.sheets.reduce(0) { sum, sheet in sheet.rows.reduce(sum) { $0 + $1.count } }
        options.constant_memory = cells > 200_000 ? 1 : 0
        guard let book = workbook_new_opt(file.path, &options) else { throw .workbook(.notWritten("libxlsxwriter")) }
        do throws(DocumentError) {
            try write(workbook, to: book)
        } catch {
            lxw_workbook_free(book)
            throw error
        }
        let status = workbook_close(book)
        guard status == LXW_NO_ERROR else { throw .workbook(.notWritten(reason(status))) }
        var bytes: [UInt8] = []
        let stream = try ByteSource.file(path: file.path).open()
        while let piece = try stream.next() { bytes += piece }
        return bytes
    }

    private static func write(
        _ workbook: Workbook, to book: UnsafeMutablePointer<lxw_workbook>
    ) throws(DocumentError) {
        try setProperties(workbook, of: book)
        var formats = XLSXFormats(book)
        var names = Set<String>()
        var lists = XLSXChoices()
        // A workbook without a sheet does not open.
        let sheets = workbook.sheets.isEmpty ? [Workbook.Sheet(name: "", columns: [], rows: [])] : workbook.sheets
        let safe = sheets.map { SheetName.safe($0.name, taken: &names) }
        lists.name = SheetName.safe(workbook.language("Listes", "Lists"), taken: &names)
        for (sheet, name) in zip(sheets, safe) {
            guard let page = workbook_add_worksheet(book, name) else {
                throw .workbook(.notWritten(name))
            }
            var writer = XLSXSheet(sheet: sheet, page: page, formats: formats, language: workbook.language)
            try writer.write(&lists)
            formats = writer.formats
        }
        try lists.write(to: book)
    }

    private static func setProperties(
        _ workbook: Workbook, of book: UnsafeMutablePointer<lxw_workbook>
    ) throws(DocumentError) {
        var properties = lxw_doc_properties()
        // Zero would mean now.
        let seconds = workbook.createdAt.seconds(since: Instant(millisecondsSinceEpoch: 0))
        properties.created = min(max(seconds, 1), 253_402_300_799)
        let title = strdup(String(CellText.written(workbook.title).prefix(200)))
        defer { free(title) }
        properties.title = title
        guard workbook_set_properties(book, &properties) == LXW_NO_ERROR else {
            throw .workbook(.notWritten("properties"))
        }
    }

    static func reason(_ status: lxw_error) -> String {
        lxw_strerror(status).map { String(cString: $0) } ?? "libxlsxwriter"
    }
}

/// A file that other accounts cannot read.
private struct TemporaryFile {
    let path: String

    init() throws(DocumentError) {
        let directory = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(directory)/carene-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .workbook(.notWritten(String(cString: strerror(errno)))) }
        _ = close(descriptor)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func remove() { _ = unlink(path) }
}
