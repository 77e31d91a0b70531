// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Organisations
import Primitives

/// Appointments in sentences.
enum AppointmentWords {
    /// "Aucun DPO n’est nommé."
    static func vacant(_ job: Job, _ t: Language) -> String {
        t("Aucun \(job.title.french) n’est nommé.", "No \(job.title.english) is appointed.")
    }

    /// "Claire Morvan est RSSI, à 60 % d’un temps plein, pour 7 établissements."
    static func held(_ appointment: Appointment, _ t: Language) -> String {
        let name = appointment.name(t)
        let share = appointment.share
        let shared =
            appointment.isShared
            ? t(
                ", pour \(t.number(appointment.served.count)) établissements",
                ", for \(t.number(appointment.served.count)) establishments") : ""
        return t(
            "\(appointment.person) est \(name), à \(share)\u{00A0}% d’un temps plein\(shared).",
            "\(appointment.person) is \(name), for \(share)% of a full-time post\(shared).")
    }

    /// "depuis le 1er mars 2026", "du 1er mars au 31 décembre 2026".
    static func period(_ appointment: Appointment, on day: Day, _ t: Language) -> String {
        let start = t.date(appointment.startsOn)
        guard let end = appointment.endsOn else {
            return appointment.startsOn > day
                ? t("à partir du \(start)", "from \(start)") : t("depuis le \(start)", "since \(start)")
        }
        return t("du \(start) au \(t.date(end))", "from \(start) to \(t.date(end))")
    }

    /// "l’établissement lui-même", one name, or how many.
    static func served(_ appointment: Appointment, _ t: Language) -> String {
        let names = appointment.served.map(\.name)
        guard names.count > 3 else { return names.joined(separator: ", ") }
        return t.count(names.count, ("établissement", "établissements"), ("establishment", "establishments"))
    }

    static func state(_ appointment: Appointment, on day: Day, _ t: Language) -> StateBadge {
        if appointment.removedAt != nil { return StateBadge(.closed, t("Retirée", "Removed")) }
        if appointment.isOver(on: day) { return StateBadge(.closed, t("Terminée", "Ended")) }
        if appointment.startsOn > day { return StateBadge(.neutral, t("À venir", "To come")) }
        if let end = appointment.endsOn, day.days(until: end) <= 60 {
            return StateBadge(
                .expiring, t("Finit \(t.distance(from: day, to: end))", "Ends \(t.distance(from: day, to: end))"))
        }
        return StateBadge(.proven, t("En fonction", "In force"))
    }
}
