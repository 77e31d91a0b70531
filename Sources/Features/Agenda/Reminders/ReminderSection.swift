// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// The part of a person's agenda where they choose to be reminded by mail.
enum ReminderSection {
    static let anchor = "rappels"

    struct Model: Sendable {
        let preference: ReminderPreference?
        /// Whether the installation has a mail server.
        let hasPost: Bool
        let zone: TimeZoneRule
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        sheet(
            t("Rappels par courriel", "Mail reminders"), id: anchor,
            "\(when(!model.hasPost, withoutPost(t)))\(failure(model, t))\(choice(model, t))")
    }

    private static func withoutPost(_ t: Language) -> HTML {
        notice(
            Notice(
                .information,
                title: t("Cette installation n’envoie pas encore de courriel", "This installation sends no mail yet"),
                text: t(
                    "Votre choix est conservé\u{00A0}; les rappels partiront quand l’exploitant aura indiqué un "
                        + "serveur de messagerie.",
                    "Your choice is kept; reminders will leave once the operator has named a mail server.")))
    }

    private static func failure(_ model: Model, _ t: Language) -> HTML {
        guard let preference = model.preference, preference.cadence != .none, let failure = preference.failure,
            let at = preference.failedAt
        else { return HTML() }
        let moment = t.moment(at, in: model.zone)
        return notice(
            Notice(
                .warning,
                title: t(
                    "Le dernier rappel n’est pas parti, le \(moment)", "The last reminder did not leave, on \(moment)"),
                text: failure.sentence(t)))
    }

    private static func choice(_ model: Model, _ t: Language) -> HTML {
        let field = Field(
            t, "rythme", label: t("Me rappeler mes échéances", "Remind me of my deadlines"),
            hint: t(
                "Un seul message réunit ce qui est en retard et ce qui tombe dans les trente jours. Rien n’est envoyé "
                    + "quand rien n’est attendu.",
                "One message gathers what is overdue and what falls within thirty days. Nothing is sent when nothing "
                    + "is due."))
        let choices = ReminderCadence.allCases.map { Choice($0.rawValue, $0.title(t)) }
        let cadence = model.preference?.cadence ?? .none
        let last: HTML = when(model.preference?.lastSentOn) { day in
            paragraph(
                t("Dernier rappel envoyé le \(t.date(day)).", "Last reminder sent on \(t.date(day))."), isQuiet: true)
        }
        return form(
            action: AgendaURL.reminders.path,
            """
            \(radioGroup(field, choices, selected: cadence.rawValue))\(last)\
            \(formActions(submit(t("Enregistrer", "Save"), style: .plain)))
            """)
    }
}
