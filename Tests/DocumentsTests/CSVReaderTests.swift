// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Foundation
import Primitives
import TestSupport
import Testing

@Suite struct CSVReaderTests {
    private func rows(_ bytes: [UInt8], _ options: CSVReader.Options = .init()) throws(DocumentError) -> [[String]] {
        var reader = try CSVReader(.bytes(bytes), options: options)
        var rows: [[String]] = []
        while let record = try reader.next() { rows.append(record.cells) }
        return rows
    }

    private func rows(_ text: String, _ options: CSVReader.Options = .init()) throws(DocumentError) -> [[String]] {
        try rows(Array(text.utf8), options)
    }

    @Test(arguments: [
        ("a;b\n1;2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a\tb\r1\t2\r", [["a", "b"], ["1", "2"]]), ("\u{FEFF}a;b", [["a", "b"]]), ("a;;\n", [["a", "", ""]]),
        ("\n\na;b\n\n", [["a", "b"]]), ("\"a;1\";\"b\"\"c\"\n", [["a;1", "b\"c"]]),
        ("\"a\nb\";c\n", [["a\nb", "c"]]), ("a;b,c,d\n", [["a;b", "c", "d"]]), ("a\"b\";c\n", [["a\"b\"", "c"]]),
        ("\"a\"b;c\n", [["ab", "c"]]), ("", []), ("\"\"\n", [[""]]), ("a", [["a"]]), ("a;", [["a", ""]]),
        ("\"a\"", [["a"]]), ("\"a\"\"\"", [["a\""]]), ("a;\"b\r\nc\"\r\nd;e", [["a", "b\r\nc"], ["d", "e"]]),
    ])
    func `forms`(_ text: String, _ expected: [[String]]) throws {
        #expect(try rows(text) == expected)
    }

    @Test func `lines are those of the file`() throws {
        var reader = try CSVReader(.bytes(Array("a;b\n\n\"x\ny\r\nz\";2\r\nlast;3\rmore;4".utf8)))
        var lines: [Int] = []
        while let record = try reader.next() { lines.append(record.line) }
        #expect(lines == [1, 3, 6, 7])
        #expect(reader.endedWithinRecord)
    }

    @Test func `Latin-1 and Windows-1252 are read as such`() throws {
        let latin: [UInt8] = Array("H".utf8) + [0xF4] + Array("pital;".utf8) + [0x80, 0x92, 0x9C, 0xE9]
        #expect(try rows(latin) == [["Hôpital", "€’œé"]])
    }

    @Test func `one bad byte in a UTF-8 file spoils one record only`() throws {
        let bytes = Array("é;1\n".utf8) + [0xE9, UInt8(ascii: ";"), UInt8(ascii: "2"), 0x0A] + Array("œ;3".utf8)
        #expect(try rows(bytes) == [["é", "1"], ["é", "2"], ["œ", "3"]])
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], .wideEncoding), ([0xFE, 0xFF, 0x00, 0x61], .wideEncoding),
            ([0x61, 0x00, 0x3B, 0x00], .wideEncoding), (Array("a;b\nc\0;d".utf8), .notText(line: 2)),
            ([0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0xE9], .invalidEncoding(line: 2)),
            (Array("a;b\nc;\"d\ne;f\n".utf8), .unclosedQuote(line: 2)),
            (Array("\"a\nb\";\n\"x\n\n\"\"".utf8), .unclosedQuote(line: 3)),
            ([UInt8](repeating: 0x61, count: 1 << 20) + [0x61], .lineTooLong(line: 1)),
            (Array("a\n".utf8) + [UInt8](repeating: 0x3B, count: 2001), .tooManyColumns(line: 2)),
        ] as [([UInt8], DocumentError)])
    func `what cannot be read is a clear error`(_ bytes: [UInt8], _ error: DocumentError) {
        #expect(throws: error) { try rows(bytes) }
        #expect(error.message.french.hasSuffix("."))
    }

    @Test func `a quote that never closes is found even in a large file`() {
        let bytes = Array("a;b\n\"".utf8) + [UInt8](repeating: 0x61, count: 3 << 20)
        #expect(throws: DocumentError.unclosedQuote(line: 2)) { try rows(bytes) }
    }

    @Test func `limits hold exactly`() throws {
        #expect(try rows([UInt8](repeating: 0x61, count: 1 << 20)).first?.first?.utf8.count == 1 << 20)
        #expect(try rows([UInt8](repeating: 0x3B, count: 1999)).first?.count == 2000)
    }

    @Test func `the pieces in which bytes come do not matter`() throws {
        var generator = SplitMix64(seed: 21)
        let text = "nom;\"ville\"\r\n\"a\"\"b\";\"c\r\nd\"\n\ré;œ\r\n;\n\"\";x"
        let whole = try rows(text)
        for _ in 0..<300 {
            let pieces = generator.pieces(Array(text.utf8), longest: 4)
            var reader = try CSVReader(.chunks(pieces))
            var found: [[String]] = []
            while let record = try reader.next() { found.append(record.cells) }
            #expect(found == whole)
        }
    }

    @Test func `a large file is read from disk`() async throws {
        let line = Array("structureet;010000024;Centre hospitalier de la Trinité;\"a;b\";01\n".utf8)
        try await withTemporaryDirectory { directory in
            let path = directory + "/large.csv"
            try Data((0..<20_000).flatMap { _ in line }).write(to: URL(filePath: path))
            var reader = try CSVReader(.file(path: path))
            var (count, last) = (0, 0)
            while let record = try reader.next() {
                count += 1
                last = record.line
                guard record.count == 5, record[3] == "a;b" else {
                    Issue.record("line \(record.line)")
                    return
                }
            }
            #expect(count == 20_000)
            #expect(last == 20_000)
            #expect(reader.position == 20_000 * line.count)
        }
    }

    @Test func `a file that is not there`() {
        #expect(throws: DocumentError.self) { try CSVReader(.file(path: "/nowhere/at/all.csv")) }
        #expect(throws: DocumentError.unreadable("not a file")) { try CSVReader(.file(path: "/tmp")) }
    }

    @Test func `columns outside the record are empty`() throws {
        var reader = try CSVReader(.bytes(Array("a;b".utf8)))
        let record = try #require(try reader.next())
        #expect([record[-1], record[0], record[2], record[.max]] == ["", "a", "", ""])
        #expect(record.cell(1, is: "b") && !record.cell(1, is: "bc") && !record.cell(9, is: ""))
    }

    @Test func `headers forgive case, accents and spaces`() throws {
        var reader = try CSVReader(.bytes(Array("FINESS; Année ;Activité combinée;finess\n".utf8)))
        let header = CSVHeader(try #require(try reader.next()))
        #expect(try header.columns(["annee", "finess", "activite_combinee"]) == [1, 0, 2])
        #expect(throws: DocumentError.missingColumns(["role", "ville"])) {
            try header.columns(["role", "finess", "ville"])
        }
    }

    @Test func `no input traps`() {
        var generator = SplitMix64(seed: 5)
        let seed = Array("\u{FEFF}a;\"b\"\"c\"\r\n\"d\ne\";é,f\tg\n'=1;@x;\n".utf8)
        var (read, refused) = (0, 0)
        for index in 0..<4000 {
            let bytes = index.isMultiple(of: 4) ? generator.bytes(60) : generator.mutated(seed)
            do throws(DocumentError) {
                read += try rows(bytes, CSVReader.Options(removesFormulaGuard: true)).count
            } catch {
                refused += 1
            }
        }
        #expect(read > 1000)
        #expect(refused > 10)
    }
}
