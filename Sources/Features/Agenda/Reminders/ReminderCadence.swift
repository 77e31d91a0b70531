// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// How often a person wants to be reminded by mail.
enum ReminderCadence: String, Sendable, Hashable, CaseIterable {
    case none
    case weekly
    case daily

    var title: Phrase {
        switch self {
        case .none: Phrase("Jamais", "Never")
        case .weekly: Phrase("Chaque lundi", "Every Monday")
        case .daily: Phrase("Chaque jour", "Every day")
        }
    }

    /// Whether a reminder is due.
    ///
    /// - Parameter last: the day of the last one, or else the day of the choice: the first comes with the next turn.
    func isDue(on day: Day, since last: Day) -> Bool {
        switch self {
        case .none: false
        case .daily: last < day
        // Monday, or the first day after it when the server slept.
        case .weekly: last < Week(containing: day).monday
        }
    }
}

/// Why the last reminder did not leave, without anything of the server's own words.
enum ReminderFailure: String, Sendable, Hashable, CaseIterable {
    /// Out of reach, slow, or unwilling for now.
    case server
    /// The person's address is refused.
    case recipient
    /// Password, certificate, sender: the operator must act.
    case settings

    var sentence: Phrase {
        switch self {
        case .server:
            Phrase(
                "Le serveur de messagerie n’a pas répondu. Carène réessaie toutes les heures.",
                "The mail server did not answer. Carène tries again every hour.")
        case .recipient:
            Phrase(
                "Le serveur de messagerie refuse votre adresse. Demandez à votre administrateur de la vérifier.",
                "The mail server refuses your address. Ask your administrator to check it.")
        case .settings:
            Phrase(
                "Le serveur de messagerie refuse Carène. L’exploitant du serveur doit revoir ses réglages.",
                "The mail server refuses Carène. The operator of the server must review its settings.")
        }
    }
}
