// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import ServiceMaps
import Site

/// The form of a degraded mode, new or to change.
enum ModeForm {
    /// What was typed, as typed.
    struct Typed: Sendable {
        var node = ""
        var draft = DegradedModeDraft()
        var endurance = ""
        var outcome = ""
    }

    struct Model: Sendable {
        let place: Organisation
        /// Nil for a new one.
        let mode: DegradedMode?
        var typed: Typed
        /// The activities kept here.
        let activities: [PlacedNode]
        let today: Day
        var errors = FormErrors()
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.mode.map {
            t(
                "\($0.name)\u{00A0}: comment fait-on sans informatique\u{00A0}?",
                "\($0.name): how does one do without computers?")
        }
            ?? t("Comment fait-on sans informatique\u{00A0}?", "How does one do without computers?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        let view = FormView(
            title: title(model, t),
            lead: t(
                "Écrivez-le avec ceux qui le feront. La durée est celle après laquelle on ne sait plus tenir, pas celle qu’on "
                    + "espère.",
                "Write it with those who will do it. The duration is that after which one can no longer hold, not the one "
                    + "hoped for."),
            button: t("Enregistrer", "Save"),
            action: model.mode.map { ContinuityURL.modeEdition(place, .init($0.id)).path }
                ?? ContinuityURL.modeCreation(place).path,
            back: model.mode.map { ContinuityURL.mode(place, .init($0.id)).path } ?? ContinuityURL.modes(place).path,
            errors: model.errors)
        return view.render(t, "\(what(model, t))\(needs(model, t))\(limits(model, t))\(trial(model, t))")
    }

    private static func what(_ model: Model, _ t: Language) -> HTML {
        """
        \(fieldRow([
            select(
                Field(
                    t, "activite", label: t("Activité", "Activity"), error: model.errors["activite"], isRequired: true),
                model.activities.map { Choice($0.id.text, $0.name) }, selected: model.typed.node,
                placeholder: t("Choisissez", "Choose")),
            textField(
                Field(
                    t, "unite", label: t("Partie de l’activité", "Part of the activity"),
                    hint: t("Seulement si elle ne travaille pas comme le reste.", "Only if it does not work like the rest."),
                    error: model.errors["unite"]),
                value: model.typed.draft.unit, maxLength: 150),
        ]))\(textArea(
            Field(
                t, "travail", label: t("Ce qu’on fait sans informatique", "What is done without computers"),
                error: model.errors["travail"], isRequired: true),
            value: model.typed.draft.work, rows: 6, maxLength: 4000))
        """
    }

    private static func needs(_ model: Model, _ t: Language) -> HTML {
        let draft = model.typed.draft
        func area(_ name: String, _ label: String, _ hint: String, _ value: String) -> HTML {
            textArea(
                Field(t, name, label: label, hint: hint, error: model.errors[name]), value: value, rows: 2,
                maxLength: 1000)
        }
        return fieldRow([
            area(
                "papier", t("Papier", "Paper"),
                t(
                    "Formulaires, étiquettes, registres, et où ils sont.",
                    "Forms, labels, registers, and where they are."), draft.paper),
            area(
                "telephones", t("Téléphones", "Telephones"),
                t("Postes hors réseau, portables, porteurs.", "Lines off the network, mobiles, runners."),
                draft.telephones),
            area(
                "personnel", t("Personnel", "Staff"),
                t("Combien, avec quelles compétences.", "How many, with which skills."), draft.staff),
            area(
                "stock", t("Stocks", "Stocks"),
                t(
                    "Médicaments, dispositifs, consommables, pour combien de temps.",
                    "Drugs, devices, consumables, for how long."), draft.stock),
        ])
    }

