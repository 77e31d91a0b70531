// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

extension SessionStore {
    /// Ends one session of an account: one that its owner does not recognise.
    public func revoke(_ id: SessionInfo.ID, of account: Account.ID, in change: Change) throws {
        let ended = try change.session.execute(
            "DELETE FROM account_session WHERE id = \(id) AND account_id = \(account)")
        guard ended == 1 else { throw IdentityError.sessionEnded }
        try change.record("session.revoked", about: account, detail: "1")
    }

    /// Signing out. Nothing happens when the session has ended already.
    func close(_ info: SessionInfo, in change: Change) throws(DatabaseError) {
        try change.session.execute("DELETE FROM account_session WHERE id = \(info.id)")
        try change.record("session.closed", about: info.account)
    }

    /// Ends every session of an account, save the one to keep.
    ///
    /// - Returns: how many ended.
    @discardableResult
    public func revokeAll(
        of account: Account.ID, keeping kept: SessionInfo.ID? = nil, in change: Change
    ) throws(DatabaseError) -> Int {
        let ended = try change.session.execute(
            "DELETE FROM account_session WHERE account_id = \(account) AND id <> \(kept?.text ?? "")")
        try change.record("session.revoked", about: account, detail: String(ended))
        return ended
    }

    /// Removes what has expired. Run now and then; an expired session is refused whether its row is still there or not.
    ///
    /// - Returns: how many rows went.
    public func purge(at now: Instant, in session: any Session) throws(DatabaseError) -> Int {
        let sessions = try session.execute(
            """
            DELETE FROM account_session
            WHERE last_seen_at <= \(now.adding(seconds: -rules.idleLimit))
                OR created_at <= \(now.adding(seconds: -rules.absoluteLimit))
            """)
        let links = try session.execute("DELETE FROM one_time_link WHERE expires_at <= \(now)")
        return sessions + links
    }
}
