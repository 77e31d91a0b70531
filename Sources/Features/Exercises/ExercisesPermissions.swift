// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum ExercisesPermissions {
    static let read = Permission(
        "exercises.read", Phrase("Lire les exercices de crise", "Read the crisis exercises"),
        roles: [.administrator, .securityOfficer, .director, .auditor])
    /// Prepares and animates: sees the synopsis, which players must not.
    static let manage = Permission(
        "exercises.manage", Phrase("Préparer et animer les exercices", "Prepare and animate the exercises"),
        roles: [.administrator, .securityOfficer, .director])

    static let all = [read, manage]
}