    private static func limits(_ model: Model, _ t: Language) -> HTML {
        let draft = model.typed.draft
        return """
            \(fieldRow([
                durationField(
                    Field(
                        t, "tient", label: t("Tient combien de temps\u{00A0}?", "How long does it hold?"),
                        hint: t(
                            "36 h, 3 j. Écrivez 0 s’il n’y a pas de mode dégradé, rien si on ne sait pas.",
                            "36 h, 3 d. Write 0 if there is none, nothing if not known."),
                        error: model.errors["tient"]),
                    value: model.typed.endurance),
                textField(
                    Field(
                        t, "fin", label: t("Pourquoi cela finit", "Why it ends"),
                        hint: t("Fatigue, stock, erreurs, file d’attente.", "Fatigue, stock, mistakes, queues."),
                        error: model.errors["fin"]),
                    value: draft.endsBecause, maxLength: 1000),
            ]))\(fieldRow([
                textField(
                    Field(
                        t, "renfort", label: t("Renfort nécessaire", "Extra staff needed"),
                        error: model.errors["renfort"]), value: draft.extraStaff, maxLength: 1000),
                textField(
                    Field(
                        t, "bascule", label: t("Qui décide d’y passer", "Who switches to it"),
                        hint: t("Une fonction, jour et nuit.", "A function, day and night."),
                        error: model.errors["bascule"]), value: draft.switchedBy, maxLength: 200),
            ]))\(textArea(
                Field(
                    t, "retour", label: t("Retour à la normale", "Back to normal"),
                    hint: t("Ce qu’on ressaisit, qui, avec quel contrôle.", "What is entered again, by whom, checked how."),
                    error: model.errors["retour"]), value: draft.back, rows: 3, maxLength: 2000))
            """
    }

    private static func trial(_ model: Model, _ t: Language) -> HTML {
        """
        \(fieldRow([
            dateField(
                Field(t, "essaye", label: t("Essayé le", "Tried on"), error: model.errors["essaye"]),
                value: model.typed.draft.triedOn, maximum: model.today),
            select(
                Field(t, "resultat", label: t("Résultat", "Result"), error: model.errors["resultat"]),
                DegradedMode.Outcome.allCases.map { Choice($0.rawValue, StateWords.title($0, t)) },
                selected: model.typed.outcome, placeholder: t("Jamais essayé", "Never tried")),
        ]))\(textArea(
            Field(t, "constat", label: t("Ce que l’essai a montré", "What the trial showed"), error: model.errors["constat"]),
            value: model.typed.draft.shown, rows: 3, maxLength: 2000))
        """
    }
}

extension ModeForm.Typed {
    init(_ mode: DegradedMode) {
        node = mode.node.text
        draft = mode.draft
        endurance = Duration.typed(mode.draft.endurance)
        outcome = mode.draft.outcome?.rawValue ?? ""
    }

    static func read(_ form: Site.Form, today: Day, _ t: Language) -> (typed: Self, errors: FormErrors) {
        var errors = FormErrors()
        var typed = Self()
        typed.node = form["activite"]
        typed.endurance = form["tient"]
        typed.outcome = form["resultat"]
        typed.draft = DegradedModeDraft(
            unit: form["unite"], work: form["travail"], paper: form["papier"], telephones: form["telephones"],
            staff: form["personnel"], stock: form["stock"], endurance: errors.duration(form, "tient", in: t),
            endsBecause: form["fin"], extraStaff: form["renfort"], switchedBy: form["bascule"], back: form["retour"],
            triedOn: errors.day(form, "essaye", in: t), outcome: DegradedMode.Outcome(rawValue: typed.outcome),
            shown: form["constat"])
        errors.bound(typed.draft.unit, "unite", limit: 150, in: t)
        errors.require(typed.draft.work, "travail", limit: 4000, in: t)
        for (name, text) in [
            ("papier", typed.draft.paper), ("telephones", typed.draft.telephones), ("personnel", typed.draft.staff),
            ("stock", typed.draft.stock), ("fin", typed.draft.endsBecause), ("renfort", typed.draft.extraStaff),
        ] {
            errors.bound(text, name, limit: 1000, in: t)
        }
        errors.bound(typed.draft.switchedBy, "bascule", limit: 200, in: t)
        errors.bound(typed.draft.back, "retour", limit: 2000, in: t)
        errors.bound(typed.draft.shown, "constat", limit: 2000, in: t)
        if let day = typed.draft.triedOn, day > today {
            errors.add(ContinuityError.inFuture.message(t), to: "essaye")
        }
        if typed.draft.triedOn != nil, typed.draft.outcome == nil {
            errors.add(t("Dites ce qu’a donné l’essai.", "Tell how the trial went."), to: "resultat")
        }
        if typed.draft.triedOn == nil, typed.draft.outcome != nil, errors["essaye"] == nil {
            errors.add(t("Dites quel jour.", "Tell on which day."), to: "essaye")
        }
        return (typed, errors)
    }
}
