// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Organisations
import Persistence
import Primitives

/// What a campaign knows of an exercise: no title, no scenario, no result.
struct CampaignExercise: Sendable, Hashable {
    enum Stage: Sendable, Hashable {
        case planned, played, cancelled
    }

    let keeper: Keeper
    let day: Day
    let level: Scenario.Level
    let stage: Stage
    let countsForCrisis: Bool
    let countsForContinuity: Bool
}

/// The two statements of a campaign.
enum CampaignStore {
    static func exercises(
        under place: Lineage, from first: Day, to last: Day, in session: any Session
    ) throws(DatabaseError) -> [CampaignExercise] {
        let condition: SQL =
            """
            \(place.sqlCondition(on: "k.lineage")) AND e.removed_at IS NULL AND e.planned_on >= \(first)
                AND e.planned_on <= \(last)
            """
        var said: [String: [String: String]] = [:]
        try session.each(
            """
            SELECT s.exercise_id, s.key, s.value FROM exercise_statement s JOIN exercise e ON e.id = s.exercise_id
                JOIN organisation k ON k.id = e.organisation_id
            WHERE \(condition) AND s.key IN (\(list: CountingKeys.kept(CountingFacts()).keys.sorted()))
            """
        ) { row throws(DatabaseError) in said[try row.text(0), default: [:]][try row.text(1)] = try row.text(2) }
        let statements = said
        return try session.all(
            """
            SELECT e.id, k.id, k.name, k.lineage, e.planned_on, e.level, e.state, e.ending
            FROM exercise e JOIN organisation k ON k.id = e.organisation_id
            WHERE \(condition) ORDER BY e.planned_on, e.id LIMIT 20000
            """
        ) { row throws(DatabaseError) in
            let verdict = CountingVerdict(CountingKeys.facts(statements[try row.text(0)] ?? [:]))
            let state: Exercise.State = try row.value(6)
            let isPlayed = state == .ended && row.optionalText(7) != Exercise.Ending.emergency.rawValue
            let stage: CampaignExercise.Stage =
                state == .cancelled || (state == .ended && !isPlayed) ? .cancelled : (isPlayed ? .played : .planned)
            return CampaignExercise(
                keeper: try Keeper(row, from: 1), day: try row.day(4), level: try row.value(5), stage: stage,
                countsForCrisis: isPlayed && verdict.countsForCrisis,
                countsForContinuity: isPlayed && verdict.countsForContinuity)
        }
    }
}
