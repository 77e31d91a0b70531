// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Reads the values of an .xlsx workbook (ECMA-376 part 1, SpreadsheetML) as Excel, LibreOffice and libraries write it.
/// Formulas are not run: the value that the program computed last is taken. The file may have been made to harm: see
/// `ZipReader` and `XMLWalk`; what is kept in memory is bounded by `Limits`.
public struct XLSXReader {
    public struct Limits: Sendable, Hashable {
        public var sheets = 50
        /// Rows of one sheet that hold something.
        public var rows = 100_000
        public var columns = 200
        /// Of the whole workbook, empty ones before a full one included.
        public var cells = 2_000_000
        /// Of one part of the workbook, once unpacked.
        public var partBytes = 64 << 20
        public var unpackedBytes = 256 << 20

        public init() {}
    }

    private let archive: ZipReader
    private let limits: Limits

    /// All sheets in their order, hidden ones included. Sheets of charts are left out.
    public static func sheets(
        _ source: ByteSource, limits: Limits = Limits()
    ) throws(DocumentError) -> [SheetTable] {
        let reader = try XLSXReader(source, limits: limits)
        return try reader.sheets()
    }

    private init(_ source: ByteSource, limits: Limits) throws(DocumentError) {
        // Excel puts a workbook that has a password into the container of old .xls files (MS-OFFCRYPTO, 2.3).
        let head = try ByteRegions(source)
        if try head.bytes(from: 0, count: min(head.count, 4)) == [0xD0, 0xCF, 0x11, 0xE0] {
            throw .workbook(.oldOrProtected)
        }
        archive = try ZipReader(source, limits: .init(entries: 5000, unpackedBytes: limits.unpackedBytes))
        self.limits = limits
    }

    private func sheets() throws(DocumentError) -> [SheetTable] {
        let main = try workbookPath()
        let workbook = WorkbookVisitor(limit: limits.sheets)
        try XMLWalk.walk(try read(main), part: main, workbook)
        let relations = try relations(of: main)
        let texts = TextsVisitor(limit: limits.cells)
        if let part = relations.first(kind: "/sharedStrings")?.path, archive.contains(part) {
            try XMLWalk.walk(try read(part), part: part, texts)
        }
        let styles = StylesVisitor()
        if let part = relations.first(kind: "/styles")?.path, archive.contains(part) {
            try XMLWalk.walk(try read(part), part: part, styles)
        }
        var tables: [SheetTable] = []
        var budget = limits.cells
        var seen: Set<String> = []
        for sheet in workbook.sheets {
            guard let relation = relations.byIdentifier[sheet.relation] else {
                throw .workbook(.missingPart(sheet.name))
            }
            guard relation.kind.hasSuffix("/worksheet") else { continue }
            // Fifty sheets made of one part would take fifty times the work.
            guard seen.insert(relation.path).inserted else { throw .archive(.duplicatePath(relation.path)) }
            let visitor = SheetVisitor(
                name: sheet.name, texts: texts.texts, styles: styles.kinds, is1904: workbook.is1904, limits: limits,
                budget: budget)
            try XMLWalk.walk(try read(relation.path), part: relation.path, visitor)
            budget = visitor.budget
            tables.append(SheetTable(name: sheet.name, isHidden: sheet.isHidden, rows: visitor.rows))
        }
        return tables
    }

    private func workbookPath() throws(DocumentError) -> String {
        if archive.contains("mimetype"), archive.contains("content.xml") { throw .workbook(.openDocument) }
        guard archive.contains("_rels/.rels") else { throw .workbook(.notAWorkbook) }
        let path = try relations(of: "").first(kind: "/officeDocument")?.path ?? "xl/workbook.xml"
        if path.hasSuffix(".bin") { throw .workbook(.binary) }
        guard archive.contains(path), path.contains("workbook") || archive.contains("xl/workbook.xml") else {
            throw .workbook(.notAWorkbook)
        }
        return path
    }

    /// Where a part says that its neighbours are (ECMA-376 part 2, 9.3).
    private func relations(of part: String) throws(DocumentError) -> RelationsVisitor {
        let slash = part.lastIndex(of: "/")
        let folder = slash.map { String(part[...$0]) } ?? ""
        let name = slash.map { String(part[part.index(after: $0)...]) } ?? part
        let path = "\(folder)_rels/\(name).rels"
        let visitor = RelationsVisitor(folder: folder)
        guard archive.contains(path) else { throw .workbook(.missingPart(path)) }
        try XMLWalk.walk(try read(path), part: path, visitor)
        return visitor
    }

    private func read(_ path: String) throws(DocumentError) -> [UInt8] {
        guard archive.contains(path) else { throw .workbook(.missingPart(path)) }
        return try archive.read(path, limit: limits.partBytes)
    }
}
