// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum DossierPermissions {
    static let read = Permission(
        "objectives.read", Phrase("Lire l’état des objectifs", "Read the state of the objectives"),
        roles: [.administrator, .securityOfficer, .director, .auditor])
    /// A dossier holds every proof: it leaves the house with what would help an attacker.
    static let export = Permission(
        "dossier.export", Phrase("Sortir un dossier avec ses preuves", "Take out a dossier with its proofs"),
        roles: [.administrator, .securityOfficer, .director])

    /// The link from an objective to the vault's form. A page of the vault then opens or refuses by its own permissions;
    /// nobody is led to a refusal.
    static let prove = Permission(
        "objectives.prove", Phrase("Ajouter une preuve depuis un objectif", "Add a proof from an objective"),
        roles: [.administrator, .securityOfficer])

    static let all = [read, export, prove]
}
