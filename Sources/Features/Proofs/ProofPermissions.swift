// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum ProofPermissions {
    static let read = Permission(
        "proof.read", Phrase("Lire les preuves", "Read proofs"),
        roles: [.administrator, .securityOfficer, .director, .auditor])
    static let manage = Permission(
        "proof.manage", Phrase("Tenir le coffre des preuves", "Keep the vault of proofs"),
        roles: [.administrator, .securityOfficer])
    /// Only what the person registered: a contributor sees and replaces their own proofs.
    static let contribute = Permission(
        "proof.contribute",
        Phrase("Enregistrer et remplacer ses propres preuves", "Register and replace one’s own proofs"),
        roles: [.contributor])
    /// Either of the two ways to add a proof.
    static let register = Permission(
        "proof.register", Phrase("Enregistrer une preuve", "Register a proof"),
        roles: manage.roles.union(contribute.roles))
    /// The door of every reading page, narrowed by `ProofDesk`.
    static let enter = Permission(
        "proof.enter", Phrase("Ouvrir le coffre des preuves", "Open the vault of proofs"),
        roles: read.roles.union(contribute.roles))

    static let all = [read, manage, contribute, register, enter]
}
