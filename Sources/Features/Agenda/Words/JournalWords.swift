// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What this feature writes to the journal, in sentences.
enum JournalWords {
    /// Nil for an action of another feature.
    static func sentence(_ action: String, _ detail: String, _ t: Language) -> String? {
        switch action {
        case "agenda.feedCreated":
            t("Abonnement d’agenda créé", "Agenda subscription made")
        case "agenda.feedRevoked":
            t("Abonnement d’agenda arrêté", "Agenda subscription ended")
        case "agenda.exported":
            t("Agenda téléchargé (\(detail) échéances)", "Agenda downloaded (\(detail) deadlines)")
        case "agenda.remindersChosen":
            t("Rappels par courriel\u{00A0}: \(cadence(detail, t))", "Mail reminders: \(cadence(detail, t))")
        case "agenda.reminderSent":
            t("Rappel envoyé par courriel (\(detail) échéances)", "Reminder sent by mail (\(detail) deadlines)")
        default: nil
        }
    }

    private static func cadence(_ detail: String, _ t: Language) -> String {
        ReminderCadence(rawValue: detail)?.title(t) ?? detail
    }
}
