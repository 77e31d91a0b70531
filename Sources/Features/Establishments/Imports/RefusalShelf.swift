// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// The refused lines of the latest imports, kept in memory like the jobs that made them (see `JobBoard`): they tell of
/// the person's own file, so nothing is lost with them.
actor RefusalShelf {
    /// What one import refused.
    struct Report: Sendable {
        typealias ID = Identifier<Report>

        let owner: String?
        let organisation: Organisation.ID
        let refusals: [RefusedLine]
    }

    /// Enough for a busy day; the oldest leaves first.
    private static let room = 40

    private var reports: [Report.ID: Report] = [:]
    private var order: [Report.ID] = []

    func keep(_ report: Report, at now: Instant) -> Report.ID {
        let id = Report.ID.make(at: now)
        reports[id] = report
        order.append(id)
        while order.count > Self.room { reports[order.removeFirst()] = nil }
        return id
    }

    /// Only for the person who made the import, and only where it was made.
    func report(_ id: Report.ID, at organisation: Organisation.ID, for owner: String?) -> Report? {
        guard let report = reports[id], report.owner == owner, report.organisation == organisation else { return nil }
        return report
    }
}
