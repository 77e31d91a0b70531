// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// What the database knows of the events that are kept in files.
enum KeptStore {
    /// The establishments of a part of the tree that ever sent.
    static func senders(under place: Lineage, in session: any Session) throws(DatabaseError) -> Set<Organisation.ID> {
        Set(
            try session.all(
                """
                SELECT DISTINCT o.id FROM supervision_sender s JOIN organisation o ON o.id = s.organisation_id
                WHERE \(place.sqlCondition(on: "o.lineage"))
                """
            ) { row throws(DatabaseError) in try row.identifier(0, Organisation.self) })
    }

    /// Machines that sent something since.
    static func hosts(under place: Lineage, since: Instant, in session: any Session) throws(DatabaseError) -> Int {
        try session.count(
            """
            SELECT COUNT(*) FROM supervision_host h JOIN organisation o ON o.id = h.organisation_id
            WHERE h.last_at >= \(since) AND \(place.sqlCondition(on: "o.lineage"))
            """)
    }

    /// That somebody asked that all be erased.
    static func noteErasure(of organisation: Organisation.ID, megabytes: Int, in change: Change) throws {
        try change.record(
            "supervision.kept.erased", organisation: organisation.text, subject: organisation.text,
            detail: String(megabytes))
    }
}
