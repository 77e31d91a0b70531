// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do. Inside these doors the rules of `Granter` decide person by person and role by role.
enum AccessPermissions {
    static let readPeople = Permission(
        "people.read", Phrase("Voir qui tient quel rôle", "See who holds which role"),
        roles: [.administrator, .securityOfficer, .director, .auditor])
    /// A security officer gives only the roles that `Role.givable` allows.
    static let grant = Permission(
        "people.grant", Phrase("Donner et retirer des rôles", "Give and take away roles"),
        roles: [.administrator, .securityOfficer])
    static let manageAccounts = Permission(
        "people.manage",
        Phrase("Inviter, fermer un compte, remettre un nouveau lien", "Invite, close an account, hand over a new link"),
        roles: [.administrator])
    static let readJournal = Permission(
        "journal.read", Phrase("Lire le journal", "Read the journal"),
        roles: [.administrator, .securityOfficer, .auditor, .director])

    static let all = [readPeople, grant, manageAccounts, readJournal]
}
