// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives

/// Every statement about accounts; those about roles are in `AccountStore+Grants`.
public enum AccountStore {
    /// Opens an account without role or password: a one-time link sets the password.
    public static func create(
        email: EmailAddress, name: String, language: Language, entropy: Entropy = .system, in change: Change
    ) throws -> Account.ID {
        let name = try accountName(name)
        guard try find(email: email, in: change.session) == nil else { throw IdentityError.emailTaken }
        let id = Account.ID.make(at: change.now, entropy: entropy)
        try change.session.execute(
            """
            INSERT INTO account (id, email, email_key, name, name_key, language, created_at)
            VALUES (\(id), \(email.text), \(email.key), \(name), \(folded(name)), \(language.rawValue), \(change.now))
            """)
        try change.record("account.created", about: id, detail: name)
        return id
    }

    public static func find(email: EmailAddress, in session: any Session) throws(DatabaseError) -> Account? {
        try session.first("\(projection) WHERE a.email_key = \(email.key)", account)
    }

    public static func find(_ id: Account.ID, in session: any Session) throws(DatabaseError) -> Account? {
        try session.first("\(projection) WHERE a.id = \(id)", account)
    }

    public static func rename(_ id: Account.ID, to name: String, by granter: Granter, in change: Change) throws {
        let name = try accountName(name)
        let account = try owned(id, by: granter, in: change)
        try change.session.execute(
            "UPDATE account SET name = \(name), name_key = \(folded(name)) WHERE id = \(id)")
        try change.record("account.renamed", about: id, detail: "\(account.name) → \(name)")
    }

    /// The person's own choice.
    public static func choose(_ language: Language, for id: Account.ID, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE account SET language = \(language.rawValue) WHERE id = \(id)")
        guard changed == 1 else { throw IdentityError.unknownAccount }
        try change.record("account.languageChosen", about: id, detail: language.rawValue)
    }

    /// Closes the door at once: sessions and pending links end with it.
    public static func disable(_ id: Account.ID, by granter: Granter, in change: Change) throws {
        let account = try administered(id, by: granter, in: change)
        if !account.isDisabled {
            try change.session.execute("UPDATE account SET disabled_at = \(change.now) WHERE id = \(id)")
            try change.session.execute("DELETE FROM account_session WHERE account_id = \(id)")
            try change.session.execute("DELETE FROM one_time_link WHERE account_id = \(id) AND used_at IS NULL")
            if try holdsPermanentAdministration(id, in: change.session) {
                try requireAdministrator(in: change.session)
            }
        }
        try change.record("account.disabled", about: id)
    }

    public static func enable(_ id: Account.ID, by granter: Granter, in change: Change) throws {
        _ = try administered(id, by: granter, in: change)
        try change.session.execute("UPDATE account SET disabled_at = NULL, failed_sign_ins = 0 WHERE id = \(id)")
        try change.record("account.enabled", about: id)
    }

    /// The account, if the granter may act on it whole.
    static func administered(_ id: Account.ID, by granter: Granter, in change: Change) throws -> Account {
        guard let account = try find(id, in: change.session) else { throw IdentityError.unknownAccount }
        // A day more than UTC's: somewhere on Earth it is still the day before.
        let yesterday = change.now.dayUTC.adding(days: -1)
        let roles = try grants(of: id, in: change.session).filter { $0.isInForce(on: yesterday) }
        guard granter.mayAdminister(holderOf: roles) else { throw IdentityError.accountNotYours }
        return account
    }

    /// The account, if it is the granter's own or one that the granter may act on.
    private static func owned(_ id: Account.ID, by granter: Granter, in change: Change) throws -> Account {
        if case .person(let access) = granter, access.account == id, let account = try find(id, in: change.session) {
            return account
        }
        return try administered(id, by: granter, in: change)
    }

    static let projection: SQL = """
        SELECT a.id, a.email, a.name, a.language, a.disabled_at,
            CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END, CASE WHEN f.enabled_at IS NULL THEN 0 ELSE 1 END,
            a.created_at, a.last_seen_at
        FROM account a LEFT JOIN second_factor f ON f.account_id = a.id
        """

    @Sendable
    static func account(_ row: Row) throws(DatabaseError) -> Account {
        Account(
            id: try row.identifier(0), email: EmailAddress(stored: try row.text(1)), name: try row.text(2),
            language: try row.value(3), disabledAt: try row.optionalInstant(4), hasPassword: try row.bool(5),
            hasSecondFactor: try row.bool(6), createdAt: try row.instant(7), lastSeenAt: try row.optionalInstant(8))
    }
}
