// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What borg writes with `--json` and `--log-json`.
///
/// Formats: borg documentation, "Frontends", https://borgbackup.readthedocs.io/en/stable/internals/frontends.html. Exit
/// codes: 0 done, 1 warnings, 2 errors; 100 to 127 are the warnings of the "modern" codes; the rest failed or was killed.
enum Borg {
    static func read(_ pieces: ReportPieces, _ context: ReportContext) -> BackupReport? {
        if let creation = pieces.values.first(where: { $0.json["archive"]?["id"] != nil }) {
            return created(creation, pieces, context)
        }
        if let list = pieces.values.first(where: { $0.json["archives"]?.list != nil && $0.json["repository"] != nil }) {
            return archives(list, pieces, context)
        }
        if pieces.values.contains(where: { $0.json["repository"]?["location"] != nil && $0.json["cache"] != nil }) {
            let size = pieces.values.compactMap { $0.json["cache"]?["stats"]?["unique_csize"]?.bytes }.first
            return BackupReport(.borgArchives, isTruncated: pieces.isTruncated, repositoryBytes: size)
        }
        guard pieces.values.contains(where: { isLog($0.json) }) else { return nil }
        return log(pieces, context)
    }

    // MARK: Archives

    private static func archives(
        _ piece: ReportPieces.Value, _ pieces: ReportPieces, _ context: ReportContext
    ) -> BackupReport {
        var report = BackupReport(.borgArchives, faults: pieces.faults, isTruncated: pieces.isTruncated)
        for archive in piece.json["archives"]?.list ?? [] {
            guard let run = run(of: archive, piece.json, context) else {
                report.faults.append(.init(line: piece.line, reason: .badValue("start")))
                continue
            }
            report.entries.append(.init(line: piece.line, run: run))
        }
        return report
    }

    private static func created(
        _ piece: ReportPieces.Value, _ pieces: ReportPieces, _ context: ReportContext
    ) -> BackupReport {
        var report = BackupReport(.borgCreation, faults: pieces.faults, isTruncated: pieces.isTruncated)
        guard let archive = piece.json["archive"], var run = run(of: archive, piece.json, context) else {
            report.faults.append(.init(line: piece.line, reason: .badValue("archive")))
            return report
        }
        let told = LogSum(pieces)
        run.message = told.complaint
        if let code = told.exitCode ?? context.exitCode {
            (run.outcome, run.reason) = verdict(code)
        } else if told.hasErrors {
            (run.outcome, run.reason) = (.failed, .errorsReported)
        } else if told.hasWarnings {
            (run.outcome, run.reason) = (.withWarnings, .unreadFiles)
        }
        report.entries = [.init(line: piece.line, run: run)]
        return report
    }

    private static func run(of archive: JSONValue, _ report: JSONValue, _ context: ReportContext) -> BackupRun? {
        let name = (archive["name"] ?? archive["archive"])?.text ?? ""
        guard let id = archive["id"]?.text, !id.isEmpty,
            let start = (archive["start"] ?? archive["time"])?.text.flatMap({ Moment($0, offset: context.offset) })
        else { return nil }
        return BackupRun(
            tool: "borg", kind: .backup, label: prefix(of: name),
            repository: report["repository"]?["location"]?.text ?? "", host: archive["hostname"]?.text ?? "",
            startedAt: start, finishedAt: archive["end"]?.text.flatMap { Moment($0, offset: context.offset) },
            outcome: .succeeded, bytes: archive["stats"]?["original_size"]?.bytes, snapshot: id)
    }

    /// Archives are named after what they hold and when: `dpi-2026-11-30T02:00` is one of `dpi`.
    static func prefix(of name: String) -> String {
        let scalars = Array(name.unicodeScalars)
        var run = 0
        for (index, scalar) in scalars.enumerated() {
            run = (48...57).contains(scalar.value) ? run + 1 : 0
            guard run == 4 else { continue }
            let kept = scalars[..<(index - 3)]
            let end = kept.lastIndex { !"-_.:@ ".unicodeScalars.contains($0) }
            guard let end else { return name }
            return String(String.UnicodeScalarView(kept[...end]))
        }
        return name
    }

    // MARK: Logs

    private static func isLog(_ value: JSONValue) -> Bool {
        ["log_message", "file_status", "archive_progress", "progress_percent", "progress_message"].contains(
            value["type"]?.text ?? "")
    }

    private static func log(_ pieces: ReportPieces, _ context: ReportContext) -> BackupReport {
        let told = LogSum(pieces)
        let kind = context.kind ?? told.kind ?? .check
        var run = BackupRun(
            tool: "borg", kind: kind, startedAt: told.startedAt, finishedAt: told.finishedAt, outcome: .failed,
            message: told.complaint)
        let code = told.exitCode ?? context.exitCode
        if let code { (run.outcome, run.reason) = verdict(code) } else { run.reason = .noExitCode }
        // A check that found damage ends with 1, "warning": a damaged repository is no warning.
        if told.hasErrors || (kind != .backup && run.outcome == .withWarnings) {
            (run.outcome, run.reason) = (.failed, .errorsReported)
        }
        return BackupReport(
            .borgLog, entries: [.init(line: pieces.values.first?.line ?? 1, run: run)], faults: pieces.faults,
            isTruncated: pieces.isTruncated)
    }

    private static func verdict(_ code: Int) -> (BackupRun.Outcome, BackupRun.Reason?) {
        switch code {
        case 0: (.succeeded, nil)
        case 1, 100...127: (.withWarnings, .unreadFiles)
        case 2...99, 128...165: (.failed, .errorsReported)
        default: (.failed, .unknownExitCode)
        }
    }

    /// What the lines of a log say together.
    private struct LogSum {
        var startedAt: Moment?
        var finishedAt: Moment?
        /// Of `--show-rc`.
        var exitCode: Int?
        var hasErrors = false
        var hasWarnings = false
        var complaint = ""
        var kind: BackupRun.Kind?

        init(_ pieces: ReportPieces) {
            for piece in pieces.values {
                let json = piece.json
                if let time = json["time"]?.number.flatMap({ Moment(seconds: $0) }) {
                    startedAt = min(startedAt ?? time, time)
                    finishedAt = max(finishedAt ?? time, time)
                }
                let message = json["message"]?.text ?? ""
                guard json["name"]?.text != "borg.output.show-rc" else {
                    exitCode = message.split(separator: " ").last.flatMap { Int($0) } ?? -1
                    continue
                }
                note(json["levelname"]?.text ?? "", message)
                note(kindIn: json, message)
            }
        }

        private mutating func note(_ level: String, _ message: String) {
            switch level {
            case "ERROR", "CRITICAL":
                if !hasErrors { complaint = message }
                hasErrors = true
            case "WARNING":
                if complaint.isEmpty { complaint = message }
                hasWarnings = true
            default: break
            }
        }

        private mutating func note(kindIn json: JSONValue, _ message: String) {
            guard kind == nil else { return }
            let step = json["msgid"]?.text ?? ""
            if step.hasPrefix("check.") || message.hasPrefix("Starting repository check")
                || message.hasPrefix("Starting archive consistency check")
            {
                kind = .check
            } else if step.hasPrefix("extract") || json["name"]?.text == "borg.output.list" {
                kind = .restore
            } else if json["type"]?.text == "archive_progress" || json["type"]?.text == "file_status" {
                kind = .backup
            }
        }
    }
}
