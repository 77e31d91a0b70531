// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Taking decisions, following them up, and saying what became of them.
enum DecisionHandlers {
    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed(GovernancePermissions.manage)
        var typed = DecisionForm.Typed()
        typed.decidedOn = visit.today
        return page(visit, place, try await model(visit, place, nil, typed))
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, decision) = try await find(visit, GovernancePermissions.read)
        return page(visit, place, try await model(visit, place, decision, DecisionForm.Typed(decision)))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        return try await save(visit, form, try await visit.governed(GovernancePermissions.manage), nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, decision) = try await find(visit, GovernancePermissions.manage)
        return try await save(visit, form, place, decision)
    }

    /// A new state by one button; the notice says how to come back.
    @Sendable
    static func move(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, decision) = try await find(visit, GovernancePermissions.manage)
        let t = visit.language
        guard let state = Decision.State.allCases.first(where: { $0.word == form["etat"] }) else {
            throw Refusal.malformed(Phrase("Cet état n’existe pas.", "There is no such state."))
        }
        let today = visit.today
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try DecisionStore.move(decision, to: state, today: today, in: change)
        }
        return .redirect(
            GovernanceURL.committees(.init(place.organisation.id)).path,
            notice: t(
                "Décision «\u{00A0}\(state.title(t))\u{00A0}». Ouvrez-la pour revenir sur cet état.",
                "Decision “\(state.title(t))”. Open it to change this state."))
    }

    private static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, Decision) {
        let place = try await visit.governed(permission)
        let id: Decision.ID = try visit.identifier("decision")
        let found = try await visit.read { session in try DecisionStore.decision(id, in: session) }
        guard let found, found.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ decision: Decision?
    ) async throws -> Reply {
        let (t, today) = (visit.language, visit.today)
        var model = try await model(visit, place, decision, DecisionForm.Typed())
        var (typed, draft, errors) = DecisionForm.Typed.read(form, today: today, t)
        if let draft, !model.committees.contains(where: { $0.id == draft.committee }) {
            errors.add(t("Choisissez l’instance.", "Choose the committee."), to: "instance")
        }
        if let draft, errors.isEmpty {
            do {
                try await visit.change { change in
                    _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
                    if let decision {
                        try DecisionStore.correct(decision, draft, today: today, in: change)
                    } else {
                        _ = try DecisionStore.take(draft, today: today, in: change)
                    }
                }
                return .redirect(
                    GovernanceURL.committees(.init(place.organisation.id)).path,
                    notice: t("La décision est enregistrée.", "The decision is saved."))
            } catch let error as GovernanceError where error.nature == .invalid {
                errors.add(error.message(t), to: error == .unknownProof ? "compte-rendu" : "texte")
            }
        }
        model.typed = typed
        model.errors = errors
        return page(visit, place, model, status: .unprocessable)
    }

    private static func model(
        _ visit: Visit, _ place: Place, _ decision: Decision?, _ typed: DecisionForm.Typed
    ) async throws -> DecisionForm.Model {
        let organisation = place.organisation
        var model = DecisionForm.Model(place: organisation, decision: decision, typed: typed, today: visit.today)
        model.mayManage = visit.mayManage(organisation.lineage)
        guard model.mayManage else { return model }
        let today = visit.today
        let (committees, minutes) = try await visit.read { session in
            (
                try CommitteeStore.under(organisation.lineage, in: session),
                try Attachments.choices(
                    Attachments.minutesKinds, at: organisation.lineage, today: today, in: session)
            )
        }
        model.committees = committees.filter { one in
            one.keeper.id == organisation.id && (!one.isClosed || one.id == decision?.committee)
        }
        model.minutes = minutes
        if let attached = decision?.minutes, !minutes.contains(where: { $0.id == attached.id }) {
            model.minutes.insert(attached, at: 0)
        }
        model.vault = visit.vault(at: organisation)
        return model
    }

    private static func page(
        _ visit: Visit, _ place: Place, _ model: DecisionForm.Model, status: Site.Status = .ok
    ) -> Reply {
        let t = visit.language
        return visit.governancePage(
            DecisionForm.title(model, t), at: place,
            under: GovernanceTabs.committees.crumb(place.organisation.id, t),
            crumb: model.decision == nil ? t("Nouvelle décision", "New decision") : t("Décision", "Decision"),
            status: status, DecisionForm.render(model, t))
    }
}
