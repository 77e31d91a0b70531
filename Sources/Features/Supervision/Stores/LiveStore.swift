// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Sigma

/// Every statement of the examination. Nobody's act: it is not in the journal, it is what the journal's readers look at.
enum LiveStore {
    /// New alerts of one rule within a minute; beyond, they are one alert that counts.
    static let floodLimit = 30
    static let floodHost = "*"

    static func position(in session: any Session) throws(DatabaseError) -> SpoolPosition? {
        try session.first("SELECT segment, place FROM supervision_position WHERE only_one = 1") {
            row throws(DatabaseError) in SpoolPosition(segment: try row.int(0), place: try row.int(1))
        }
    }

    static func keep(_ position: SpoolPosition, in session: any Session) throws(DatabaseError) {
        try session.execute(
            """
            INSERT INTO supervision_position (only_one, segment, place) VALUES (1, \(position.segment), \(position.place))
            ON CONFLICT (only_one) DO UPDATE SET segment = excluded.segment, place = excluded.place
            """)
    }

    /// Keeps everything; gives the alerts that are new, the gravest first.
    static func keep(
        _ outcome: LiveOutcome, at now: Instant, in session: any Session
    ) throws(DatabaseError) -> [Alert.ID] {
        for (key, news) in outcome.hosts.sorted(by: { $0.key.host < $1.key.host }) {
            try note(news, key, at: now, in: session)
        }
        for (key, last) in outcome.classes {
            try session.execute(
                """
                INSERT INTO supervision_class (organisation_id, channel, event_id, first_at, last_at)
                VALUES (\(key.organisation), \(key.channel), \(key.eventID), \(last), \(last))
                ON CONFLICT (organisation_id, channel, event_id) DO UPDATE SET
                    last_at = CASE WHEN excluded.last_at > supervision_class.last_at THEN excluded.last_at
                        ELSE supervision_class.last_at END
                """)
        }
        return try keep(alerts: Array(outcome.alerts.values), at: now, in: session)
    }

    static func keep(
        alerts: [AlertDraft], at now: Instant, in session: any Session
    ) throws(DatabaseError) -> [Alert.ID] {
        var fresh: [Alert.ID] = []
        for draft in alerts.sorted(by: { ($1.level, $0.first, $0.host) < ($0.level, $1.first, $1.host) }) {
            if let id = try absorb(draft, at: now, in: session) { fresh.append(id) }
        }
        return fresh
    }

    private static func note(
        _ news: LiveOutcome.HostNews, _ key: LiveOutcome.HostKey, at now: Instant, in session: any Session
    ) throws(DatabaseError) {
        try session.execute(
            """
            INSERT INTO supervision_host (id, organisation_id, name, host_key, is_critical, first_at, last_at, system,
                created_at)
            VALUES (\(Host.ID.make(at: now)), \(key.organisation), \(news.name), \(key.host), 0, \(news.last),
                \(news.last), '', \(now))
            ON CONFLICT (organisation_id, host_key) DO UPDATE SET
                first_at = COALESCE(supervision_host.first_at, excluded.first_at),
                last_at = CASE WHEN supervision_host.last_at IS NULL OR excluded.last_at > supervision_host.last_at
                    THEN excluded.last_at ELSE supervision_host.last_at END
            """)
        for (source, last) in news.sources {
            try session.execute(
                """
                INSERT INTO supervision_host_source (host_id, source, first_at, last_at)
                SELECT h.id, \(source.rawValue), \(last), \(last) FROM supervision_host h
                WHERE h.organisation_id = \(key.organisation) AND h.host_key = \(key.host)
                ON CONFLICT (host_id, source) DO UPDATE SET
                    last_at = CASE WHEN excluded.last_at > supervision_host_source.last_at THEN excluded.last_at
                        ELSE supervision_host_source.last_at END
                """)
        }
    }

    /// - Returns: the alert when it is a new one.
    private static func absorb(
        _ draft: AlertDraft, at now: Instant, in session: any Session
    ) throws(DatabaseError) -> Alert.ID? {
        var draft = draft
        if try isSilenced(draft, at: now, in: session) { return nil }
        var known = try open(draft, in: session)
        if known == nil, try isFlood(draft, at: now, in: session) {
            draft = draft.asFlood()
            known = try open(draft, in: session)
        }
        guard let known else { return try insert(draft, at: now, in: session) }
        let fresh = try keepEvents(draft, of: known, in: session)
        guard fresh > 0 else { return nil }
        try session.execute(
            """
            UPDATE supervision_alert SET events = events + \(fresh),
                first_at = CASE WHEN first_at > \(draft.first) THEN \(draft.first) ELSE first_at END,
                last_at = CASE WHEN last_at < \(draft.last) THEN \(draft.last) ELSE last_at END
            WHERE id = \(known)
            """)
        return nil
    }

