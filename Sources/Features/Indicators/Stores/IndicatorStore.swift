// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLogs
import Crypto
import Journal
import Organisations
import Persistence
import Primitives
import ThreatIndicators

/// Every statement about indicators. Their values stay out of the journal: addresses of people are among them.
enum IndicatorStore {
    static let limit = 50_000

    private static let query: SQL =
        """
        SELECT i.id, k.id, k.name, k.lineage, i.kind, i.value, i.companions, i.tlp, i.source, i.note, i.is_wanted,
            i.valid_until, i.log_id, i.created_at, i.removed_at, i.hunted_at, i.times, i.hosts, i.first_seen_at,
            i.last_seen_at, COUNT(*) OVER ()
        FROM indicator i JOIN organisation k ON k.id = i.organisation_id
        """

    static func indicator(_ id: KeptIndicator.ID, in session: any Session) throws(DatabaseError) -> KeptIndicator? {
        try session.first("\(query) WHERE i.id = \(id)") { row throws(DatabaseError) in try kept(row) }
    }

    /// Of an organisation and below; what was seen first, then the newest; those removed from the organisation itself last.
    static func page(
        under place: Lineage, _ filter: IndicatorFilter = IndicatorFilter(), limit: Int = 50, offset: Int = 0,
        in session: any Session
    ) throws(DatabaseError) -> (rows: [KeptIndicator], total: Int) {
        var total = 0
        let own: Organisation.ID? = place.identifiers.last
        var more: SQL = ""
        if let kind = filter.kind { more += " AND i.kind = \(kind.rawValue)" }
        if let tlp = filter.tlp { more += " AND i.tlp = \(tlp.rawValue)" }
        if !filter.source.isEmpty { more += " AND i.source = \(filter.source)" }
        let rows = try session.all(
            """
            \(query) WHERE \(place.sqlCondition(on: "k.lineage"))\(more)
                AND (i.removed_at IS NULL OR i.organisation_id = \(own))
                AND \(SearchWords.condition(on: "i.folded_text", filter.text))
            ORDER BY (i.removed_at IS NOT NULL), (i.times = 0), i.created_at DESC, i.id DESC
            LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(20)
            return try kept(row)
        }
        return (rows, total)
    }

    /// All that are not removed: to be given out or looked for.
    static func all(of keeper: Organisation.ID, in session: any Session) throws(DatabaseError) -> [KeptIndicator] {
        try session.all(
            """
            \(query) WHERE i.organisation_id = \(keeper) AND i.removed_at IS NULL ORDER BY i.created_at, i.id
            LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in try kept(row) }
    }

    static func sources(under place: Lineage, in session: any Session) throws(DatabaseError) -> [String] {
        try session.all(
            """
            SELECT DISTINCT i.source FROM indicator i JOIN organisation k ON k.id = i.organisation_id
            WHERE \(place.sqlCondition(on: "k.lineage")) AND i.source <> '' AND i.removed_at IS NULL
            ORDER BY i.source LIMIT 200
            """
        ) { row throws(DatabaseError) in try row.text(0) }
    }

