// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// Statements about assessments as wholes. Reading functions that list take the reader's `AssessmentScope`.
enum AssessmentStore {
    private static let columns: SQL = """
        a.id, a.organisation_id, o.name, o.lineage, a.framework, a.framework_version, f.title, a.profiles, a.campaign_id,
        a.title, a.due_on, a.opened_at, a.closed_at, a.shared_at, a.is_interview, a.mean, a.score_index, a.answered,
        a.applicable
        """
    private static let tables: SQL = """
        assessment a JOIN organisation o ON o.id = a.organisation_id
        JOIN framework f ON f.identifier = a.framework AND f.version = a.framework_version
        """

    /// Opens an assessment with an empty score for every chapter that holds something to answer.
    static func open(
        _ framework: Framework, for organisation: Organisation, title: String, profiles: Set<String>, dueOn: Day?,
        campaign: Campaign.ID? = nil, isInterview: Bool, in change: Change
    ) throws -> Assessment.ID {
        guard !title.isEmpty else { throw AssessmentError.titleMissing }
        guard title.unicodeScalars.count <= 150 else { throw AssessmentError.titleTooLong }
        let id = Assessment.ID.make(at: change.now)
        let score = framework.scorecard(of: [:], profiles: profiles)
        try change.session.execute(
            """
            INSERT INTO assessment (id, organisation_id, framework, framework_version, profiles, campaign_id, title,
                due_on, is_interview, opened_at, answered, applicable)
            VALUES (\(id), \(organisation.id), \(framework.identity.identifier), \(framework.identity.version),
                \(profiles.sorted().joined(separator: ",")), \(campaign), \(title), \(dueOn), \(isInterview),
                \(change.now), 0, \(score.whole.applicable))
            """)
        try saveScores(score, of: id, in: change.session)
        try change.record(
            "assessment.opened", organisation: organisation.id.text, subject: id.text,
            detail: framework.identity.description)
        return id
    }