    private static func open(_ draft: AlertDraft, in session: any Session) throws(DatabaseError) -> Alert.ID? {
        try session.first(
            """
            SELECT id FROM supervision_alert WHERE organisation_id = \(draft.key.organisation)
                AND rule_id = \(draft.key.ruleID) AND host_key = \(draft.key.hostKey)
                AND key_hash = \(draft.key.keyHash) AND state <> 'handled'
            """
        ) { row throws(DatabaseError) in try row.identifier(0) }
    }

    private static func insert(
        _ draft: AlertDraft, at now: Instant, in session: any Session
    ) throws(DatabaseError) -> Alert.ID {
        let isCritical = try session.exists(
            """
            SELECT 1 FROM supervision_host WHERE organisation_id = \(draft.key.organisation)
                AND host_key = \(draft.key.hostKey) AND is_critical = 1
            """)
        let level = isCritical ? draft.level.rawValue + 1 : draft.level.rawValue
        let id = Alert.ID.make(at: now)
        try session.execute(
            """
            INSERT INTO supervision_alert (id, organisation_id, rule_id, title, folded_text, tags, rule_severity, severity,
                host, host_key, key_text, key_hash, origin, events, first_at, last_at, created_at, state, reason,
                settled_at, settled_by)
            VALUES (\(id), \(draft.key.organisation), \(draft.key.ruleID), \(draft.title),
                \(folded("\(draft.title) \(draft.host) \(draft.keyText) \(draft.key.ruleID)")),
                \(draft.tags.joined(separator: " ")), \(draft.level.rawValue), \(min(level, Level.critical.rawValue)),
                \(draft.host), \(draft.key.hostKey), \(draft.keyText), \(draft.key.keyHash), \(draft.source.rawValue),
                \(max(draft.count, 1)), \(draft.first), \(draft.last), \(now), 'new', '', NULL, '')
            """)
        _ = try keepEvents(draft, of: id, in: session)
        return id
    }

    /// - Returns: how many of the draft's events are not known already, the uncounted rest included.
    private static func keepEvents(
        _ draft: AlertDraft, of alert: Alert.ID, in session: any Session
    ) throws(DatabaseError) -> Int {
        let kept = try session.count(
            "SELECT COUNT(*) FROM supervision_alert_event WHERE alert_id = \(alert)")
        var room = AlertDraft.mostEvents - kept
        var repeated = 0
        for event in draft.events {
            let isKnown = try session.exists(
                """
                SELECT 1 FROM supervision_alert_event WHERE alert_id = \(alert) AND identity = \(event.identity)
                """)
            if isKnown { repeated += 1 }
            guard !isKnown, room > 0 else { continue }
            room -= 1
            try session.execute(
                """
                INSERT INTO supervision_alert_event (alert_id, identity, at, channel, event_id, details, body)
                VALUES (\(alert), \(event.identity), \(event.at), \(event.channel), \(event.eventID),
                    \(DetailText.kept(event.details)), \(String(String.UnicodeScalarView(event.body.unicodeScalars.prefix(60_000)))))
                """)
        }
        return draft.count - repeated
    }

    private static func isSilenced(
        _ draft: AlertDraft, at now: Instant, in session: any Session
    ) throws(DatabaseError) -> Bool {
        let changed = try session.execute(
            """
            UPDATE supervision_silence SET events = events + \(draft.count)
            WHERE organisation_id = \(draft.key.organisation) AND rule_id = \(draft.key.ruleID) AND until_at > \(now)
                AND (host = '' OR host = \(draft.key.hostKey))
            """)
        return changed > 0
    }

    private static func isFlood(
        _ draft: AlertDraft, at now: Instant, in session: any Session
    ) throws(DatabaseError) -> Bool {
        try session.count(
            """
            SELECT COUNT(*) FROM supervision_alert WHERE organisation_id = \(draft.key.organisation)
                AND rule_id = \(draft.key.ruleID) AND state <> 'handled' AND created_at > \(now.adding(seconds: -60))
            """) >= floodLimit
    }
}

extension AlertDraft {
    /// The same, whatever the host.
    fileprivate func asFlood() -> AlertDraft {
        var flood = AlertDraft(
            key: Key(
                organisation: key.organisation, ruleID: key.ruleID, hostKey: LiveStore.floodHost, keyHash: "flood"),
            title: title, tags: tags, level: level, host: LiveStore.floodHost, keyText: "", source: source,
            first: first, last: last)
        flood.count = count
        flood.events = events
        return flood
    }
}
