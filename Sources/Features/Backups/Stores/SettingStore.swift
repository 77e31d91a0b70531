// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import ServiceMaps

/// Every statement about what an establishment decided, and about who looked.
enum SettingStore {
    static func retestDays(of place: Organisation.ID, in session: any Session) throws(DatabaseError) -> Int {
        try session.first("SELECT retest_days FROM backup_setting WHERE organisation_id = \(place)") {
            row throws(DatabaseError) in try row.int(0)
        } ?? BackupFacts.defaultRetestDays
    }

    static func setRetest(days: Int, of place: Organisation.ID, in change: Change) throws {
        guard (30...1100).contains(days) else { throw BackupsError.outOfRange }
        try change.session.execute(
            """
            INSERT INTO backup_setting (organisation_id, retest_days) VALUES (\(place), \(days))
            ON CONFLICT (organisation_id) DO UPDATE SET retest_days = excluded.retest_days
            """)
        try change.record("backup.retestSet", organisation: place.text, subject: place.text, detail: "\(days)")
    }

    static func exemptions(
        seenFrom place: Lineage, in session: any Session
    ) throws(DatabaseError) -> [PlacedNode.ID: String] {
        var found: [PlacedNode.ID: String] = [:]
        try session.each(
            """
            SELECT e.node_id, e.reason FROM backup_exemption e JOIN map_node n ON n.id = e.node_id
            JOIN organisation k ON k.id = n.organisation_id WHERE \(Sight.condition(from: place))
            """
        ) { row throws(DatabaseError) in found[try row.identifier(0)] = try row.text(1) }
        return found
    }

    /// The node needs no backup of its own, and why. With nil, it does again.
    static func exempt(_ node: PlacedNode, because reason: String?, today: Day, in change: Change) throws {
        if let reason {
            guard !reason.isEmpty else { throw BackupsError.textMissing }
            guard reason.unicodeScalars.count <= 500 else { throw BackupsError.textTooLong }
            try change.session.execute(
                """
                INSERT INTO backup_exemption (node_id, reason, author, made_on)
                VALUES (\(node.id), \(reason), \(change.actor.name), \(today))
                ON CONFLICT (node_id) DO UPDATE SET reason = excluded.reason, author = excluded.author,
                    made_on = excluded.made_on
                """)
        } else {
            let changed = try change.session.execute("DELETE FROM backup_exemption WHERE node_id = \(node.id)")
            guard changed == 1 else { throw BackupsError.alreadySo }
        }
        try change.record(
            reason == nil ? "backup.exemptionEnded" : "backup.exempted", organisation: node.keeper.text,
            subject: node.id.text, detail: node.name)
    }

    // MARK: Reviews

    static func lastReview(
        of place: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> BackupReview? {
        try session.first(
            """
            SELECT reviewed_on, open_alerts, note, author FROM backup_review WHERE organisation_id = \(place)
            ORDER BY reviewed_on DESC, id DESC LIMIT 1
            """
        ) { row throws(DatabaseError) in
            BackupReview(
                reviewedOn: try row.day(0), openAlerts: try row.int(1), note: try row.text(2), author: try row.text(3))
        }
    }

    static func reviews(
        under scope: [Lineage], in session: any Session
    ) throws(DatabaseError) -> [(keeper: Keeper, last: Day)] {
        try session.all(
            """
            SELECT k.id, k.name, k.lineage, MAX(v.reviewed_on) FROM backup_review v
            JOIN organisation k ON k.id = v.organisation_id WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope))
            GROUP BY k.id, k.name, k.lineage ORDER BY k.id LIMIT 500
            """
        ) { row throws(DatabaseError) in (keeper: try Keeper(row, from: 0), last: try row.day(3)) }
    }

    /// Somebody looked at the alerts, and says what becomes of those that stay open: that is the proof of supervision.
    static func review(_ place: Organisation, note: String, today: Day, in change: Change) throws {
        guard note.unicodeScalars.count <= 2000 else { throw BackupsError.textTooLong }
        let open = try AlertStore.counts(under: place.lineage, on: today, in: change.session).open
        guard open == 0 || !note.isEmpty else { throw BackupsError.textMissing }
        let id = Identifier<BackupReview>.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO backup_review (id, organisation_id, reviewed_on, open_alerts, note, author, created_at)
            VALUES (\(id), \(place.id), \(today), \(open), \(note), \(change.actor.name), \(change.now))
            """)
        try ProofStore.publish(
            Measurement(
                feature: RestoreStore.feature, object: "supervision/\(place.id)", kind: "backup.supervised",
                title: "Revue des alertes de sauvegarde\u{00A0}: \(place.name)".prefixed(200), facts: [:],
                obtainedOn: today, validUntil: today.adding(days: BackupReview.validDays), organisation: place.id),
            in: change)
        try change.record("backup.reviewed", organisation: place.id.text, subject: id.text, detail: "\(open)")
    }
}

struct BackupReview: Sendable, Hashable {
    let reviewedOn: Day
    let openAlerts: Int
    let note: String
    let author: String

    /// Every month; the days in excess are for holidays.
    static let rhythmDays = 31
    static let validDays = 45
}
