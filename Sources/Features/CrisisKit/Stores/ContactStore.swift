// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about contacts. Numbers are sealed on the way in and unsealed on the way out; the journal is told roles
/// only.
enum ContactStore {
    /// What an establishment keeps: a crisis that needs more is led by somebody who has another tool.
    static let limit = 2000

    private static let query: SQL =
        """
        SELECT c.id, k.id, k.name, c.role, c.person, c.circle, c.sealed_reach, c.deputy_id, d.role, d.person,
            c.checked_on, c.removed_at, COUNT(*) OVER ()
        FROM crisis_contact c JOIN organisation k ON k.id = c.organisation_id
        LEFT JOIN crisis_contact d ON d.id = c.deputy_id
        """

    static func contact(
        _ id: Contact.ID, under key: SecretKey, in session: any Session
    ) throws(DatabaseError) -> Contact? {
        try session.first("\(query) WHERE c.id = \(id)") { row throws(DatabaseError) in try contact(row, key) }
    }

    /// Of an organisation and below it; those removed from the organisation itself come last. One statement.
    static func page(
        under place: Lineage, text: String = "", circle: Contact.Circle? = nil, limit: Int = 50, offset: Int = 0,
        under key: SecretKey, in session: any Session
    ) throws(DatabaseError) -> (rows: [Contact], total: Int) {
        var total = 0
        let own: Organisation.ID? = place.identifiers.last
        let circles: SQL = circle.map { " AND c.circle = \($0.rawValue)" } ?? ""
        let rows = try session.all(
            """
            \(query) WHERE \(place.sqlCondition(on: "k.lineage"))\(circles)
                AND (c.removed_at IS NULL OR c.organisation_id = \(own))
                AND \(SearchWords.condition(on: "c.folded_text", text))
            ORDER BY (c.removed_at IS NOT NULL), k.lineage, c.folded_role, c.folded_text, c.id
            LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(12)
            return try contact(row, key)
        }
        return (rows, total)
    }

    /// All that a kit holds, without those removed.
    static func all(
        under place: Lineage, under key: SecretKey, in session: any Session
    ) throws(DatabaseError) -> [Contact] {
        try session.all(
            """
            \(query) WHERE \(place.sqlCondition(on: "k.lineage")) AND c.removed_at IS NULL
            ORDER BY k.lineage, c.folded_role, c.folded_text, c.id LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in try contact(row, key) }
    }

