// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// The page that asks where to move an organisation, then says what the move changes before it is done.
enum Move {
    struct Model: Sendable {
        let id: Organisation.ID
        let name: String
        /// Where it stands now; empty at the top of the tree.
        let parent: String
        var search = ""
        /// Nil until something was searched for.
        var candidates: [Candidate]?
        var plan: Plan?
        var errors = FormErrors()
    }

    struct Candidate: Sendable {
        let id: Organisation.ID
        let name: String
        let kind: Organisation.Kind
        let town: String
        let parent: String
    }

    /// A destination, and whose roles begin and end to count here.
    struct Plan: Sendable {
        let target: Organisation.ID
        let targetName: String
        let leaving: [String]
        let joining: [String]
    }

    static func title(_ model: Model, _ t: Language) -> String {
        t("Où déplacer «\u{00A0}\(model.name)\u{00A0}»\u{00A0}?", "Where should “\(model.name)” move?")
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let lead =
            model.parent.isEmpty
            ? t("Il est aujourd’hui au sommet.", "It stands at the top today.")
            : t("Il est aujourd’hui dans «\u{00A0}\(model.parent)\u{00A0}».", "It stands in “\(model.parent)” today.")
        let faults = model.errors.all.map { FieldError(name: $0.field, message: $0.message) }
        let head = pageHead(t, PageHead(title(model, t), lead: lead)) + errorSummary(t, faults)
        if let plan = model.plan { return head + confirmation(plan, model, t) }
        return head + search(model, t) + when(model.candidates) { results($0, model, t) }
    }

    private static func search(_ model: Model, _ t: Language) -> HTML {
        let field = textField(
            Field(
                t, "q", label: t("Nouvel emplacement", "New place"),
                hint: t(
                    "Un nom, une ville ou un numéro FINESS, parmi ce que vous administrez.",
                    "A name, a town or a FINESS number, among what you administer."), error: model.errors["q"]),
            value: model.search, maxLength: 200)
        let buttons: HTML = """
            \(submit(t("Chercher", "Search")))\
            \(buttonLink(t("Annuler", "Cancel"), href: EstablishmentURL.card(.init(model.id)).path))
            """
        return form(action: EstablishmentURL.move(.init(model.id)).path, method: .get, field + formActions(buttons))
    }

    private static func results(_ candidates: [Candidate], _ model: Model, _ t: Language) -> HTML {
        guard !candidates.isEmpty else {
            return emptyState(
                title: t("Aucun emplacement ne convient", "No place fits"),
                text: t(
                    "Seuls les emplacements qui peuvent l’accueillir sont proposés\u{00A0}: un GHT dans une "
                        + "région, un site dans une entité juridique.",
                    "Only places that can hold it are offered: a group in a region, a site in a legal entity."))
        }
        return sheet(
            t("Emplacements possibles", "Possible places"),
            table(
                t,
                Table(
                    caption: t("Emplacements possibles", "Possible places"), isCaptionHidden: true,
                    columns: [
                        Column(t("Nom", "Name")), Column(t("Nature", "Kind")), Column(t("Ville", "Town")),
                        Column(t("Rattaché à", "Under")),
                    ],
                    rows: candidates.map { candidate in
                        let href = EstablishmentURL.move(.init(model.id)).path
                            .with("q", model.search.isEmpty ? nil : model.search).with("vers", candidate.id.text)
                        return [
                            "<a href=\"\(href)\">\(candidate.name)</a>", "\(candidate.kind.title(t))",
                            "\(candidate.town)", "\(candidate.parent)",
                        ]
                    })))
    }

    private static func confirmation(_ plan: Plan, _ model: Model, _ t: Language) -> HTML {
        let path = EstablishmentURL.move(.init(model.id)).path
        var items: [(term: String, value: HTML)] = [(t("Nouvel emplacement", "New place"), "\(plan.targetName)")]
        if !plan.leaving.isEmpty {
            items.append((t("Ne le verront plus", "Will no longer see it"), holders(of: plan.leaving, t)))
        }
        if !plan.joining.isEmpty {
            items.append((t("Le verront, dans leur rôle", "Will see it, in their role"), holders(of: plan.joining, t)))
        }
        let kept = t(
            "Les rôles donnés ici même, les évaluations, et ce qui en dépend, qui suit.",
            "Roles given here, the assessments, and what is below, which follows.")
        items.append((t("Ne change pas", "Does not change"), "\(kept)"))
        let buttons: HTML = """
            \(submit(t("Déplacer ici", "Move here")))\
            \(buttonLink(t("Choisir un autre emplacement", "Choose another place"), href: path.with("q", model.search)))
            """
        return sheet(
            t("Ce que le déplacement change", "What the move changes"),
            definitionList(items)
                + form(
                    action: path, hidden: [("vers", plan.target.text), ("q", model.search)], formActions(buttons)))
    }

    /// A role counts on everything below the place where it was given.
    private static func holders(of places: [String], _ t: Language) -> HTML {
        let names = places.joined(separator: ", ")
        return "\(t("Les personnes qui ont un rôle sur \(names).", "People who hold a role on \(names)."))"
    }
}
