// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// The form of a test: planned first, then what it showed.
enum TestForm {
    struct Typed: Sendable {
        var place = ""
        var plannedOn: Day?
        var heldOn: Day?
        var isInField = false
        var scenario = ""
        var participants = ""
        var shown = ""
        var toCorrect = ""
    }

    struct Model: Sendable {
        let place: Organisation
        let plan: Plan
        /// Nil for a new one.
        let test: PlanTest?
        var typed: Typed
        /// Where it may be held.
        let places: [Keeper]
        let today: Day
        let mayManage: Bool
        var errors = FormErrors()
    }

    static func title(_ model: Model, _ t: Language) -> String {
        guard let test = model.test else {
            return t(
                "Quand essaie-t-on «\u{00A0}\(model.plan.title)\u{00A0}»\u{00A0}?",
                "When is “\(model.plan.title)” tested?")
        }
        return test.isHeld
            ? t("Qu’a montré l’essai du \(t.date(test.day))\u{00A0}?", "What did the test of \(t.date(test.day)) show?")
            : t("Essai prévu le \(t.date(test.day))", "Test planned on \(t.date(test.day))")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        guard model.mayManage, model.test?.isRemoved != true else { return reading(model, t) }
        let place = URLPath.Part(model.place.id)
        var view = FormView(
            title: title(model, t),
            lead: t(
                "Un essai compte pour l’objectif D2.O1.D s’il fait travailler des soignants ou des agents en mode dégradé. Une "
                    + "réunion, une restauration ou une bascule entre serveurs n’en est pas un.",
                "A test counts for objective D2.O1.D when care staff or others work in degraded mode. A meeting, a restore or "
                    + "a switch between servers is not one."),
            button: t("Enregistrer", "Save"),
            action: model.test.map { ContinuityURL.test(place, .init($0.id)).path }
                ?? ContinuityURL.testCreation(place, .init(model.plan.id)).path,
            back: ContinuityURL.plan(place, .init(model.plan.id)).path, errors: model.errors)
        if let test = model.test {
            view.others = [
                Action(
                    t("Retirer l’essai", "Remove the test"),
                    post: ContinuityURL.testRemoval(place, .init(test.id)).path,
                    style: .danger,
                    confirm: t(
                        "Retirer cet essai\u{00A0}? Il ne servira plus de preuve. Vous pourrez le rétablir.",
                        "Remove this test? It will no longer serve as a proof. You can restore it."))
            ]
        }
        return view.render(t, "\(planned(model, t))\(held(model, t))")
    }

    private static func planned(_ model: Model, _ t: Language) -> HTML {
        let place: HTML = when(
            model.places.count > 1,
            select(
                Field(t, "ou", label: t("Où", "Where"), error: model.errors["ou"], isRequired: true),
                model.places.map { Choice($0.id.text, $0.name) }, selected: model.typed.place,
                placeholder: t("Choisissez", "Choose")))
        return """
            \(fieldRow([
                dateField(
                    Field(t, "prevu", label: t("Prévu le", "Planned on"), error: model.errors["prevu"], isRequired: true),
                    value: model.typed.plannedOn), place,
            ]))\(textArea(
                Field(
                    t, "scenario", label: t("Scénario", "Scenario"),
                    hint: t("Ce qui s’arrête, où, pendant combien de temps.", "What stops, where, for how long."),
                    error: model.errors["scenario"], isRequired: true),
                value: model.typed.scenario, rows: 3, maxLength: 2000))\
            \(textField(
                Field(
                    t, "participants", label: t("Participants", "Participants"),
                    hint: t("Des fonctions, et combien.", "Functions, and how many."),
                    error: model.errors["participants"]), value: model.typed.participants, maxLength: 1000))
            """
    }

