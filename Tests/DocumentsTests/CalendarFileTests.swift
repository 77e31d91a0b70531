// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Primitives
import TestSupport
import Testing

@Suite struct CalendarFileTests {
    private let stamp = Instant(millisecondsSinceEpoch: 1_795_269_720_500)

    private func day(_ text: String) throws -> Day { try #require(Day(text: text)) }

    /// The lines as a reader sees them: RFC 5545 §3.1, every CRLF followed by a space is taken out.
    private func unfolded(_ calendar: CalendarFile) -> [String] {
        calendar.text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    /// The reverse of the escapes of §3.3.11.
    private func unescaped(_ value: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in value.unicodeScalars {
            if isEscaped {
                result.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    @Test func `a whole calendar`() throws {
        let event = CalendarEvent(
            identifier: "019aa-1@carene", stamp: stamp, first: try day("2026-11-21"), last: try day("2026-11-23"),
            summary: "Exercice de crise; siège, salle 2", details: "Première ligne\nSeconde",
            address: "https://carene.example.fr/agenda?jour=21&mois=11", categories: ["Exercice", "Crise, GHT"],
            sequence: 2, reminderDays: 7)
        let calendar = CalendarFile(name: "Échéances CaRE", refreshHours: 6, events: [event])
        #expect(
            unfolded(calendar) == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Carène//Agenda//FR", "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH", "NAME:Échéances CaRE", "X-WR-CALNAME:Échéances CaRE",
                "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H", "BEGIN:VEVENT", "UID:019aa-1@carene",
                "DTSTAMP:20261121T140200Z", "DTSTART;VALUE=DATE:20261121", "DTEND;VALUE=DATE:20261124",
                "SUMMARY:Exercice de crise\\; siège\\, salle 2", "DESCRIPTION:Première ligne\\nSeconde",
                "URL:https://carene.example.fr/agenda?jour=21&mois=11", "CATEGORIES:Exercice,Crise\\, GHT",
                "SEQUENCE:2", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY",
                "DESCRIPTION:Exercice de crise\\; siège\\, salle 2", "TRIGGER:-P6DT15H", "END:VALARM", "END:VEVENT",
                "END:VCALENDAR",
            ])
    }

    @Test func `what is absent is not written`() throws {
        let event = CalendarEvent(identifier: "a", stamp: stamp, first: try day("2026-12-31"), summary: "Fin")
        let text = CalendarFile(name: "n", refreshHours: nil, events: [event]).text
        for property in ["DESCRIPTION", "URL", "CATEGORIES", "VALARM", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"] {
            #expect(!text.contains(property))
        }
        #expect(text.contains("DTEND;VALUE=DATE:20270101\r\n"))
    }

    @Test(arguments: [
        ("2026-11-21", "2026-11-01", "DTEND;VALUE=DATE:20261122"),
        ("2028-02-28", "2028-02-28", "DTEND;VALUE=DATE:20280229"),
        ("9999-12-31", "9999-12-31", nil),
    ])
    func `the end is the day after the last`(_ first: String, _ last: String, _ expected: String?) throws {
        let event = CalendarEvent(
            identifier: "a", stamp: stamp, first: try day(first), last: try day(last), summary: "s")
        let lines = unfolded(CalendarFile(name: "n", events: [event]))
        #expect(lines.first { $0.hasPrefix("DTEND") } == expected)
    }

    @Test(arguments: [(0, "PT9H"), (1, "-P0DT15H"), (30, "-P29DT15H"), (-4, "PT9H"), (Int.max, "-P3659DT15H")])
    func `a reminder rings at nine in the morning`(_ days: Int, _ trigger: String) throws {
        let event = CalendarEvent(
            identifier: "a", stamp: stamp, first: try day("2026-11-21"), summary: "s", reminderDays: days)
        #expect(unfolded(CalendarFile(name: "n", events: [event])).contains("TRIGGER:" + trigger))
    }

    @Test(arguments: [
        "x\r\nATTENDEE:mailto:a@b.fr", "x\nEND:VEVENT", "x\rBEGIN:VALARM", "x\u{2028}END:VCALENDAR", "x\u{85}URL:y",
        "x\u{0B}URL:y", "x\u{0}\u{8}\u{7F}y", "\\\r\nURL:y", "x\r\n URL:y",
    ])
    func `no text begins a property`(_ hostile: String) throws {
        let event = CalendarEvent(
            identifier: hostile, stamp: stamp, first: try day("2026-11-21"), summary: hostile, details: hostile,
            address: "https://a.fr/" + hostile, categories: [hostile, hostile], reminderDays: 1)
        let calendar = CalendarFile(name: hostile, events: [event])
        let names = unfolded(calendar).map { $0.prefix { $0 != ":" && $0 != ";" } }
        #expect(
            names == [
                "BEGIN", "VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL",
                "X-PUBLISHED-TTL", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL",
                "CATEGORIES", "SEQUENCE", "TRANSP", "BEGIN", "ACTION", "DESCRIPTION", "TRIGGER", "END", "END", "END",
            ])
        let controls = calendar.text.unicodeScalars.filter {
            $0.properties.generalCategory == .control && !["\r", "\n", "\t"].contains($0)
        }
        #expect(controls.isEmpty)
    }

    @Test func `whatever is written is read again, in lines of 75 octets`() throws {
        var generator = SplitMix64(seed: 5545)
        let letters = Array("aé€😀\\;,: \n\t\"ABCDEFGHIJ".unicodeScalars)
        for _ in 0..<600 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...220, using: &generator) {
                text.append(letters.randomElement(using: &generator) ?? "a")
            }
            let event = CalendarEvent(
                identifier: "a", stamp: stamp, first: try day("2026-11-21"), summary: String(text))
            let calendar = CalendarFile(name: "n", events: [event])
            let bytes = calendar.bytes
            #expect(bytes.suffix(2) == [0x0D, 0x0A])
            for line in bytes.split(separator: 0x0A) {
                #expect(line.last == 0x0D && line.count <= 76)
                #expect(String(validating: line, as: UTF8.self) != nil)
            }
            let found = unfolded(calendar).first { $0.hasPrefix("SUMMARY:") }.map { unescaped($0.dropFirst(8)) }
            #expect(found.map { Array($0.utf8) } == Array(String(text).utf8))
        }
    }
}
