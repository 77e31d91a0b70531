// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum LogbookPermissions {
    static let read = Permission(
        "logbook.read", Phrase("Lire les mains courantes", "Read the crisis logs"),
        roles: [.administrator, .securityOfficer, .director, .auditor, .contributor])
    static let write = Permission(
        "logbook.write", Phrase("Écrire dans une main courante", "Write in a crisis log"),
        roles: [.administrator, .securityOfficer, .director, .contributor])
    static let manage = Permission(
        "logbook.manage",
        Phrase(
            "Ouvrir, clore et fusionner les mains courantes, régler l’horloge",
            "Open, close and merge crisis logs, set the clock"),
        roles: [.administrator, .securityOfficer, .director])

    static let all = [read, write, manage]
}
