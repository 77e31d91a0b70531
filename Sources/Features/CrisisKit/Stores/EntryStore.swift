// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about the lists that are alike. Values have been read by `EntryForm`; the schema bounds them again.
enum EntryStore {
    static let limit = 1000

    private static func query(_ kind: EntryKind) -> SQL {
        let columns = SQL.joined(kind.fields.map { "e.\($0.column)" })
        return """
            SELECT e.id, k.id, k.name, e.removed_at, COUNT(*) OVER (), \(columns)
            FROM \(kind.table) e JOIN organisation k ON k.id = e.organisation_id
            """
    }

    static func entry(
        _ id: Entry.ID, _ kind: EntryKind, in session: any Session
    ) throws(DatabaseError) -> Entry? {
        try session.first("\(query(kind)) WHERE e.id = \(id)") { row throws(DatabaseError) in try entry(row, kind) }
    }

    /// Of an organisation and below it; those removed from the organisation itself come last. One statement.
    static func page(
        _ kind: EntryKind, under place: Lineage, text: String = "", withRemoved: Bool = true, limit: Int = 50,
        offset: Int = 0, in session: any Session
    ) throws(DatabaseError) -> (rows: [Entry], total: Int) {
        var total = 0
        let own: Organisation.ID? = withRemoved ? place.identifiers.last : nil
        let rows = try session.all(
            """
            \(query(kind)) WHERE \(place.sqlCondition(on: "k.lineage"))
                AND (e.removed_at IS NULL OR e.organisation_id = \(own))
                AND \(SearchWords.condition(on: "e.folded_text", text))
            ORDER BY (e.removed_at IS NOT NULL), k.lineage, \(kind.order), e.folded_text, e.id
            LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(4)
            return try entry(row, kind)
        }
        return (rows, total)
    }

    @discardableResult
    static func add(
        _ kind: EntryKind, _ values: [String: String], at keeper: Organisation.ID, isQuiet: Bool = false,
        in change: Change
    ) throws -> Entry.ID {
        let count = try change.session.count(
            "SELECT COUNT(*) FROM \(kind.table) WHERE organisation_id = \(keeper) AND removed_at IS NULL")
        guard count < limit else { throw CrisisKitError.tooMany(limit: limit) }
        try check(kind, values, at: keeper, in: change.session)
        let id = Entry.ID.make(at: change.now)
        let columns = SQL.joined(kind.fields.map(\.column))
        let bound = SQL.joined(kind.fields.map { "\(value(values, $0))" })
        try change.session.execute(
            """
            INSERT INTO \(kind.table) (id, organisation_id, created_at, folded_text, \(columns))
            VALUES (\(id), \(keeper), \(change.now), \(kind.searchText(values)), \(bound))
            """)
        if !isQuiet {
            try change.record(
                "kit.\(kind.rawValue).added", organisation: keeper.text, subject: id.text, detail: kind.name(values))
        }
        return id
    }

    static func correct(_ entry: Entry, _ values: [String: String], in change: Change) throws {
        try check(entry.kind, values, at: entry.keeper.id, in: change.session)
        let assignments = SQL.joined(entry.kind.fields.map { "\($0.column) = \(value(values, $0))" })
        try change.session.execute(
            """
            UPDATE \(entry.kind.table) SET \(assignments), folded_text = \(entry.kind.searchText(values))
            WHERE id = \(entry.id)
            """)
        try record("corrected", entry, entry.kind.name(values), in: change)
    }

    static func remove(_ entry: Entry, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE \(entry.kind.table) SET removed_at = \(change.now) WHERE id = \(entry.id) AND removed_at IS NULL")
        guard changed == 1 else { throw CrisisKitError.alreadySo }
        try record("removed", entry, entry.name, in: change)
    }

    static func restore(_ entry: Entry, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE \(entry.kind.table) SET removed_at = NULL WHERE id = \(entry.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw CrisisKitError.alreadySo }
        try record("restored", entry, entry.name, in: change)
    }

    /// Adds what the shipped list has and the organisation has not, those it removed excepted.
    static func propose(at keeper: Organisation.ID, in change: Change) throws -> Int {
        let known = Set(
            try change.session.all(
                "SELECT code FROM crisis_notification WHERE organisation_id = \(keeper) AND code IS NOT NULL"
            ) { row throws(DatabaseError) in try row.text(0) })
        var added = 0
        for (index, line) in ShippedNotifications.all.enumerated() where !known.contains(line.code) {
            let id = try add(.notification, values(line, at: index), at: keeper, isQuiet: true, in: change)
            try change.session.execute("UPDATE crisis_notification SET code = \(line.code) WHERE id = \(id)")
            added += 1
        }
        guard added > 0 else { throw CrisisKitError.alreadySo }
        try change.record("kit.notification.proposed", organisation: keeper.text, detail: String(added))
        return added
    }

    private static func values(_ line: ShippedNotifications.Line, at index: Int) -> [String: String] {
        [
            "destinataire": line.recipient, "quand": line.occasion, "delai": line.delay, "telephone": line.telephone,
            "canal": line.channel, "note": line.note, "aconfirmer": line.isToConfirm ? "1" : "",
            "ordre": String(10 * (index + 1)),
        ]
    }

    // MARK: Cells

    /// Where each cell of an organisation meets.
    static func places(
        of keeper: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> [CrisisCell: String] {
        var places: [CrisisCell: String] = [:]
        try session.each("SELECT cell, place FROM crisis_cell WHERE organisation_id = \(keeper)") {
            row throws(DatabaseError) in places[try row.value(0)] = try row.text(1)
        }
        return places
    }

    static func place(_ places: [CrisisCell: String], of keeper: Organisation.ID, in change: Change) throws {
        for (cell, place) in places {
            guard place.unicodeScalars.count <= 300 else { throw CrisisKitError.textTooLong }
            try change.session.execute(
                """
                INSERT INTO crisis_cell (organisation_id, cell, place) VALUES (\(keeper), \(cell.rawValue), \(place))
                ON CONFLICT (organisation_id, cell) DO UPDATE SET place = excluded.place
                """)
        }
        try change.record("kit.cells.placed", organisation: keeper.text)
    }

    // MARK: Values

    private static func record(_ act: String, _ entry: Entry, _ name: String, in change: Change) throws(DatabaseError) {
        try change.record(
            "kit.\(entry.kind.rawValue).\(act)", organisation: entry.keeper.id.text, subject: entry.id.text,
            detail: name)
    }

    private static func check(
        _ kind: EntryKind, _ values: [String: String], at keeper: Organisation.ID, in session: any Session
    ) throws {
        for field in kind.fields {
            let value = values[field.name] ?? ""
            if field.isRequired, value.isEmpty { throw CrisisKitError.textMissing }
            switch field.input {
            case .line(let limit), .paragraph(let limit):
                guard value.unicodeScalars.count <= limit else { throw CrisisKitError.textTooLong }
            case .order:
                guard value.isEmpty || (Int(value).map { (1...999).contains($0) } ?? false) else {
                    throw CrisisKitError.outOfRange
                }
            case .day: guard value.isEmpty || Day(text: value) != nil else { throw CrisisKitError.outOfRange }
            case .choice(let choices):
                guard choices.contains(where: { $0.value == value }) else { throw CrisisKitError.outOfRange }
            case .contact:
                if value.isEmpty { continue }
                guard try isContact(value, of: keeper, in: session) else { throw CrisisKitError.unknownContact }
            case .tick: continue
            }
        }
    }

    private static func isContact(
        _ id: String, of keeper: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> Bool {
        try session.exists("SELECT 1 FROM crisis_contact WHERE id = \(id) AND organisation_id = \(keeper)")
    }

    private static func value(_ values: [String: String], _ field: EntryField) -> SQLValue {
        let text = values[field.name] ?? ""
        return switch field.input {
        case .line, .paragraph, .choice: .text(text)
        case .day, .contact: text.isEmpty ? .null : .text(text)
        case .order: .integer(Int64(Int(text) ?? 500))
        case .tick: .integer(text.isEmpty ? 0 : 1)
        }
    }

    private static func entry(_ row: Row, _ kind: EntryKind) throws(DatabaseError) -> Entry {
        var values: [String: String] = [:]
        for (index, field) in kind.fields.enumerated() {
            let column = 5 + index
            switch field.input {
            case .line, .paragraph, .choice: values[field.name] = try row.text(column)
            case .day, .contact: values[field.name] = row.optionalText(column) ?? ""
            case .order: values[field.name] = String(try row.int(column))
            case .tick: values[field.name] = try row.bool(column) ? "1" : ""
            }
        }
        return Entry(
            id: try row.identifier(0), kind: kind, keeper: try Keeper(row, from: 1), values: values,
            isRemoved: row.optionalText(3) != nil)
    }
}
