// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Organisations
import Persistence
import Primitives

/// What a region or the nation reads of the establishments below it, framework by framework, in one statement.
enum RegionReader {
    /// The newest assessment of each establishment on one framework.
    struct Line: Sendable, Hashable {
        let framework: Framework.Identity
        let title: String
        var establishments = 0
        var means: [Double] = []
        var indexes: [Double] = []
        var newest: Day
        /// The newest campaign that these assessments come from.
        var campaign: Campaign.ID?
    }

    struct Reading: Sendable, Hashable {
        var establishments = 0
        /// Most widely measured first.
        var lines: [Line] = []
        var newest: Day? { lines.map(\.newest).max() }
    }

    /// Newest first: beyond, the oldest are left out.
    private static let most = 20_000

    static func read(
        under lineage: Lineage, for scope: AssessmentScope, in session: any Session
    ) throws(DatabaseError) -> Reading {
        var newest: [String: [Organisation.ID: Found]] = [:]
        var establishments: Set<Organisation.ID> = []
        try session.each(
            """
            SELECT a.organisation_id, a.framework, a.framework_version, f.title, a.mean, a.score_index,
                COALESCE(a.closed_at, a.opened_at), a.campaign_id
            FROM assessment a JOIN organisation o ON o.id = a.organisation_id
            JOIN framework f ON f.identifier = a.framework AND f.version = a.framework_version
            WHERE \(lineage.sqlCondition(on: "o.lineage")) AND \(scope.wholeCondition) AND a.answered > 0
            ORDER BY COALESCE(a.closed_at, a.opened_at) DESC, a.id DESC LIMIT \(most)
            """
        ) { row throws(DatabaseError) in
            guard let framework = Framework.Identity(identifier: try row.text(1), version: try row.text(2)) else {
                throw DatabaseError(.unexpectedValue, "framework identity of an assessment")
            }
            let organisation: Organisation.ID = try row.identifier(0)
            establishments.insert(organisation)
            guard newest[framework.identifier]?[organisation] == nil else { return }
            newest[framework.identifier, default: [:]][organisation] = Found(
                framework: framework, title: try row.text(3), mean: row.optionalReal(4), index: row.optionalReal(5),
                day: try row.instant(6).dayUTC, campaign: row.optionalIdentifier(7))
        }
        let lines = newest.values.compactMap { line(Array($0.values)) }
        return Reading(
            establishments: establishments.count,
            lines: lines.sorted { ($1.establishments, $0.title) < ($0.establishments, $1.title) })
    }

    private struct Found {
        let framework: Framework.Identity
        let title: String
        let mean: Double?
        let index: Double?
        let day: Day
        let campaign: Campaign.ID?
    }

    private static func line(_ found: [Found]) -> Line? {
        guard let last = found.max(by: { $0.day < $1.day }) else { return nil }
        let campaign = found.filter { $0.campaign != nil }.max { $0.day < $1.day }?.campaign
        return Line(
            framework: last.framework, title: last.title, establishments: found.count, means: found.compactMap(\.mean),
            indexes: found.compactMap(\.index), newest: last.day, campaign: campaign)
    }
}
