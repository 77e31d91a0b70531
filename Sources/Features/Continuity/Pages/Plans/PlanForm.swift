// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Evidence
import Markup
import Organisations
import Primitives
import ServiceMaps
import Site

/// The form of a plan: who answers for it, what it covers, and its parts, each with what a reader expects.
enum PlanForm {
    struct Typed: Sendable {
        var kind = ""
        var title = ""
        var owner = ""
        var reviewOn: Day?
        var proof = ""
        var nodes: Set<String> = []
        var sections: [String: String] = [:]
        var changed = ""
    }

    struct Model: Sendable {
        let place: Organisation
        /// Nil for a new one.
        let plan: Plan?
        var typed: Typed
        /// What may be covered.
        let nodes: [PlacedNode]
        let attachments: [Plan.Attachment]
        var errors = FormErrors()

        var kind: PlanKind? { PlanKind(rawValue: typed.kind) }
    }

    static func title(_ model: Model, _ t: Language) -> String {
        if let plan = model.plan { return t("Modifier «\u{00A0}\(plan.title)\u{00A0}»", "Change “\(plan.title)”") }
        return model.kind.map { t("Écrire\u{00A0}: \($0.title(t))", "Write: \($0.title(t))") }
            ?? t("Quel plan écrivez-vous\u{00A0}?", "Which plan do you write?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        guard let kind = model.kind else { return choice(model, t) }
        let place = URLPath.Part(model.place.id)
        let view = FormView(
            title: title(model, t),
            lead: kind.title(t) + t("\u{00A0}: ", ": ") + kind.meaning(t) + ". "
                + t(
                    "Aucune partie n’est obligatoire\u{00A0}: écrivez ce que vous savez, le reste viendra.",
                    "No part is compulsory: write what you know, the rest will come."),
            button: t("Enregistrer", "Save"),
            action: model.plan.map { ContinuityURL.planEdition(place, .init($0.id)).path }
                ?? ContinuityURL.planCreation(place).path,
            back: model.plan.map { ContinuityURL.plan(place, .init($0.id)).path } ?? ContinuityURL.plans(place).path,
            errors: model.errors,
            hidden: [(name: "nature", value: kind.rawValue)]
                + (model.plan.map { [(name: "version", value: String($0.version))] } ?? []))
        return view.render(
            t, "\(identity(model, t))\(sections(kind, model, t))\(scope(kind, model, t))\(change(model, t))")
    }

    /// The first step: the kind decides the parts.
    private static func choice(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            title(model, t),
            lead: t(
                "Chaque plan a ses parties, avec ce qu’un lecteur s’attend à y trouver.",
                "Each plan has its parts, with what a reader expects to find."))
        let path = ContinuityURL.planCreation(.init(model.place.id)).path
        return pageHead(t, head)
            + sheet(
                t("Plans", "Plans"),
                itemsApart(
                    PlanKind.allCases.map { kind in
                        """
                        <h3><a href="\(path.with("nature", kind.rawValue))">\(kind.title(t))</a></h3>\
                        <p class="quiet">\(kind.meaning(t).capitalizedFirst).</p>
                        """
                    }))
    }

    private static func identity(_ model: Model, _ t: Language) -> HTML {
        """
        \(fieldRow([
            textField(
                Field(t, "titre", label: t("Titre", "Title"), error: model.errors["titre"], isRequired: true),
                value: model.typed.title, maxLength: 150),
            textField(
                Field(
                    t, "responsable", label: t("Tenu par", "Owner"),
                    hint: t("Une fonction.", "A function."), error: model.errors["responsable"]),
                value: model.typed.owner, maxLength: 200),
            dateField(
                Field(
                    t, "revoir-le", label: t("À revoir le", "To be reviewed on"),
                    hint: t("Après ce jour, il ne prouve plus rien.", "After this day it proves nothing."),
                    error: model.errors["revoir-le"]),
                value: model.typed.reviewOn),
        ]))\(select(
            Field(
                t, "document", label: t("Document du coffre des preuves", "Document of the vault"),
                hint: t("Facultatif, si le texte est déjà dans un fichier.", "Optional, if the text is a file already."),
                error: model.errors["document"]),
            model.attachments.map { Choice($0.id.text, $0.title) }, selected: model.typed.proof,
            placeholder: t("Aucun", "None")))
        """
    }

