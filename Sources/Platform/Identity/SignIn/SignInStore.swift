// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// The statements behind `SignIn`.
enum SignInStore {
    /// Who may be standing at the door.
    struct Candidate: Sendable {
        let account: Account.ID
        let name: String
        let passwordHash: String?
        let isDisabled: Bool
        let hasSecondFactor: Bool
    }

    static func candidate(_ key: String, in session: any Session) throws(DatabaseError) -> Candidate? {
        try session.first(
            """
            SELECT a.id, a.name, a.password_hash, CASE WHEN a.disabled_at IS NULL THEN 0 ELSE 1 END,
                CASE WHEN f.enabled_at IS NULL THEN 0 ELSE 1 END
            FROM account a LEFT JOIN second_factor f ON f.account_id = a.id WHERE a.email_key = \(key)
            """
        ) { row throws(DatabaseError) in
            Candidate(
                account: try row.identifier(0), name: try row.text(1), passwordHash: row.optionalText(2),
                isDisabled: try row.bool(3), hasSecondFactor: try row.bool(4))
        }
    }

    static func isStillCurrent(_ candidate: Candidate, in session: any Session) throws(DatabaseError) -> Bool {
        try session.exists(
            """
            SELECT 1 FROM account
            WHERE id = \(candidate.account) AND disabled_at IS NULL AND password_hash = \(candidate.passwordHash)
            """)
    }

    /// Runs the same statements whether the account exists or not, and never writes what was typed.
    static func noteFailure(of account: Account.ID?, in change: Change) throws(DatabaseError) {
        try change.session.execute(
            "UPDATE account SET failed_sign_ins = failed_sign_ins + 1 WHERE id = \(account)")
        let failures = try change.session.count("SELECT failed_sign_ins FROM account WHERE id = \(account)")
        try change.record("signIn.refused", about: account, detail: failures == 0 ? "" : String(failures))
    }

    static func noteSuccess(of candidate: Candidate, in change: Change) throws(DatabaseError) {
        try change.session.execute("UPDATE account SET failed_sign_ins = 0 WHERE id = \(candidate.account)")
        try change.record(
            candidate.hasSecondFactor ? "signIn.passwordAccepted" : "signIn.succeeded", about: candidate.account)
    }

    static func store(_ hash: String, for account: Account.ID, in session: any Session) throws(DatabaseError) {
        try session.execute("UPDATE account SET password_hash = \(hash) WHERE id = \(account)")
    }
}
