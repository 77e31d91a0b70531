// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps

/// Every statement that changes impact analyses. What an analysis proves is published and retracted in the same
/// transaction.
extension AnalysisStore {
    /// Keeps what was entered and decides the durations on the map.
    ///
    /// - Throws: `ContinuityError.validated` for an analysis that nobody took up again.
    static func save(
        _ analysis: Analysis, _ objectives: Objectives, of node: PlacedNode, in change: Change
    ) throws {
        try check(analysis, objectives)
        if try self.analysis(node.id, in: change.session)?.validation != nil { throw ContinuityError.validated }
        let months = analysis.peaks.months.sorted().map(String.init).joined(separator: ",")
        let weekdays = analysis.peaks.weekdays.sorted().map(String.init).joined(separator: ",")
        try change.session.execute(
            """
            INSERT INTO continuity_analysis (node_id, asked, asked_on, peak_months, peak_weekdays, peaks, note, updated_at)
            VALUES (\(node.id), \(analysis.asked), \(analysis.askedOn), \(months), \(weekdays), \(analysis.peaks.text),
                \(analysis.note), \(change.now))
            ON CONFLICT (node_id) DO UPDATE SET asked = excluded.asked, asked_on = excluded.asked_on,
                peak_months = excluded.peak_months, peak_weekdays = excluded.peak_weekdays, peaks = excluded.peaks,
                note = excluded.note, updated_at = excluded.updated_at
            """)
        try change.session.execute("DELETE FROM continuity_impact WHERE node_id = \(node.id)")
        for (domain, course) in analysis.courses where !course.isEmpty {
            try change.session.execute(
                """
                INSERT INTO continuity_impact (node_id, domain, limited_from, serious_from, critical_from, note)
                VALUES (\(node.id), \(domain.rawValue), \(course.limited?.rawValue), \(course.serious?.rawValue),
                    \(course.critical?.rawValue), \(course.note))
                """)
        }
        if objectives != node.objectives { try ServiceMapStore.decide(objectives, of: node, in: change) }
        try record("impactAnalysis.saved", node, in: change)
    }

    static func validate(
        _ node: PlacedNode, by function: String, on day: Day, reviewOn review: Day?, today: Day, in change: Change
    ) throws {
        guard let analysis = try analysis(node.id, in: change.session) else { throw ContinuityError.notComplete }
        guard analysis.validation == nil else { throw ContinuityError.alreadySo }
        guard analysis.isComplete, node.objectives.areDecided else { throw ContinuityError.notComplete }
        guard !function.isEmpty else { throw ContinuityError.textMissing }
        guard function.unicodeScalars.count <= 200 else { throw ContinuityError.textTooLong }
        guard day <= today else { throw ContinuityError.inFuture }
        guard review.map({ $0 > day }) ?? true else { throw ContinuityError.outOfRange }
        try change.session.execute(
            """
            UPDATE continuity_analysis SET validated_by = \(function), validated_on = \(day), review_on = \(review),
                updated_at = \(change.now)
            WHERE node_id = \(node.id) AND validated_on IS NULL
            """)
        try settle(node, in: change)
        try WaiverStore.settle(node.keeper, in: change)
        try record("impactAnalysis.validated", node, in: change)
    }

    /// What was validated is written again: it proves nothing until it is validated anew.
    static func resume(_ node: PlacedNode, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE continuity_analysis SET validated_by = NULL, validated_on = NULL, review_on = NULL,
                updated_at = \(change.now)
            WHERE node_id = \(node.id) AND validated_on IS NOT NULL
            """)
        guard changed == 1 else { throw ContinuityError.alreadySo }
        try settle(node, in: change)
        try WaiverStore.settle(node.keeper, in: change)
        try record("impactAnalysis.resumed", node, in: change)
    }

    /// Nodes that left the map, or came back, or became something else since their analysis was validated.
    static func unsettled(in session: any Session) throws(DatabaseError) -> [PlacedNode.ID] {
        try session.all(
            """
            SELECT a.node_id FROM continuity_analysis a JOIN map_node n ON n.id = a.node_id
            WHERE a.is_published <> CASE WHEN a.validated_on IS NOT NULL AND n.removed_at IS NULL
                AND n.kind IN ('care', 'administrative', 'technicalPlatform') THEN 1 ELSE 0 END
            ORDER BY a.node_id LIMIT 500
            """
        ) { row throws(DatabaseError) in try row.identifier(0) }
    }

    /// Brings the proofs in line with the map.
    static func settle(_ nodes: [PlacedNode.ID], in change: Change) throws {
        for id in nodes {
            guard let node = try ServiceMapStore.node(id, in: change.session) else { continue }
            try settle(node, in: change)
            try WaiverStore.settle(node.keeper, in: change)
            try record("impactAnalysis.refreshed", node, in: change)
        }
    }

    private static func settle(_ node: PlacedNode, in change: Change) throws {
        guard let analysis = try analysis(node.id, in: change.session) else { return }
        let measurement = ContinuityProofs.measurement(of: analysis, node)
        if let measurement {
            try ProofStore.publish(measurement, in: change)
        } else {
            try ProofStore.retract(
                feature: ContinuityProofs.feature, object: ContinuityProofs.object(ofAnalysis: node.id), in: change)
        }
        try change.session.execute(
            "UPDATE continuity_analysis SET is_published = \(measurement != nil) WHERE node_id = \(node.id)")
    }

    private static func check(_ analysis: Analysis, _ objectives: Objectives) throws(ContinuityError) {
        guard analysis.asked.unicodeScalars.count <= 1000, analysis.peaks.text.unicodeScalars.count <= 1000,
            analysis.note.unicodeScalars.count <= 4000,
            analysis.courses.values.allSatisfy({ $0.note.unicodeScalars.count <= 1000 })
        else { throw .textTooLong }
        guard analysis.courses.values.allSatisfy(\.isOrdered) else { throw .worseBeforeLess }
        guard analysis.peaks.months.allSatisfy((1...12).contains), analysis.peaks.weekdays.allSatisfy((1...7).contains)
        else { throw .outOfRange }
        try objectives.check()
    }

    private static func record(_ action: String, _ node: PlacedNode, in change: Change) throws {
        try change.record(action, organisation: node.keeper.text, subject: node.id.text, detail: node.name)
    }
}

extension Objectives {
    var areDecided: Bool { recoveryTime != nil && recoveryPoint != nil && tolerablePeriod != nil }

    /// DMIA ≤ MTPD: what comes back after the harm comes back too late (ISO 22301, 8.2.2).
    func check() throws(ContinuityError) {
        for hours in [recoveryTime, recoveryPoint, tolerablePeriod] {
            guard (0...Duration.limit).contains(hours ?? 0) else { throw .outOfRange }
        }
        if let recoveryTime, let tolerablePeriod, recoveryTime > tolerablePeriod { throw .longerThanTolerable }
    }
}

extension PlacedNode {
    var objectives: Objectives {
        Objectives(
            recoveryTime: node.recoveryTimeObjective, recoveryPoint: node.recoveryPointObjective,
            tolerablePeriod: node.maximumTolerablePeriod)
    }
}
