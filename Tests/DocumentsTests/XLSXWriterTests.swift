// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives
import TestSupport
import Testing

@Suite struct XLSXWriterTests {
    private static let created = Instant(millisecondsSinceEpoch: 1_795_269_720_000)

    private func book(_ sheets: [Workbook.Sheet]) -> Workbook {
        Workbook(title: "Bilan & suites", createdAt: Self.created, sheets: sheets)
    }

    private func read(_ sheets: [Workbook.Sheet]) throws(DocumentError) -> [SheetTable] {
        try XLSXReader.sheets(.bytes(try XLSXWriter.bytes(of: book(sheets))))
    }

    private func sheet(_ rows: [[Workbook.Cell]], name: String = "F") -> Workbook.Sheet {
        .init(name: name, columns: [.init("Titre")], rows: rows)
    }

    private func part(_ path: String, _ sheets: [Workbook.Sheet]) throws -> String {
        let reader = try ZipReader(.bytes(try XLSXWriter.bytes(of: book(sheets))))
        return String(decoding: try reader.read(path, limit: 1 << 24), as: UTF8.self)
    }

    @Test func `every kind of cell comes back`() throws {
        let day = try #require(Day(text: "2026-11-21"))
        let old = try #require(Day(text: "1899-07-14"))
        let rows: [[Workbook.Cell]] = [
            [
                .text("Été"), .number(1.5), .number(42), .percent(0.25), .euros(1200), .euros(99.9), .date(day),
                .date(old),
                .link("Voir", url: "https://exemple.fr/a?b=1&c=é"), .link("Piège", url: "javascript:alert(1)"), .empty,
                .number(.nan), .text("fin"),
            ]
        ]
        let found = try read([sheet(rows)])[0].rows
        #expect(found.map(\.number) == [1, 2])
        #expect(
            found[1].cells == [
                .text("Été"), .number(1.5), .number(42), .number(0.25), .number(1200), .number(99.9), .date(day),
                .text("1899-07-14"), .text("Voir"), .text("Piège"), .empty, .empty, .text("fin"),
            ])
        let relations = try part("xl/worksheets/_rels/sheet1.xml.rels", [sheet(rows)])
        #expect(relations.contains("https://exemple.fr") && !relations.contains("javascript"))
    }

    @Test func `text is never a formula`() throws {
        let texts = ["=1+1", "+33", "-1", "@SUM(A1)", "{=A1}", "=cmd|' /C calc'!A0"]
        let sheets = [sheet(texts.map { [.text($0)] })]
        #expect(try !part("xl/worksheets/sheet1.xml", sheets).contains("<f>"))
        #expect(try read(sheets)[0].rows.dropFirst().map { $0[0] } == texts)
    }

    @Test func `whatever the text, it comes back`() throws {
        var generator = SplitMix64(seed: 41)
        let letters = Array("aé€😀_x0041_ <>&\"'\n\t=;]]>\u{FEFF}").map { String($0) }
        let texts = (0..<600).map { _ in
            (0..<Int.random(in: 1...30, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "" }
                .joined()
        }
        let found = try read([sheet(texts.map { [.text($0), .text("_x0041_")] })])[0].rows.dropFirst()
        #expect(found.map { Array($0[0].utf8) } == texts.map { Array($0.utf8) })
    }

    @Test(arguments: [
        ("a\r\nb\rc", "a\nb\nc"), ("a\u{0}\u{1}\u{1F}\u{7F}b", "ab"), ("\u{FFFE}a\u{FFFF}", "a"), ("\u{1}", ""),
        (String(repeating: "é", count: 32_767), String(repeating: "é", count: 32_767)),
        (String(repeating: "é", count: 32_768), String(repeating: "é", count: 32_766) + "…"),
        (String(repeating: "😀", count: 20_000), String(repeating: "😀", count: 16_383) + "…"),
    ])
    func `what a cell cannot hold is dropped or cut`(_ text: String, _ expected: String) throws {
        let row = try read([sheet([[.text(text), .text("x")]])])[0].rows[1]
        #expect(row[0] == expected)
    }

    @Test func `names of sheets are made acceptable`() throws {
        let names = [
            "Exigences / 2026", "exigences : 2026", "", "'x'", "History", String(repeating: "é", count: 40),
            String(repeating: "é", count: 41), "a[b]*?\\c",
        ]
        let found = try read(names.map { sheet([], name: $0) }).map(\.name)
        #expect(
            found == [
                "Exigences - 2026", "exigences - 2026 (2)", "Feuille", "x", "History (2)",
                String(repeating: "é", count: 31), String(repeating: "é", count: 27) + " (2)", "a-b----c",
            ])
    }

    @Test func `the same workbook gives the same bytes`() throws {
        let sheets = [sheet([[.text("a"), .number(1)], [.text("b", .init(tone: .bad))]])]
        #expect(try XLSXWriter.bytes(of: book(sheets)) == XLSXWriter.bytes(of: book(sheets)))
        let other = Workbook(title: "Bilan & suites", createdAt: Self.created.adding(seconds: 60), sheets: sheets)
        #expect(try XLSXWriter.bytes(of: other) != XLSXWriter.bytes(of: book(sheets)))
        let core = try part("docProps/core.xml", sheets)
        #expect(core.contains("2026-11-21T14:02:00Z") && core.contains("Bilan &amp; suites"))
    }

    @Test func `a tone is a sign as well as a colour, and not a part of the value`() throws {
        let tones: [Workbook.Tone] = [.good, .warning, .bad]
        let sheets = [sheet(tones.map { [.text("x", .init(tone: $0)), .number(3, .init(tone: $0))] })]
        let styles = try part("xl/styles.xml", sheets)
        for sign in ["✓", "▲", "✕"] {
            #expect(styles.contains("&quot;\(sign) &quot;@") && styles.contains("&quot;\(sign) &quot;General"))
        }
        #expect(try read(sheets)[0].rows.dropFirst().map(\.cells) == tones.map { _ in [.text("x"), .number(3)] })
    }

    @Test func `choices stand on a hidden sheet and hold commas`() throws {
        let choices = ["Oui, en partie", "Non", String(repeating: "é", count: 300)]
        var one = sheet([[.text("Non")]], name: "L'été")
        one.columns = [
            .init("État", choices: choices), .init("Autre", choices: choices), .init("Mois", choices: ["mai"]),
        ]
        let found = try read([one])
        #expect(found.map(\.name) == ["L'été", "Listes"])
        #expect(found.map(\.isHidden) == [false, true])
        #expect(found[1].rows.map { $0[0] } == choices)
        let page = try part("xl/worksheets/sheet1.xml", [one])
        #expect(page.contains("<formula1>'Listes'!$A$1:$A$3</formula1>") && page.contains("$B$1:$B$1"))
    }

    @Test func `one locked cell protects the sheet and leaves the others open`() throws {
        let open = sheet([[.text("a")]])
        #expect(try !part("xl/worksheets/sheet1.xml", [open]).contains("sheetProtection"))
        let locked = sheet([[.text("a", .init(locked: true)), .text("b")]])
        #expect(try part("xl/worksheets/sheet1.xml", [locked]).contains("<sheetProtection sheet=\"1\""))
        #expect(try part("xl/styles.xml", [locked]).contains("<protection locked=\"0\"/>"))
    }

    @Test func `notes stand under the table, one line below`() throws {
        var one = sheet([[.text("a")]])
        one.notes = ["Source\u{00A0}: enquête 2026.", "Lue le 21 novembre."]
        one.printTitle = "R&D"
        #expect(try read([one])[0].rows.map(\.number) == [1, 2, 4, 5])
        let page = try part("xl/worksheets/sheet1.xml", [one])
        #expect(page.contains("R&amp;&amp;D") && page.contains("<autoFilter ref=\"A1:A2\"/>"))
        #expect(page.contains("orientation=\"landscape\"") && page.contains("state=\"frozen\""))
    }

    @Test func `a long workbook is written as a short one`() throws {
        var long = sheet((0..<26_000).map { row in (0..<8).map { .text("\(row % 7) \($0)") } })
        long.columns = (0..<8).map { .init("C\($0)", choices: $0 == 3 ? ["a"] : []) }
        long.notes = ["fin"]
        let found = try read([long, sheet([[.text("x")]], name: "G")])
        #expect(found[0].rows.count == 26_002)
        #expect(found[0].rows[25_999].cells.count == 8)
        #expect(found[0].rows.last?[0] == "fin")
        #expect(found.map(\.name) == ["F", "G", "Listes"])
    }

    @Test func `an empty workbook still opens`() throws {
        #expect(try read([]).map(\.rows.count) == [0])
    }
}
