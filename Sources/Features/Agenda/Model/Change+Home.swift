// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives

extension Change {
    /// Writes to the journal of an organisation; without one, of the highest where the person holds a role, so that
    /// those in charge there can read it.
    func record(
        _ action: String, of account: Account.ID, at organisation: Organisation.ID? = nil, detail: String = ""
    ) throws(DatabaseError) {
        var home = organisation
        // Grants come by lineage: what is above comes first.
        if home == nil { home = try AccountStore.grants(of: account, in: session).first?.organisation }
        try record(action, organisation: home?.text, subject: account.text, detail: detail)
    }
}
