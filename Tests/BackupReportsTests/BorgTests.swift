// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import BackupReports

struct BorgTests {
    @Test func `archives are told by what begins their name, in the time of the machine`() throws {
        let report = try read(Sample.borgList) { $0.offset = { _ in 60 } }
        let run = try #require(report.runs.first)
        #expect(report.format == .borgArchives)
        #expect(run.label == "dpi" && run.repository == "/mnt/borg" && run.outcome == .succeeded)
        #expect(run.startedAt == Moment("2026-11-30T01:00:19Z", offset: { _ in 0 }))
    }

    @Test(arguments: [
        ("dpi-2026-11-30T02:00", "dpi"), ("srv1_labo.20261130", "srv1_labo"), ("2026-11-30", "2026-11-30"),
        ("mensuelle", "mensuelle"), ("", ""), ("a1b2-33", "a1b2-33"),
    ])
    func `the day is no part of the label`(name: String, label: String) {
        #expect(Borg.prefix(of: name) == label)
    }

    @Test func `a creation follows the exit code of its log`() throws {
        let run = try #require(try read(Sample.borgCreate).runs.first)
        #expect(run.outcome == .succeeded && run.label == "labo" && run.bytes == 2_097_697)
        #expect(run.finishedAt.flatMap { end in run.startedAt.map { end.milliseconds - $0.milliseconds } } == 600_000)
        let warning = Sample.borgLine("nothere: no such file", "WARNING", "borg.archiver")
        let warned = try #require(try read(warning + Sample.borgCreate + Sample.exit("1")).runs.first)
        #expect(warned.outcome == .withWarnings && warned.message == "nothere: no such file")
        #expect(try read(Sample.borgCreate + Sample.exit("2")).runs.first?.outcome == .failed)
        #expect(try read(Sample.borgCreate + Sample.exit("137")).runs.first?.outcome == .failed)
        #expect(try read(Sample.borgCreate + Sample.exit("999")).runs.first?.reason == .unknownExitCode)
        #expect(try read(Sample.borgCreate + Sample.exit("?")).runs.first?.reason == .unknownExitCode)
    }

    @Test func `a check that found damage failed, although borg calls it a warning`() throws {
        #expect(try read(Sample.checkStart + Sample.exit("0")).runs.first?.outcome == .succeeded)
        let damaged = try #require(try read(Sample.checkStart + Sample.damage + Sample.exit("1")).runs.first)
        #expect(damaged.kind == .check && damaged.outcome == .failed)
        #expect(damaged.message == "Finished full repository check, errors found.")
        #expect(try read(Sample.checkStart + Sample.exit("1")).runs.first?.outcome == .failed)
    }

    @Test func `a log without an exit code proves nothing`() throws {
        let run = try #require(try read(Sample.checkStart).runs.first)
        #expect(run.outcome == .failed && run.reason == .noExitCode)
        let told = try #require(
            try read(Sample.checkStart) {
                $0.exitCode = 0
                $0.kind = .restore
            }.runs.first)
        #expect(told.outcome == .succeeded && told.kind == .restore)
    }

    @Test func `what is cut short counts nothing`() throws {
        for text in [Sample.borgList, Sample.borgCreate] {
            for end in stride(from: 30, to: text.utf8.count - 2, by: 23) {
                let report = try read(String(decoding: Array(text.utf8)[..<end], as: UTF8.self))
                #expect(report.isTruncated && report.runs.isEmpty, "\(end)")
            }
        }
    }
}
