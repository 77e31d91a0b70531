// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum SupervisionPermissions {
    static let read = Permission(
        "supervision.read",
        Phrase("Lire les alertes, le parc et la couverture", "Read alerts, the fleet and the coverage"),
        roles: [.administrator, .securityOfficer, .director, .auditor])
    static let manage = Permission(
        "supervision.manage",
        Phrase(
            "Traiter les alertes, tenir les règles et la collecte", "Handle alerts, keep the rules and the intake"),
        roles: [.administrator, .securityOfficer])

    static let all = [read, manage]
}
