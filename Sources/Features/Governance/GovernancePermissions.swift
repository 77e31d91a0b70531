// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum GovernancePermissions {
    static let read = Permission(
        "governance.read",
        Phrase("Lire la gouvernance, le budget et les indicateurs", "Read governance, budget and indicators"),
        roles: [.administrator, .securityOfficer, .director, .auditor])
    static let manage = Permission(
        "governance.manage",
        Phrase("Tenir la gouvernance, le budget et les effectifs", "Keep governance, budget and staffing"),
        roles: [.administrator, .securityOfficer])

    static let all = [read, manage]
}
