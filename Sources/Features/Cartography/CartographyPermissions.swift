// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum CartographyPermissions {
    static let read = Permission(
        "cartography.read",
        Phrase("Lire la cartographie des services", "Read the service map"),
        roles: [.administrator, .securityOfficer, .director, .auditor, .contributor])
    static let manage = Permission(
        "cartography.manage",
        Phrase("Tenir la cartographie des services", "Keep the service map"),
        roles: [.administrator, .securityOfficer])

    static let all = [read, manage]
}
