// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What this feature lets each role do.
enum EstablishmentPermissions {
    /// The list and the identity cards: names, towns and numbers are public, so everybody who holds a role reads them,
    /// inside what they follow.
    static let see = Permission(
        "establishment.see", Phrase("Lire les fiches des établissements", "Read the establishments' cards"),
        roles: Set(Role.allCases))
    static let manage = Permission(
        "establishment.manage",
        Phrase("Ajouter, modifier, déplacer et fermer", "Add, edit, move and close"), roles: [.administrator])
    static let load = Permission(
        "establishment.import", Phrase("Importer des fichiers", "Import files"), roles: [.administrator])

    static let all = [see, manage, load]
}
