// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Primitives
import Site

/// Keeps a person's choice.
enum ReminderHandler {
    @Sendable
    static func choose(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        guard let cadence = ReminderCadence(rawValue: form["rythme"]) else {
            throw Refusal.invalid(Phrase("Choisissez l’un des rythmes proposés.", "Choose one of the answers offered."))
        }
        let (account, today) = (visit.access.account, visit.today)
        try await visit.change { try ReminderStore.choose(cadence, for: account, on: today, in: $0) }
        let t = visit.language
        let notice: String =
            switch cadence {
            case .none: t("Vous ne recevrez plus de rappel.", "You will receive no more reminders.")
            case .weekly: t("Vous recevrez un rappel chaque lundi.", "You will receive a reminder every Monday.")
            case .daily: t("Vous recevrez un rappel chaque jour.", "You will receive a reminder every day.")
            }
        return .redirect(AgendaURL.mine.path.anchored(at: ReminderSection.anchor), notice: notice)
    }
}
