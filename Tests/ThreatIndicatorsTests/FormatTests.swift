// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import ThreatIndicators

@Suite struct FormatTests {
    @Test(arguments: 0..<20)
    func `what is written as STIX is read again as it was`(_ seed: Int) throws {
        var invention = Invention(UInt64(seed) + 100)
        let given = invention.indicators(60)
        let reading = try STIXFile.read(STIXWriter.bundle(outgoing(given), producer))
        #expect(reading.indicators.count == given.count)
        for (read, wanted) in zip(reading.indicators, given) {
            var expected = wanted
            // Who gave it is then whoever sent the file.
            if expected.source.isEmpty { expected.source = "CH d’essai" }
            expected.companions.sort { ($0.kind.precision, $0.text) < ($1.kind.precision, $1.text) }
            #expect(read == expected)
        }
        #expect(reading.leftOut.isEmpty, "\(reading.leftOut)")
    }

    @Test(arguments: 0..<20)
    func `what is written as MISP is read again as it was`(_ seed: Int) throws {
        var invention = Invention(UInt64(seed) + 200)
        let given = invention.indicators(60)
        let reading = try MISPFile.read(MISPWriter.event(outgoing(given), producer))
        #expect(Set(reading.indicators.map(\.value)) == Set(given.map(\.value)))
        for wanted in given {
            var expected = wanted
            if expected.source.isEmpty { expected.source = "CH d’essai" }
            if expected.note.isEmpty { expected.note = producer.title }
            // MISP takes the event's marking where the attribute has none: it is the strictest of the file.
            expected.tlp = expected.tlp ?? given.compactMap(\.tlp).max()
            #expect(reading.indicators.first { $0.value == wanted.value } == expected)
        }
        #expect(reading.leftOut.isEmpty, "\(reading.leftOut)")
    }

    @Test(arguments: 0..<20)
    func `what is written as a table is read again as it was`(_ seed: Int) throws {
        var invention = Invention(UInt64(seed) + 300)
        let given = invention.indicators(60)
        let reading = try IndicatorTable.read(
            header: IndicatorTable.columns, rows: given.map { IndicatorTable.row($0) })
        #expect(reading.indicators == given)
        #expect(reading.leftOut.isEmpty, "\(reading.leftOut)")
    }

    @Test(
        arguments: [
            ("[ipv4-addr:value = '203.0.113.7']", ["ipv4 203.0.113.7"]),
            ("[ipv4-addr:value = '203.0.113.0/24']", ["network 203.0.113.0/24"]),
            (
                "[ipv4-addr:value ISSUBSET '203.0.113.0/24' OR domain-name:value = 'a.test']",
                ["network 203.0.113.0/24", "domain a.test"]
            ),
            (
                "[file:hashes.'SHA-1' = 'da39a3ee5e6b4b0d3255bfef95601890afd80709' AND file:name = 'a.exe']",
                ["sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709 + fileName a.exe"]
            ),
            (
                "[file:hashes.MD5 IN ('d41d8cd98f00b204e9800998ecf8427e', 'D41D8CD98F00B204E9800998ECF8427F')]",
                ["md5 d41d8cd98f00b204e9800998ecf8427e", "md5 d41d8cd98f00b204e9800998ecf8427f"]
            ),
            (
                "[url:value = 'http://a.test/'] OR [domain-name:value = 'b.test']",
                ["url http://a.test/", "domain b.test"]
            ),
            (
                "[(domain-name:value = 'a.test' OR domain-name:value = 'b.test') AND ipv4-addr:value = '203.0.113.7']",
                ["domain a.test + ipv4 203.0.113.7", "domain b.test + ipv4 203.0.113.7"]
            ),
            ("[windows-registry-key:key = 'HKLM\\\\Software\\\\X']", ["registryKey HKEY_LOCAL_MACHINE\\Software\\X"]),
            ("[process:command_line = 'it\\'s']", ["process it's"]),
        ])
    func `simple patterns are understood`(_ pattern: String, _ expected: [String]) throws {
        let read = try STIXPattern.alternatives(pattern).map { values in
            values.map { $0.kind.rawValue + " " + $0.text }.joined(separator: " + ")
        }
        #expect(read == expected)
    }

