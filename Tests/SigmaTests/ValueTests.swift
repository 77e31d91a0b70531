// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Sigma

@Suite("Values and modifiers")
struct ValueTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let key: String
        let value: String
        let yes: [String]
        let no: [String]

        init(_ key: String, _ value: String, yes: [String], no: [String]) {
            self.key = key
            self.value = value
            self.yes = yes
            self.no = no
        }

        var testDescription: String { "\(key): \(value)" }
    }

    static let cases: [Case] = [
        Case("F", "'cmd.exe'", yes: ["cmd.exe", "CMD.EXE"], no: ["cmd.exe ", "xcmd.exe", ""]),
        Case("F", "'*\\cmd.exe'", yes: ["C:\\W\\cmd.exe", "\\CMD.exe"], no: ["cmd.exe"]),
        Case("F", "'a?c*'", yes: ["abc", "aéc d"], no: ["ac", "abbc"]),
        Case("F", "'a\\*b'", yes: ["a*b"], no: ["aXb"]),
        Case("F", "'a\\\\*b'", yes: ["a\\b", "a\\xxb"], no: ["a*b"]),
        Case("F", "'a\\\\\\*b'", yes: ["a\\*b"], no: ["a\\xb"]),
        Case("F", "'C:\\Temp'", yes: ["c:\\temp"], no: ["c:temp"]),
        Case("F", "''", yes: [""], no: ["x"]),
        Case("F|contains", "'PASS'", yes: ["my password", "PASS"], no: ["pas s"]),
        Case("F|contains", "'it'", yes: ["with", "IT"], no: ["i t"]),
        Case("F|startswith", "'Get-'", yes: ["get-process"], no: ["Xget-"]),
        Case("F|endswith", "'.Lnk'", yes: ["a.lnk"], no: ["a.lnk.txt"]),
        Case("F|contains|cased", "'Pass'", yes: ["xPassx"], no: ["xpassx"]),
        Case("F|cased", "'Été'", yes: ["Été"], no: ["été", "ÉTÉ"]),
        Case("F", "'ÉTÉ À NÎMES'", yes: ["été à nîmes"], no: ["ete a nimes"]),
        Case("F|re", "'^a.*z$'", yes: ["abcz"], no: ["Abcz", "abczz1"]),
        Case("F|re|i", "'^a.*z$'", yes: ["ABCZ"], no: ["b"]),
        Case("F|re|s", "'a.b'", yes: ["a\nb"], no: ["ab"]),
        Case("F|re|m", "'^b$'", yes: ["a\nb\nc"], no: ["ab"]),
        Case("F|cidr", "10.0.0.0/8", yes: ["10.1.2.3", "::ffff:10.1.2.3"], no: ["11.0.0.1", "10.1.2", "x"]),
        Case("F|cidr", "'fe80::/10'", yes: ["fe80::1", "febf::1%eth0"], no: ["fec0::1", "10.0.0.1"]),
        Case("F|gt", "10", yes: ["11", "0x10"], no: ["10", "9", "", "inf"]),
        Case("F|lte", "2.5", yes: ["2.5", "-3"], no: ["2.6"]),
        Case("F", "7", yes: ["7", "0x7"], no: ["70", "x7"]),
        Case("F|neq", "'a'", yes: ["b"], no: ["a", "A"]),
        Case("F|neq", "['a', 'b']", yes: ["c"], no: ["a", "b"]),
        Case("F|exists", "true", yes: ["", "x"], no: []),
        Case("F|contains|all", "['a', 'b']", yes: ["xbya"], no: ["a", "b"]),
        Case("F|contains", "['abc', 'xyz']", yes: ["1abc", "xyz1"], no: ["ab"]),
        Case("F|windash|contains", "' -exec '", yes: ["a -exec b", "a /exec b", "a \u{2013}EXEC b"], no: ["a exec b"]),
        Case("F|base64", "'foobar'", yes: ["Zm9vYmFy"], no: ["zm9vymfy"]),
        Case("F|base64offset|contains", "'http://'", yes: ["xxaHR0cDovL3", "xh0dHA6Ly", "odHRwOi8v"], no: ["aHR0"]),
        Case("F|wide|base64offset|contains", "'IEX'", yes: ["SQBFAFgA"], no: ["SUVY"]),
        Case("F|hour", "3", yes: ["2026-11-30T03:12:45Z", "2026-11-30 03:00"], no: ["2026-11-30T04:12", "03"]),
        Case("F|week|gte", "49", yes: ["2026-11-30"], no: ["2026-11-29", "2027-01-01x"]),
        Case("F", "null", yes: [""], no: ["x"]),
    ]

    @Test("A value is compared as its modifiers say", arguments: cases)
    func compared(_ one: Case) {
        let detection = "s:\n  \(one.key): \(one.value)\ncondition: s"
        for value in one.yes { #expect(Bench.isMatched(detection, [("F", value)]), "\(value)") }
        for value in one.no { #expect(!Bench.isMatched(detection, [("F", value)]), "\(value)") }
    }

    @Test("A field may be compared with another")
    func references() {
        let detection = "s:\n  A|fieldref: B\ncondition: s"
        #expect(Bench.isMatched(detection, [("A", "Zoé"), ("B", "zoÉ")]))
        #expect(!Bench.isMatched(detection, [("A", "x"), ("B", "y")]))
        let ends = "s:\n  A|fieldref|endswith: B\ncondition: s"
        #expect(Bench.isMatched(ends, [("A", "C:\\cmd.exe"), ("B", "cmd.exe")]))
        #expect(!Bench.isMatched(ends, [("A", "cmd.exe"), ("B", "C:\\cmd.exe")]))
    }

    @Test("An absent field is null, does not exist, and equals nothing")
    func absent() {
        #expect(Bench.isMatched("s:\n  F: null\ncondition: s", [("G", "x")]))
        #expect(Bench.isMatched("s:\n  F|exists: false\ncondition: s", [("G", "x")]))
        #expect(!Bench.isMatched("s:\n  F: ''\ncondition: s", [("G", "x")]))
        #expect(!Bench.isMatched("s:\n  F: '*'\ncondition: s", [("G", "x")]))
    }

    @Test("Keywords are looked for in the whole event, together when all are asked")
    func keywords() {
        #expect(Bench.isMatched("k:\n  - 'mimikatz'\n  - 'x?z'\ncondition: k", [("A", "run MIMIKATZ now")]))
        #expect(Bench.isMatched("k:\n  '|all':\n    - 'one'\n    - 'two'\ncondition: k", [("A", "one"), ("B", "two")]))
        #expect(!Bench.isMatched("k:\n  '|all':\n    - 'one'\n    - 'two'\ncondition: k", [("A", "one")]))
        #expect(!Bench.isMatched("k:\n  - 'ab'\ncondition: k", [("A", "a"), ("B", "b")]), "never across two values")
    }

    @Test("A placeholder is expanded, or its rule refused")
    func placeholders() {
        let text = Bench.rule("s:\n  User|expand: '%admins%'\ncondition: s")
        #expect(Bench.rules(text).refused.map(\.reason) == [.placeholder("admins")])
        let set = Bench.rules(text, placeholders: ["admins": ["alice", "bob"]])
        #expect(Bench.matches(set, [("User", "BOB")]) == ["r1"])
        #expect(Bench.matches(set, [("User", "eve")]).isEmpty)
    }
}
