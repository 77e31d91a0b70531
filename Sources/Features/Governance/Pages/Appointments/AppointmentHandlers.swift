// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Making, correcting, ending, removing and resuming appointments.
enum AppointmentHandlers {
    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed(GovernancePermissions.manage)
        var typed = AppointmentForm.Typed()
        typed.job = visit.query["fonction"] ?? ""
        typed.startsOn = visit.today
        typed.share = "100"
        let model = try await model(visit, place, nil, typed)
        return page(visit, place, withEveryEstablishment(model))
    }

    @Sendable
    static func edit(_ visit: Visit) async throws -> Reply {
        let (place, appointment) = try await find(visit)
        return page(visit, place, try await model(visit, place, appointment, AppointmentForm.Typed(appointment)))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await visit.governed(GovernancePermissions.manage)
        return try await save(visit, form, place, nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, appointment) = try await find(visit)
        return try await save(visit, form, place, appointment)
    }

    @Sendable
    static func remove(_ visit: Visit) async throws -> Reply {
        let (place, appointment) = try await find(visit)
        let today = visit.today
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try AppointmentStore.remove(appointment, today: today, in: change)
        }
        return back(
            visit, place,
            visit.language(
                "La nomination de \(appointment.person) est retirée. Vous pouvez la rétablir au bas de la page.",
                "The appointment of \(appointment.person) is removed. You can restore it at the foot of the page."))
    }

    @Sendable
    static func resume(_ visit: Visit) async throws -> Reply {
        let (place, appointment) = try await find(visit)
        let today = visit.today
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try AppointmentStore.resume(appointment, today: today, in: change)
        }
        return back(
            visit, place,
            visit.language(
                "La nomination de \(appointment.person) est rétablie.",
                "The appointment of \(appointment.person) is restored."))
    }

    /// An appointment kept under another organisation does not exist under this one.
    static func find(_ visit: Visit) async throws -> (Place, Appointment) {
        let place = try await visit.governed(GovernancePermissions.manage)
        let id: Appointment.ID = try visit.identifier("nomination")
        let found = try await visit.read { session in try AppointmentStore.appointment(id, in: session) }
        guard let found, found.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    static func back(_ visit: Visit, _ place: Place, _ notice: String) -> Reply {
        .redirect(GovernanceURL.appointments(.init(place.organisation.id)).path, notice: notice)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ appointment: Appointment?
    ) async throws -> Reply {
        let t = visit.language
        let empty = try await model(visit, place, appointment, AppointmentForm.Typed())
        let alone = empty.establishments.count > 1 ? nil : empty.establishments.first?.id
        var (typed, draft, errors) = AppointmentForm.Typed.read(form, alone: alone, t)
        if let draft {
            do {
                let today = visit.today
                try await visit.change { change in
                    let here = try visit.place(
                        place.organisation.id, for: GovernancePermissions.manage, in: change.session)
                    if let appointment {
                        try AppointmentStore.correct(appointment, draft, today: today, in: change)
                    } else {
                        _ = try AppointmentStore.make(draft, at: here.organisation, today: today, in: change)
                    }
                }
                return back(visit, place, t("La nomination est enregistrée.", "The appointment is saved."))
            } catch let error as GovernanceError where error.nature == .invalid {
                errors.add(error.message(t), to: field(of: error))
            }
        }
        var model = empty
        model.typed = typed
        model.errors = errors
        return page(visit, place, model, status: .unprocessable)
    }

    private static func field(of error: GovernanceError) -> String {
        switch error {
        case .unknownProof: "lettre"
        case .unknownAccount: "compte"
        case .nobodyServed, .outside, .tooMany: "pour"
        case .endBeforeStart: "fin"
        case .outOfRange: "part"
        default: "personne"
        }
    }

    private static func model(
        _ visit: Visit, _ place: Place, _ appointment: Appointment?, _ typed: AppointmentForm.Typed
    ) async throws -> AppointmentForm.Model {
        let organisation = place.organisation
        let today = visit.today
        let (establishments, people, letters) = try await visit.read { session in
            (
                try Establishments.served(from: organisation, in: session),
                try PeopleStore.people(at: organisation.lineage, today: today, in: session),
                try Attachments.choices(
                    Attachments.missionKinds, at: organisation.lineage, today: today, in: session)
            )
        }
        return AppointmentForm.Model(
            place: organisation, appointment: appointment, typed: typed, establishments: establishments, people: people,
            letters: with(appointment?.mission, letters), vault: visit.vault(at: organisation))
    }

    /// What is attached already is offered, even withdrawn since.
    private static func with(
        _ mission: Appointment.Attachment?, _ letters: [Appointment.Attachment]
    ) -> [Appointment.Attachment] {
        guard let mission, !letters.contains(where: { $0.id == mission.id }) else { return letters }
        return [mission] + letters
    }

    /// A function of a group is for all its members until somebody says otherwise; one of an establishment, for itself.
    private static func withEveryEstablishment(_ model: AppointmentForm.Model) -> AppointmentForm.Model {
        var model = model
        let own = model.establishments.first { $0.id == model.place.id }
        model.typed.served = own.map { [$0.id.text] } ?? Set(model.establishments.map(\.id.text))
        return model
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: AppointmentForm.Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.governancePage(
            AppointmentForm.title(model, t), at: place,
            under: GovernanceTabs.appointments.crumb(place.organisation.id, t),
            crumb: model.appointment?.person ?? t("Nouvelle nomination", "New appointment"), status: status,
            AppointmentForm.render(model, t))
    }
}

extension Visit {
    /// Where the house keeps proofs.
    func vault(at organisation: Organisation) -> URLPath? {
        ProofAddress.list(of: organisation.id)
    }
}
