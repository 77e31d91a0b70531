// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import TestSupport
import Testing

@Suite struct JSONElementsTests {
    private func elements(_ source: ByteSource, _ name: String = "list") throws(DocumentError) -> [String] {
        var elements = try JSONElements(source, array: name)
        var found: [String] = []
        while let element = try elements.next() { found.append(String(decoding: element.bytes, as: UTF8.self)) }
        return found
    }

    private func elements(_ text: String) throws(DocumentError) -> [String] {
        try elements(.bytes(Array(text.utf8)))
    }

    @Test(arguments: [
        (#"{"list":[]}"#, []),
        (#" { "a" : 1 , "list" : [ {"b":[1,2]} , 3 , "x" ] , "c":{} } "#, [#"{"b":[1,2]}"#, "3", #""x""#]),
        (#"{"a":{"list":[9]},"list":[true,null]}"#, ["true", "null"]),
        (#"{"a":"]}\"[","list":["\\\"]",[["}"]]]}"#, [#""\\\"]""#, #"[["}"]]"#]),
        ("\u{FEFF}{\"list\":[1]}", ["1"]), (#"{"list":[1],"list":[2]}"#, ["1", "2"]),
        (#"{"list":[-1.5e3]}"#, ["-1.5e3"]),
    ])
    func `elements of one array`(_ text: String, _ expected: [String]) throws {
        #expect(try elements(text) == expected)
    }

    @Test(
        arguments: [
            ("", .truncated(line: 1)), ("[1]", .malformedJSON(line: 1)), ("{}", .missingArray("list")),
            (#"{"list":{}}"#, .missingArray("list")), (#"{"list":[1,2"#, .truncated(line: 1)),
            ("{\"list\":[\n{\"a\":1},\n{\"a\"", .truncated(line: 3)), (#"{"list":[1,]}"#, .malformedJSON(line: 1)),
            (#"{"list":[1 2]}"#, .malformedJSON(line: 1)), (#"{"list":[{]}]}"#, .malformedJSON(line: 1)),
            ("{\"list\":[1]\n}x", .malformedJSON(line: 2)), (#"{"list":[1]"#, .truncated(line: 1)),
            (#"{list:[1]}"#, .malformedJSON(line: 1)),
            (#"{"list":[1],}"#, .malformedJSON(line: 1)), (#"{"a" 1}"#, .malformedJSON(line: 1)),
        ] as [(String, DocumentError)])
    func `a document that is not complete or not JSON is an error`(_ text: String, _ error: DocumentError) {
        #expect(throws: error) { try elements(text) }
    }

    @Test func `nesting is limited`() throws {
        func nested(_ depth: Int) -> String {
            "{\"list\":[" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "]}"
        }
        #expect(try elements(nested(64)).count == 1)
        #expect(throws: DocumentError.tooDeep(line: 1)) { try elements(nested(65)) }
        #expect(throws: DocumentError.tooDeep(line: 1)) { try elements(nested(1_000_000)) }
        #expect(throws: DocumentError.tooDeep(line: 1)) {
            try elements("{\"skipped\":" + String(repeating: "{\"a\":", count: 100_000))
        }
    }

    @Test func `an element is limited, what is stepped over is not`() throws {
        let long = "\"" + String(repeating: "x", count: 5 << 20) + "\""
        #expect(throws: DocumentError.elementTooLarge(line: 1)) { try elements("{\"list\":[\(long)]}") }
        #expect(try elements("{\"other\":[\(long)],\"list\":[1]}") == ["1"])
    }

    @Test func `places and lines`() throws {
        let text = "{\n\"list\": [\n{\"a\":\n1},\n  2\n]}"
        var elements = try JSONElements(.bytes(Array(text.utf8)), array: "list")
        let first = try #require(try elements.next())
        let second = try #require(try elements.next())
        #expect(first.line == 3)
        #expect(Array(text.utf8)[first.range].elementsEqual(first.bytes))
        #expect(second.line == 5)
        #expect(second.bytes == [UInt8(ascii: "2")])
        #expect(Array(text.utf8)[second.range] == [UInt8(ascii: "2")])
    }

    @Test func `the pieces in which bytes come do not matter, and no input traps`() {
        var generator = SplitMix64(seed: 77)
        let seed = Array(#"{"x":[{"y":"\"]"}],"list":[{"a":"é\\","b":[1,{}]},"s",-1.5,null],"z":{"t":false}}"#.utf8)
        for index in 0..<3000 {
            let bytes = index < 200 ? seed : generator.mutated(seed)
            let whole = Result { () throws(DocumentError) in try elements(.bytes(bytes)) }
            let pieces = generator.pieces(bytes, longest: 7)
            let cut = Result { () throws(DocumentError) in try elements(.chunks(pieces)) }
            #expect(whole == cut)
            if index < 200 { #expect((try? whole.get().count) == 4) }
        }
    }
}

@Suite struct JSONScannerTests {
    @Test func `members are read or stepped over`() throws {
        var scanner = JSONScanner(
            Array(#" {"a":"x\u00e9\n\ud83c\udfe5","b":[1,"2",null],"c":{"d":[]},"e":-1.5e2} "#.utf8))
        var (text, list, number): (String?, [String?], String?) = (nil, [], nil)
        try scanner.object { scanner, key throws(DocumentError) in
            switch key {
            case "a": text = try scanner.text()
            case "b": try scanner.array { scanner throws(DocumentError) in list.append(try scanner.text()) }
            case "e": number = try scanner.text()
            default: try scanner.skip()
            }
        }
        try scanner.end()
        #expect(text == "xé\n🏥")
        #expect(list == ["1", "2", nil])
        #expect(number == "-1.5e2")
    }

    @Test(arguments: [
        "", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1 \"b\":2}", "[1]", "{\"a\":\"x}", "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\ud800\"}", "{\"a\":\"\\ud800\\u0041\"}", "{\"a\":\"\\u+123\"}", "{\"a\":\"\n\"}", "{\"a\":1}x",
    ])
    func `what is malformed is an error`(_ text: String) {
        #expect(throws: DocumentError.malformedJSON(line: 1)) {
            try read(Array(text.utf8))
        }
    }

    @Test func `text that is not UTF-8 is an error`() {
        #expect(throws: DocumentError.malformedJSON(line: 1)) {
            try read(Array("{\"a\":\"".utf8) + [0xE9] + Array("\"}".utf8))
        }
    }

    @Test func `no input traps`() {
        var generator = SplitMix64(seed: 13)
        let seed = Array(#"{"a":"x\u00e9\n\ud83c\udfe5","b":[1,"2",null],"c":{"d":[]},"e":-1.5e2}"#.utf8)
        var refused = 0
        for _ in 0..<4000 {
            do throws(DocumentError) { try read(generator.mutated(seed)) } catch { refused += 1 }
        }
        #expect(refused > 1000)
    }

    private func read(_ bytes: [UInt8]) throws(DocumentError) {
        var scanner = JSONScanner(bytes)
        try scanner.object { scanner, key throws(DocumentError) in
            if key == "a" { _ = try scanner.text() } else { try scanner.skip() }
        }
        try scanner.end()
    }
}