    private static func sections(_ kind: PlanKind, _ model: Model, _ t: Language) -> HTML {
        kind.sections.html { section in
            let name = "partie-\(section.key)"
            return textArea(
                Field(t, name, label: section.title(t), hint: section.guidance(t), error: model.errors[name]),
                value: model.typed.sections[section.key] ?? "", rows: 4, maxLength: 20_000)
        }
    }

    private static func scope(_ kind: PlanKind, _ model: Model, _ t: Language) -> HTML {
        guard kind.coversNodes, !model.nodes.isEmpty else { return HTML() }
        let choices = model.nodes.map { node in
            Choice(
                node.id.text, node.name,
                note: node.keeper == model.place.id
                    ? NodeWords.layer(node.layer, t) : "\(NodeWords.layer(node.layer, t)), \(node.keeperName)")
        }
        return disclosure(
            t("Ce que le plan couvre dans la cartographie", "What the plan covers on the map"),
            isOpen: !model.typed.nodes.isEmpty || model.errors["couvre"] != nil,
            "<div class=\"tick-grid\">\(checkboxGroup(Field(t, "couvre", label: t("Couvre", "Covers"), error: model.errors["couvre"]), choices, selected: model.typed.nodes))</div>"
        )
    }

    private static func change(_ model: Model, _ t: Language) -> HTML {
        guard model.plan != nil else { return HTML() }
        return textField(
            Field(
                t, "change", label: t("Ce qui change dans cette version", "What this version changes"),
                error: model.errors["change"]), value: model.typed.changed, maxLength: 1000)
    }
}

extension PlanForm.Typed {
    init(_ plan: Plan, _ version: PlanVersion, nodes: [PlacedNode.ID]) {
        kind = plan.kind.rawValue
        title = plan.title
        owner = plan.owner
        reviewOn = plan.reviewOn
        proof = plan.proof?.id.text ?? ""
        self.nodes = Set(nodes.map(\.text))
        sections = version.sections
        // What a draft changes is still being written; after an approval a new sentence begins.
        changed = version.approval == nil ? version.changed : ""
    }

    static func read(_ form: Site.Form, _ t: Language) -> (typed: Self, draft: PlanDraft?, errors: FormErrors) {
        var errors = FormErrors()
        var typed = Self()
        typed.kind = form["nature"]
        typed.title = form["titre"]
        typed.owner = form["responsable"]
        typed.proof = form["document"]
        typed.nodes = Set(form.all("couvre"))
        typed.changed = form["change"]
        typed.reviewOn = errors.day(form, "revoir-le", in: t)
        guard let kind = PlanKind(rawValue: typed.kind) else { return (typed, nil, errors) }
        for section in kind.sections {
            let text = form["partie-\(section.key)"]
            typed.sections[section.key] = text.isEmpty ? nil : text
            errors.bound(text, "partie-\(section.key)", limit: 20_000, in: t)
        }
        errors.require(typed.title, "titre", limit: 150, in: t)
        errors.bound(typed.owner, "responsable", limit: 200, in: t)
        errors.bound(typed.changed, "change", limit: 1000, in: t)
        guard errors.isEmpty else { return (typed, nil, errors) }
        let draft = PlanDraft(
            kind: kind, title: typed.title, owner: typed.owner, reviewOn: typed.reviewOn, proof: Proof.ID(typed.proof),
            nodes: kind.coversNodes ? typed.nodes.compactMap { PlacedNode.ID($0) } : [], sections: typed.sections,
            changed: typed.changed)
        return (typed, draft, errors)
    }
}
