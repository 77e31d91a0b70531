// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

extension Change {
    /// Writes to the journal of the highest organisation where the account holds a role, so that those in charge there
    /// can read it; to nobody's in particular when it holds none, or when the account is not known.
    func record(_ action: String, about account: Account.ID?, detail: String = "") throws(DatabaseError) {
        let home = try session.first(
            """
            SELECT o.id FROM role_grant g JOIN organisation o ON o.id = g.organisation_id
            WHERE g.account_id = \(account) ORDER BY length(o.lineage), o.id LIMIT 1
            """
        ) { row throws(DatabaseError) in try row.text(0) }
        try record(action, organisation: home, subject: account?.text, detail: detail)
    }
}
