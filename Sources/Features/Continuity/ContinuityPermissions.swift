// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum ContinuityPermissions {
    static let read = Permission(
        "continuity.read",
        Phrase(
            "Lire les bilans d’impact, les modes dégradés et les plans",
            "Read impact analyses, degraded modes and plans"),
        roles: [.administrator, .securityOfficer, .director, .auditor, .contributor])
    static let manage = Permission(
        "continuity.manage",
        Phrase("Tenir la continuité et ses plans", "Keep continuity and its plans"),
        roles: [.administrator, .securityOfficer])

    static let all = [read, manage]
}
