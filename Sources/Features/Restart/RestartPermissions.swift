// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum RestartPermissions {
    static let read = Permission(
        "restart.read", Phrase("Lire le plan de redémarrage", "Read the restart plan"),
        roles: [.administrator, .securityOfficer, .director, .auditor, .contributor])
    static let manage = Permission(
        "restart.manage", Phrase("Préparer et calculer le redémarrage", "Prepare and compute the restart"),
        roles: [.administrator, .securityOfficer])
    /// On the day, whoever does a step ticks it.
    static let act = Permission(
        "restart.act", Phrase("Cocher les étapes du redémarrage", "Tick the steps of the restart"),
        roles: [.administrator, .securityOfficer, .contributor])

    static let all = [read, manage, act]
}
