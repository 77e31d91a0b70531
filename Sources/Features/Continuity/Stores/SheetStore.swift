// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about reflex sheets. A new text is a new version; the old ones are kept.
enum SheetStore {
    static let limit = 200

    private static let columns: SQL =
        """
        s.id, k.id, k.name, k.lineage, s.model, s.version, v.changed, v.author, v.made_on, s.removed_at, v.title,
        v.audience, v.trigger_text, v.steps, v.avoid, v.contacts, s.units
        """
    private static let tables: SQL =
        """
        continuity_sheet s JOIN organisation k ON k.id = s.organisation_id
            JOIN continuity_sheet_version v ON v.sheet_id = s.id AND v.version = s.version
        """

    static func sheet(_ id: ReflexSheet.ID, in session: any Session) throws(DatabaseError) -> ReflexSheet? {
        try session.first("SELECT \(columns) FROM \(tables) WHERE s.id = \(id)", sheet)
    }

    /// Those of an organisation and of the levels above, whose sheets hang in its units too. One statement.
    static func all(at place: Lineage, in session: any Session) throws(DatabaseError) -> [ReflexSheet] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE k.id IN (\(list: place.identifiers))
            ORDER BY (s.removed_at IS NOT NULL), s.folded_title, s.id LIMIT 1000
            """, sheet)
    }

    static func versions(
        of id: ReflexSheet.ID, in session: any Session
    ) throws(DatabaseError) -> [(number: Int, changed: String, author: String, madeOn: Day)] {
        try session.all(
            """
            SELECT version, changed, author, made_on FROM continuity_sheet_version WHERE sheet_id = \(id)
            ORDER BY version DESC LIMIT 100
            """
        ) { row throws(DatabaseError) in (try row.int(0), try row.text(1), try row.text(2), try row.day(3)) }
    }

    static func search(
        _ text: String, under scope: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [ReflexSheet] {
        try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE \(Lineage.condition(on: "k.lineage", anyOf: scope)) AND s.removed_at IS NULL
                AND \(SearchWords.condition(on: "s.folded_title", text)) ORDER BY s.folded_title, s.id LIMIT \(limit)
            """, sheet)
    }

    static func add(
        _ draft: ReflexSheetDraft, model: String?, at keeper: Organisation.ID, on day: Day, in change: Change
    ) throws -> ReflexSheet.ID {
        try check(draft, changed: "")
        let count = try change.session.count(
            "SELECT COUNT(*) FROM continuity_sheet WHERE organisation_id = \(keeper) AND removed_at IS NULL")
        guard count < limit else { throw ContinuityError.tooMany }
        let id = ReflexSheet.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO continuity_sheet (id, organisation_id, model, units, version, folded_title, created_at)
            VALUES (\(id), \(keeper), \(model), \(draft.units), 1, \(folded(draft.title)), \(change.now))
            """)
        try insert(draft, version: 1, changed: "", of: id, on: day, in: change)
        try change.record("reflexSheet.added", organisation: keeper.text, subject: id.text, detail: draft.title)
        return id
    }

    static func correct(
        _ sheet: ReflexSheet, _ draft: ReflexSheetDraft, changed: String, on day: Day, in change: Change
    ) throws {
        try check(draft, changed: changed)
        // Where a sheet hangs is not its text: changing it alone makes no version.
        var same = sheet.draft
        same.units = draft.units
        let version = same == draft ? sheet.version : sheet.version + 1
        let updated = try change.session.execute(
            """
            UPDATE continuity_sheet SET units = \(draft.units), version = \(version), folded_title = \(folded(draft.title))
            WHERE id = \(sheet.id) AND version = \(sheet.version) AND removed_at IS NULL
            """)
        guard updated == 1 else { throw ContinuityError.alreadySo }
        if version != sheet.version {
            try insert(draft, version: version, changed: changed, of: sheet.id, on: day, in: change)
        }
        try record("reflexSheet.corrected", sheet, in: change)
    }

    static func remove(_ sheet: ReflexSheet, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE continuity_sheet SET removed_at = \(change.now) WHERE id = \(sheet.id) AND removed_at IS NULL")
        guard changed == 1 else { throw ContinuityError.alreadySo }
        try record("reflexSheet.removed", sheet, in: change)
    }

    static func restore(_ sheet: ReflexSheet, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE continuity_sheet SET removed_at = NULL WHERE id = \(sheet.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw ContinuityError.alreadySo }
        try record("reflexSheet.restored", sheet, in: change)
    }

    private static func insert(
        _ draft: ReflexSheetDraft, version: Int, changed: String, of id: ReflexSheet.ID, on day: Day, in change: Change
    ) throws {
        try change.session.execute(
            """
            INSERT INTO continuity_sheet_version (sheet_id, version, title, audience, trigger_text, steps, avoid, contacts,
                changed, author, made_on)
            VALUES (\(id), \(version), \(draft.title), \(draft.audience), \(draft.trigger), \(draft.steps), \(draft.avoid),
                \(draft.call), \(changed), \(change.actor.name), \(day))
            """)
    }

    private static func check(_ draft: ReflexSheetDraft, changed: String) throws(ContinuityError) {
        guard !draft.title.isEmpty, !draft.steps.isEmpty else { throw .textMissing }
        let limits: [(String, Int)] = [
            (draft.title, 150), (draft.audience, 300), (draft.trigger, 500), (draft.steps, 4000), (draft.avoid, 1500),
            (draft.call, 1500), (draft.units, 1000), (changed, 500),
        ]
        guard limits.allSatisfy({ $0.0.unicodeScalars.count <= $0.1 }) else { throw .textTooLong }
    }

    private static func record(_ action: String, _ sheet: ReflexSheet, in change: Change) throws {
        try change.record(
            action, organisation: sheet.keeper.id.text, subject: sheet.id.text, detail: sheet.draft.title)
    }

    @Sendable
    private static func sheet(_ row: Row) throws(DatabaseError) -> ReflexSheet {
        ReflexSheet(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), model: row.optionalText(4),
            version: try row.int(5), changed: try row.text(6), author: try row.text(7), updatedOn: try row.day(8),
            isRemoved: row.optionalText(9) != nil,
            draft: ReflexSheetDraft(
                title: try row.text(10), audience: try row.text(11), trigger: try row.text(12), steps: try row.text(13),
                avoid: try row.text(14), call: try row.text(15), units: try row.text(16)))
    }
}
