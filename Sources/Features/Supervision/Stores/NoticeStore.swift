// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Sigma

/// Whom an establishment wants to be told of grave alerts, and from which level on. Nobody, until somebody says so.
struct NoticeSettings: Sendable, Hashable {
    var from: Level?
    /// Empty: none.
    var webhook = ""
    var recipients: Set<Account.ID> = []
}

/// An alert that somebody must be told of.
struct WaitingNotice: Sendable, Hashable {
    let alert: Alert.ID
    let organisation: Organisation.ID
    let attempts: Int
}

/// Every statement about notices. They are queued in the transaction that makes the alert, and sent after it.
enum NoticeStore {
    static let mostAttempts = 5
    /// A minute; an inbox that floods is read by nobody.
    static let mostAMinute = 20

    static func settings(of organisation: Organisation.ID, in session: any Session) throws(DatabaseError)
        -> NoticeSettings
    {
        var settings =
            try session.first(
                "SELECT notify_from, webhook FROM supervision_settings WHERE organisation_id = \(organisation)"
            ) { row throws(DatabaseError) in
                NoticeSettings(from: row.optionalInt(0).flatMap(Level.init(rawValue:)), webhook: try row.text(1))
            } ?? NoticeSettings()
        let recipients: [Account.ID] = try session.all(
            "SELECT account_id FROM supervision_recipient WHERE organisation_id = \(organisation)"
        ) { row throws(DatabaseError) in try row.identifier(0) }
        settings.recipients = Set(recipients)
        return settings
    }

    static func keep(
        _ settings: NoticeSettings, of organisation: Organisation, today: Day, in change: Change
    ) throws {
        let known = Set(try people(at: organisation.lineage, today: today, in: change.session).map(\.id))
        guard settings.recipients.isSubset(of: known) else { throw SupervisionError.unknownAccount }
        guard settings.webhook.isEmpty || isAddress(settings.webhook) else { throw SupervisionError.badWebhook }
        try change.session.execute(
            """
            INSERT INTO supervision_settings (organisation_id, notify_from, webhook)
            VALUES (\(organisation.id), \(settings.from?.rawValue), \(settings.webhook))
            ON CONFLICT (organisation_id) DO UPDATE SET notify_from = excluded.notify_from, webhook = excluded.webhook
            """)
        try change.session.execute("DELETE FROM supervision_recipient WHERE organisation_id = \(organisation.id)")
        for account in settings.recipients {
            try change.session.execute(
                """
                INSERT INTO supervision_recipient (organisation_id, account_id) VALUES (\(organisation.id), \(account))
                """)
        }
        try change.record(
            "supervision.notices.set", organisation: organisation.id.text, subject: organisation.id.text,
            detail: settings.from.map(\.name) ?? "")
    }

    static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("https://") && text.utf8.count <= 500 && text.utf8.count > 12
            && text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0 != "@" && $0.value != 0x7F }
    }

    struct Person: Sendable, Hashable {
        let id: Account.ID
        let name: String
        let email: String
    }

    /// Whoever may read the supervision of the place.
    static func people(at place: Lineage, today: Day, in session: any Session) throws(DatabaseError) -> [Person] {
        let roles = SupervisionPermissions.read.roles.map(\.rawValue).sorted()
        return try session.all(
            """
            SELECT a.id, a.name, a.email FROM account a
            WHERE a.disabled_at IS NULL AND EXISTS (
                SELECT 1 FROM role_grant g WHERE g.account_id = a.id AND g.role IN (\(list: roles))
                    AND g.organisation_id IN (\(list: place.identifiers)) AND (g.until IS NULL OR g.until >= \(today)))
            ORDER BY a.name_key, a.id LIMIT 200
            """
        ) { row throws(DatabaseError) in
            Person(id: try row.identifier(0), name: try row.text(1), email: try row.text(2))
        }
    }

    /// Those of the alerts that somebody wants to be told of.
    static func queue(_ alerts: [Alert.ID], at now: Instant, in session: any Session) throws(DatabaseError) {
        for alert in alerts.prefix(mostAMinute) {
            try session.execute(
                """
                INSERT INTO supervision_notice (alert_id, organisation_id, created_at, attempts, sent_at, failure)
                SELECT a.id, a.organisation_id, \(now), 0, NULL, '' FROM supervision_alert a
                JOIN supervision_settings s ON s.organisation_id = a.organisation_id
                WHERE a.id = \(alert) AND s.notify_from IS NOT NULL AND a.severity >= s.notify_from
                    AND (SELECT COUNT(*) FROM supervision_notice n WHERE n.organisation_id = a.organisation_id
                        AND n.created_at > \(now.adding(seconds: -60))) < \(mostAMinute)
                """)
        }
    }

    static func waiting(limit: Int, in session: any Session) throws(DatabaseError) -> [WaitingNotice] {
        try session.all(
            """
            SELECT alert_id, organisation_id, attempts FROM supervision_notice
            WHERE sent_at IS NULL AND attempts < \(mostAttempts) ORDER BY created_at, alert_id LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in
            WaitingNotice(alert: try row.identifier(0), organisation: try row.identifier(1), attempts: try row.int(2))
        }
    }

    static func note(
        _ notice: WaitingNotice, failure: String?, at now: Instant, in session: any Session
    ) throws(DatabaseError) {
        let sent: Instant? = failure == nil ? now : nil
        try session.execute(
            """
            UPDATE supervision_notice SET attempts = attempts + 1, sent_at = \(sent),
                failure = \(DetailText.cut(failure ?? "", 500))
            WHERE alert_id = \(notice.alert)
            """)
    }

    /// The last that failed, for the page of settings.
    static func lastFailure(of organisation: Organisation.ID, in session: any Session) throws(DatabaseError) -> String?
    {
        try session.first(
            """
            SELECT failure FROM supervision_notice WHERE organisation_id = \(organisation) AND sent_at IS NULL
                AND failure <> '' ORDER BY created_at DESC LIMIT 1
            """
        ) { row throws(DatabaseError) in try row.text(0) }
    }
}
