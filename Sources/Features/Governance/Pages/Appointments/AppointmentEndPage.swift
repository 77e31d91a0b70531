// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Ending an appointment on a day; its proof ends with it.
enum AppointmentEndPage {
    struct Model: Sendable {
        let appointment: Appointment
        var day: Day?
        let today: Day
        var errors = FormErrors()
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, appointment) = try await AppointmentHandlers.find(visit)
        return page(
            visit, place, Model(appointment: appointment, day: appointment.endsOn ?? visit.today, today: visit.today))
    }

    @Sendable
    static func end(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, appointment) = try await AppointmentHandlers.find(visit)
        let (t, today) = (visit.language, visit.today)
        var errors = FormErrors()
        let day = errors.day(form, "fin", isRequired: true, in: t)
        if let day, day < appointment.startsOn { errors.add(GovernanceError.endBeforeStart.message(t), to: "fin") }
        guard errors.isEmpty, let day else {
            let model = Model(appointment: appointment, day: day, today: today, errors: errors)
            return page(visit, place, model, status: .unprocessable)
        }
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try AppointmentStore.end(appointment, on: day, today: today, in: change)
        }
        return AppointmentHandlers.back(
            visit, place,
            t(
                "La nomination de \(appointment.person) finit le \(t.date(day)).",
                "The appointment of \(appointment.person) ends on \(t.date(day))."))
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.governancePage(
            title(model, t), at: place, under: GovernanceTabs.appointments.crumb(place.organisation.id, t),
            crumb: t("Fin", "End"), status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t(
            "Quand \(model.appointment.person) cesse-t-il ou cesse-t-elle d’être \(model.appointment.name(t))\u{00A0}?",
            "When does \(model.appointment.person) stop being \(model.appointment.name(t))?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.appointment.keeper.id)
        let view = FormView(
            title: title(model, t),
            lead: t(
                "Après ce jour, la fonction sera dite vacante et la preuve ne comptera plus. Vous pourrez revenir en "
                    + "arrière.",
                "After this day the function will be said vacant and the proof will no longer count. You can undo this."
            ),
            button: t("Mettre fin", "End it"),
            action: GovernanceURL.appointmentEnd(place, .init(model.appointment.id)).path,
            back: GovernanceURL.appointment(place, .init(model.appointment.id)).path, errors: model.errors)
        return view.render(
            t,
            dateField(
                Field(t, "fin", label: t("Dernier jour", "Last day"), error: model.errors["fin"], isRequired: true),
                value: model.day, minimum: model.appointment.startsOn))
    }
}
