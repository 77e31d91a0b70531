// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum BackupsPermissions {
    static let read = Permission(
        "backups.read", Phrase("Lire les sauvegardes et leurs alertes", "Read backups and their alerts"),
        roles: [.administrator, .securityOfficer, .director, .auditor])
    static let manage = Permission(
        "backups.manage", Phrase("Tenir les sauvegardes et les essais", "Keep backups and restore tests"),
        roles: [.administrator, .securityOfficer])

    static let all = [read, manage]
}
