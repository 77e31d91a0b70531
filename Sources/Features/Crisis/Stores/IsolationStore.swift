// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// The red button: two people, two lines in the log, and nothing cut by the program.
enum IsolationStore {
    static func all(of incident: Incident.ID, in session: any Session) throws(DatabaseError) -> [Isolation] {
        try session.all(
            """
            SELECT id, what, side_effects, hands, asked_at, asked_by, asked_account, expires_at, confirmed_at,
                confirmed_by, dropped_at, cut_at, lifted_at
            FROM incident_isolation WHERE incident_id = \(incident) ORDER BY asked_at DESC, id LIMIT 200
            """
        ) { row throws(DatabaseError) in
            Isolation(
                id: try row.identifier(0), what: try row.text(1), sideEffects: try row.text(2), hands: try row.text(3),
                askedAt: try row.instant(4), askedBy: try row.text(5), askedAccount: try row.identifier(6),
                expiresAt: try row.instant(7), confirmedAt: try row.optionalInstant(8), confirmedBy: try row.text(9),
                droppedAt: try row.optionalInstant(10), cutAt: try row.optionalInstant(11),
                liftedAt: try row.optionalInstant(12))
        }
    }

    static func ask(
        what: String, sideEffects: String, hands: String, of incident: Incident, by author: String,
        account: Account.ID, in change: Change
    ) throws -> Isolation.ID {
        try IncidentChanges.needed(what, 500)
        try IncidentChanges.needed(sideEffects, 1000)
        try IncidentChanges.needed(hands, 200)
        try IncidentChanges.pulse(incident, in: change)
        let count = try change.session.count(
            "SELECT COUNT(*) FROM incident_isolation WHERE incident_id = \(incident.id)")
        guard count < 200 else { throw CrisisError.tooMany(limit: 200) }
        let id = Isolation.ID.make(at: change.now)
        let expires = change.now.adding(seconds: Isolation.secondsToConfirm)
        try change.session.execute(
            """
            INSERT INTO incident_isolation (id, incident_id, what, side_effects, hands, asked_at, asked_by, asked_account,
                expires_at)
            VALUES (\(id), \(incident.id), \(what), \(sideEffects), \(hands), \(change.now), \(author), \(account),
                \(expires))
            """)
        try record("asked", incident, id, in: change)
        try IncidentChanges.write(
            LogStatement(
                factAt: Moment(change.now), kind: .request, cell: .operational, phase: incident.phase,
                text: "Isolement demandé\u{00A0}: \(what). Effet sur les soins\u{00A0}: \(sideEffects)", owner: hands,
                due: Moment(expires)), of: incident, by: author, in: change)
        return id
    }

    static func apply(
        _ gesture: Isolation.Gesture, to isolation: Isolation, of incident: Incident, by author: String,
        account: Account.ID, in change: Change
    ) throws {
        try IncidentChanges.pulse(incident, in: change)
        let now = change.now
        let changed: Int
        let line: LogStatement
        func statement(_ kind: LogKind, _ text: String) -> LogStatement {
            LogStatement(
                factAt: Moment(now), kind: kind, cell: .operational, phase: incident.phase, text: text,
                decidedBy: kind == .decision ? author : "", owner: kind == .action ? isolation.hands : "")
        }
        switch gesture {
        case .confirm:
            guard account != isolation.askedAccount else { throw CrisisError.sameHand }
            guard now <= isolation.expiresAt else { throw CrisisError.expired }
            changed = try change.session.execute(
                """
                UPDATE incident_isolation SET confirmed_at = \(now), confirmed_by = \(author),
                    confirmed_account = \(account)
                WHERE id = \(isolation.id) AND confirmed_at IS NULL AND dropped_at IS NULL
                """)
            line = statement(
                .decision,
                "Isolement confirmé par une seconde personne\u{00A0}: \(isolation.what). Demandé par \(isolation.askedBy)\u{00A0}; à faire par \(isolation.hands)."
            )
        case .drop:
            changed = try change.session.execute(
                """
                UPDATE incident_isolation SET dropped_at = \(now)
                WHERE id = \(isolation.id) AND dropped_at IS NULL AND cut_at IS NULL
                """)
            line = statement(.decision, "Isolement abandonné\u{00A0}: \(isolation.what).")
        case .cut:
            changed = try change.session.execute(
                """
                UPDATE incident_isolation SET cut_at = \(now)
                WHERE id = \(isolation.id) AND confirmed_at IS NOT NULL AND dropped_at IS NULL AND cut_at IS NULL
                """)
            line = statement(.action, "Isolement fait\u{00A0}: \(isolation.what).")
        case .lift:
            changed = try change.session.execute(
                """
                UPDATE incident_isolation SET lifted_at = \(now)
                WHERE id = \(isolation.id) AND cut_at IS NOT NULL AND lifted_at IS NULL
                """)
            line = statement(.decision, "Isolement levé\u{00A0}: \(isolation.what).")
        }
        guard changed == 1 else { throw CrisisError.alreadySo }
        try record(name(gesture), incident, isolation.id, in: change)
        try IncidentChanges.write(line, of: incident, by: author, in: change)
    }

    private static func name(_ gesture: Isolation.Gesture) -> String {
        switch gesture {
        case .confirm: "confirmed"
        case .drop: "dropped"
        case .cut: "cut"
        case .lift: "lifted"
        }
    }

    private static func record(
        _ act: String, _ incident: Incident, _ id: Isolation.ID, in change: Change
    ) throws(DatabaseError) {
        try change.record(
            "crisis.isolation.\(act)", organisation: incident.keeper.id.text, subject: id.text, detail: incident.title)
    }
}
