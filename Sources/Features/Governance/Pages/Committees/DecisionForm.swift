// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Markup
import Organisations
import Primitives
import Site

/// The page of a decision: its form for those who keep it, its words for those who read.
enum DecisionForm {
    struct Typed: Sendable {
        var committee = ""
        var decidedOn: Day?
        var text = ""
        var owner = ""
        var dueOn: Day?
        var state = Decision.State.todo.rawValue
        var note = ""
        var minutes = ""
    }

    struct Model: Sendable {
        let place: Organisation
        let decision: Decision?
        var typed: Typed
        var committees: [Committee] = []
        var minutes: [Appointment.Attachment] = []
        var vault: URLPath?
        var mayManage = true
        let today: Day
        var errors = FormErrors()
    }

    static func title(_ model: Model, _ t: Language) -> String {
        model.decision == nil
            ? t("Qu’a-t-on décidé\u{00A0}?", "What was decided?")
            : t("Décision\u{00A0}: qu’en est-il\u{00A0}?", "Decision: what came of it?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let place = URLPath.Part(model.place.id)
        guard model.mayManage else { return reading(model, t) }
        let view = FormView(
            title: title(model, t),
            lead: t(
                "Une décision sans échéance n’est jamais en retard\u{00A0}: donnez-lui un jour.",
                "A decision without a due day is never late: give it one."),
            button: t("Enregistrer", "Save"),
            action: model.decision.map { GovernanceURL.decision(place, .init($0.id)).path }
                ?? GovernanceURL.decisionCreation(place).path,
            back: GovernanceURL.committees(place).path, errors: model.errors)
        return view.render(t, "\(what(model, t))\(who(model, t))\(outcome(model, t))")
    }

    private static func what(_ model: Model, _ t: Language) -> HTML {
        """
        \(textArea(
            Field(t, "texte", label: t("Décision", "Decision"), error: model.errors["texte"], isRequired: true),
            value: model.typed.text, rows: 3, maxLength: 1000))\
            \(fieldRow([
            select(
                Field(t, "instance", label: t("Instance", "Committee"), error: model.errors["instance"], isRequired: true),
                model.committees.map { Choice($0.id.text, $0.name) }, selected: model.typed.committee,
                placeholder: model.committees.count == 1 ? nil : t("Choisissez", "Choose")),
            dateField(
                Field(t, "date", label: t("Décidée le", "Decided on"), error: model.errors["date"], isRequired: true),
                value: model.typed.decidedOn, maximum: model.today),
        ]))
        """
    }

    private static func who(_ model: Model, _ t: Language) -> HTML {
        fieldRow([
            textField(
                Field(
                    t, "responsable", label: t("Confiée à", "In the charge of"),
                    hint: t("Une personne ou une fonction.", "A person or a function."),
                    error: model.errors["responsable"]),
                value: model.typed.owner, maxLength: 200),
            dateField(
                Field(t, "echeance", label: t("Échéance", "Due"), error: model.errors["echeance"]),
                value: model.typed.dueOn),
        ])
    }

    private static func outcome(_ model: Model, _ t: Language) -> HTML {
        let link: HTML = when(model.vault) {
            "<p><a href=\"\($0)\">\(t("Déposer le compte rendu dans le coffre des preuves", "Put the minutes into the vault"))</a></p>"
        }
        return """
            \(radioGroup(
                Field(t, "etat", label: t("Où en est-elle\u{00A0}?", "Where does it stand?"), error: model.errors["etat"]),
                Decision.State.allCases.map { Choice($0.rawValue, $0.title(t)) }, selected: model.typed.state))\
                \(textArea(
                Field(t, "suivi", label: t("Note de suivi", "Follow-up note"), error: model.errors["suivi"]),
                value: model.typed.note, rows: 3, maxLength: 2000))\
                \(select(
                Field(
                    t, "compte-rendu", label: t("Compte rendu", "Minutes"),
                    hint: t("Un compte rendu du coffre des preuves.", "Minutes from the vault."),
                    error: model.errors["compte-rendu"]),
                model.minutes.map { Choice($0.id.text, $0.title) }, selected: model.typed.minutes,
                placeholder: t("Aucun", "None")))\(link)
            """
    }

    private static func reading(_ model: Model, _ t: Language) -> HTML {
        guard let one = model.decision else { return HTML() }
        let head = PageHead(
            title(model, t),
            lead: t(
                "\(one.committeeName), le \(t.date(one.decidedOn)).", "\(one.committeeName), \(t.date(one.decidedOn))."),
            state: DecisionTable.state(one, model.today, t))
        return pageHead(t, head) + prose(one.text)
            + definitionList([
                (
                    term: t("Confiée à", "In the charge of"),
                    value: "\(one.owner.isEmpty ? t("personne encore", "nobody yet") : one.owner)"
                ),
                (term: t("Échéance", "Due"), value: "\(one.dueOn.map { t.date($0) } ?? t("aucune", "none"))"),
                (term: t("Suivi", "Follow-up"), value: one.note.isEmpty ? "–" : prose(one.note)),
                (term: t("Compte rendu", "Minutes"), value: "\(one.minutes?.title ?? "–")"),
            ])
    }
}

extension DecisionForm.Typed {
    init(_ decision: Decision) {
        committee = decision.committee.text
        decidedOn = decision.decidedOn
        text = decision.text
        owner = decision.owner
        dueOn = decision.dueOn
        state = decision.state.rawValue
        note = decision.note
        minutes = decision.minutes?.id.text ?? ""
    }

    static func read(
        _ form: Site.Form, today: Day, _ t: Language
    ) -> (typed: Self, draft: DecisionDraft?, errors: FormErrors) {
        var errors = FormErrors()
        var typed = Self()
        typed.committee = form["instance"]
        typed.text = form["texte"]
        typed.owner = form["responsable"]
        typed.state = form["etat"]
        typed.note = form["suivi"]
        typed.minutes = form["compte-rendu"]
        errors.require(typed.text, "texte", limit: 1000, in: t)
        let committee = Committee.ID(typed.committee)
        if committee == nil { errors.add(t("Choisissez l’instance.", "Choose the committee."), to: "instance") }
        typed.decidedOn = errors.day(form, "date", isRequired: true, in: t)
        if let day = typed.decidedOn, day > today { errors.add(GovernanceError.inFuture.message(t), to: "date") }
        errors.bound(typed.owner, "responsable", limit: 200, in: t)
        typed.dueOn = errors.day(form, "echeance", in: t)
        if let decided = typed.decidedOn, let due = typed.dueOn, due < decided {
            errors.add(GovernanceError.dueBeforeDecision.message(t), to: "echeance")
        }
        let state = Decision.State(rawValue: typed.state)
        if state == nil { errors.add(t("Choisissez un état.", "Choose a state."), to: "etat") }
        errors.bound(typed.note, "suivi", limit: 2000, in: t)
        guard errors.isEmpty, let committee, let decided = typed.decidedOn, let state else {
            return (typed, nil, errors)
        }
        let draft = DecisionDraft(
            committee: committee, decidedOn: decided, text: typed.text, owner: typed.owner, dueOn: typed.dueOn,
            state: state, note: typed.note, minutes: Proof.ID(typed.minutes))
        return (typed, draft, errors)
    }
}
