// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// The form of a committee, new or to change.
enum CommitteeForm {
    struct Model: Sendable {
        let place: Organisation
        let committee: Committee?
        var name = ""
        var members = ""
        var rhythm = ""
        var nextOn: Day?
        var mayManage = true
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let place = try await visit.governed(GovernancePermissions.manage)
        return page(
            visit, place,
            Model(place: place.organisation, committee: nil, rhythm: Committee.Rhythm.quarterly.rawValue))
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, committee) = try await find(visit, GovernancePermissions.read)
        return page(
            visit, place,
            Model(
                place: place.organisation, committee: committee, name: committee.name, members: committee.members,
                rhythm: committee.rhythm.rawValue, nextOn: committee.nextOn,
                mayManage: visit.mayManage(place.organisation.lineage)))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        return try await save(visit, form, try await visit.governed(GovernancePermissions.manage), nil)
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, committee) = try await find(visit, GovernancePermissions.manage)
        return try await save(visit, form, place, committee)
    }

    @Sendable
    static func close(_ visit: Visit) async throws -> Reply {
        let (place, committee) = try await find(visit, GovernancePermissions.manage)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try CommitteeStore.close(committee, in: change)
        }
        return .redirect(
            GovernanceURL.committee(.init(place.organisation.id), .init(committee.id)).path,
            notice: visit.language(
                "L’instance est close. Vous pouvez la rouvrir ici.", "The committee is closed. You can reopen it here.")
        )
    }

    @Sendable
    static func reopen(_ visit: Visit) async throws -> Reply {
        let (place, committee) = try await find(visit, GovernancePermissions.manage)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            try CommitteeStore.reopen(committee, in: change)
        }
        return .redirect(
            GovernanceURL.committee(.init(place.organisation.id), .init(committee.id)).path,
            notice: visit.language("L’instance est rouverte.", "The committee is open again."))
    }

    private static func find(_ visit: Visit, _ permission: Permission) async throws -> (Place, Committee) {
        let place = try await visit.governed(permission)
        let id: Committee.ID = try visit.identifier("instance")
        let found = try await visit.read { session in try CommitteeStore.committee(id, in: session) }
        guard let found, found.keeper.id == place.organisation.id else { throw Refusal.notFound }
        return (place, found)
    }

    private static func save(
        _ visit: Visit, _ form: Site.Form, _ place: Place, _ committee: Committee?
    ) async throws -> Reply {
        let t = visit.language
        var model = Model(
            place: place.organisation, committee: committee, name: form["nom"], members: form["membres"],
            rhythm: form["rythme"])
        model.errors.require(model.name, "nom", limit: 150, in: t)
        model.errors.bound(model.members, "membres", limit: 2000, in: t)
        let rhythm = Committee.Rhythm(rawValue: model.rhythm)
        if rhythm == nil { model.errors.add(t("Choisissez un rythme.", "Choose how often."), to: "rythme") }
        model.nextOn = model.errors.day(form, "prochaine", in: t)
        guard model.errors.isEmpty, let rhythm else { return page(visit, place, model, status: .unprocessable) }
        let draft = CommitteeDraft(name: model.name, members: model.members, rhythm: rhythm, nextOn: model.nextOn)
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: GovernancePermissions.manage, in: change.session)
            if let committee {
                try CommitteeStore.correct(committee, draft, in: change)
            } else {
                _ = try CommitteeStore.open(draft, at: place.organisation.id, in: change)
            }
        }
        return .redirect(
            GovernanceURL.committees(.init(place.organisation.id)).path,
            notice: t(
                "L’instance «\u{00A0}\(draft.name)\u{00A0}» est enregistrée.", "The committee “\(draft.name)” is saved."
            ))
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        return visit.governancePage(
            title(model, t), at: place, under: GovernanceTabs.committees.crumb(place.organisation.id, t),
            crumb: model.committee?.name ?? t("Nouvelle instance", "New committee"), status: status, render(model, t))
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.committee?.name ?? t("Quelle instance décide\u{00A0}?", "Which committee decides?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        guard model.mayManage else { return reading(model, t) }
        var view = FormView(
            title: title(model, t),
            lead: t(
                "La prochaine réunion paraît au calendrier de l’établissement.",
                "The next meeting appears in the establishment’s calendar."),
            button: t("Enregistrer", "Save"),
            action: model.committee.map { GovernanceURL.committee(place, .init($0.id)).path }
                ?? GovernanceURL.committeeCreation(place).path,
            back: GovernanceURL.committees(place).path, errors: model.errors)
        if let committee = model.committee {
            view.others = [
                committee.isClosed
                    ? Action(
                        t("Rouvrir", "Reopen"), post: GovernanceURL.committeeReopening(place, .init(committee.id)).path)
                    : Action(
                        t("Clore l’instance", "Close the committee"),
                        post: GovernanceURL.committeeClosure(place, .init(committee.id)).path, style: .danger,
                        confirm: t(
                            "Clore cette instance\u{00A0}? Ses décisions restent suivies, et vous pourrez la rouvrir.",
                            "Close this committee? Its decisions are still followed, and you can reopen it."))
            ]
        }
        return view.render(t, fields(model, t))
    }

    private static func fields(_ model: Model, _ t: Language) -> HTML {
        """
        \(textField(
            Field(t, "nom", label: t("Nom", "Name"), error: model.errors["nom"], isRequired: true), value: model.name,
            maxLength: 150))\
            \(textArea(
            Field(
                t, "membres", label: t("Qui y siège\u{00A0}?", "Who sits there?"),
                hint: t("Une personne ou une fonction par ligne.", "One person or function a line."),
                error: model.errors["membres"]), value: model.members, maxLength: 2000))\
                \(fieldRow([
            select(
                Field(t, "rythme", label: t("Se réunit", "Meets"), error: model.errors["rythme"], isRequired: true),
                Committee.Rhythm.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.rhythm),
            dateField(
                Field(t, "prochaine", label: t("Prochaine réunion", "Next meeting"), error: model.errors["prochaine"]),
                value: model.nextOn),
        ]))
        """
    }

    private static func reading(_ model: Model, _ t: Language) -> HTML {
        let rhythm = Committee.Rhythm(rawValue: model.rhythm)?.title(t) ?? ""
        return pageHead(t, PageHead(title(model, t), lead: t("Se réunit \(rhythm).", "Meets \(rhythm).")))
            + definitionList([
                (term: t("Qui y siège", "Who sits there"), value: prose(model.members)),
                (
                    term: t("Prochaine réunion", "Next meeting"),
                    value: "\(model.nextOn.map { t.date($0) } ?? t("à fixer", "to be set"))"
                ),
            ])
    }
}
