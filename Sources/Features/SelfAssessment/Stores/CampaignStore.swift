// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Journal
import Organisations
import Persistence
import Primitives

/// Statements about campaigns: the same assessment for every member of a group.
enum CampaignStore {
    /// Opens the campaign and one assessment for each member, all or none.
    static func open(
        _ framework: Framework, by group: Organisation, members: [Organisation], title: String,
        profiles: Set<String>, dueOn: Day?, isInterview: Bool, in change: Change
    ) throws -> Campaign.ID {
        guard !members.isEmpty else { throw AssessmentError.noMember }
        guard !title.isEmpty else { throw AssessmentError.titleMissing }
        guard title.unicodeScalars.count <= 150 else { throw AssessmentError.titleTooLong }
        let id = Campaign.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO campaign (id, organisation_id, framework, framework_version, title, due_on, opened_at)
            VALUES (\(id), \(group.id), \(framework.identity.identifier), \(framework.identity.version), \(title),
                \(dueOn), \(change.now))
            """)
        for member in members {
            _ = try AssessmentStore.open(
                framework, for: member, title: title, profiles: profiles, dueOn: dueOn, campaign: id,
                isInterview: isInterview, in: change)
        }
        try change.record(
            "campaign.opened", organisation: group.id.text, subject: id.text, detail: "\(members.count)")
        return id
    }

    private static let columns: SQL = """
        c.id, c.organisation_id, o.name, o.lineage, c.framework, c.framework_version, c.title, c.due_on, c.opened_at,
        c.closed_at, (SELECT COUNT(*) FROM assessment a WHERE a.campaign_id = c.id)
        """

    static func campaign(_ id: Campaign.ID, in session: any Session) throws(DatabaseError) -> Campaign? {
        try session.first(
            "SELECT \(columns) FROM campaign c JOIN organisation o ON o.id = c.organisation_id WHERE c.id = \(id)",
            campaign)
    }

    /// Newest first.
    static func campaigns(
        under lineage: Lineage, limit: Int, in session: any Session
    ) throws(DatabaseError) -> [Campaign] {
        try session.all(
            """
            SELECT \(columns) FROM campaign c JOIN organisation o ON o.id = c.organisation_id
            WHERE \(lineage.sqlCondition(on: "o.lineage")) ORDER BY c.opened_at DESC, c.id DESC LIMIT \(limit)
            """, campaign)
    }

    /// Scores by chapter of every assessment of a campaign that the reader may see, in the chapters' order.
    static func chapterScores(
        of campaign: Campaign.ID, for scope: AssessmentScope, in session: any Session
    ) throws(DatabaseError) -> [Assessment.ID: [ChapterTally]] {
        var scores: [Assessment.ID: [ChapterTally]] = [:]
        try session.each(
            """
            SELECT h.assessment_id, h.code, h.title, h.mean, h.score_index, h.answered, h.applicable
            FROM assessment_chapter h JOIN assessment a ON a.id = h.assessment_id
            JOIN organisation o ON o.id = a.organisation_id
            WHERE a.campaign_id = \(campaign) AND \(scope.condition) ORDER BY h.assessment_id, h.position
            """
        ) { row throws(DatabaseError) in
            scores[try row.identifier(0), default: []].append(
                ChapterTally(
                    code: try row.text(1), title: try row.text(2),
                    tally: Tally(
                        mean: row.optionalReal(3), index: row.optionalReal(4), answered: try row.int(5),
                        applicable: try row.int(6))))
        }
        return scores
    }

    /// Closes the campaign and every assessment of it that is still open.
    static func close(_ campaign: Campaign, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE campaign SET closed_at = \(change.now) WHERE id = \(campaign.id) AND closed_at IS NULL")
        guard changed == 1 else { throw AssessmentError.closed }
        try change.session.execute(
            """
            UPDATE assessment SET closed_at = \(change.now)
            WHERE campaign_id = \(campaign.id) AND closed_at IS NULL
            """)
        try change.record("campaign.closed", organisation: campaign.organisation.text, subject: campaign.id.text)
    }

    /// Takes a closure back: reopens the campaign and the assessments that it closed.
    static func reopen(_ campaign: Campaign, in change: Change) throws {
        guard let closedAt = campaign.closedAt else { throw AssessmentError.notClosed }
        // The condition again, in the write: somebody may have reopened it, and closed it anew, since it was read.
        let changed = try change.session.execute(
            "UPDATE campaign SET closed_at = NULL WHERE id = \(campaign.id) AND closed_at = \(closedAt)")
        guard changed == 1 else { throw AssessmentError.notClosed }
        try change.session.execute(
            """
            UPDATE assessment SET closed_at = NULL
            WHERE campaign_id = \(campaign.id) AND closed_at = \(closedAt)
            """)
        try change.record("campaign.reopened", organisation: campaign.organisation.text, subject: campaign.id.text)
    }

    @Sendable
    private static func campaign(_ row: Row) throws(DatabaseError) -> Campaign {
        guard let framework = Framework.Identity(identifier: try row.text(4), version: try row.text(5)) else {
            throw DatabaseError(.unexpectedValue, "framework identity of a campaign")
        }
        return Campaign(
            id: try row.identifier(0), organisation: try row.identifier(1), organisationName: try row.text(2),
            lineage: Lineage(stored: try row.text(3)), framework: framework, title: try row.text(6),
            dueOn: try row.optionalDay(7), openedAt: try row.instant(8), closedAt: try row.optionalInstant(9),
            memberCount: try row.int(10))
    }
}

/// The kept score of one chapter of one assessment.
struct ChapterTally: Sendable, Hashable {
    let code: String
    let title: String
    let tally: Tally
}
