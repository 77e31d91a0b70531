// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Organisations
import Persistence
import Primitives

/// Statements that compare the members of a campaign. Whatever returns rows returns only what the reader may see;
/// figures of the whole group leave this file as medians.
enum CampaignReader {
    struct Reading: Sendable {
        let campaign: Campaign
        /// From the root to the organisation whose page this is: the group, or the reader's own establishment.
        let path: [Organisation]
        let vision: CampaignVision
        let members: [CampaignMember]
        let medians: Medians
        /// Answers by requirement and level, over the visible members.
        let levels: [String: [Int: Int]]
        let history: [CampaignComparison.Moment]
    }

    /// - Returns: nil when the campaign does not exist, and when the reader sees nothing of it.
    static func read(_ id: Campaign.ID, for access: Access, in session: any Session) throws -> Reading? {
        guard let campaign = try CampaignStore.campaign(id, in: session) else { return nil }
        return try read(campaign, for: access, in: session)
    }

    /// - Returns: nil when the reader sees nothing of it.
    static func read(_ campaign: Campaign, for access: Access, in session: any Session) throws -> Reading? {
        let id = campaign.id
        let scope = AssessmentScope(access)
        let visible = try AssessmentStore.ofCampaign(id, in: session).filter { scope.mayRead($0, isEntrusted: false) }
        let isInCharge = access.may(AssessmentPermissions.read, in: campaign.lineage)
        guard isInCharge || !visible.isEmpty else { return nil }
        let isMember = visible.contains { member in scope.full.contains { $0.contains(member.lineage) } }
        let vision: CampaignVision = isInCharge ? .group : isMember ? .member : .shared
        let chapters = try CampaignStore.chapterScores(of: id, for: scope, in: session)
        let members = visible.map { CampaignMember(assessment: $0, chapters: chapters[$0.id] ?? []) }
        let home = vision == .member ? visible.first?.organisation ?? campaign.organisation : campaign.organisation
        return Reading(
            campaign: campaign, path: try OrganisationStore.path(to: home, in: session), vision: vision,
            members: members,
            medians: vision == .member
                ? try groupMedians(of: id, for: scope, in: session) : medians(of: members),
            levels: vision == .member ? [:] : try levels(of: id, for: scope, in: session),
            history: try history(of: campaign, for: scope, vision, in: session))
    }

    /// Over what the reader sees, and nothing else.
    static func medians(of members: [CampaignMember]) -> Medians {
        var figures: [String: [Medians.Score]] = [:]
        for member in members {
            figures["", default: []].append(Medians.Score(member.assessment.tally))
            for chapter in member.chapters { figures[chapter.code, default: []].append(Medians.Score(chapter.tally)) }
        }
        return Medians(of: figures)
    }

    /// Over the whole group, hidden members too, as far as that gives nobody away (`GroupMedian`).
    static func groupMedians(
        of campaign: Campaign.ID, for scope: AssessmentScope, in session: any Session
    ) throws(DatabaseError) -> Medians {
        var figures: [String: [Medians.Score]] = [:]
        try session.each(
            """
            SELECT '', a.mean, a.score_index, a.answered, \(scope.isVisible)
            FROM assessment a JOIN organisation o ON o.id = a.organisation_id
            WHERE a.campaign_id = \(campaign)
            UNION ALL
            SELECT h.code, h.mean, h.score_index, h.answered, \(scope.isVisible)
            FROM assessment_chapter h JOIN assessment a ON a.id = h.assessment_id
            JOIN organisation o ON o.id = a.organisation_id
            WHERE a.campaign_id = \(campaign)
            """
        ) { row throws(DatabaseError) in
            figures[try row.text(0), default: []].append(
                Medians.Score(
                    mean: row.optionalReal(1), index: row.optionalReal(2), answered: try row.int(3),
                    isVisible: try row.bool(4)))
        }
        return Medians(of: figures)
    }

    private static func levels(
        of campaign: Campaign.ID, for scope: AssessmentScope, in session: any Session
    ) throws(DatabaseError) -> [String: [Int: Int]] {
        var levels: [String: [Int: Int]] = [:]
        try session.each(
            """
            SELECT n.requirement, n.level, COUNT(*) FROM answer n
            JOIN assessment a ON a.id = n.assessment_id JOIN organisation o ON o.id = a.organisation_id
            WHERE a.campaign_id = \(campaign) AND n.status = 'answered' AND \(scope.wholeCondition)
            GROUP BY n.requirement, n.level
            """
        ) { row throws(DatabaseError) in
            levels[try row.text(0), default: [:]][try row.int(1)] = try row.int(2)
        }
        return levels
    }

    /// The group's median at this campaign and at those before it on the same framework, oldest first.
    private static func history(
        of campaign: Campaign, for scope: AssessmentScope, _ vision: CampaignVision, in session: any Session
    ) throws(DatabaseError) -> [CampaignComparison.Moment] {
        var order: [String] = []
        var campaigns: [String: (title: String, day: Day, scores: [Medians.Score])] = [:]
        try session.each(
            """
            SELECT c.id, c.title, COALESCE(c.closed_at, c.opened_at), a.mean, a.score_index, a.answered,
                \(scope.isVisible)
            FROM campaign c JOIN assessment a ON a.campaign_id = c.id
            JOIN organisation o ON o.id = a.organisation_id
            WHERE c.organisation_id = \(campaign.organisation) AND c.framework = \(campaign.framework.identifier)
                AND c.opened_at <= \(campaign.openedAt)
            ORDER BY c.opened_at, c.id LIMIT 20000
            """
        ) { row throws(DatabaseError) in
            let id = try row.text(0)
            let score = Medians.Score(
                mean: row.optionalReal(3), index: row.optionalReal(4), answered: try row.int(5),
                isVisible: try row.bool(6))
            // Those who were given some assessments see the median of these; a member sees the group's.
            if vision != .member, !score.isVisible { return }
            if campaigns[id] == nil {
                order.append(id)
                campaigns[id] = (try row.text(1), try row.instant(2).dayUTC, [])
            }
            campaigns[id]?.scores.append(score)
        }
        return order.compactMap { id in
            campaigns[id].map { found in
                CampaignComparison.Moment(
                    title: found.title, day: found.day, median: Medians(of: ["": found.scores]).whole)
            }
        }
    }
}

extension AssessmentScope {
    /// The assessments that the reader sees whole: not those where only some requirements were entrusted.
    var wholeCondition: SQL {
        """
        (\(Lineage.condition(on: "o.lineage", anyOf: full))
        OR (a.shared_at IS NOT NULL AND \(Lineage.condition(on: "o.lineage", anyOf: shared))))
        """
    }

    /// The same as a column of 0 and 1.
    var isVisible: SQL { "CASE WHEN \(wholeCondition) THEN 1 ELSE 0 END" }
}
