// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site
import ThreatIndicators

/// A search that was made.
struct HuntRecord: Sendable, Hashable {
    typealias ID = Identifier<HuntRecord>

    let id: ID
    let endedAt: Instant
    let author: String
    let wanted: Int
    let seen: Int
    let beyondLimit: Int
    /// What was looked through, one line for each source.
    let scope: String
}

struct KeptSighting: Sendable, Hashable {
    typealias ID = Identifier<KeptSighting>

    let id: ID
    let indicator: KeptIndicator.ID
    let value: String
    let found: String
    let host: String
    let at: Instant
    let firstAt: Instant
    let times: Int
    let place: Phrase
    let excerpt: String
    let link: String?
    let loggedAt: Instant?
}

/// Every statement about searches and what they saw.
enum HuntStore {
    /// Kept of one search; the rest is counted.
    static let sightingLimit = 5000

    static func last(of keeper: Organisation.ID, in session: any Session) throws(DatabaseError) -> HuntRecord? {
        try session.first(
            """
            SELECT id, ended_at, author, wanted, seen, beyond_limit, scope FROM indicator_hunt
            WHERE organisation_id = \(keeper) ORDER BY ended_at DESC, id DESC LIMIT 1
            """
        ) { row throws(DatabaseError) in
            HuntRecord(
                id: try row.identifier(0), endedAt: try row.instant(1), author: try row.text(2), wanted: try row.int(3),
                seen: try row.int(4), beyondLimit: try row.int(5), scope: try row.text(6))
        }
    }

    private static let query: SQL =
        """
        SELECT s.id, s.indicator_id, i.value, s.found, s.host, s.seen_at, s.first_at, s.times, s.place,
            s.place_english, s.excerpt, s.link, s.logged_at, COUNT(*) OVER ()
        FROM indicator_sighting s JOIN indicator i ON i.id = s.indicator_id
        JOIN indicator_hunt h ON h.id = s.hunt_id
        """

    /// The newest event first.
    static func sightings(
        of hunt: HuntRecord.ID, limit: Int = 50, offset: Int = 0, in session: any Session
    ) throws(DatabaseError) -> (rows: [KeptSighting], total: Int) {
        var total = 0
        let rows = try session.all(
            "\(query) WHERE s.hunt_id = \(hunt) ORDER BY s.seen_at DESC, s.id LIMIT \(limit) OFFSET \(offset)"
        ) { row throws(DatabaseError) in
            total = try row.int(13)
            return try sighting(row)
        }
        return (rows, total)
    }

    static func sighting(
        _ id: KeptSighting.ID, of keeper: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> KeptSighting? {
        try session.first("\(query) WHERE s.id = \(id) AND h.organisation_id = \(keeper)") {
            row throws(DatabaseError) in try sighting(row)
        }
    }

    /// Keeps what a search saw, and says of every indicator looked for how often it was seen. All or nothing.
    static func keep(
        _ found: [Sighting], of wanted: [KeptIndicator], kept: [EventsKept], startedAt: Instant, author: String,
        at keeper: Organisation.ID, in change: Change
    ) throws -> HuntRecord.ID {
        var owners: [SoughtValue: [KeptIndicator.ID]] = [:]
        for one in wanted { owners[SoughtValue(one.indicator.value), default: []].append(one.id) }
        let known = found.filter { owners[$0.value] != nil }.sorted { ($1.at, $0.host) < ($0.at, $1.host) }
        let id = HuntRecord.ID.make(at: change.now)
        let scope = kept.map { $0.title.french }.joined(separator: "\n")
        try change.session.execute(
            """
            INSERT INTO indicator_hunt (id, organisation_id, started_at, ended_at, author, wanted, seen, beyond_limit, scope)
            VALUES (\(id), \(keeper), \(startedAt), \(change.now), \(author), \(wanted.count),
                \(Set(known.map(\.value)).count), \(max(0, known.count - sightingLimit)), \(scope))
            """)
        let seenByValue = Dictionary(grouping: known, by: \.value)
        for one in wanted {
            let seen = seenByValue[SoughtValue(one.indicator.value)] ?? []
            try change.session.execute(
                """
                UPDATE indicator SET hunted_at = \(change.now),
                    times = \(seen.reduce(0) { $0 &+ max(1, $1.times) }), hosts = \(Set(seen.map(\.host)).count),
                    first_seen_at = \(seen.map(\.firstAt).min()), last_seen_at = \(seen.map(\.at).max())
                WHERE id = \(one.id)
                """)
        }
        for one in known.prefix(sightingLimit) {
            for owner in owners[one.value] ?? [] {
                try change.session.execute(
                    """
                    INSERT INTO indicator_sighting (id, hunt_id, indicator_id, found, host, seen_at, first_at, times,
                        place, place_english, excerpt, link)
                    VALUES (\(KeptSighting.ID.make(at: change.now)), \(id), \(owner), \(clean(one.found)),
                        \(clean(one.host)), \(one.at), \(one.firstAt), \(max(1, one.times)), \(one.place.french),
                        \(one.place.english), \(clean(one.excerpt)), \(one.link?.full))
                    """)
            }
        }
        try change.record(
            "indicators.hunted", organisation: keeper.text, subject: id.text,
            detail: "\(wanted.count) / \(Set(known.map(\.value)).count)")
        return id
    }

    static func markLogged(_ sighting: KeptSighting, at keeper: Organisation.ID, in change: Change) throws {
        let changed = try change.session.execute(
            """
            UPDATE indicator_sighting SET logged_at = \(change.now) WHERE id = \(sighting.id) AND logged_at IS NULL
            """)
        guard changed == 1 else { throw IndicatorError.alreadySo }
        try change.record("indicators.logged", organisation: keeper.text, subject: sighting.id.text)
    }

    /// Events may hold a zero byte, which PostgreSQL refuses.
    private static func clean(_ text: String) -> String {
        text.filter { $0 != "\0" }
    }

    private static func sighting(_ row: Row) throws(DatabaseError) -> KeptSighting {
        KeptSighting(
            id: try row.identifier(0), indicator: try row.identifier(1), value: try row.text(2), found: try row.text(3),
            host: try row.text(4), at: try row.instant(5), firstAt: try row.instant(6), times: try row.int(7),
            place: Phrase(try row.text(8), try row.text(9)), excerpt: try row.text(10), link: row.optionalText(11),
            loggedAt: try row.optionalInstant(12))
    }
}
