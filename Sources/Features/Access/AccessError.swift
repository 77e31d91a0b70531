// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature refuses by itself; the rest is `IdentityError`.
enum AccessError: Error, Hashable, ExplainedError {
    /// Closing one's own account, or resetting one's own second factor, leaves nobody to undo it.
    case ownAccount

    var message: Phrase {
        switch self {
        case .ownAccount:
            Phrase(
                "Ce compte est le vôtre\u{00A0}: un autre administrateur doit s’en charger.",
                "This account is your own: another administrator must do this.")
        }
    }

    var nature: ErrorNature { .invalid }
}
