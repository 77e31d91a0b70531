// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import LegalClocks
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps

/// Every statement that reads incidents.
enum IncidentStore {
    private static let query: SQL =
        """
        SELECT i.id, k.id, k.name, k.lineage, i.log_id, i.title, i.detail, i.origin, i.alert, i.kind, i.severity,
            i.severity_reason, i.measures, i.diverted, i.units, i.phase, i.first_sign_at, i.detected_at, i.declared_at,
            i.breach_known_at, i.contained_at, i.restored_at, i.crisis_at, i.stood_down_at, i.closed_at,
            i.closing_reason, i.declared_by, i.version, COUNT(*) OVER ()
        FROM incident i JOIN organisation k ON k.id = i.organisation_id
        """

    static func incident(
        _ id: Incident.ID, of keeper: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> Incident? {
        try session.first("\(query) WHERE i.id = \(id) AND i.organisation_id = \(keeper)") {
            row throws(DatabaseError) in try incident(row)
        }
    }

    enum Filter: String, Sendable, CaseIterable {
        case all = "tous"
        case running = "en-cours"
        case closed = "clos"
    }

    /// Running ones first, then the newest. One statement; the total is 0 past the end.
    static func page(
        under place: Lineage, text: String = "", filter: Filter = .all, kind: IncidentKind? = nil, limit: Int = 30,
        offset: Int = 0, in session: any Session
    ) throws(DatabaseError) -> (rows: [Incident], total: Int) {
        var total = 0
        let state: SQL =
            switch filter {
            case .all: ""
            case .running: " AND i.closed_at IS NULL"
            case .closed: " AND i.closed_at IS NOT NULL"
            }
        let ofKind: SQL = kind.map { " AND i.kind = \($0.rawValue)" } ?? ""
        let rows = try session.all(
            """
            \(query) WHERE \(place.sqlCondition(on: "k.lineage"))\(state)\(ofKind)
                AND \(SearchWords.condition(on: "i.folded_title", text))
            ORDER BY (i.closed_at IS NOT NULL), i.detected_at DESC, i.id LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(28)
            return try incident(row)
        }
        return (rows, total)
    }

    /// Those that are open, the oldest first: the one that lasts comes before the one just declared.
    static func running(
        under places: [Lineage], limit: Int = 50, in session: any Session
    ) throws(DatabaseError) -> [Incident] {
        guard !places.isEmpty else { return [] }
        return try session.all(
            """
            \(query) WHERE \(Lineage.condition(on: "k.lineage", anyOf: places)) AND i.closed_at IS NULL
            ORDER BY i.detected_at, i.id LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in try incident(row) }
    }

    /// Those that may still owe a notification: open, or closed since a moment.
    static func owing(
        under places: [Lineage], closedSince moment: Instant, in session: any Session
    ) throws(DatabaseError) -> [Incident] {
        guard !places.isEmpty else { return [] }
        return try session.all(
            """
            \(query) WHERE \(Lineage.condition(on: "k.lineage", anyOf: places))
                AND (i.closed_at IS NULL OR i.closed_at >= \(moment))
            ORDER BY i.detected_at, i.id LIMIT 300
            """
        ) { row throws(DatabaseError) in try incident(row) }
    }

    static func search(
        _ text: String, under places: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [Incident] {
        guard !places.isEmpty, !folded(text).isEmpty else { return [] }
        return try session.all(
            """
            \(query) WHERE \(Lineage.condition(on: "k.lineage", anyOf: places))
                AND \(SearchWords.condition(on: "i.folded_title", text))
            ORDER BY i.detected_at DESC LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in try incident(row) }
    }

    private static func incident(_ row: Row) throws(DatabaseError) -> Incident {
        Incident(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), log: try row.identifier(4),
            title: try row.text(5), detail: try row.text(6), origin: try row.value(7), alert: try row.text(8),
            kind: row.optionalText(9).flatMap(IncidentKind.init(rawValue:)),
            severity: row.optionalText(10).flatMap(CareSeverity.init(rawValue:)), severityReason: try row.text(11),
            measures: try row.text(12), diverted: row.optionalInt(13), units: try row.text(14),
            phase: try row.value(15), firstSignAt: try row.optionalInstant(16), detectedAt: try row.instant(17),
            declaredAt: try row.instant(18), breachKnownAt: try row.optionalInstant(19),
            containedAt: try row.optionalInstant(20), restoredAt: try row.optionalInstant(21),
            crisisAt: try row.optionalInstant(22), stoodDownAt: try row.optionalInstant(23),
            closedAt: try row.optionalInstant(24), closingReason: try row.text(25), declaredBy: try row.text(26),
            version: try row.int(27))
    }

    static func answers(
        of incident: Incident.ID, in session: any Session
    ) throws(DatabaseError) -> [ClockQuestion: ClockAnswer] {
        var answers: [ClockQuestion: ClockAnswer] = [:]
        try session.each("SELECT question, answer FROM incident_answer WHERE incident_id = \(incident)") {
            row throws(DatabaseError) in
            // A question that a later version no longer asks is left aside.
            guard let question = ClockQuestion(rawValue: try row.text(0)) else { return }
            answers[question] = try row.value(1)
        }
        return answers
    }

    static func affected(of incident: Incident.ID, in session: any Session) throws(DatabaseError) -> [AffectedNode] {
        try session.all(
            """
            SELECT n.id, n.name, n.layer FROM incident_affected a JOIN map_node n ON n.id = a.node_id
            WHERE a.incident_id = \(incident) ORDER BY n.layer, n.folded_name, n.id
            """
        ) { row throws(DatabaseError) in
            AffectedNode(
                key: try row.text(0), name: try row.text(1), isActivity: try row.text(2) == Layer.activity.rawValue)
        }
    }

    /// What tells whether a page is old: what was changed, and how long the log is. One statement.
    static func pulse(
        _ id: Incident.ID, in session: any Session
    ) throws(DatabaseError) -> (serial: String, isOpen: Bool)? {
        try session.first(
            """
            SELECT i.version, i.closed_at, (SELECT COUNT(*) FROM crisis_log_entry e WHERE e.log_id = i.log_id)
            FROM incident i WHERE i.id = \(id)
            """
        ) { row throws(DatabaseError) in
            ("\(try row.int(0)).\(try row.int(2))", row.optionalText(1) == nil)
        }
    }
}
