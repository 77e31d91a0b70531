// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What a person can put right.
enum AgendaError: ExplainedError, Hashable {
    case tooManyFeeds(limit: Int)
    case unknownFeed

    var message: Phrase {
        switch self {
        case .tooManyFeeds(let limit):
            Phrase(
                "Vous avez déjà \(limit) abonnements. Arrêtez-en un avant d’en créer un autre.",
                "You have \(limit) subscriptions already. End one before making another.")
        case .unknownFeed:
            Phrase(
                "Cet abonnement n’existe pas ou n’existe plus.", "This subscription does not exist or no longer does.")
        }
    }

    var nature: ErrorNature {
        switch self {
        case .tooManyFeeds: .conflict
        case .unknownFeed: .notFound
        }
    }
}
