// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Testing

@Suite struct JSONReaderTests {
    private static let event = #"{"EventID":4688,"Channel":"Security","Image":"x"}"#

    @Test(arguments: [
        "E\nE\nE\n", "E\r\nE\r\nE", "[E,E,E]", "[\n  E,\n  E,\n  E\n]\n", "EEE", "\u{FEFF}E\n\n\nE E",
        "\u{1E}E\n\u{1E}E\n\u{1E}E\n",
        "12 E\n12 E\n12 E\n",
    ]) func `objects come one a line, in an array, or one after the other`(form: String) {
        let (events, outcome) = readJSON(form.replacing("E", with: JSONReaderTests.event))
        #expect(events.count == 3)
        #expect(outcome.events == 3 && outcome.unreadable == 0)
    }

    @Test(arguments: [
        ("plain text\nE\n", 1), ("{\"a\":\nE\n", 1), ("{\"a\" 1}\nE\n", 1), ("{\"a\":\"no end\nE\n", 1),
        ("{\"a\":1,}\nE", 1),
        ("{\"a\":[1 2]}\nE", 1), ("{\"a\":tru}\nE", 0), ("E\n{\"a\":1", 1), ("E\n\n  \n", 0),
        ("{\"a\":\"\\u12\"}\nE", 1),
    ]) func `what cannot be read is counted, and what follows is read`(text: String, unreadable: Int) {
        let (events, outcome) = readJSON(text.replacing("E", with: JSONReaderTests.event))
        #expect(events.last?.eventID == 4688)
        #expect(outcome.unreadable == unreadable)
    }

    @Test(
        arguments: [
            (Array(#"\"\\\/\b\f\n\r\té"#.utf8), "\"\\/\u{8}\u{C}\n\r\té"), (Array(#"\ud83c\udfe5\u00e9"#.utf8), "🏥é"),
            (Array(#"\ud83cx\udfe5"#.utf8), "\u{FFFD}x\u{FFFD}"), (Array(#"\ud83c\u0041"#.utf8), "\u{FFFD}A"),
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0xC3], "\u{FFFD}"), ([0xE2, 0x82], "\u{FFFD}"),
            ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xF0, 0x9F, 0x8F, 0xA5], "🏥"),
            (Array(#"C:\Windows"#.utf8), "C:\\Windows"),
            ([0x61, 0x09, 0x62], "a\tb"), ([], ""),
        ] as [([UInt8], String)]) func `texts are unescaped and repaired`(bytes: [UInt8], expected: String)
    {
        let (events, outcome) = readJSON(Array(#"{"EventID":1,"Channel":"c","X":""#.utf8) + bytes + Array("\"}".utf8))
        #expect(outcome.unreadable == 0)
        #expect(events.first?["X"] == expected)
    }

    @Test func `a text of 64 KiB is whole`() {
        let long = String(repeating: "0123456789abcdé\\\"", count: 4096)
        let escaped = long.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let (events, _) = readJSON(#"{"EventID":1,"Channel":"c","X":""# + escaped + "\"}")
        #expect(events.first?["X"] == long)
    }

    @Test func `pieces cut anywhere give the same events`() {
        let whole = Array(
            (0..<5).map { #"{"EventID":\#($0),"Channel":"c é","X":"\"{\\"}"# }.joined(separator: "\n").utf8)
        var reader = JSONReader(fields: FieldTable())
        for cut in 0...whole.count {
            var numbers: [Int] = []
            let first = Array(whole[..<cut])
            let outcome = reader.read(first.span.bytes, isLast: false) { event in
                numbers.append(event.eventID() ?? -1)
                return true
            }
            #expect(outcome.unreadable == 0)
            let rest = Array(whole[outcome.consumed...])
            _ = reader.read(rest.span.bytes) { event in
                numbers.append(event.eventID() ?? -1)
                return true
            }
            #expect(numbers == [0, 1, 2, 3, 4], "cut at \(cut)")
        }
    }

    @Test(arguments: ["[", "{\"a\":", "{\"a\":[", "[{\"a\":\n"]) func `deep and endless documents are refused in time`(
        opening: String
    ) {
        for count in [60, 70, 1000, 200_000] {
            let (events, _) = readJSON("{\"x\":" + String(repeating: opening, count: count))
            #expect(events.isEmpty)
        }
        let depth = 40
        let (events, _) = readJSON(
            "{\"x\":" + String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth + 1))
        #expect(events.count == 1)
    }

    @Test func `an object of too many values is refused`() {
        let (events, outcome) = readJSON(
            "{\"x\":[" + String(repeating: "1,", count: 100_000) + "1]}\n" + JSONReaderTests.event)
        #expect(events.count == 1)
        #expect(outcome.unreadable == 1)
    }

    @Test func `output holds no byte that is not UTF-8`() {
        let bytes = Array(#"{"EventID":1,"Channel":"c","X":""#.utf8) + [0xFF, 0xFE] + Array("\"}".utf8)
        let (events, _) = readJSON(bytes)
        #expect(events.first?.json == "{\"EventID\":1,\"Channel\":\"c\",\"X\":\"\u{FFFD}\u{FFFD}\"}")
    }
}
