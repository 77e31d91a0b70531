// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

extension SecondFactorStore {
    /// How many recovery codes an account can still use.
    public static func recoveryCodesLeft(
        of account: Account.ID, in session: any Session
    ) throws(DatabaseError) -> Int {
        try session.count("SELECT COUNT(*) FROM recovery_code WHERE account_id = \(account) AND used_at IS NULL")
    }

    /// Ten new codes; the former ones, used or not, are forgotten.
    static func replaceRecoveryCodes(
        of account: Account.ID, entropy: Entropy, in change: Change
    ) throws(DatabaseError) -> [RecoveryCode] {
        let codes = (0..<RecoveryCode.perAccount).map { _ in RecoveryCode.make(entropy) }
        try change.session.execute("DELETE FROM recovery_code WHERE account_id = \(account)")
        let rows = codes.map { code -> SQL in "(\(account), \(code.hash))" }
        try change.session.execute("INSERT INTO recovery_code (account_id, code_hash) VALUES \(SQL.joined(rows))")
        try change.record("recoveryCodes.issued", about: account, detail: String(codes.count))
        return codes
    }

    /// Uses a recovery code up. The condition and the write are one statement, so one code opens one door.
    static func spend(_ typed: String, of account: Account.ID, in change: Change) throws {
        guard let code = RecoveryCode(typed) else { throw IdentityError.wrongCode }
        let spent = try change.session.execute(
            """
            UPDATE recovery_code SET used_at = \(change.now)
            WHERE account_id = \(account) AND code_hash = \(code.hash) AND used_at IS NULL
            """)
        guard spent == 1 else { throw IdentityError.wrongCode }
        let left = try recoveryCodesLeft(of: account, in: change.session)
        try change.record("recoveryCode.used", about: account, detail: String(left))
    }
}