    static func assessment(_ id: Assessment.ID, in session: any Session) throws(DatabaseError) -> Assessment? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE a.id = \(id)", row)
    }

    /// One page of what the reader may see under an organisation, newest first unless asked otherwise. One statement: the
    /// total and the campaigns come with the rows.
    static func page(
        _ query: AssessmentQuery, for scope: AssessmentScope, in session: any Session
    ) throws(DatabaseError) -> AssessmentListing {
        var condition: SQL = "\(query.under.sqlCondition(on: "o.lineage")) AND \(scope.condition)"
        switch query.state {
        case .open: condition += " AND a.closed_at IS NULL"
        case .closed: condition += " AND a.closed_at IS NOT NULL"
        case nil: break
        }
        if let framework = query.framework { condition += " AND a.framework = \(framework)" }
        if let text = query.text {
            condition += " AND o.folded_name LIKE \(SQL.pattern(containing: folded(text))) ESCAPE '!'"
        }
        var listing = AssessmentListing()
        listing.rows = try session.all(
            """
            SELECT \(columns), COUNT(*) OVER (), c.id, c.title, c.due_on, c.closed_at, g.name, g.lineage
            FROM \(tables) LEFT JOIN campaign c ON c.id = a.campaign_id
            LEFT JOIN organisation g ON g.id = c.organisation_id
            WHERE \(condition) ORDER BY \(query.order) LIMIT \(query.limit) OFFSET \(query.offset)
            """
        ) { row throws(DatabaseError) in
            listing.total = try row.int(19)
            if let campaign = try mention(row), !listing.campaigns.contains(campaign) {
                listing.campaigns.append(campaign)
            }
            return try self.row(row)
        }
        return listing
    }

    private static func mention(_ row: Row) throws(DatabaseError) -> AssessmentListing.Mention? {
        guard let id: Campaign.ID = row.optionalIdentifier(20) else { return nil }
        return AssessmentListing.Mention(
            id: id, title: try row.text(21), dueOn: try row.optionalDay(22), isClosed: row.optionalText(23) != nil,
            organisationName: try row.text(24), lineage: Lineage(stored: try row.text(25)))
    }

    /// Every assessment of one organisation on one framework, oldest first: its trend.
    static func series(
        organisation: Organisation.ID, framework: String, in session: any Session
    ) throws(DatabaseError) -> [Assessment] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE a.organisation_id = \(organisation) AND a.framework = \(framework)
            ORDER BY COALESCE(a.closed_at, a.opened_at), a.id LIMIT 40
            """, row)
    }

    /// Every open assessment of a subtree.
    static func open(under lineage: Lineage, in session: any Session) throws(DatabaseError) -> [Assessment] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE a.closed_at IS NULL AND \(lineage.sqlCondition(on: "o.lineage")) ORDER BY o.lineage, a.opened_at, a.id
            LIMIT 2000
            """, row)
    }

    /// The frameworks that a subtree is assessed against.
    static func inUse(
        under lineage: Lineage, in session: any Session
    ) throws(DatabaseError) -> [Framework.Identity] {
        try session.all(
            """
            SELECT DISTINCT a.framework, a.framework_version
            FROM assessment a JOIN organisation o ON o.id = a.organisation_id
            WHERE \(lineage.sqlCondition(on: "o.lineage")) ORDER BY a.framework, a.framework_version
            """
        ) { row throws(DatabaseError) in
            guard let identity = Framework.Identity(identifier: try row.text(0), version: try row.text(1)) else {
                throw DatabaseError(.unexpectedValue, "framework identity of an assessment")
            }
            return identity
        }
    }

    /// Every assessment of these organisations, oldest first.
    static func ofOrganisations(
        _ organisations: [Organisation.ID], in session: any Session
    ) throws(DatabaseError) -> [Assessment] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE a.organisation_id IN (\(list: organisations))
            ORDER BY a.opened_at, a.id
            """, row)
    }

    static func ofCampaign(_ campaign: Campaign.ID, in session: any Session) throws(DatabaseError) -> [Assessment] {
        try session.all(
            "SELECT \(columns) FROM \(tables) WHERE a.campaign_id = \(campaign) ORDER BY o.folded_name, a.id", row)
    }

    static func close(_ assessment: Assessment, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE assessment SET closed_at = \(change.now) WHERE id = \(assessment.id) AND closed_at IS NULL")
        guard changed == 1 else { throw AssessmentError.closed }
        try record("assessment.closed", assessment, in: change)
    }

    static func reopen(_ assessment: Assessment, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE assessment SET closed_at = NULL WHERE id = \(assessment.id) AND closed_at IS NOT NULL")
        guard changed == 1 else { throw AssessmentError.notClosed }
        try record("assessment.reopened", assessment, in: change)
    }

    static func share(_ assessment: Assessment, _ isShared: Bool, in change: Change) throws(DatabaseError) {
        let since = isShared ? change.now : nil
        try change.session.execute("UPDATE assessment SET shared_at = \(since) WHERE id = \(assessment.id)")
        try record(isShared ? "assessment.shared" : "assessment.unshared", assessment, in: change)
    }

    /// Replaces the kept scores by fresh ones.
    static func saveScores(
        _ score: Scorecard, of id: Assessment.ID, in session: any Session
    ) throws(DatabaseError) {
        try session.execute(
            """
            UPDATE assessment SET mean = \(score.whole.mean), score_index = \(score.whole.index),
                answered = \(score.whole.answered), applicable = \(score.whole.applicable)
            WHERE id = \(id)
            """)
        let rows = score.chapters.enumerated().map { position, chapter -> SQL in
            """
            (\(id), \(chapter.code), \(position), \(chapter.title), \(chapter.score.mean), \(chapter.score.index),
             \(chapter.score.answered), \(chapter.score.applicable))
            """
        }
        guard !rows.isEmpty else { return }
        try session.execute(
            """
            INSERT INTO assessment_chapter (assessment_id, code, position, title, mean, score_index, answered, applicable)
            VALUES \(SQL.joined(rows))
            ON CONFLICT (assessment_id, code) DO UPDATE SET mean = excluded.mean, score_index = excluded.score_index,
                answered = excluded.answered, applicable = excluded.applicable
            """)
    }

    static func record(
        _ action: String, _ assessment: Assessment, detail: String = "", in change: Change
    ) throws(DatabaseError) {
        try change.record(
            action, organisation: assessment.organisation.text, subject: assessment.id.text, detail: detail)
    }

    @Sendable
    private static func row(_ row: Row) throws(DatabaseError) -> Assessment {
        guard let framework = Framework.Identity(identifier: try row.text(4), version: try row.text(5)) else {
            throw DatabaseError(.unexpectedValue, "framework identity of an assessment")
        }
        return Assessment(
            id: try row.identifier(0), organisation: try row.identifier(1), organisationName: try row.text(2),
            lineage: Lineage(stored: try row.text(3)), framework: framework, frameworkTitle: try row.text(6),
            profiles: Set(try row.text(7).split(separator: ",").map(String.init)),
            campaign: row.optionalIdentifier(8), title: try row.text(9), dueOn: try row.optionalDay(10),
            openedAt: try row.instant(11), closedAt: try row.optionalInstant(12),
            sharedAt: try row.optionalInstant(13), isInterview: try row.bool(14),
            tally: Tally(
                mean: row.optionalReal(15), index: row.optionalReal(16), answered: try row.int(17),
                applicable: try row.int(18)))
    }
}
