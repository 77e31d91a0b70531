// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import BackupReports

struct ResticTests {
    @Test func `a backup counts when its summary names a snapshot`() throws {
        let report = try read(Sample.resticBackup)
        #expect(report.format == .resticBackup)
        #expect(!report.isTruncated && report.faults.isEmpty)
        let run = try #require(report.runs.first)
        #expect(run.outcome == .succeeded && run.kind == .backup && run.bytes == 2_097_158)
        #expect(run.finishedAt == arrival)
        #expect(run.startedAt == arrival?.adding(seconds: -265.2))
    }

    @Test func `a backup cut before its summary is told as failed`() throws {
        let whole = Array(Sample.resticBackup.utf8)
        for end in [1, 40, 130, 200, whole.count - 4] {
            let cut = String(decoding: whole[..<end], as: UTF8.self)
            guard let report = try? read(cut) else {
                #expect(end < 20, "a report of \(end) bytes")
                continue
            }
            #expect(report.isTruncated, "\(end)")
            #expect(report.runs.allSatisfy { $0.outcome == .failed }, "\(end)")
        }
    }

    @Test(arguments: [
        (3, BackupRun.Outcome.withWarnings, BackupRun.Reason.unreadFiles), (1, .failed, .errorsReported),
        (12, .failed, .errorsReported), (42, .failed, .unknownExitCode), (-1, .failed, .unknownExitCode),
    ])
    func `exit codes that are not known are failures`(
        code: Int, outcome: BackupRun.Outcome, reason: BackupRun.Reason
    ) throws {
        let told = try #require(try read(Sample.resticBackup) { $0.exitCode = code }.runs.first)
        #expect(told.outcome == outcome && told.reason == reason)
        let message = #"{"message_type":"exit_error","code":\#(code),"message":"Fatal: wrong password"}"#
        let run = try #require(try read(Sample.resticBackup + message).runs.first)
        #expect(run.outcome == outcome && run.message == "Fatal: wrong password")
    }

    @Test func `a file that could not be read makes a warning`() throws {
        let error = #"{"message_type":"error","error":{"message":"permission denied"},"item":"/srv/x"}"# + "\n"
        let run = try #require(try read(error + Sample.resticBackup).runs.first)
        #expect(run.outcome == .withWarnings && run.message == "/srv/x: permission denied")
        let dry = Sample.resticBackup.replacing("\"files_new\":2", with: "\"dry_run\":true")
        #expect(try read(dry).runs.first?.outcome == .failed)
    }

    @Test func `snapshots are recognised again, whatever tells them`() throws {
        let list = try read(Sample.resticSnapshots)
        #expect(list.format == .resticSnapshots)
        #expect(list.runs.map(\.label) == ["dpi", "/srv/labo"])
        #expect(list.runs.map(\.host) == ["srv1", "srv2"])
        #expect(list.runs[1].startedAt?.milliseconds == 1_795_973_205_000)
        #expect(list.runs[1].bytes == 42)
        #expect(list.runs[0].identity == (try read(Sample.resticBackup).runs[0].identity))
        #expect(list.runs[0].identity != list.runs[1].identity)
        #expect(try read("[]").runs.isEmpty)
    }

    @Test func `a list that is cut short counts nothing`() throws {
        let whole = Array(Sample.resticSnapshots.utf8)
        for end in stride(from: 60, to: whole.count - 1, by: 17) {
            let report = try read(String(decoding: whole[..<end], as: UTF8.self))
            #expect(report.isTruncated && report.runs.isEmpty, "\(end)")
        }
    }

    @Test func `a check is sound when it says so`() throws {
        let sound = try read(Sample.resticCheckText)
        #expect(sound.format == .resticCheck && sound.runs.first?.outcome == .succeeded)
        #expect(try read(Sample.resticCheckText) { $0.exitCode = 1 }.runs.first?.outcome == .failed)
        let damaged = try #require(try read(Sample.resticCheckDamaged).runs.first)
        #expect(damaged.outcome == .failed && damaged.message == "Fatal: repository contains errors")
        let cut = try read(String(Sample.resticCheckText.dropLast(30)))
        #expect(cut.isTruncated && cut.runs.first?.outcome == .failed)
        #expect(try read(#"{"message_type":"summary","num_errors":0}"# + "\n").runs.first?.outcome == .succeeded)
        #expect(try read(#"{"message_type":"summary","num_errors":2}"# + "\n").runs.first?.outcome == .failed)
    }

    @Test func `a restore is done when every file came back, or when the exit code says so`() throws {
        let run = try #require(try read(Sample.resticRestore).runs.first)
        #expect(run.kind == .restore && run.outcome == .succeeded)
        #expect(run.startedAt == arrival?.adding(seconds: -7200))
        let partial = Sample.resticRestore.replacing("\"files_restored\":4", with: "\"files_restored\":3")
        #expect(try read(partial).runs.first?.reason == .incompleteRestore)
        let silent = try #require(try read(Sample.resticRestoreText).runs.first)
        #expect(silent.outcome == .failed && silent.reason == .noExitCode && silent.host == "srv1")
        #expect(try read(Sample.resticRestoreText) { $0.exitCode = 0 }.runs.first?.outcome == .succeeded)
        let ignored = Sample.resticRestoreText + "\nignoring error for /srv/a: StreamPack: unexpected EOF"
        #expect(try read(ignored) { $0.exitCode = 0 }.runs.first?.outcome == .failed)
    }

    @Test func `statistics tell the size and no run`() throws {
        let report = try read(#"{"total_size":2097158,"total_file_count":3,"snapshots_count":1}"# + "\n")
        #expect(report.repositoryBytes == 2_097_158 && report.runs.isEmpty)
    }
}
