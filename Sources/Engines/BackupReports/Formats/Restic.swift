// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What restic writes with `--json`, and the text of its check and restore from before these had any JSON (0.14 is
/// Debian 12's).
///
/// Formats: restic documentation, "Scripting", https://restic.readthedocs.io/en/stable/075_scripting.html. Exit codes:
/// 0 done, 3 some source could not be read, 1, 10, 11, 12 and 130 failed; whatever else is not known, and so failed.
enum Restic {
    static func read(_ pieces: ReportPieces, _ context: ReportContext) -> BackupReport? {
        if let first = pieces.values.first {
            if let snapshots = first.json.list, snapshots.isEmpty || isSnapshots(snapshots) {
                return list(pieces, context)
            }
            if first.json["snapshots_count"] != nil, let size = first.json["total_size"] {
                return BackupReport(.resticStatistics, isTruncated: pieces.isTruncated, repositoryBytes: size.bytes)
            }
            if pieces.values.contains(where: { $0.json["message_type"] != nil }) { return messages(pieces, context) }
        }
        return text(pieces, context)
    }

    // MARK: Snapshots

    private static func isSnapshots(_ list: [JSONValue]) -> Bool {
        guard let first = list.first else { return false }
        return isSnapshot(first) || first["snapshots"]?.list?.first.map(isSnapshot) ?? false
    }

    private static func isSnapshot(_ value: JSONValue) -> Bool { value["tree"] != nil && value["time"] != nil }

    private static func list(_ pieces: ReportPieces, _ context: ReportContext) -> BackupReport {
        var report = BackupReport(.resticSnapshots, faults: pieces.faults, isTruncated: pieces.isTruncated)
        for piece in pieces.values {
            for value in piece.json.list ?? [] {
                // With --group-by the snapshots stand one level lower.
                for snapshot in value["snapshots"]?.list ?? [value] {
                    guard let run = run(of: snapshot, context) else {
                        report.faults.append(.init(line: piece.line, reason: .badValue("time")))
                        continue
                    }
                    report.entries.append(.init(line: piece.line, run: run))
                }
            }
        }
        return report
    }

    private static func run(of snapshot: JSONValue, _ context: ReportContext) -> BackupRun? {
        guard let id = (snapshot["id"] ?? snapshot["short_id"])?.text, !id.isEmpty,
            let time = snapshot["time"]?.text.flatMap({ Moment($0, offset: context.offset) })
        else { return nil }
        let tags = snapshot["tags"]?.list?.compactMap(\.text) ?? []
        let paths = snapshot["paths"]?.list?.compactMap(\.text) ?? []
        let end = snapshot["summary"]?["backup_end"]?.text.flatMap { Moment($0, offset: context.offset) }
        return BackupRun(
            tool: "restic", kind: .backup, label: (tags.isEmpty ? paths : tags).joined(separator: ","),
            host: snapshot["hostname"]?.text ?? "", startedAt: time, finishedAt: end, outcome: .succeeded,
            bytes: snapshot["summary"]?["total_bytes_processed"]?.bytes, snapshot: id)
    }

    // MARK: Messages

    private static func messages(_ pieces: ReportPieces, _ context: ReportContext) -> BackupReport {
        var summary: (line: Int, json: JSONValue)?
        var exit: JSONValue?
        var errors: [String] = []
        for piece in pieces.values {
            switch piece.json["message_type"]?.text {
            case "summary": summary = (piece.line, piece.json)
            case "exit_error": exit = piece.json
            case "error": errors.append(complaint(piece.json))
            default: break
            }
        }
        errors += pieces.lines.map(\.text).filter { $0.hasPrefix("Fatal:") }
        let kind = kind(of: summary?.json, pieces, context)
        let format: BackupReport.Format =
            switch kind {
            case .backup: .resticBackup
            case .check: .resticCheck
            case .restore: .resticRestore
            }
        var run = BackupRun(
            tool: "restic", kind: kind, outcome: .failed, message: exit?["message"]?.text ?? errors.first ?? "")
        if let summary {
            describe(&run, summary.json, context)
        }
        (run.outcome, run.reason) = verdict(kind, summary?.json, exit, errors, context)
        return BackupReport(
            format, entries: [.init(line: summary?.line ?? pieces.values.first?.line ?? 1, run: run)],
            faults: pieces.faults, isTruncated: pieces.isTruncated || (summary == nil && exit == nil && errors.isEmpty))
    }

    private static func complaint(_ message: JSONValue) -> String {
        let said = message["error"]?["message"]?.text ?? message["message"]?.text ?? message["error"]?.text ?? ""
        let item = message["item"]?.text ?? ""
        return item.isEmpty ? said : "\(item): \(said)"
    }

    private static func kind(
        of summary: JSONValue?, _ pieces: ReportPieces, _ context: ReportContext
    ) -> BackupRun.Kind {
        if summary?["num_errors"] != nil { return .check }
        if summary?["files_restored"] != nil || pieces.values.contains(where: { $0.json["files_restored"] != nil }) {
            return .restore
        }
        return summary?["snapshot_id"] != nil ? .backup : context.kind ?? .backup
    }

