// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Testing

@Suite struct ValueTypeTests {
    struct Case: CustomTestStringConvertible {
        var type: UInt8
        var bytes: [UInt8]
        var text: String
        var json: String?

        var testDescription: String { "type \(type): \(text)" }
    }

    static let cases: [Case] = [
        Case(type: 0x00, bytes: [], text: "", json: "\"\""),
        Case(type: 0x01, bytes: utf16("Établissement 🏥"), text: "Établissement 🏥"),
        Case(type: 0x01, bytes: utf16("ended\0\0"), text: "ended"),
        Case(type: 0x01, bytes: [0x00, 0xD8, 0x41, 0x00], text: "\u{FFFD}A"),
        Case(type: 0x01, bytes: [0x41, 0x00, 0x00, 0xDC], text: "A\u{FFFD}"),
        Case(type: 0x01, bytes: utf16("a\"b\\c\u{1}\n"), text: "a\"b\\c\u{1}\n", json: #""a\"b\\c\u0001\n""#),
        Case(type: 0x02, bytes: [0x41, 0xE9, 0x00, 0x42], text: "Aé"),
        Case(type: 0x03, bytes: [0xFF], text: "-1", json: "-1"),
        Case(type: 0x04, bytes: [0xFF], text: "255", json: "255"),
        Case(type: 0x05, bytes: little(Int16(-300)), text: "-300", json: "-300"),
        Case(type: 0x06, bytes: little(UInt16(65_535)), text: "65535", json: "65535"),
        Case(type: 0x07, bytes: little(Int32.min), text: "-2147483648", json: "-2147483648"),
        Case(type: 0x08, bytes: little(UInt32.max), text: "4294967295", json: "4294967295"),
        Case(type: 0x09, bytes: little(Int64.min), text: "-9223372036854775808", json: "-9223372036854775808"),
        Case(type: 0x0A, bytes: little(UInt64.max), text: "18446744073709551615", json: "18446744073709551615"),
        Case(type: 0x0B, bytes: little(Float(1.5).bitPattern), text: "1.5", json: "1.5"),
        Case(type: 0x0C, bytes: little((-0.25).bitPattern), text: "-0.25", json: "-0.25"),
        Case(type: 0x0C, bytes: little(Double.infinity.bitPattern), text: "inf", json: "null"),
        Case(type: 0x0D, bytes: little(UInt32(1)), text: "true", json: "true"),
        Case(type: 0x0D, bytes: little(UInt32(0)), text: "false", json: "false"),
        Case(type: 0x0E, bytes: [0x00, 0xAB, 0x1F], text: "00AB1F"),
        Case(type: 0x0F, bytes: Sample.guid, text: "5770385F-C22A-43E0-BF4C-06F5698FFBD9"),
        Case(type: 0x10, bytes: little(UInt32(0x3E7)), text: "0x3e7"),
        Case(type: 0x10, bytes: little(UInt64(0x7FFE_0000_1234)), text: "0x7ffe00001234"),
        Case(type: 0x11, bytes: little(UInt64(116_444_736_000_000_000)), text: "1970-01-01T00:00:00.000000Z"),
        Case(type: 0x11, bytes: little(UInt64(0)), text: "1601-01-01T00:00:00.000000Z"),
        Case(type: 0x11, bytes: little(UInt64(125_911_583_991_234_567)), text: "1999-12-31T23:59:59.123456Z"),
        Case(
            type: 0x12, bytes: [2024, 2, 4, 29, 23, 59, 58, 7].flatMap { little(UInt16($0)) },
            text: "2024-02-29T23:59:58.007000Z"),
        Case(type: 0x13, bytes: Sample.localSystem, text: "S-1-5-18"),
        Case(
            type: 0x13, bytes: [1, 2, 0, 0, 0, 0, 0, 5] + little(UInt32(32)) + little(UInt32.max),
            text: "S-1-5-32-4294967295"),
        Case(type: 0x14, bytes: little(UInt32(0)), text: "0x0"),
        Case(type: 0x14, bytes: little(UInt32(0xC000_006D)), text: "0xc000006d"),
        Case(type: 0x15, bytes: little(UInt64.max), text: "0xffffffffffffffff"),
        Case(type: 0x20, bytes: little(UInt64(0x30)), text: "0x30"),
        // Values of a size that their type does not have.
        Case(type: 0x08, bytes: [1, 2], text: "0102"),
        Case(type: 0x0F, bytes: [1, 2, 3], text: "010203"),
        Case(type: 0x11, bytes: [1], text: "01"),
        Case(type: 0x13, bytes: [1, 200, 0, 0, 0, 0, 0, 5], text: ""),
        Case(type: 0x7F, bytes: [1, 2, 3], text: ""),
    ]

    @Test(arguments: cases) func `every type is written as the usual tools write it`(value: Case) throws {
        let data = Node.element("EventData", [.data("X", .value(0, value.type))])
        var writer = EVTXWriter()
        writer.add(Sample.system, Sample.values(.nested(data, [.bytes(value.type, value.bytes)])))
        let (events, outcome) = readLog(writer.file())
        #expect(outcome.faults == [])
        let event = try #require(events.first)
        #expect(event["X"] == value.text)
        let json = value.json ?? "\"\(value.text)\""
        #expect(event.json.contains("\"EventData\":{\"X\":\(json)}"), "\(event.json)")
    }

    @Test(arguments: [
        (UInt8(0x81), utf16("a\0bc\0\0d\0"), ["a", "bc", "", "d"], #"["a","bc","","d"]"#),
        (0x88, little(UInt32(1)) + little(UInt32(70_000)), ["1", "70000"], "[1,70000]"),
        (0x84, [1, 2, 3], ["1", "2", "3"], "[1,2,3]"),
        (0x8F, Sample.guid, ["5770385F-C22A-43E0-BF4C-06F5698FFBD9"], #""5770385F-C22A-43E0-BF4C-06F5698FFBD9""#),
        (0x93, Sample.localSystem + Sample.localSystem, ["S-1-5-18", "S-1-5-18"], #"["S-1-5-18","S-1-5-18"]"#),
        (0x95, little(UInt64(1)) + little(UInt64(2)), ["0x1", "0x2"], #"["0x1","0x2"]"#),
    ]) func `lists are given item by item`(type: UInt8, bytes: [UInt8], items: [String], json: String) throws {
        let data = Node.element("EventData", [.data(nil, .value(0, type))])
        var writer = EVTXWriter()
        writer.add(Sample.system, Sample.values(.nested(data, [.bytes(type, bytes)])))
        let file = writer.file()
        let table = FieldTable(["Data"])
        let key = try #require(table.key(for: "data"))
        var reader = EVTXReader(fields: table)
        _ = reader.read(file.span.bytes) { event in
            var seen: [String] = []
            let isFound = event.anyValue(of: key) {
                seen.append(text($0))
                return false
            }
            #expect(!isFound)
            #expect(seen == items)
            let whole = event.string(key)
            #expect(whole == items.joined(separator: "\n"))
            let written = event.withJSON { text($0) }
            #expect(written.contains("\"EventData\":{\"Data\":{\"#text\":\(json)}}"), "\(written)")
            return true
        }
    }
}
