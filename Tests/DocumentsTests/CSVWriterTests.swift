// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import TestSupport
import Testing

@Suite struct CSVWriterTests {
    private func text(_ rows: [[String]], _ options: CSVWriter.Options = .init()) -> String {
        var writer = CSVWriter(options)
        for row in rows { writer.write(row) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `quotes only where needed`() {
        #expect(text([["a", "b;c", "d\"e", "f,g", "h\ni"]]) == "a,b;c,\"d\"\"e\",\"f,g\",\"h\ni\"\r\n")
    }

    @Test func `for Excel in French`() {
        #expect(text([["é", "a;b"]], .frenchExcel) == "\u{FEFF}é;\"a;b\"\r\n")
    }

    @Test(arguments: [
        "=1+1", "+33", "-1+1", "-", "-1,", "-,5", "-1,2,3", "--1", "-１", "@SUM(A1)", "\tx", "\rx", "\nx", "'=1", "''@",
        "'-1",
    ])
    func `a formula is not run`(_ cell: String) {
        let plain = text([["x", cell]]).dropFirst(2).filter { $0 != "\"" }
        #expect(plain.hasPrefix("'"))
    }

    @Test(arguments: ["a=1", "'a", "", "1", " =1", "-1", "-12.50"])
    func `other cells are left alone`(_ cell: String) {
        #expect(text([["x", cell]]) == "x,\(cell)\r\n")
    }

    @Test func `a negative number stays a number`() {
        #expect(text([["-1", "-12,5", "-0.25"]], .init(separator: UInt8(ascii: ";"))) == "-1;-12,5;-0.25\r\n")
    }

    @Test func `taking piece by piece gives the whole`() {
        var writer = CSVWriter(.frenchExcel)
        writer.write(["a"])
        var bytes = writer.take()
        writer.write(["b"])
        bytes += writer.take()
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{FEFF}a\r\nb\r\n")
        #expect(writer.take().isEmpty)
    }

    @Test func `whatever is written is read again`() throws {
        var generator = SplitMix64(seed: 31)
        let letters = Array("a=+-@'\"; ,.\t\r\né€😀\u{FEFF}01")
        for index in 0..<1500 {
            let width = Int.random(in: 1...4, using: &generator)
            let rows = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                (0..<width).map { _ in
                    String(
                        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                            letters.randomElement(using: &generator) ?? "a"
                        })
                }
            }
            let separator = [UInt8(ascii: ";"), UInt8(ascii: ","), 0x09][index % 3]
            var writer = CSVWriter(CSVWriter.Options(separator: separator, byteOrderMark: true))
            for row in rows { writer.write(row) }
            var reader = try CSVReader(
                .chunks(generator.pieces(writer.bytes, longest: 5)),
                options: CSVReader.Options(separator: separator, removesFormulaGuard: true))
            var found: [[String]] = []
            while let record = try reader.next() { found.append(record.cells) }
            #expect(found.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } })
        }
    }
}