    @Test(
        arguments: [
            "", "[", "[]", "ipv4-addr:value = '1.2.3.4'", "[ipv4-addr:value != '1.2.3.4']", "[file:size > 100]",
            "[file:name LIKE 'a%']", "[file:name MATCHES 'a.*']",
            "[domain-name:value = 'a.test'] FOLLOWEDBY [domain-name:value = 'b.test']",
            "[domain-name:value = 'a.test'] WITHIN 300 SECONDS", "[domain-name:value = 'a.test'",
            "[domain-name:value = 'a.test']]",
            "[NOT domain-name:value = 'a.test']", "[ipv4-addr:value = '1.2.3.4' AND network-traffic:dst_port = 443]",
            "[x509-certificate:serial_number = '1']", "[domain-name:value = 'a.test' OR]", "['a' = 'b']",
            "[domain-name:value = 'a.test]",
        ])
    func `any other pattern is told, not guessed`(_ pattern: String) {
        #expect(throws: STIXPattern.Fault.unsupported) { try STIXPattern.alternatives(pattern) }
    }

    @Test func `a bundle of somebody else is read, and what is not taken is named`() throws {
        let bundle = #"""
            {"type":"bundle","id":"bundle--1","objects":[
            {"type":"identity","id":"identity--1","name":"CERT d’essai","identity_class":"organization"},
            {"type":"marking-definition","id":"marking-definition--x","definition_type":"statement","definition":{"statement":"(c)"}},
            {"type":"indicator","id":"indicator--1","created_by_ref":"identity--1","name":"Serveur de commande","description":"Vu en novembre.",
             "pattern":"[ipv4-addr:value = '203.0.113.7' OR domain-name:value = 'mal.test']","pattern_type":"stix","valid_from":"2026-11-01T00:00:00Z",
             "valid_until":"2027-01-01T00:00:00Z","confidence":80,"object_marking_refs":["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82","marking-definition--x"]},
            {"type":"indicator","id":"indicator--2","pattern":"title: règle","pattern_type":"sigma"},
            {"type":"indicator","id":"indicator--3","pattern":"[file:size > 3]","pattern_type":"stix"},
            {"type":"indicator","id":"indicator--4","pattern":"[domain-name:value = 'retire.test']","pattern_type":"stix","revoked":true,"name":"Retiré"},
            {"type":"indicator","id":"indicator--5","pattern":"[domain-name:value = 'inconnu.test']","pattern_type":"stix","object_marking_refs":["marking-definition--absent"]},
            {"type":"indicator","id":"indicator--6","pattern":"[ipv4-addr:value = '999.1.1.1']","pattern_type":"stix"},
            {"type":"malware","id":"malware--1","name":"x"},{"type":"malware","id":"malware--2"},{"type":"relationship"},{"x":1},7]}
            """#
        let reading = try STIXFile.read(Array(bundle.utf8))
        #expect(
            reading.indicators.map { $0.value.text } == ["203.0.113.7", "mal.test", "inconnu.test"])
        let first = try #require(reading.indicators.first)
        #expect(first.tlp == .amber && first.source == "CERT d’essai")
        #expect(first.note == "Serveur de commande\nVu en novembre." && first.validUntil == 1_798_761_600_000)
        #expect(reading.indicators.last?.tlp == .red)
        let told = Set(reading.leftOut.map { "\($0.reason.rawValue) \($0.name) \($0.count)" })
        #expect(
            told == [
                "object malware 2", "object relationship 1", "object ? 2", "object marking-definition: statement 1",
                "pattern pattern_type: sigma 1", "pattern [file:size > 3] 1", "revoked Retiré 1",
                "unknownMarking marking-definition--absent 1", "value 999.1.1.1 1", "property indicator.confidence 1",
            ])
    }

    @Test func `an event of MISP is read, and what is not taken is named`() throws {
        let event = #"""
            {"response":[{"Event":{"info":"Campagne","Orgc":{"name":"CERT d’essai"},"Tag":[{"name":"tlp:green"},{"name":"misp-galaxy:x"}],
            "Attribute":[{"type":"ip-dst","value":"203.0.113.7","to_ids":true,"Tag":[{"name":"tlp:red"}]},
             {"type":"ip-dst|port","value":"203.0.113.8|443","to_ids":"1"},{"type":"domain|ip","value":"mal.test|203.0.113.9","to_ids":true},
             {"type":"filename|sha256","value":"a|b.exe|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","to_ids":true,"comment":"charge"},
             {"type":"link","value":"https://a.test"},{"type":"yara","value":"rule"},{"type":"md5","value":"court","to_ids":true},
             {"type":"domain","value":"efface.test","deleted":true}],
            "Object":[{"name":"file","Attribute":[{"type":"filename","object_relation":"filename","value":"c.dll","to_ids":false},
             {"type":"size-in-bytes","object_relation":"size-in-bytes","value":"12"}]},
             {"name":"process","Attribute":[{"type":"text","object_relation":"command-line","value":"vssadmin delete shadows","to_ids":true}]}],
            "Galaxy":[{},{}]}}]}
            """#
        let reading = try MISPFile.read(Array(event.utf8))
        let read = reading.indicators.map {
            "\($0.value.kind.rawValue) \($0.value.text) \($0.tlp?.rawValue ?? "-") \($0.isForDetection)"
        }
        #expect(
            read == [
                "ipv4 203.0.113.7 red true", "ipv4 203.0.113.8 green true", "domain mal.test green true",
                "ipv4 203.0.113.9 green true",
                "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 green true",
                "fileName c.dll green false", "process vssadmin delete shadows green true",
            ])
        #expect(reading.indicators[4].companions.map(\.text) == ["a|b.exe"] && reading.indicators[4].note == "charge")
        let told = Set(reading.leftOut.map { "\($0.reason.rawValue) \($0.name) \($0.count)" })
        #expect(
            told == [
                "object link 1", "object yara 1", "value md5: court 1", "revoked domain 1",
                "object file.size-in-bytes 1", "object Galaxy 2", "property port 1",
                "property Event.Tag: misp-galaxy:x 1",
            ])
    }

    @Test func `a table of somebody else is read by its own names`() throws {
        let reading = try IndicatorTable.read(
            header: ["IOC", "Type", "TLP", "Score"],
            rows: [
                ["hxxp://mal[.]test/a", "url", "TLP:GREEN", "9"], ["203[.]0[.]113[.]7", "ip", "", ""],
                ["x", "yara", "", ""],
                ["mal.test"], ["", "", "", ""], ["d41d8cd98f00b204e9800998ecf8427e", "hash", "secret", ""],
            ])
        #expect(
            reading.indicators.map { "\($0.value.text) \($0.tlp?.rawValue ?? "-")" } == [
                "http://mal.test/a green", "203.0.113.7 -", "mal.test -", "d41d8cd98f00b204e9800998ecf8427e red",
            ])
        #expect(reading.leftOut.contains { $0.reason == .object && $0.name == "yara" })
        #expect(reading.leftOut.contains { $0.reason == .property && $0.name == "Score" })
        #expect(throws: ReadingFault.noValueColumn) { try IndicatorTable.read(header: ["a"], rows: []) }
    }

    @Test func `the strictest marking of two of the same value is kept`() throws {
        let rows = [["a.test", "green"], ["A.TEST", "red"], ["a.test", ""]]
        let reading = try IndicatorTable.read(header: ["valeur", "tlp"], rows: rows)
        #expect(reading.indicators.map(\.tlp) == [.red])
        #expect(reading.leftOut.map(\.count) == [2])
    }

    @Test(
        arguments: [
            "", " ", "null", "[]", "{}", "7", "\"a\"", "{\"type\":\"bundle\",\"objects\":7}",
            "{\"type\":\"indicator\"}",
            "{\"Event\"", "{\"a\":1,}", "[1,]", "{\"a\" 1}", "tru", "\"\\u12\"", "\"\\x\"", "1 2", "\"a", "{\"Event\":",
            "\u{0}",
        ])
    func `what is not such a file is refused with a reason`(_ text: String) {
        #expect(throws: ReadingFault.self) { try STIXFile.read(Array(text.utf8)) }
        #expect(throws: ReadingFault.self) { try MISPFile.read(Array(text.utf8)) }
    }

    @Test func `depth, count and size are bounded`() throws {
        let deep = String(repeating: "[", count: 200_000)
        #expect(throws: ReadingFault.tooDeep) { try STIXFile.read(Array(deep.utf8)) }
        let members = String(repeating: "{\"a\":", count: 100_000)
        #expect(throws: ReadingFault.tooDeep) { try MISPFile.read(Array(members.utf8)) }
        let groups = String(repeating: "(", count: 40_000)
        #expect(throws: STIXPattern.Fault.unsupported) { try STIXPattern.alternatives("[" + groups) }
        let either = "(" + (0..<40).map { "domain-name:value = 'a\($0).test'" }.joined(separator: " OR ") + ")"
        let many = "[" + Array(repeating: either, count: 8).joined(separator: " AND ") + "]"
        #expect(throws: STIXPattern.Fault.unsupported) { try STIXPattern.alternatives(many) }
        #expect(throws: ReadingFault.tooLarge) {
            try STIXFile.read(Array(repeating: 0x20, count: IndicatorLimits.bytes + 1))
        }
        let wide = "[" + String(repeating: "1,", count: JSONReader.maximumValues + 1) + "1]"
        #expect(throws: ReadingFault.tooMany) { try STIXFile.read(Array(wide.utf8)) }
    }

    @Test func `a hostile file names everything differently and the report stays short`() throws {
        let objects = (0..<5000).map { "{\"type\":\"t\($0)\"}" }.joined(separator: ",")
        let reading = try STIXFile.read(Array("{\"type\":\"bundle\",\"objects\":[\(objects)]}".utf8))
        #expect(reading.leftOut.count == IndicatorReading.nameLimit + 1)
        #expect(reading.leftOut.reduce(0) { $0 + $1.count } == 5000)
    }

    @Test func `bytes changed at random never stop the program`() throws {
        var invention = Invention(6)
        let good = STIXWriter.bundle(outgoing(invention.indicators(12)), producer)
        let other = MISPWriter.event(outgoing(invention.indicators(12)), producer)
        for _ in 0..<1500 {
            for original in [good, other] {
                var bytes = original
                for _ in 0...invention.number(0...4) {
                    let at = invention.number(0...bytes.count - 1)
                    switch invention.number(0...2) {
                    case 0: bytes[at] = UInt8(invention.number(0...255))
                    case 1: bytes.remove(at: at)
                    default: bytes.insert(UInt8(invention.number(0...255)), at: at)
                    }
                }
                _ = try? STIXFile.read(bytes)
                _ = try? MISPFile.read(bytes)
            }
        }
    }

    @Test func `identifiers pass for a UUID of version 4 and stay the same`() throws {
        let text = String(decoding: STIXWriter.bundle(outgoing(Invention.sample), producer), as: UTF8.self)
        for match in text.matches(
            of: /[a-z-]+--([0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})/)
        {
            #expect(match.2 == "4" || match.2 == "5" || text.contains("marking-definition--\(match.1)"))
        }
    }
}

extension Invention {
    static var sample: [ThreatIndicator] {
        var invention = Invention(7)
        return invention.indicators(10)
    }
}