    private static func held(_ model: Model, _ t: Language) -> HTML {
        """
        \(dateField(
            Field(
                t, "tenu", label: t("Tenu le", "Held on"), hint: t("Vide tant qu’il est à venir.", "Empty while it is to come."),
                error: model.errors["tenu"]), value: model.typed.heldOn, maximum: model.today))\
        \(checkbox(
            Field(
                t, "terrain",
                label: t(
                    "Sur le terrain, avec des équipes au travail en mode dégradé",
                    "In the field, with teams at work in degraded mode"),
                error: model.errors["terrain"]), isChecked: model.typed.isInField))\
        \(textArea(
            Field(t, "constat", label: t("Ce qu’il a montré", "What it showed"), error: model.errors["constat"]),
            value: model.typed.shown, rows: 4, maxLength: 4000))\
        \(textArea(
            Field(
                t, "corriger", label: t("Ce qu’il faut corriger dans le plan", "What to correct in the plan"),
                error: model.errors["corriger"]), value: model.typed.toCorrect, rows: 3, maxLength: 4000))
        """
    }

    private static func reading(_ model: Model, _ t: Language) -> HTML {
        guard let test = model.test else { return HTML() }
        func entry(_ term: String, _ text: String) -> (term: String, value: HTML) {
            (term: term, value: text.isEmpty ? "–" : prose(text))
        }
        let undo =
            model.mayManage && test.isRemoved
            ? [
                Action(
                    t("Rétablir", "Restore"),
                    post: ContinuityURL.testRestoration(.init(model.place.id), .init(test.id)).path)
            ]
            : []
        let head = PageHead(
            title(model, t), lead: "\(test.planTitle), \(test.place.name).", actions: undo,
            state: StateWords.badge(test, on: model.today, t))
        return pageHead(t, head)
            + definitionList([
                entry(t("Scénario", "Scenario"), test.draft.scenario),
                entry(t("Participants", "Participants"), test.draft.participants),
                entry(t("Ce qu’il a montré", "What it showed"), test.draft.shown),
                entry(t("À corriger", "To correct"), test.draft.toCorrect),
            ])
    }
}

extension TestForm.Typed {
    init(_ test: PlanTest) {
        place = test.place.id.text
        plannedOn = test.draft.plannedOn
        heldOn = test.draft.heldOn
        isInField = test.draft.isInField
        scenario = test.draft.scenario
        participants = test.draft.participants
        shown = test.draft.shown
        toCorrect = test.draft.toCorrect
    }

    static func read(
        _ form: Site.Form, alone: Keeper?, today: Day, _ t: Language
    ) -> (typed: Self, draft: PlanTestDraft?, place: Organisation.ID?, errors: FormErrors) {
        var errors = FormErrors()
        var typed = Self()
        typed.place = alone?.id.text ?? form["ou"]
        typed.plannedOn = errors.day(form, "prevu", isRequired: true, in: t)
        typed.heldOn = errors.day(form, "tenu", in: t)
        typed.isInField = form["terrain"] == "oui"
        typed.scenario = form["scenario"]
        typed.participants = form["participants"]
        typed.shown = form["constat"]
        typed.toCorrect = form["corriger"]
        errors.require(typed.scenario, "scenario", limit: 2000, in: t)
        errors.bound(typed.participants, "participants", limit: 1000, in: t)
        errors.bound(typed.shown, "constat", limit: 4000, in: t)
        errors.bound(typed.toCorrect, "corriger", limit: 4000, in: t)
        if let day = typed.heldOn, day > today { errors.add(ContinuityError.inFuture.message(t), to: "tenu") }
        if typed.heldOn != nil, typed.shown.isEmpty {
            errors.add(
                t("Dites ce qu’il a montré, même si tout a tenu.", "Tell what it showed, even if all held."),
                to: "constat")
        }
        let place = Organisation.ID(typed.place)
        if place == nil { errors.add(t("Dites où il est tenu.", "Tell where it is held."), to: "ou") }
        guard errors.isEmpty, let planned = typed.plannedOn, let place else { return (typed, nil, nil, errors) }
        let draft = PlanTestDraft(
            plannedOn: planned, heldOn: typed.heldOn, isInField: typed.isInField, scenario: typed.scenario,
            participants: typed.participants, shown: typed.shown, toCorrect: typed.toCorrect)
        return (typed, draft, place, errors)
    }
}
