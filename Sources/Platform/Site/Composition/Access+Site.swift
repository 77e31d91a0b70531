// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Primitives

extension Access {
    /// A visitor who has not signed in.
    static let nobody = Access(
        account: Account.ID(stored: "00000000-0000-7000-8000-000000000000"), name: "", grants: [],
        today: Day(daysSinceEpoch: 0))

    /// The widest role that the person holds in view, for the badge at the top of the page.
    func mainRole(at lineage: Lineage?) -> Phrase {
        let here = lineage.map { roles(in: $0) } ?? []
        let held = here.isEmpty ? Set(grants.map(\.role)) : here
        return Role.allCases.first { held.contains($0) }?.title
            ?? Phrase("sans rôle", "no role")
    }
}
