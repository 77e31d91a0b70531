// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents

/// A workbook made by hand, part by part: what other programs write, and what nobody should.
struct XLSXFixture {
    var parts: [(String, String)]

    private static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

    /// Sheets by name, each with what stands between `<sheetData>` tags.
    init(
        _ sheets: [(String, String)], texts: String = "", formats: [(Int, String)] = [], styles: [Int] = [0],
        workbook: String = "", state: String = ""
    ) {
        let list = sheets.enumerated().map {
            "<sheet name=\"\($1.0)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"\($0 == 0 ? state : "")/>"
        }
        var relations = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(Self.relation)/worksheet\" "
                + "Target=\"worksheets/s\($0 + 1).xml\"/>"
        }
        relations.append(
            "<Relationship Id=\"a\" Type=\"\(Self.relation)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>")
        relations.append("<Relationship Id=\"b\" Type=\"\(Self.relation)/styles\" Target=\"./x/../styles.xml\"/>")
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        parts = [
            (
                "_rels/.rels",
                head
                    + "<Relationships><Relationship Id=\"r\" Type=\"\(Self.relation)/officeDocument\" "
                    + "Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                head
                    + "<workbook \(Self.main) xmlns:r=\"\(Self.relation)\">\(workbook)<sheets>\(list.joined())</sheets>"
                    + "</workbook>"
            ),
            ("xl/_rels/workbook.xml.rels", head + "<Relationships>\(relations.joined())</Relationships>"),
            ("xl/sharedStrings.xml", head + "<sst \(Self.main)>\(texts)</sst>"),
            (
                "xl/styles.xml",
                head + "<styleSheet \(Self.main)><numFmts>"
                    + formats.map { "<numFmt numFmtId=\"\($0.0)\" formatCode=\"\($0.1)\"/>" }.joined()
                    + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
                    + styles.map { "<xf numFmtId=\"\($0)\"/>" }.joined() + "</cellXfs></styleSheet>"
            ),
        ]
        for (index, sheet) in sheets.enumerated() {
            parts.append(
                (
                    "xl/worksheets/s\(index + 1).xml",
                    head + "<worksheet \(Self.main)><sheetData>\(sheet.1)</sheetData></worksheet>"
                ))
        }
    }

    func replacing(_ path: String, _ text: String?) -> XLSXFixture {
        var copy = self
        copy.parts = parts.compactMap { $0.0 == path ? text.map { (path, $0) } : $0 }
        return copy
    }

    func bytes() throws(DocumentError) -> [UInt8] { try zipped(parts.map { ($0.0, Array($0.1.utf8)) }) }
}
