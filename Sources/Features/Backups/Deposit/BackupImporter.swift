// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Journal
import Organisations
import Primitives
import Site

/// Brings reports from outside of the site: for the command of whoever runs the server.
public enum BackupImporter {
    public struct Outcome: Sendable, Hashable, Encodable {
        public let format: String
        public let added: Int
        public let known: Int
        public let refused: Int
        public let failures: Int
        public let isTruncated: Bool
        /// Sentences about what was refused.
        public let faults: [String]
    }

    /// Why a report was not read, in a sentence for an operator.
    public struct Refused: Error {
        public let reason: String
    }

    /// - Parameter hints: by the names of `docs/formats/backups.md`: `nature`, `code`, `tache`, `depot`, `machine`, `date`.
    public static func keep(
        _ bytes: [UInt8], named name: String, hints: [String: String], arrival: Instant, at place: Organisation,
        in house: House
    ) async throws -> Outcome {
        var errors = FormErrors()
        let asked = ReportHints { hints[$0] ?? "" }
        guard let context = asked.context(zone: house.settings.zone, arrival: arrival, &errors, .english) else {
            throw Refused(reason: errors.all.map { "\($0.field): \($0.message)" }.joined(separator: " "))
        }
        let report: BackupReport
        do {
            report = try BackupReport.read(bytes, context)
        } catch {
            throw Refused(reason: BackupWords.refusal(error, .english))
        }
        let (now, today) = (house.clock.now, house.today)
        let kept = try await house.database.change(by: .system, at: now) { change in
            let id = try ImportStore.keep(report, named: name, way: .command, at: place, in: change)
            try AlertStore.settle(under: [place.lineage], at: now, today: today, in: change.session)
            return try ImportStore.report(id, in: change.session)
        }
        return Outcome(
            format: report.format.rawValue, added: kept?.added ?? 0, known: kept?.known ?? 0,
            refused: report.faults.count, failures: report.runs.count { $0.outcome == .failed },
            isTruncated: report.isTruncated,
            faults: report.faults.prefix(50).map { "line \($0.line): \(BackupWords.fault($0.reason, .english))" })
    }
}
