// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import BackupReports

struct HostileTests {
    @Test func `nested brackets are refused before the stack is full`() throws {
        let deep = "{\"message_type\":" + String(repeating: "[", count: 100_000) + "\n" + Sample.resticBackup
        let report = try read(deep)
        #expect(report.faults.contains { $0.reason == .tooDeep })
    }

    @Test(arguments: ["1e999", "-1", "9e18", "1.5e400", "99999999999999999999999999"])
    func `numbers out of range are no sizes`(number: String) throws {
        let text = Sample.resticBackup.replacing("2097158", with: number).replacing("265.2", with: number)
        let run = try #require(try read(text).runs.first)
        #expect(run.bytes ?? 0 >= 0)
    }

    @Test func `any bytes give an answer`() {
        var state: UInt64 = 42
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let seeds = [
            Sample.resticBackup, Sample.resticSnapshots, Sample.borgList, Sample.borgCreate, Sample.csv,
            Sample.checkStart + Sample.exit("0"), Sample.resticCheckText, Sample.resticRestore,
        ].map { Array($0.utf8) }
        for seed in seeds {
            for _ in 0..<300 {
                var bytes = seed
                for _ in 0...(next() % 6) {
                    let place = Int(next() % UInt64(bytes.count))
                    switch next() % 3 {
                    case 0: bytes[place] = UInt8(next() & 0xFF)
                    case 1: bytes.remove(at: place)
                    default: bytes.insert(UInt8(next() & 0xFF), at: place)
                    }
                }
                _ = try? BackupReport.read(bytes, ReportContext(receivedAt: arrival))
            }
        }
    }

    @Test func `texts are cut and hold no control character`() throws {
        let text = Sample.resticSnapshots.replacing(
            "srv1", with: "a\\u0007\\ud800" + String(repeating: "é", count: 900))
        let host = try #require(try read(text).runs.first?.host)
        #expect(host.unicodeScalars.count == 200)
        #expect(host.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }

    @Test func `a file beyond the limit is refused`() {
        #expect(throws: ReportError.tooLarge(limit: BackupReport.sizeLimit)) {
            try BackupReport.read([UInt8](repeating: 0x20, count: BackupReport.sizeLimit + 1), ReportContext())
        }
    }

    @Test func `a report without a date needs one`() throws {
        let report = try BackupReport.read(Array(Sample.resticBackup.utf8), ReportContext())
        #expect(report.runs.isEmpty)
        #expect(report.faults.map(\.reason) == [.noDate])
    }

    @Test(arguments: [
        ("2026-11-30", true), ("2026-11-30 02:00", true), ("2026-11-30T02:00:60Z", true), ("2026-11-30T24:00", false),
        ("2026-11-30T02:00:00+15:00", false), ("30/11/2026", false), ("2026-11-30T02:00:00.123456789-0530", true),
        ("1969-12-31", false), ("", false), ("2026-11-30T02:00Zz", false),
    ])
    func `dates are read or refused`(text: String, isRead: Bool) {
        #expect((Moment(text, offset: { _ in 0 }) != nil) == isRead)
    }
}
