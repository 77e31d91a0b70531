// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Sigma

/// What a list of alerts is asked for.
struct AlertQuery: Sendable, Hashable {
    var under: Lineage
    /// Nil: those that wait for somebody.
    var state: Alert.State?
    var isEverything = false
    var minimum = Level.informational
    var text = ""
    var limit = 50
    var offset = 0
}

/// Every statement that reads alerts.
enum AlertStore {
    private static let query: SQL =
        """
        SELECT a.id, a.organisation_id, k.name, k.lineage, a.rule_id, a.title, a.tags, a.rule_severity, a.severity, a.host,
            a.host_key, a.key_text, a.origin, a.events, a.first_at, a.last_at, a.created_at, a.state, a.reason,
            a.settled_at, a.settled_by, COUNT(*) OVER ()
        FROM supervision_alert a JOIN organisation k ON k.id = a.organisation_id
        """

    static func alert(_ id: Alert.ID, in session: any Session) throws(DatabaseError) -> Alert? {
        try session.first("\(query) WHERE a.id = \(id)", alert)
    }

    /// The gravest first, then the latest. One statement.
    static func page(_ asked: AlertQuery, in session: any Session) throws(DatabaseError) -> (rows: [Alert], total: Int)
    {
        var total = 0
        let state: SQL =
            asked.isEverything
            ? "" : asked.state.map { " AND a.state = \($0.rawValue)" } ?? " AND a.state IN ('new', 'seen')"
        let rows = try session.all(
            """
            \(query) WHERE \(asked.under.sqlCondition(on: "k.lineage"))\(state)
                AND a.severity >= \(asked.minimum.rawValue)
                AND \(SearchWords.condition(on: "a.folded_text", asked.text))
            ORDER BY (a.state IN ('handled', 'falsePositive')), a.severity DESC, a.last_at DESC, a.id
            LIMIT \(asked.limit) OFFSET \(asked.offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(21)
            return try alert(row)
        }
        return (rows, total)
    }

    /// Of one host, the latest first. One statement.
    static func timeline(
        of hostKey: String, at organisation: Organisation.ID, limit: Int = 200, in session: any Session
    ) throws(DatabaseError) -> [Alert] {
        try session.all(
            """
            \(query) WHERE a.organisation_id = \(organisation) AND a.host_key = \(hostKey)
            ORDER BY a.last_at DESC, a.id LIMIT \(limit)
            """, alert)
    }

    static func search(
        _ text: String, under scope: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [Alert] {
        try session.all(
            """
            \(query) WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope))
                AND \(SearchWords.condition(on: "a.folded_text", text))
            ORDER BY a.last_at DESC, a.id LIMIT \(limit)
            """, alert)
    }

    static func events(of alert: Alert.ID, in session: any Session) throws(DatabaseError) -> [AlertEvent] {
        try session.all(
            """
            SELECT identity, at, channel, event_id, details, body FROM supervision_alert_event
            WHERE alert_id = \(alert) ORDER BY at, identity
            """
        ) { row throws(DatabaseError) in
            AlertEvent(
                identity: try row.text(0), at: try row.instant(1), channel: try row.text(2), eventID: try row.int(3),
                details: DetailText.read(try row.text(4)), body: try row.text(5))
        }
    }

    struct Counts: Sendable, Hashable {
        var new = 0
        var seen = 0
        /// Critical and high among those that wait.
        var grave = 0
        var oldest: Instant?
    }

    /// One statement.
    static func counts(under place: Lineage, in session: any Session) throws(DatabaseError) -> Counts {
        try session.first(
            """
            SELECT COUNT(CASE WHEN a.state = 'new' THEN 1 END), COUNT(CASE WHEN a.state = 'seen' THEN 1 END),
                COUNT(CASE WHEN a.severity >= 3 THEN 1 END), MIN(a.created_at)
            FROM supervision_alert a JOIN organisation k ON k.id = a.organisation_id
            WHERE \(place.sqlCondition(on: "k.lineage")) AND a.state IN ('new', 'seen')
            """
        ) { row throws(DatabaseError) in
            Counts(
                new: try row.int(0), seen: try row.int(1), grave: try row.int(2), oldest: try row.optionalInstant(3))
        } ?? Counts()
    }

    /// Settles or opens again, in a person's name.
    static func move(_ alert: Alert, to state: Alert.State, reason: String, in change: Change) throws {
        guard !state.isSettled || !reason.isEmpty else { throw SupervisionError.reasonMissing }
        guard reason.unicodeScalars.count <= 1000 else { throw SupervisionError.textTooLong }
        if alert.state == .handled {
            // Meanwhile the same may have come again: two open alerts about one thing cannot be.
            let twin = try change.session.exists(
                """
                SELECT 1 FROM supervision_alert a JOIN supervision_alert b ON b.organisation_id = a.organisation_id
                    AND b.rule_id = a.rule_id AND b.host_key = a.host_key AND b.key_hash = a.key_hash AND b.id <> a.id
                WHERE a.id = \(alert.id) AND b.state <> 'handled'
                """)
            guard !twin else { throw SupervisionError.alreadySo }
        }
        let settled: Instant? = state.isSettled ? change.now : nil
        let changed = try change.session.execute(
            """
            UPDATE supervision_alert SET state = \(state.rawValue), reason = \(state.isSettled ? reason : ""),
                settled_at = \(settled), settled_by = \(state.isSettled ? change.actor.name : "")
            WHERE id = \(alert.id) AND state = \(alert.state.rawValue) AND state <> \(state.rawValue)
            """)
        guard changed == 1 else { throw SupervisionError.alreadySo }
        try change.record(
            "supervision.alert.\(state.rawValue)", organisation: alert.organisation.text, subject: alert.id.text,
            detail: "\(alert.title), \(alert.host)")
    }

    private static func alert(_ row: Row) throws(DatabaseError) -> Alert {
        Alert(
            id: try row.identifier(0), organisation: try row.identifier(1), organisationName: try row.text(2),
            lineage: Lineage(stored: try row.text(3)), ruleID: try row.text(4), title: try row.text(5),
            tags: try row.text(6).split(separator: " ").map(String.init),
            ruleLevel: Level(rawValue: try row.int(7)) ?? .medium, level: Level(rawValue: try row.int(8)) ?? .medium,
            host: try row.text(9), hostKey: try row.text(10), key: try row.text(11), source: try row.value(12),
            events: try row.int(13), firstAt: try row.instant(14), lastAt: try row.instant(15),
            createdAt: try row.instant(16), state: try row.value(17), reason: try row.text(18),
            settledAt: try row.optionalInstant(19), settledBy: try row.text(20))
    }
}
