// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import EventLogs
import Testing

@Suite struct FieldTableTests {
    @Test func `a name has one key, whatever its case`() {
        var table = FieldTable(["Image", "CommandLine"])
        let first = table.intern("TargetFilename")
        #expect(table.intern("targetfilename") == first)
        #expect(table.key(for: "IMAGE") == table.key(for: "image"))
        #expect(table.key(for: "Absent") == nil)
        #expect(table.name(of: first) == "TargetFilename")
        #expect(table.key(for: "EventID") == .eventID)
        #expect(table.key(for: "Canal é") == nil)
        let count = table.count
        let many = (0..<2000).map { table.intern("Field\($0)") }
        #expect(table.count == count + 2000)
        for (index, key) in many.enumerated() { #expect(table.key(for: "FIELD\(index)") == key) }
    }

    @Test(
        arguments: [
            ("0", 0), ("4688", 4688), ("-1", -1), ("0x3e7", 999), ("0X3E7", 999), ("9223372036854775807", Int64.max),
            ("9223372036854775808", nil), ("0x", nil), ("", nil), ("-", nil), ("1 ", nil), ("1.5", nil), ("12a", nil),
        ] as [(String, Int64?)]) func `numbers are read in decimal and hexadecimal`(text: String, value: Int64?)
    {
        let bytes = Array(text.utf8)
        #expect(Event.integer(bytes.span) == value)
    }

    @Test(
        arguments: [
            ("2026-04-17T05:24:53.092051Z", "2026-04-17T05:24:53.092051Z"),
            ("2026-04-17T05:24:53.0920515Z", "2026-04-17T05:24:53.092051Z"),
            ("2026-04-17 07:24:53.092051 +0200", "2026-04-17T05:24:53.092051Z"),
            ("2026-04-17T07:24:53+02:00", "2026-04-17T05:24:53.000000Z"),
            ("2026-04-16 22:54:53.5-06:30", "2026-04-17T05:24:53.500000Z"),
            ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000Z"), ("1776403493", "2026-04-17T05:24:53.000000Z"),
            ("1776403493.25", "2026-04-17T05:24:53.250000Z"), ("1776403493092", "2026-04-17T05:24:53.092000Z"),
            ("2024-02-29", nil), ("2026-13-01T00:00:00Z", nil), ("hier", nil), ("", nil), ("12", nil),
        ] as [(String, String?)]) func `dates are read as logs write them`(text: String, expected: String?)
    {
        let bytes = Array(text.utf8)
        #expect(EventTime(bytes.span)?.description == expected)
    }

    @Test(arguments: [0, 1, UInt64.max, UInt64(Int64.max), 116_444_736_000_000_000])
    func `ends of time do not overflow`(ticks: UInt64) {
        #expect((EventTime(fileTime: ticks)?.nanoseconds == 0) == (ticks == 116_444_736_000_000_000))
        let latest = EventTime(nanoseconds: .max).description
        let earliest = EventTime(nanoseconds: .min).description
        #expect(latest == "2262-04-11T23:47:16.854775Z")
        #expect(earliest == "1677-09-21T00:12:43.145224Z")
    }
}