    private static func describe(_ run: inout BackupRun, _ summary: JSONValue, _ context: ReportContext) {
        func moment(_ name: String) -> Moment? {
            summary[name]?.text.flatMap { Moment($0, offset: context.offset) }
        }
        run.snapshot = summary["snapshot_id"]?.text ?? ""
        run.bytes = (summary["total_bytes_processed"] ?? summary["bytes_restored"])?.bytes
        run.startedAt = moment("backup_start")
        run.finishedAt = moment("backup_end") ?? context.receivedAt
        if run.startedAt == nil, let duration = (summary["total_duration"] ?? summary["seconds_elapsed"])?.number {
            run.startedAt = run.finishedAt?.adding(seconds: -max(duration, 0))
        }
    }

    private static func verdict(
        _ kind: BackupRun.Kind, _ summary: JSONValue?, _ exit: JSONValue?, _ errors: [String], _ context: ReportContext
    ) -> (BackupRun.Outcome, BackupRun.Reason?) {
        if let code = exit?["code"]?.integer ?? context.exitCode, code != 0 {
            // Only a backup may leave something out and still be one.
            if code == 3, kind == .backup, summary != nil { return (.withWarnings, .unreadFiles) }
            return (.failed, [1, 3, 10, 11, 12, 130].contains(code) ? .errorsReported : .unknownExitCode)
        }
        guard let summary, exit == nil else { return (.failed, .noSummary) }
        switch kind {
        case .backup:
            // A dry run makes no snapshot.
            guard summary["dry_run"]?.flag != true, summary["snapshot_id"]?.text?.isEmpty == false else {
                return (.failed, .noSummary)
            }
            return errors.isEmpty ? (.succeeded, nil) : (.withWarnings, .unreadFiles)
        case .check:
            return summary["num_errors"]?.integer == 0 && errors.isEmpty
                ? (.succeeded, nil) : (.failed, .errorsReported)
        case .restore:
            guard errors.isEmpty else { return (.failed, .errorsReported) }
            let (total, done) = (summary["total_files"]?.integer, summary["files_restored"]?.integer)
            let skipped = summary["files_skipped"]?.integer ?? 0
            guard let total, let done, done + skipped >= total else { return (.failed, .incompleteRestore) }
            return (.succeeded, nil)
        }
    }

    // MARK: Text

    private static func text(_ pieces: ReportPieces, _ context: ReportContext) -> BackupReport? {
        let lines = pieces.lines
        if let restore = lines.first(where: { $0.text.hasPrefix("restoring <Snapshot ") }) {
            return restored(restore, pieces, context)
        }
        guard lines.contains(where: { $0.text.hasPrefix("check all packs") || $0.text.hasPrefix("check snapshots, ") })
        else { return nil }
        let last = lines.last
        let isSound = lines.contains { $0.text == "no errors were found" }
        let isDamaged = lines.contains { $0.text.hasPrefix("Fatal:") || $0.text.hasPrefix("error ") }
        let code = context.exitCode ?? 0
        let isGood = isSound && !isDamaged && code == 0
        let run = BackupRun(
            tool: "restic", kind: .check, outcome: isGood ? .succeeded : .failed,
            reason: isGood ? nil : (isDamaged || code != 0 ? .errorsReported : .noSummary),
            message: lines.last { $0.text.hasPrefix("Fatal:") }?.text ?? "")
        return BackupReport(
            .resticCheck, entries: [.init(line: last?.line ?? 1, run: run)], faults: pieces.faults,
            isTruncated: !isSound && !isDamaged && code == 0)
    }

    /// `restoring <Snapshot 0a9f6e77 of [/data] at 2026-11-30 17:26:45.18 +0000 UTC by root@srv1> to out`: says that it
    /// begins, never that it is done. Only the exit code does.
    private static func restored(
        _ line: ReportPieces.TextLine, _ pieces: ReportPieces, _ context: ReportContext
    ) -> BackupReport {
        let words = line.text.split(separator: " ")
        let host = line.text.split(separator: ">").first.flatMap { $0.split(separator: "@").last } ?? ""
        let problems = pieces.lines.filter { $0.text.hasPrefix("Fatal:") || $0.text.hasPrefix("ignoring error") }
        let isGood = context.exitCode == 0 && problems.isEmpty
        let reason: BackupRun.Reason? =
            isGood ? nil : problems.isEmpty && context.exitCode == nil ? .noExitCode : .errorsReported
        let run = BackupRun(
            tool: "restic", kind: .restore, host: String(host), outcome: isGood ? .succeeded : .failed, reason: reason,
            message: problems.first?.text ?? "", snapshot: words.count > 2 ? String(words[2]) : "")
        return BackupReport(.resticRestore, entries: [.init(line: line.line, run: run)], faults: pieces.faults)
    }
}
