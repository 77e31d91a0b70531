// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives
import Testing

@Suite struct TableFileTests {
    private func workbook(_ rows: [[String]]) throws(DocumentError) -> [UInt8] {
        try XLSXWriter.bytes(
            of: Workbook(
                title: "T", createdAt: Instant(millisecondsSinceEpoch: 0),
                sheets: [
                    .init(
                        name: "Comptes", columns: rows[0].map { .init($0) },
                        rows: rows.dropFirst().map { $0.map { .text($0) } })
                ]))
    }

    @Test func `a workbook and a CSV file of the same table read alike`() throws {
        let rows = [["Nom", "Rôle"], ["Zoé", "=RSSI"], ["Max", ""]]
        var writer = CSVWriter(.frenchExcel)
        for row in rows { writer.write(row) }
        let csv = try TableFile(.bytes(writer.bytes))
        let book = try TableFile(.bytes(try workbook(rows)))
        #expect(csv.kind == .csv && book.kind == .workbook(sheet: "Comptes"))
        for table in [csv, book] {
            #expect(table.header == ["Nom", "Rôle"])
            #expect(table.rows == [["Zoé", "=RSSI"], ["Max", ""]])
            #expect(table.lines == [2, 3])
            #expect(try table.columns(["role", "NOM"]) == [1, 0])
            #expect(table.records.map(\.cells) == rows)
            #expect(table.records.map(\.line) == [1, 2, 3])
            #expect(throws: DocumentError.missingColumns(["ville"])) { try table.columns(["nom", "ville"]) }
        }
    }

    @Test func `the first visible sheet that holds something is read, or the one named`() throws {
        let fixture = XLSXFixture(
            [
                ("Cachée", "<row><c><v>1</v></c></row>"), ("Vide", ""),
                ("Été", "<row r=\"3\"><c t=\"b\"><v>1</v></c></row><row r=\"7\"><c r=\"B7\"><v>2</v></c></row>"),
            ],
            state: " state=\"veryHidden\"")
        let table = try TableFile(.bytes(try fixture.bytes()))
        #expect(table.kind == .workbook(sheet: "Été"))
        #expect(table.headerLine == 3 && table.header == ["VRAI"])
        #expect(table.lines == [7] && table.rows == [["", "2"]])
        #expect(try TableFile(.bytes(try fixture.bytes()), sheet: "cachee").header == ["1"])
        #expect(throws: DocumentError.workbook(.missingSheet("Hiver"))) {
            try TableFile(.bytes(try fixture.bytes()), sheet: "Hiver")
        }
        #expect(throws: DocumentError.workbook(.empty)) { try TableFile(.bytes(try fixture.bytes()), sheet: "vide") }
    }

    @Test(
        arguments: [
            ([], .workbook(.empty)), (Array("\n;;\n".utf8), .workbook(.empty)),
            ([0xD0, 0xCF, 0x11, 0xE0, 0, 0], .workbook(.oldOrProtected)),
            ([0x50, 0x4B, 0x03, 0x04, 0, 0], .archive(.truncated)), (Array("a;b\n\0".utf8), .notText(line: 2)),
        ] as [([UInt8], DocumentError)])
    func `what is no table is a clear error`(_ bytes: [UInt8], _ error: DocumentError) {
        #expect(throws: error) { try TableFile(.bytes(bytes)) }
        #expect(error.message.french.hasSuffix("."))
    }
}
