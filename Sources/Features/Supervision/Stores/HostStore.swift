// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about the fleet.
enum HostStore {
    enum Filter: String, Sendable, Hashable, CaseIterable {
        case silent
        case incomplete
        case unlisted
        case critical
        case obsolete
    }

    private static let query: SQL =
        """
        SELECT h.id, h.name, h.is_critical, h.first_at, h.last_at, h.inventoried_on, h.system, h.is_obsolete, h.has_edr,
            h.is_encrypted, h.has_local_admin, h.age_years, COUNT(*) OVER ()
        FROM supervision_host h
        """

    static func host(
        _ id: Host.ID, at organisation: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> (host: Host, key: String)? {
        guard
            var found = try session.first(
                "\(query) WHERE h.id = \(id) AND h.organisation_id = \(organisation)", host)
        else { return nil }
        found.sources = try sources(of: [id], in: session)[id] ?? [:]
        let key = try session.first("SELECT host_key FROM supervision_host WHERE id = \(id)") {
            row throws(DatabaseError) in try row.text(0)
        }
        return (found, key ?? "")
    }

    static func id(
        of hostKey: String, at organisation: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> Host.ID? {
        try session.first(
            "SELECT id FROM supervision_host WHERE organisation_id = \(organisation) AND host_key = \(hostKey)"
        ) { row throws(DatabaseError) in try row.identifier(0) }
    }

    /// Two statements.
    static func page(
        of organisation: Organisation.ID, text: String, filter: Filter?, now: Instant, limit: Int, offset: Int,
        in session: any Session
    ) throws(DatabaseError) -> (rows: [Host], total: Int) {
        let limitOfSilence = now.adding(seconds: -Host.silentDays * 86_400)
        let condition: SQL =
            switch filter {
            case nil: ""
            case .silent: " AND (h.last_at IS NULL OR h.last_at < \(limitOfSilence))"
            case .incomplete:
                """
                 AND h.last_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM supervision_host_source s
                    WHERE s.host_id = h.id AND s.source IN ('sysmon', 'commandLine'))
                """
            case .unlisted: " AND h.inventoried_on IS NULL"
            case .critical: " AND h.is_critical = 1"
            case .obsolete: " AND h.is_obsolete = 1"
            }
        var total = 0
        var rows = try session.all(
            """
            \(query) WHERE h.organisation_id = \(organisation)\(condition)
                AND \(SearchWords.condition(on: "h.host_key", text))
            ORDER BY h.is_critical DESC, h.host_key, h.id LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(12)
            return try host(row)
        }
        let sources = try sources(of: rows.map(\.id), in: session)
        for index in rows.indices { rows[index].sources = sources[rows[index].id] ?? [:] }
        return (rows, total)
    }

    private static func sources(
        of hosts: [Host.ID], in session: any Session
    ) throws(DatabaseError) -> [Host.ID: [HostSource: Instant]] {
        var found: [Host.ID: [HostSource: Instant]] = [:]
        guard !hosts.isEmpty else { return found }
        try session.each(
            "SELECT host_id, source, last_at FROM supervision_host_source WHERE host_id IN (\(list: hosts))"
        ) { row throws(DatabaseError) in
            guard let source = HostSource(rawValue: try row.text(1)) else { return }
            found[try row.identifier(0), default: [:]][source] = try row.instant(2)
        }
        return found
    }

    /// Where an inventory was given, its machines and those that were seen; else those that were seen. One statement.
    static func count(
        of organisation: Organisation.ID, now: Instant, in session: any Session
    ) throws(DatabaseError) -> FleetCount {
        let limit = now.adding(seconds: -Host.silentDays * 86_400)
        return try session.first(
            """
            SELECT COUNT(*), COUNT(CASE WHEN last_at >= \(limit) THEN 1 END), COUNT(inventoried_on),
                COUNT(CASE WHEN is_obsolete = 1 THEN 1 END), COUNT(CASE WHEN has_edr = 1 THEN 1 END),
                COUNT(CASE WHEN is_encrypted = 1 THEN 1 END), COUNT(CASE WHEN has_local_admin = 1 THEN 1 END),
                COUNT(is_obsolete), COUNT(has_edr), COUNT(is_encrypted), COUNT(has_local_admin)
            FROM supervision_host
            WHERE organisation_id = \(organisation) AND (last_at >= \(limit) OR inventoried_on IS NOT NULL)
            """
        ) { row throws(DatabaseError) in
            FleetCount(
                known: try row.int(0), covered: try row.int(1), inventoried: try row.int(2), obsolete: try row.int(3),
                withEDR: try row.int(4), encrypted: try row.int(5), withLocalAdmin: try row.int(6),
                saysObsolete: try row.int(7), saysEDR: try row.int(8), saysEncrypted: try row.int(9),
                saysLocalAdmin: try row.int(10))
        } ?? FleetCount()
    }

    /// By source, how many hosts sent it lately.
    static func sourceCounts(
        of organisation: Organisation.ID, now: Instant, in session: any Session
    ) throws(DatabaseError) -> [HostSource: Int] {
        var counts: [HostSource: Int] = [:]
        try session.each(
            """
            SELECT s.source, COUNT(*) FROM supervision_host_source s JOIN supervision_host h ON h.id = s.host_id
            WHERE h.organisation_id = \(organisation)
                AND s.last_at >= \(now.adding(seconds: -Host.silentDays * 86_400))
            GROUP BY s.source
            """
        ) { row throws(DatabaseError) in
            guard let source = HostSource(rawValue: try row.text(0)) else { return }
            counts[source] = try row.int(1)
        }
        return counts
    }

    /// What arrives: channels and numbers, lately.
    static func classes(
        of organisation: Organisation.ID, now: Instant, in session: any Session
    ) throws(DatabaseError) -> [(channel: String, eventID: Int)] {
        try session.all(
            """
            SELECT channel, event_id FROM supervision_class WHERE organisation_id = \(organisation)
                AND last_at >= \(now.adding(seconds: -Host.silentDays * 86_400))
            ORDER BY last_at DESC LIMIT 5000
            """
        ) { row throws(DatabaseError) in (try row.text(0), try row.int(1)) }
    }

    static func setCritical(
        _ id: Host.ID, _ isCritical: Bool, at organisation: Organisation.ID, in change: Change
    ) throws {
        let name = try change.session.first(
            """
            SELECT name FROM supervision_host WHERE id = \(id) AND organisation_id = \(organisation)
                AND is_critical <> \(isCritical)
            """
        ) { row throws(DatabaseError) in try row.text(0) }
        guard let name else { throw SupervisionError.alreadySo }
        try change.session.execute("UPDATE supervision_host SET is_critical = \(isCritical) WHERE id = \(id)")
        // What waits about it counts more, or as before.
        try change.session.execute(
            """
            UPDATE supervision_alert SET severity = CASE WHEN \(isCritical) = 1 AND rule_severity < 4
                THEN rule_severity + 1 ELSE rule_severity END
            WHERE organisation_id = \(organisation) AND state IN ('new', 'seen') AND host_key =
                (SELECT host_key FROM supervision_host WHERE id = \(id))
            """)
        try change.record(
            isCritical ? "supervision.host.critical" : "supervision.host.ordinary", organisation: organisation.text,
            subject: id.text, detail: name)
    }

    /// What the establishment's list says, machine by machine. Those that are not on it any more are on no inventory.
    static func keep(
        _ inventory: [(name: String, machine: Inventory)], of organisation: Organisation.ID, in change: Change
    ) throws {
        try change.session.execute(
            """
            UPDATE supervision_host SET inventoried_on = NULL, system = '', is_obsolete = NULL, has_edr = NULL,
                is_encrypted = NULL, has_local_admin = NULL, age_years = NULL
            WHERE organisation_id = \(organisation) AND inventoried_on IS NOT NULL
            """)
        for (name, machine) in inventory {
            try change.session.execute(
                """
                INSERT INTO supervision_host (id, organisation_id, name, host_key, is_critical, first_at, last_at,
                    inventoried_on, system, is_obsolete, has_edr, is_encrypted, has_local_admin, age_years, created_at)
                VALUES (\(Host.ID.make(at: change.now)), \(organisation), \(name), \(Examination.hostKey(name)), 0, NULL,
                    NULL, \(machine.on), \(machine.system), \(machine.isObsolete), \(machine.hasEDR),
                    \(machine.isEncrypted), \(machine.hasLocalAdmin), \(machine.ageYears), \(change.now))
                ON CONFLICT (organisation_id, host_key) DO UPDATE SET inventoried_on = excluded.inventoried_on,
                    system = excluded.system, is_obsolete = excluded.is_obsolete, has_edr = excluded.has_edr,
                    is_encrypted = excluded.is_encrypted, has_local_admin = excluded.has_local_admin,
                    age_years = excluded.age_years
                """)
        }
        try change.record(
            "supervision.inventory.loaded", organisation: organisation.text, subject: organisation.text,
            detail: String(inventory.count))
    }

    /// Establishments that have a fleet.
    static func organisations(in session: any Session) throws(DatabaseError) -> [Organisation.ID] {
        try session.all("SELECT DISTINCT organisation_id FROM supervision_host") { row throws(DatabaseError) in
            try row.identifier(0)
        }
    }

    private static func host(_ row: Row) throws(DatabaseError) -> Host {
        func flag(_ column: Int) -> Bool? { row.optionalInt(column).map { $0 != 0 } }
        let inventory = try row.optionalDay(5).map { day throws(DatabaseError) in
            Inventory(
                on: day, system: try row.text(6), isObsolete: flag(7), hasEDR: flag(8), isEncrypted: flag(9),
                hasLocalAdmin: flag(10), ageYears: row.optionalInt(11))
        }
        return Host(
            id: try row.identifier(0), name: try row.text(1), isCritical: try row.bool(2),
            firstAt: try row.optionalInstant(3), lastAt: try row.optionalInstant(4), inventory: inventory)
    }
}