    /// Names to choose from, or to show for these identifiers.
    static func names(
        of keeper: Organisation.ID, in session: any Session
    ) throws(DatabaseError) -> [(id: Contact.ID, name: String)] {
        try session.all(
            """
            SELECT id, role, person FROM crisis_contact WHERE organisation_id = \(keeper) AND removed_at IS NULL
            ORDER BY folded_text, id LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in (try row.identifier(0), Contact.name(try row.text(1), try row.text(2))) }
    }

    static func names(
        _ ids: some Sequence<String>, in session: any Session
    ) throws(DatabaseError) -> [String: String] {
        var names: [String: String] = [:]
        try session.each("SELECT id, role, person FROM crisis_contact WHERE id IN (\(list: ids))") {
            row throws(DatabaseError) in
            names[try row.text(0)] = Contact.name(try row.text(1), try row.text(2))
        }
        return names
    }

    /// By role alone: the search box of every page must not tell who can be called where.
    static func search(
        _ text: String, under scope: [Lineage], limit: Int, in session: any Session
    ) throws(DatabaseError) -> [(id: Contact.ID, keeper: Keeper, role: String)] {
        try session.all(
            """
            SELECT c.id, k.id, k.name, c.role FROM crisis_contact c JOIN organisation k ON k.id = c.organisation_id
            WHERE c.removed_at IS NULL AND \(Lineage.condition(on: "k.lineage", anyOf: scope))
                AND \(SearchWords.condition(on: "c.folded_role", text))
            ORDER BY c.folded_role, c.id LIMIT \(limit)
            """
        ) { row throws(DatabaseError) in (try row.identifier(0), try Keeper(row, from: 1), try row.text(3)) }
    }

    @discardableResult
    static func add(
        _ draft: ContactDraft, at keeper: Organisation.ID, under key: SecretKey, isQuiet: Bool = false,
        in change: Change
    ) throws -> Contact.ID {
        let count = try change.session.count(
            "SELECT COUNT(*) FROM crisis_contact WHERE organisation_id = \(keeper) AND removed_at IS NULL")
        guard count < limit else { throw CrisisKitError.tooMany(limit: limit) }
        let id = Contact.ID.make(at: change.now)
        try check(draft, of: keeper, id, in: change.session)
        try change.session.execute(
            """
            INSERT INTO crisis_contact (id, organisation_id, role, folded_role, person, circle, sealed_reach, deputy_id,
                checked_on, folded_text, created_at)
            VALUES (\(id), \(keeper), \(draft.role), \(folded(draft.role)), \(draft.person), \(draft.circle.rawValue),
                \(try draft.reach.sealed(under: key, of: id)), \(draft.deputy), \(draft.checkedOn),
                \(folded(draft.role + " " + draft.person)), \(change.now))
            """)
        if !isQuiet { try record("kit.contact.added", id, keeper, draft.role, in: change) }
        return id
    }

    static func correct(
        _ contact: Contact, _ draft: ContactDraft, under key: SecretKey, isQuiet: Bool = false, in change: Change
    ) throws {
        try check(draft, of: contact.keeper.id, contact.id, in: change.session)
        try change.session.execute(
            """
            UPDATE crisis_contact SET role = \(draft.role), folded_role = \(folded(draft.role)), person = \(draft.person),
                circle = \(draft.circle.rawValue), sealed_reach = \(try draft.reach.sealed(under: key, of: contact.id)),
                deputy_id = \(draft.deputy), checked_on = \(draft.checkedOn),
                folded_text = \(folded(draft.role + " " + draft.person))
            WHERE id = \(contact.id)
            """)
        if !isQuiet { try record("kit.contact.corrected", contact.id, contact.keeper.id, draft.role, in: change) }
    }

    static func remove(_ contact: Contact, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE crisis_contact SET removed_at = \(change.now) WHERE id = \(contact.id) AND removed_at IS NULL")
        guard changed == 1 else { throw CrisisKitError.alreadySo }
        try record("kit.contact.removed", contact.id, contact.keeper.id, contact.role, in: change)
    }

    static func restore(_ contact: Contact, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE crisis_contact SET removed_at = NULL WHERE id = \(contact.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw CrisisKitError.alreadySo }
        try record("kit.contact.restored", contact.id, contact.keeper.id, contact.role, in: change)
    }

    private static func record(
        _ action: String, _ id: Contact.ID, _ keeper: Organisation.ID, _ role: String, in change: Change
    ) throws(DatabaseError) {
        try change.record(action, organisation: keeper.text, subject: id.text, detail: role)
    }

    private static func check(
        _ draft: ContactDraft, of keeper: Organisation.ID, _ id: Contact.ID, in session: any Session
    ) throws {
        guard !draft.role.isEmpty else { throw CrisisKitError.textMissing }
        guard draft.role.unicodeScalars.count <= 150, draft.person.unicodeScalars.count <= 150,
            draft.reach.channel.unicodeScalars.count <= Reach.channelLimit,
            [draft.reach.work, draft.reach.first, draft.reach.second].allSatisfy({
                $0.unicodeScalars.count <= Reach.numberLimit
            })
        else { throw CrisisKitError.textTooLong }
        guard let deputy = draft.deputy else { return }
        let isKnown = try session.exists(
            "SELECT 1 FROM crisis_contact WHERE id = \(deputy) AND organisation_id = \(keeper) AND id <> \(id)")
        guard isKnown else { throw CrisisKitError.unknownContact }
    }

    private static func contact(_ row: Row, _ key: SecretKey) throws(DatabaseError) -> Contact {
        let id = try row.text(0)
        let sealed = row.optionalBytes(6)
        let reach = sealed.flatMap { Reach.unsealed($0, under: key, of: id) }
        return Contact(
            id: try row.identifier(0), keeper: try Keeper(row, from: 1), role: try row.text(3), person: try row.text(4),
            circle: try row.value(5), reach: reach, isUnreadable: sealed != nil && reach == nil,
            deputy: row.optionalIdentifier(7),
            deputyName: row.optionalText(8).map { Contact.name($0, row.optionalText(9) ?? "") },
            checkedOn: try row.optionalDay(10), isRemoved: row.optionalText(11) != nil)
    }
}
