// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

extension AccountStore {
    /// Every role of an account, ended ones too: the page that manages them shows when they ended.
    public static func grants(of id: Account.ID, in session: any Session) throws(DatabaseError) -> [Grant] {
        try session.all(
            """
            SELECT g.role, o.id, o.name, o.lineage, g.until
            FROM role_grant g JOIN organisation o ON o.id = g.organisation_id
            WHERE g.account_id = \(id) ORDER BY o.lineage, g.role
            """
        ) { row throws(DatabaseError) in try grant(row, from: 0) }
    }

    /// What an account may do today.
    public static func access(of id: Account.ID, today: Day, in session: any Session) throws(DatabaseError) -> Access? {
        guard let account = try find(id, in: session), !account.isDisabled else { return nil }
        return Access(account: id, name: account.name, grants: try grants(of: id, in: session), today: today)
    }

    /// Gives a role, or moves its end.
    public static func give(
        _ role: Role, on organisation: Organisation.ID, to id: Account.ID, until: Day? = nil, by granter: Granter,
        in change: Change
    ) throws {
        try check(role, on: organisation, by: granter, in: change.session)
        if let until, until < change.now.dayUTC { throw IdentityError.endInThePast }
        guard let account = try find(id, in: change.session) else { throw IdentityError.unknownAccount }
        let wasAdministrator = try holdsPermanentAdministration(id, in: change.session)
        try change.session.execute(
            """
            INSERT INTO role_grant (account_id, organisation_id, role, until)
            VALUES (\(id), \(organisation), \(role.rawValue), \(until))
            ON CONFLICT (account_id, organisation_id, role) DO UPDATE SET until = excluded.until
            """)
        if wasAdministrator { try requireAdministrator(in: change.session) }
        let end = until.map { " (→ \($0.text))" } ?? ""
        try change.record(
            "role.given", organisation: organisation.text, subject: id.text,
            detail: "\(role.rawValue): \(account.name)\(end)")
    }

    /// Takes a role away. The person keeps the account.
    public static func take(
        _ role: Role, on organisation: Organisation.ID, from id: Account.ID, by granter: Granter, in change: Change
    ) throws {
        try check(role, on: organisation, by: granter, in: change.session)
        guard let account = try find(id, in: change.session) else { throw IdentityError.unknownAccount }
        let wasAdministrator = try holdsPermanentAdministration(id, in: change.session)
        try change.session.execute(
            """
            DELETE FROM role_grant
            WHERE account_id = \(id) AND organisation_id = \(organisation) AND role = \(role.rawValue)
            """)
        if wasAdministrator { try requireAdministrator(in: change.session) }
        try change.record(
            "role.taken", organisation: organisation.text, subject: id.text, detail: "\(role.rawValue): \(account.name)"
        )
    }

    private static func check(
        _ role: Role, on organisation: Organisation.ID, by granter: Granter, in session: any Session
    ) throws {
        let place = try OrganisationStore.organisation(organisation, in: session)
        guard let place, granter.sees(place.lineage) else { throw IdentityError.unknownOrganisation }
        guard granter.mayGive(role, in: place.lineage) else { throw IdentityError.roleNotYours(role) }
        guard role.mayBeHeld(on: place.kind) else { throw IdentityError.roleElsewhere(role) }
    }

    /// Reads a grant whose five columns begin at `first`.
    static func grant(_ row: Row, from first: Int) throws(DatabaseError) -> Grant {
        Grant(
            role: try row.value(first), organisation: try row.identifier(first + 1),
            organisationName: try row.text(first + 2), lineage: Lineage(stored: try row.text(first + 3)),
            until: try row.optionalDay(first + 4))
    }

    static func holdsPermanentAdministration(
        _ id: Account.ID, in session: any Session
    ) throws(DatabaseError) -> Bool {
        try session.exists(
            """
            SELECT 1 FROM role_grant WHERE account_id = \(id) AND role = 'administrator' AND until IS NULL
            """)
    }

    /// Somebody must remain who can appoint others. An administration that ends one day does not count: on that day
    /// nobody would be left.
    static func requireAdministrator(in session: any Session) throws {
        let someoneRemains = try session.exists(
            """
            SELECT 1 FROM role_grant g JOIN account a ON a.id = g.account_id
            WHERE g.role = 'administrator' AND g.until IS NULL AND a.disabled_at IS NULL LIMIT 1
            """)
        guard someoneRemains else { throw IdentityError.lastAdministrator }
    }
}
