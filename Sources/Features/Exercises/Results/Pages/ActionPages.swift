// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Drills
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// One corrective action: written from the results of an exercise, followed until another exercise shows that it holds.
enum ActionPages {
    struct Model: Sendable {
        let place: Place
        let exercise: ExerciseHead
        /// Identifier and title.
        let objectives: [(id: String, title: String)]
        /// Nil for a new one.
        let action: CorrectiveAction?
        var draft: CorrectiveAction.Draft
        let mayManage: Bool
        let today: Day
        var errors = FormErrors()
    }

    @Sendable
    static func new(_ visit: Visit) async throws -> Reply {
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        var draft = CorrectiveAction.Draft()
        draft.objective = visit.query["objectif"] ?? ""
        return page(visit, model(visit, desk.place, desk.facts, nil, draft))
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await ResultsDesk.open(visit, ExercisesPermissions.manage)
        let t = visit.language
        let (draft, errors) = read(form, desk.facts, t)
        guard errors.isEmpty else {
            var model = model(visit, desk.place, desk.facts, nil, draft)
            model.errors = errors
            return page(visit, model, status: .unprocessable)
        }
        let head = desk.facts.head
        _ = try await desk.keep(visit) { change in try ActionStore.add(draft, from: head, in: change) }
        return .redirect(
            ResultsURL.results(desk.part, desk.id).path,
            notice: t(
                "L’action est notée. Le prochain exercice proposera de la rejouer.",
                "The action is written. The next exercise will offer to play it again."))
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, action, facts) = try await find(visit, ExercisesPermissions.read)
        return page(visit, model(visit, place, facts, action, action.draft))
    }

    @Sendable
    static func correct(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, action, facts) = try await find(visit, ExercisesPermissions.manage)
        let t = visit.language
        let (draft, errors) = read(form, facts, t)
        guard errors.isEmpty else {
            var model = model(visit, place, facts, action, draft)
            model.errors = errors
            return page(visit, model, status: .unprocessable)
        }
        try await keep(visit, place) { change in try ActionStore.correct(action, draft, in: change) }
        return .redirect(
            ResultsURL.actions(.init(place.organisation.id)).path,
            notice: t("L’action est enregistrée.", "The action is saved."))
    }

    @Sendable
    static func move(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let (place, action, _) = try await find(visit, ExercisesPermissions.manage)
        guard let state = CorrectiveAction.State(rawValue: form["etat"]) else { throw ResultError.outOfRange }
        let (note, day) = (form["bilan"], visit.today)
        try await keep(visit, place) { change in
            try ActionStore.move(action, to: state, note: note, on: day, in: change)
        }
        let t = visit.language
        let notice =
            switch state {
            case .open: t("L’action est rouverte.", "The action is open again.")
            case .done:
                t(
                    "L’action est faite. Un exercice doit encore montrer qu’elle tient.",
                    "The action is done. An exercise has yet to show that it holds.")
            case .dropped: t("L’action est abandonnée.", "The action is dropped.")
            }
        return .redirect(
            ResultsURL.action(.init(place.organisation.id), .init(action.id)).path, notice: notice)
    }

    private static func find(
        _ visit: Visit, _ permission: Permission
    ) async throws -> (Place, CorrectiveAction, ExerciseFacts) {
        let place = try await visit.place(try visit.identifier("organisation"), for: permission)
        let id: CorrectiveAction.ID = try visit.identifier("correction")
        let found = try await visit.read { session -> (CorrectiveAction, ExerciseFacts)? in
            guard let action = try ActionStore.action(id, in: session), action.keeper.id == place.organisation.id,
                let exercise = try ExerciseStore.exercise(action.exercise, in: session)
            else { return nil }
            return (action, try ExerciseFacts.read(exercise, in: session))
        }
        guard let found else { throw Refusal.notFound }
        return (place, found.0, found.1)
    }

    private static func keep(
        _ visit: Visit, _ place: Place, _ body: @escaping @Sendable (Change) throws -> Void
    ) async throws {
        try await visit.change { change in
            _ = try visit.place(place.organisation.id, for: ExercisesPermissions.manage, in: change.session)
            try body(change)
        }
    }

    private static func read(
        _ form: Site.Form, _ facts: ExerciseFacts, _ t: Language
    ) -> (CorrectiveAction.Draft, FormErrors) {
        var (draft, errors) = (CorrectiveAction.Draft(), FormErrors())
        draft.title = form["titre"]
        errors.require(draft.title, "titre", limit: CorrectiveAction.Draft.titleLimit, in: t)
        draft.cause = form["cause"]
        errors.bound(draft.cause, "cause", limit: CorrectiveAction.Draft.causeLimit, in: t)
        draft.owner = form["responsable"]
        errors.bound(draft.owner, "responsable", limit: CorrectiveAction.Draft.ownerLimit, in: t)
        draft.dueOn = errors.resultDay(form, "echeance", in: t)
        let objective = form["objectif"]
        if facts.scenario.objectives.contains(where: { $0.id == objective }) { draft.objective = objective }
        return (draft, errors)
    }

    private static func model(
        _ visit: Visit, _ place: Place, _ facts: ExerciseFacts, _ action: CorrectiveAction?,
        _ draft: CorrectiveAction.Draft
    ) -> Model {
        Model(
            place: place, exercise: facts.head, objectives: facts.scenario.objectives.map { ($0.id, $0.title) },
            action: action, draft: draft,
            mayManage: visit.access.may(ExercisesPermissions.manage, in: place.organisation.lineage),
            today: visit.today)
    }

    private static func page(_ visit: Visit, _ model: Model, status: Site.Status = .ok) -> Reply {
        let t = visit.language
        let part = URLPath.Part(model.place.organisation.id)
        let trail = [
            Crumb(t("Exercices", "Exercises"), href: ExercisesURL.home(part).path),
            Crumb(t("Actions correctives", "Corrective actions"), href: ResultsURL.actions(part).path),
            Crumb(model.action?.draft.title ?? t("Nouvelle action", "New action")),
        ]
        return visit.page(
            Page(title(model, t), at: model.place, trail: trail, main: render(model, t)), status: status)
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.action?.draft.title
            ?? t("Que faut-il corriger, qui, pour quand\u{00A0}?", "What is to be put right, by whom, by when?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            title(model, t),
            lead: t(
                "Vient de l’exercice «\u{00A0}\(model.exercise.title)\u{00A0}».",
                "Comes from the exercise “\(model.exercise.title)”."),
            state: model.action.map { ResultWords.state($0, on: model.today, t) })
        return """
            \(pageHead(t, head))\(errorSummary(t, model.errors.resultFaults))\
            \(model.mayManage ? fields(model, t) : reading(model, t))\(following(model, t))
            """
    }

    private static func fields(_ model: Model, _ t: Language) -> HTML {
        let part = URLPath.Part(model.place.organisation.id)
        let target =
            model.action.map { ResultsURL.action(part, .init($0.id)).path }
            ?? ResultsURL.actionCreation(part, .init(model.exercise.id)).path
        let back =
            model.action == nil
            ? ResultsURL.results(part, .init(model.exercise.id)).path : ResultsURL.actions(part).path
        let objective: HTML = when(
            !model.objectives.isEmpty,
            select(
                Field(t, "objectif", label: t("Objectif qui l’a montré", "Objective that showed it")),
                model.objectives.map { Choice($0.id, $0.title) }, selected: model.draft.objective,
                placeholder: t("Aucun en particulier", "None in particular")))
        return form(
            action: target,
            """
            \(textField(
                Field(
                    t, "titre", label: t("Action", "Action"),
                    hint: t("Commencez par un verbe.", "Begin with a verb."), error: model.errors["titre"],
                    isRequired: true), value: model.draft.title, maxLength: CorrectiveAction.Draft.titleLimit))\
            \(textArea(
                Field(
                    t, "cause", label: t("Ce qui s’est passé, et pourquoi", "What happened, and why"),
                    error: model.errors["cause"]), value: model.draft.cause, rows: 3,
                maxLength: CorrectiveAction.Draft.causeLimit))\
            \(fieldRow([
                textField(
                    Field(
                        t, "responsable", label: t("Responsable", "Owner"),
                        hint: t("Une fonction de préférence.", "A function, rather."), error: model.errors["responsable"]),
                    value: model.draft.owner, maxLength: CorrectiveAction.Draft.ownerLimit),
                dateField(
                    Field(t, "echeance", label: t("Échéance", "Due"), error: model.errors["echeance"]),
                    value: model.draft.dueOn),
            ]))\(objective)\(formActions("\(submit(t("Enregistrer", "Save")))\(buttonLink(t("Annuler", "Cancel"), href: back))"))
            """)
    }

    private static func reading(_ model: Model, _ t: Language) -> HTML {
        definitionList([
            (
                term: t("Ce qui s’est passé", "What happened"),
                value: model.draft.cause.isEmpty ? "–" : prose(model.draft.cause)
            ),
            (term: t("Responsable", "Owner"), value: "\(model.draft.owner.isEmpty ? "–" : model.draft.owner)"),
            (term: t("Échéance", "Due"), value: "\(model.draft.dueOn.map { t.date($0) } ?? "–")"),
        ])
    }

    private static func following(_ model: Model, _ t: Language) -> HTML {
        guard let action = model.action else { return HTML() }
        var lines: [(term: String, value: HTML)] = []
        if let on = action.settledOn {
            lines.append((term: t("Réglée le", "Settled on"), value: "\(t.date(on)), \(action.settledBy)"))
        }
        if !action.note.isEmpty { lines.append((term: t("Comment", "How"), value: prose(action.note))) }
        if action.retestedIn != nil {
            let result = action.retest.map { ResultWords.retest($0, t) } ?? t("à observer", "to be seen")
            lines.append((term: t("Rejouée dans", "Played again in"), value: "\(action.retestTitle), \(result)"))
        } else if action.isToRetest {
            lines.append(
                (
                    term: t("Rejouée", "Played again"),
                    value:
                        "\(t("pas encore\u{00A0}: le prochain exercice la proposera", "not yet: the next exercise will offer it"))"
                ))
        }
        let moves: [(CorrectiveAction.State, String)] =
            switch action.state {
            case .open: [(.done, t("C’est fait", "It is done")), (.dropped, t("L’abandonner", "Drop it"))]
            case .done, .dropped: [(.open, t("La rouvrir", "Open it again"))]
            }
        let target = ResultsURL.actionState(.init(model.place.organisation.id), .init(action.id)).path
        let forms: HTML = when(
            model.mayManage,
            moves.html { state, title in
                form(
                    action: target, hidden: [(name: "etat", value: state.rawValue)],
                    """
                    \(when(state != .open, textField(
                        Field(t, "bilan", label: state == .done
                            ? t("Comment cela a été réglé", "How it was settled") : t("Pourquoi", "Why")),
                        maxLength: CorrectiveAction.noteLimit)))\
                    \(formActions(submit(title, style: state == .dropped ? .danger : .plain)))
                    """)
            })
        return sheet(t("Où en est-elle\u{00A0}?", "Where does it stand?"), definitionList(lines) + forms)
    }
}