    static func search(
        _ text: String, under scope: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [KeptIndicator] {
        try session.all(
            """
            \(query) WHERE i.removed_at IS NULL AND \(Lineage.condition(on: "k.lineage", anyOf: scope))
                AND \(SearchWords.condition(on: "i.folded_text", text)) ORDER BY i.created_at DESC, i.id LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in try kept(row) }
    }

    /// Open logs in which an indicator or a sighting may be written: of the organisation, those above and those below it.
    static func openLogs(
        around place: Lineage, in session: any Session
    ) throws(DatabaseError) -> [(id: CrisisLogRecord.ID, title: String, isExercise: Bool)] {
        try session.all(
            """
            SELECT l.id, l.title, l.kind FROM crisis_log l JOIN organisation k ON k.id = l.organisation_id
            WHERE l.closed_at IS NULL AND (\(place.sqlCondition(on: "k.lineage"))
                OR l.organisation_id IN (\(list: place.identifiers.map(\.text))))
            ORDER BY l.kind DESC, l.opened_at DESC, l.id LIMIT 50
            """
        ) { row throws(DatabaseError) in (try row.identifier(0), try row.text(1), try row.text(2) == "exercise") }
    }

    /// Adds those that are new, and completes those that are known: the more restricted marking wins, and one that was
    /// removed comes back. One entry of the journal for all.
    static func keep(
        _ drafts: [IndicatorDraft], at keeper: Organisation.ID, as action: String, detail: String? = nil,
        in change: Change
    ) throws -> (added: Int, known: Int) {
        var present: [String: (id: String, tlp: TLP)] = [:]
        try change.session.each("SELECT kind, digest, id, tlp FROM indicator WHERE organisation_id = \(keeper)") {
            row throws(DatabaseError) in
            present[try row.text(0) + (try row.text(1))] = (try row.text(2), try row.value(3))
        }
        var added = 0
        for draft in drafts {
            let value = draft.indicator.value
            let digest = digest(value)
            if let before = present[value.kind.rawValue + digest] {
                let tlp = max(before.tlp, draft.indicator.tlp ?? .red)
                try change.session.execute(
                    """
                    UPDATE indicator SET tlp = \(tlp.rawValue), removed_at = NULL,
                        is_wanted = CASE WHEN \(draft.indicator.isForDetection) = 1 THEN 1 ELSE is_wanted END,
                        valid_until = CASE WHEN valid_until IS NULL OR valid_until < \(draft.validUntil?.text ?? "9999")
                            THEN \(draft.validUntil) ELSE valid_until END,
                        log_id = COALESCE(log_id, \(draft.log))
                    WHERE id = \(before.id)
                    """)
                continue
            }
            guard present.count < limit else { throw IndicatorError.tooMany(limit: limit) }
            let id = KeptIndicator.ID.make(at: change.now)
            present[value.kind.rawValue + digest] = (id.text, draft.indicator.tlp ?? .red)
            added += 1
            try insert(id, draft, digest, at: keeper, in: change)
        }
        try change.record(
            action, organisation: keeper.text, subject: keeper.text,
            detail: detail.map { "\($0)\u{00A0}: \(added) + \(drafts.count - added)" } ?? String(drafts.count))
        return (added, drafts.count - added)
    }

    private static func insert(
        _ id: KeptIndicator.ID, _ draft: IndicatorDraft, _ digest: String, at keeper: Organisation.ID, in change: Change
    ) throws {
        let one = draft.indicator
        try change.session.execute(
            """
            INSERT INTO indicator (id, organisation_id, kind, value, digest, companions, tlp, source, note, is_wanted,
                valid_until, log_id, folded_text, created_at)
            VALUES (\(id), \(keeper), \(one.value.kind.rawValue), \(one.value.text), \(digest),
                \(companions(one)), \((one.tlp ?? .red).rawValue), \(one.source), \(one.note), \(one.isForDetection),
                \(draft.validUntil), \(draft.log), \(searchText(one)), \(change.now))
            """)
    }

    /// What may change of an indicator: never its value, which would be another one.
    static func correct(_ kept: KeptIndicator, _ draft: IndicatorDraft, in change: Change) throws {
        let one = draft.indicator
        try change.session.execute(
            """
            UPDATE indicator SET tlp = \((one.tlp ?? .red).rawValue), source = \(one.source), note = \(one.note),
                is_wanted = \(one.isForDetection), valid_until = \(draft.validUntil), log_id = \(draft.log),
                folded_text = \(searchText(one))
            WHERE id = \(kept.id)
            """)
        try record("indicator.corrected", kept, in: change)
    }

    static func remove(_ kept: KeptIndicator, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE indicator SET removed_at = \(change.now) WHERE id = \(kept.id) AND removed_at IS NULL")
        guard changed == 1 else { throw IndicatorError.alreadySo }
        try record("indicator.removed", kept, in: change)
    }

    static func restore(_ kept: KeptIndicator, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE indicator SET removed_at = NULL WHERE id = \(kept.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw IndicatorError.alreadySo }
        try record("indicator.restored", kept, in: change)
    }

    private static func record(_ action: String, _ kept: KeptIndicator, in change: Change) throws {
        try change.record(
            action, organisation: kept.keeper.id.text, subject: kept.id.text,
            detail: kept.indicator.value.kind.rawValue)
    }

    // MARK: Values

    static func digest(_ value: IndicatorValue) -> String {
        Hexadecimal.text(of: SHA256.hash(data: Array(value.key.utf8)))
    }

    private static func searchText(_ one: ThreatIndicator) -> String {
        folded(
            ([one.value.text] + one.companions.map(\.text) + [one.source, one.note]).joined(separator: " "))
    }

    private static func companions(_ one: ThreatIndicator) -> String {
        one.companions.map { $0.kind.rawValue + "=" + $0.text }.joined(separator: "\n")
    }

    private static func kept(_ row: Row) throws(DatabaseError) -> KeptIndicator {
        guard let value = IndicatorValue(try row.value(4), try row.text(5)) else {
            throw DatabaseError(.unexpectedValue, "an indicator cannot be read")
        }
        let companions = try row.text(6).split(separator: "\n").compactMap { line -> IndicatorValue? in
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let kind = IndicatorKind(rawValue: String(parts[0])) else { return nil }
            return IndicatorValue(kind, String(parts[1]))
        }
        let end = try row.optionalDay(11)
        let times = try row.int(16)
        let hosts = try row.int(17)
        let first = try row.optionalInstant(18)
        let last = try row.optionalInstant(19)
        return KeptIndicator(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1),
            indicator: ThreatIndicator(
                value, companions: companions, tlp: try row.value(7), source: try row.text(8), note: try row.text(9),
                isForDetection: try row.bool(10), validUntil: end?.endInMilliseconds),
            validUntil: end, log: row.optionalIdentifier(12), createdAt: try row.instant(13),
            isRemoved: row.optionalText(14) != nil,
            result: try row.optionalInstant(15).map {
                KeptIndicator.Result(huntedAt: $0, times: times, hosts: hosts, firstAt: first, lastAt: last)
            })
    }
}
