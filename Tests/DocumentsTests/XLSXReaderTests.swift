// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives
import TestSupport
import Testing

@Suite struct XLSXReaderTests {
    private func sheets(
        _ fixture: XLSXFixture, _ change: (inout XLSXReader.Limits) -> Void = { _ in }
    ) throws(DocumentError) -> [SheetTable] {
        var limits = XLSXReader.Limits()
        change(&limits)
        return try XLSXReader.sheets(.bytes(try fixture.bytes()), limits: limits)
    }

    private func cells(_ rows: String, texts: String = "", formats: [(Int, String)] = [], styles: [Int] = [0])
        throws(DocumentError) -> [[SheetTable.Cell]]
    {
        try sheets(XLSXFixture([("F", rows)], texts: texts, formats: formats, styles: styles))[0].rows.map(\.cells)
    }

    private func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    @Test func `every kind of cell`() throws {
        let row = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>en ligne</t></is></c>
            <c r="C1" t="str"><f>A1&amp;B1</f><v>calculé</v></c><c r="D1"><v>1.5E2</v></c><c r="E1" t="b"><v>1</v></c>
            <c r="F1" t="e"><v>#N/A</v></c><c r="G1" t="d"><v>2026-11-21T14:02:00Z</v></c><c r="H1" t="n"/>
            <c r="I1"><f>1+1</f><v>2</v></c></row>
            """
        #expect(
            try cells(row, texts: "<si><t>partagé</t></si>") == [
                [
                    .text("partagé"), .text("en ligne"), .text("calculé"), .number(150), .boolean(true),
                    .error("#N/A"), .moment(try day("2026-11-21"), seconds: 50520), .empty, .number(2),
                ]
            ])
    }

    @Test func `runs are joined, pronunciation is not text, escapes are undone`() throws {
        let texts = """
            <si><r><rPr><b/></rPr><t>gras </t></r><r><t xml:space="preserve">et non</t></r></si>
            <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>
            <si><t>a_x000D__x000A_b_x0001_ _x005F_x0041_</t></si><si/>
            """
        let row =
            "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row>"
        #expect(try cells(row, texts: texts) == [[.text("gras et non"), .text("東京"), .text("a\nb _x0041_")]])
    }

    @Test func `cells are where they say, or follow the one before`() throws {
        let rows = """
            <row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c><c r="F2"><v>3</v></c></row><row><c><v>4</v></c></row>
            <row r="9" hidden="1"><c r="GS9" s="1"/></row><row r="1048576"/>
            """
        let table = try sheets(XLSXFixture([("F", rows)]))[0]
        #expect(table.rows.map(\.number) == [2, 3])
        #expect(table.rows[0].cells == [.empty, .number(1), .number(2), .empty, .empty, .number(3)])
        #expect([table.rows[0][1], table.rows[0][-1], table.rows[0][.max]] == ["1", "", ""])
    }

    @Test(arguments: [
        ("dd/mm/yyyy", "2026-11-21"), ("[$-40C]d mmmm yyyy;@", "2026-11-21"), ("yyyy\\-mm\\-dd", "2026-11-21"),
        ("[h]:mm", "2026-11-21"), ("0.00", "46347"), ("&quot;jour &quot;0", "46347"), ("General", "46347"),
        ("[Red]0", "46347"), ("0_d", "46347"), ("0\\d", "46347"), ("0;dd", "46347"), ("#,##0 &quot;€&quot;", "46347"),
        ("00000000", "00046347"), ("0", "46347"), ("&quot;", "46347"), ("[", "46347"), ("\\", "46347"),
    ])
    func `the format says whether a number is a day`(_ code: String, _ expected: String) throws {
        let found = try cells(
            "<row><c s=\"1\"><v>46347</v></c></row>", formats: [(170, code)], styles: [0, 170])
        #expect(found[0][0].text == expected)
    }

    @Test(arguments: [
        (1.0, "1900-01-01"), (59, "1900-02-28"), (60, "60"), (61, "1900-03-01"), (46347, "2026-11-21"),
        (46347.25, "2026-11-21T06:00:00"), (46347.999999, "2026-11-22"), (0.5, "0.5"), (-3, "-3"),
        (2_958_465, "9999-12-31"), (2_958_466, "2958466"), (1e300, "1e+300"),
    ])
    func `days count from 1900`(_ serial: Double, _ expected: String) throws {
        #expect(try cells("<row><c s=\"1\"><v>\(serial)</v></c></row>", styles: [0, 14])[0][0].text == expected)
    }

    @Test func `days count from 1904 when the workbook says so`() throws {
        let fixture = XLSXFixture(
            [("F", "<row><c s=\"1\"><v>44885</v></c></row>")], styles: [0, 22], workbook: "<workbookPr date1904=\"1\"/>"
        )
        #expect(try sheets(fixture)[0].rows[0].cells == [.date(try day("2026-11-21"))])
    }

    @Test func `names, order and hidden sheets`() throws {
        let found = try sheets(
            XLSXFixture([("Été &amp; hiver", ""), ("B", ""), ("A", "")], state: " state=\"hidden\""))
        #expect(found.map(\.name) == ["Été & hiver", "B", "A"])
        #expect(found.map(\.isHidden) == [true, false, false])
    }

    @Test func `prefixes do not matter`() throws {
        let sheet = """
            <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1">\
            <x:c r="A1" t="inlineStr"><x:is><x:t>oui</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>
            """
        let fixture = XLSXFixture([("F", "")]).replacing("xl/worksheets/s1.xml", sheet)
        #expect(try sheets(fixture)[0].rows[0].cells == [.text("oui")])
    }

    @Test(
        arguments: [
            ("<row r=\"2\"/><row r=\"2\"/>", .badReference(sheet: "F", cell: "2")),
            ("<row r=\"0\"/>", .badReference(sheet: "F", cell: "0")),
            ("<row r=\"x\"/>", .badReference(sheet: "F", cell: "x")),
            ("<row r=\"9999999999999999999\"/>", .badReference(sheet: "F", cell: "9999999999999999999")),
            ("<row r=\"1048577\"/>", .badReference(sheet: "F", cell: "1048577")),
            ("<row r=\"-9223372036854775808\"/>", .badReference(sheet: "F", cell: "-9223372036854775808")),
            ("<row r=\"1\"><c r=\"A2\"/></row>", .badReference(sheet: "F", cell: "A2")),
            ("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>", .badReference(sheet: "F", cell: "A1")),
            ("<row r=\"1\"><c r=\"XFE1\"/></row>", .badReference(sheet: "F", cell: "XFE1")),
            (
                "<row r=\"1\"><c r=\"AAAAAAAAAAAAAAAAAAAA1\"/></row>",
                .badReference(sheet: "F", cell: "AAAAAAAAAAAAAAAAAAAA")
            ),
            ("<row><row/></row>", .badReference(sheet: "F", cell: "2")),
            ("<row><c><c/></c></row>", .badReference(sheet: "F", cell: "B1")),
            ("<row><c t=\"s\"><v>0</v></c></row>", .badValue(sheet: "F", cell: "A1")),
            ("<row><c t=\"s\"><v>-1</v></c></row>", .badValue(sheet: "F", cell: "A1")),
            ("<row><c><v>nan</v></c></row>", .badValue(sheet: "F", cell: "A1")),
            ("<row><c><v>0x10</v></c></row>", .badValue(sheet: "F", cell: "A1")),
            ("<row><c><v>1e999</v></c></row>", .badValue(sheet: "F", cell: "A1")),
            ("<row><c t=\"b\"><v>2</v></c></row>", .badValue(sheet: "F", cell: "A1")),
            ("<row><c t=\"d\"><v>2026-02-30</v></c></row>", .badValue(sheet: "F", cell: "A1")),
            ("<row><c t=\"d\"><v>2026-02-20T25:00:00</v></c></row>", .badValue(sheet: "F", cell: "A1")),
            ("<row r=\"3\"><c r=\"GS3\"><v>1</v></c></row>", .tooManyColumns(sheet: "F", cell: "GS3", limit: 200)),
            ("<row>", .malformed(part: "xl/worksheets/s1.xml", line: 2)),
            ("&amp;&x;", .malformed(part: "xl/worksheets/s1.xml", line: 2)),
            (
                String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100),
                .malformed(part: "xl/worksheets/s1.xml", line: 2)
            ),
            (
                "<row><c t=\"inlineStr\"><is><t>\(String(repeating: "é", count: 32_768))</t></is></c></row>",
                .textTooLong(sheet: "F", cell: "A1")
            ),
        ] as [(String, WorkbookFault)])
    func `a sheet that cannot be believed`(_ rows: String, _ fault: WorkbookFault) {
        #expect(throws: DocumentError.workbook(fault)) { try cells(rows) }
        #expect(fault.message.french.hasSuffix(".") && fault.message.english.hasSuffix("."))
    }

    @Test func `a shared text that is too long is told by its cell`() {
        let texts = "<si><t>\(String(repeating: "é", count: 32_768))</t></si><si><t>b</t></si>"
        #expect(throws: DocumentError.workbook(.textTooLong(sheet: "F", cell: "B1"))) {
            try cells("<row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>0</v></c></row>", texts: texts)
        }
    }

    @Test func `limits are told by name`() {
        let rows = "<row><c r=\"C1\"><v>1</v></c></row><row><c><v>1</v></c></row>"
        let fixture = XLSXFixture([("F", rows), ("G", rows)])
        #expect(throws: DocumentError.workbook(.tooManySheets(limit: 1))) { try sheets(fixture) { $0.sheets = 1 } }
        #expect(throws: DocumentError.workbook(.tooManyRows(sheet: "F", limit: 1))) {
            try sheets(fixture) { $0.rows = 1 }
        }
        #expect(throws: DocumentError.workbook(.tooManyCells(sheet: "G", limit: 7))) {
            try sheets(fixture) { $0.cells = 7 }
        }
        #expect(throws: DocumentError.archive(.tooLarge(limit: 100))) { try sheets(fixture) { $0.partBytes = 100 } }
        #expect(throws: DocumentError.archive(.tooLarge(limit: 900))) { try sheets(fixture) { $0.unpackedBytes = 900 } }
    }

    @Test func `a document type is refused wherever it stands`() {
        let bomb = """
            <?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>
            """
        let fixture = XLSXFixture([("F", "")])
        for part in fixture.parts.map(\.0) {
            #expect(throws: DocumentError.workbook(.documentType(part: part))) {
                try sheets(fixture.replacing(part, bomb))
            }
        }
    }

    @Test func `missing parts and other kinds of files`() throws {
        let fixture = XLSXFixture([("F", "")])
        let missing: [(String, WorkbookFault)] = [
            ("_rels/.rels", .notAWorkbook), ("xl/workbook.xml", .notAWorkbook),
            ("xl/_rels/workbook.xml.rels", .missingPart("xl/_rels/workbook.xml.rels")),
            ("xl/worksheets/s1.xml", .missingPart("xl/worksheets/s1.xml")),
        ]
        for (part, fault) in missing {
            #expect(throws: DocumentError.workbook(fault)) { try sheets(fixture.replacing(part, nil)) }
        }
        // Neither is needed when no cell refers to it.
        #expect(try sheets(fixture.replacing("xl/sharedStrings.xml", nil)).count == 1)
        #expect(try sheets(fixture.replacing("xl/styles.xml", nil)).count == 1)
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]
        #expect(throws: DocumentError.workbook(.oldOrProtected)) { try XLSXReader.sheets(.bytes(old)) }
        let open = try zipped([("mimetype", []), ("content.xml", [])])
        #expect(throws: DocumentError.workbook(.openDocument)) { try XLSXReader.sheets(.bytes(open)) }
        #expect(throws: DocumentError.archive(.notAnArchive)) { try XLSXReader.sheets(.bytes([])) }
    }

    @Test func `relations neither leave the archive nor repeat a part`() {
        let fixture = XLSXFixture([("F", ""), ("G", "")])
        let text = fixture.parts.first { $0.0 == "xl/_rels/workbook.xml.rels" }?.1 ?? ""
        func relations(_ target: String) -> XLSXFixture {
            fixture.replacing("xl/_rels/workbook.xml.rels", text.replacing("worksheets/s2.xml", with: target))
        }
        #expect(throws: DocumentError.archive(.duplicatePath("xl/worksheets/s1.xml"))) {
            try sheets(relations("worksheets/s1.xml"))
        }
        #expect(throws: DocumentError.workbook(.missingPart(""))) { try sheets(relations("../../../etc/passwd")) }
        #expect(throws: DocumentError.workbook(.missingPart("G"))) {
            try sheets(relations("https://exemple.fr/x.xml\" TargetMode=\"External"))
        }
    }

    @Test func `no input traps`() throws {
        var generator = SplitMix64(seed: 23)
        let rows =
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c s=\"1\"><v>46347.5</v></c></row>"
            + "<row><c t=\"b\"><v>1</v></c></row>"
        let fixture = XLSXFixture(
            [("F", rows)], texts: "<si><t>a_x0041_</t></si>", formats: [(170, "[h]:mm;\\d")], styles: [0, 170])
        var (read, refused) = (0, 0)
        for index in 0..<3000 {
            var mutant = fixture
            let part = index % mutant.parts.count
            mutant.parts[part].1 = String(decoding: generator.mutated(Array(mutant.parts[part].1.utf8)), as: UTF8.self)
            do throws(DocumentError) {
                read += try sheets(mutant).count
            } catch {
                refused += 1
            }
        }
        #expect(read > 100)
        #expect(refused > 1000)
    }
}
