// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A table that a person uploads, CSV or workbook: imports read both alike.
public struct TableFile: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case csv
        /// The name of the sheet that was read.
        case workbook(sheet: String)
    }

    public let kind: Kind
    /// The first line that is not empty.
    public let header: [String]
    /// The line of the file, or the row of the sheet, on which the header stands.
    public let headerLine: Int
    /// At least as many cells as the header each; more when the line has more.
    public let rows: [[String]]
    /// The line of the file, or the row of the sheet, of each row.
    public let lines: [Int]

    /// Lines, in a CSV file as in a sheet.
    public static let maximumRows = 100_000

    /// - Parameter sheet: by name, case and accents aside. Nil: the first visible sheet that holds something.
    public init(_ source: ByteSource, sheet: String? = nil) throws(DocumentError) {
        if try Self.isWorkbook(source) {
            try self.init(sheets: try XLSXReader.sheets(source), named: sheet)
        } else {
            try self.init(csv: source)
        }
    }

    /// - Parameter names: the first of these sheets that is there; without any, the first visible sheet that holds something.
    ///   The workbook is read once, however many names are tried.
    /// - Parameter limits: smaller than the reader's own where the table is known to be small, so that a hostile file is
    ///   refused at once.
    public init(
        _ source: ByteSource, preferring names: [String], limits: XLSXReader.Limits = XLSXReader.Limits()
    ) throws(DocumentError) {
        if try Self.isWorkbook(source) {
            let sheets = try XLSXReader.sheets(source, limits: limits)
            let known = CSVHeader(names: sheets.map(\.name))
            try self.init(sheets: sheets, named: names.first { known.column($0) != nil })
        } else {
            try self.init(csv: source)
        }
    }

    /// "PK": an archive; D0CF: the container of .xls and of workbooks with a password.
    private static func isWorkbook(_ source: ByteSource) throws(DocumentError) -> Bool {
        let regions = try ByteRegions(source)
        let head = try regions.bytes(from: 0, count: min(regions.count, 4))
        return head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head == [0xD0, 0xCF, 0x11, 0xE0]
    }

    /// The place of each of these columns; the names forgive case, accents and spaces.
    public func columns(_ names: [String]) throws(DocumentError) -> [Int] {
        try CSVHeader(names: header).columns(names)
    }

    /// Header included, for code that reads records.
    public var records: [CSVRecord] {
        [CSVRecord(line: headerLine, cells: header)]
            + zip(lines, rows).map { CSVRecord(line: $0, cells: $1) }
    }

    private init(sheets: [SheetTable], named wanted: String?) throws(DocumentError) {
        let found: SheetTable?
        if let wanted {
            found = sheets.first { CSVHeader(names: [$0.name]).column(wanted) != nil }
            guard found != nil else { throw .workbook(.missingSheet(wanted)) }
        } else {
            found = sheets.first { !$0.isHidden && !$0.rows.isEmpty }
        }
        guard let table = found, !table.rows.isEmpty else { throw .workbook(.empty) }
        try self.init(
            kind: .workbook(sheet: table.name), table.rows.map { ($0.number, $0.cells.map(\.text)) })
    }

    private init(csv source: ByteSource) throws(DocumentError) {
        var reader = try CSVReader(source, options: .init(removesFormulaGuard: true))
        var records: [(Int, [String])] = []
        while let record = try reader.next() {
            let cells = record.cells
            // A line of separators only: what a spreadsheet exports for an empty row.
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            guard records.count <= Self.maximumRows else {
                throw .workbook(.tooManyRows(sheet: "CSV", limit: Self.maximumRows))
            }
            records.append((record.line, cells))
        }
        try self.init(kind: .csv, records)
    }

    private init(kind: Kind, _ records: [(Int, [String])]) throws(DocumentError) {
        guard let first = records.first else { throw .workbook(.empty) }
        self.kind = kind
        headerLine = first.0
        header = first.1
        let width = first.1.count
        lines = records.dropFirst().map(\.0)
        rows = records.dropFirst().map { record in
            record.1 + Array(repeating: "", count: max(width - record.1.count, 0))
        }
    }
}
