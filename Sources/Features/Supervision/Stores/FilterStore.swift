// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// A filter with its story.
struct FilterEntry: Sendable, Hashable {
    let filter: KeptFilter
    let organisation: Organisation.ID
    let title: String
    let ruleTitle: String
    let reason: String
    let author: String
    let createdAt: Instant
    let removedAt: Instant?
}

/// Alerts of a rule that nobody wants to see for some time.
struct Silence: Sendable, Hashable {
    typealias ID = Identifier<Silence>

    let id: ID
    let organisation: Organisation.ID
    let ruleID: String
    let ruleTitle: String
    /// Empty: on every host.
    let host: String
    let reason: String
    let author: String
    let createdAt: Instant
    let until: Instant
    /// What it kept back.
    let events: Int
}

/// Every statement about filters and silences.
enum FilterStore {
    static let mostFilters = 500

    static func inForce(
        of organisations: Set<Organisation.ID>, in session: any Session
    ) throws(DatabaseError) -> [Organisation.ID: [KeptFilter]] {
        var kept = Dictionary(uniqueKeysWithValues: organisations.map { ($0, [KeptFilter]()) })
        guard !organisations.isEmpty else { return kept }
        try session.each(
            """
            SELECT organisation_id, id, rule_id, body FROM supervision_filter
            WHERE removed_at IS NULL AND organisation_id IN (\(list: organisations.sorted { $0.text < $1.text }))
            ORDER BY created_at, id
            """
        ) { row throws(DatabaseError) in
            kept[try row.identifier(0), default: []].append(
                KeptFilter(id: try row.identifier(1), ruleID: try row.text(2), body: try row.text(3)))
        }
        return kept
    }

    static func filters(of organisation: Organisation.ID, in session: any Session) throws(DatabaseError)
        -> [FilterEntry]
    {
        try session.all(
            """
            SELECT id, rule_id, body, organisation_id, title, rule_title, reason, author, created_at, removed_at
            FROM supervision_filter WHERE organisation_id = \(organisation)
            ORDER BY (removed_at IS NOT NULL), created_at DESC, id LIMIT \(mostFilters)
            """
        ) { row throws(DatabaseError) in
            FilterEntry(
                filter: KeptFilter(id: try row.identifier(0), ruleID: try row.text(1), body: try row.text(2)),
                organisation: try row.identifier(3), title: try row.text(4), ruleTitle: try row.text(5),
                reason: try row.text(6), author: try row.text(7), createdAt: try row.instant(8),
                removedAt: try row.optionalInstant(9))
        }
    }

    static func silences(of organisation: Organisation.ID, in session: any Session) throws(DatabaseError) -> [Silence] {
        try session.all(
            """
            SELECT id, organisation_id, rule_id, rule_title, host, reason, author, created_at, until_at, events
            FROM supervision_silence WHERE organisation_id = \(organisation) ORDER BY until_at DESC, id LIMIT 200
            """
        ) { row throws(DatabaseError) in
            Silence(
                id: try row.identifier(0), organisation: try row.identifier(1), ruleID: try row.text(2),
                ruleTitle: try row.text(3), host: try row.text(4), reason: try row.text(5), author: try row.text(6),
                createdAt: try row.instant(7), until: try row.instant(8), events: try row.int(9))
        }
    }

    static func add(
        filter body: String, title: String, reason: String, for alert: Alert, in change: Change
    ) throws {
        guard !reason.isEmpty, !title.isEmpty else { throw SupervisionError.reasonMissing }
        guard reason.unicodeScalars.count <= 1000, title.unicodeScalars.count <= 200,
            body.unicodeScalars.count <= 20_000
        else { throw SupervisionError.textTooLong }
        if let fault = FilterText.fault(in: body) { throw SupervisionError.badFilter(fault) }
        let id = Identifier<KeptFilter>.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO supervision_filter (id, organisation_id, rule_id, rule_title, title, body, reason, author,
                created_at, removed_at)
            VALUES (\(id), \(alert.organisation), \(alert.ruleID), \(alert.title), \(title), \(body), \(reason),
                \(change.actor.name), \(change.now), NULL)
            """)
        try change.record(
            "supervision.filter.added", organisation: alert.organisation.text, subject: id.text, detail: title)
    }

    /// Removes a filter, or brings it back.
    static func set(
        _ id: Identifier<KeptFilter>, isRemoved: Bool, at organisation: Organisation.ID, in change: Change
    ) throws {
        let removed: Instant? = isRemoved ? change.now : nil
        let wanted: SQL = isRemoved ? "removed_at IS NULL" : "removed_at IS NOT NULL"
        let title = try change.session.first(
            "SELECT title FROM supervision_filter WHERE id = \(id) AND organisation_id = \(organisation) AND \(wanted)"
        ) { row throws(DatabaseError) in try row.text(0) }
        guard let title else { throw SupervisionError.alreadySo }
        try change.session.execute("UPDATE supervision_filter SET removed_at = \(removed) WHERE id = \(id)")
        try change.record(
            isRemoved ? "supervision.filter.removed" : "supervision.filter.restored", organisation: organisation.text,
            subject: id.text, detail: title)
    }

    static func silence(
        _ alert: Alert, onHost: Bool, hours: Int, reason: String, in change: Change
    ) throws {
        guard !reason.isEmpty else { throw SupervisionError.reasonMissing }
        guard reason.unicodeScalars.count <= 1000 else { throw SupervisionError.textTooLong }
        guard (1...720).contains(hours) else { throw SupervisionError.badEnd }
        let id = Silence.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO supervision_silence (id, organisation_id, rule_id, rule_title, host, reason, author, created_at,
                until_at, events)
            VALUES (\(id), \(alert.organisation), \(alert.ruleID), \(alert.title), \(onHost ? alert.hostKey : ""),
                \(reason), \(change.actor.name), \(change.now), \(change.now.adding(seconds: hours * 3600)), 0)
            """)
        try change.record(
            "supervision.silence.begun", organisation: alert.organisation.text, subject: id.text,
            detail: alert.title + (onHost ? ", \(alert.host)" : ""))
    }

    static func end(_ id: Silence.ID, at organisation: Organisation.ID, in change: Change) throws {
        let title = try change.session.first(
            """
            SELECT rule_title FROM supervision_silence WHERE id = \(id) AND organisation_id = \(organisation)
                AND until_at > \(change.now)
            """
        ) { row throws(DatabaseError) in try row.text(0) }
        guard let title else { throw SupervisionError.alreadySo }
        try change.session.execute(
            """
            UPDATE supervision_silence SET until_at = CASE WHEN created_at > \(change.now) THEN created_at
                ELSE \(change.now) END
            WHERE id = \(id)
            """)
        try change.record("supervision.silence.ended", organisation: organisation.text, subject: id.text, detail: title)
    }
}
