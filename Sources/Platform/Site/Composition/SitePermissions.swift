// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives

/// What the site itself asks before it shows something.
public enum SitePermissions {
    /// Seeing an organisation's first page and its place in the tree: everybody who holds a role there.
    public static let see = Permission(
        "organisation.see", Phrase("Voir un établissement", "See an establishment"), roles: Set(Role.allCases))

    public static let all = [see]
}
