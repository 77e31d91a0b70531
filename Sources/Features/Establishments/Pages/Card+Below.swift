// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives

extension Card {
    /// What stands directly below: the members of a group with what each weighs, the sites of a legal entity.
    ///
    /// Weights are shown where they are known, and always in a group, where their absence is something to put right.
    static func below(_ model: Model, _ t: Language) -> HTML {
        let isGroup = model.kind == .ght
        let title =
            isGroup
            ? t("Les membres du groupement", "The members of the group") : t("Ce qui en dépend", "What is below")
        guard !model.children.isEmpty else {
            // A site is the end of the tree: nothing is missing there.
            guard model.kind != .site else { return HTML() }
            return sheet(
                title,
                emptyState(
                    title: isGroup ? t("Aucun membre encore", "No member yet") : t("Rien encore", "Nothing yet"),
                    text: isGroup
                        ? t(
                            "Ajoutez les membres un à un, ou importez la liste du groupement.",
                            "Add the members one by one, or import the list of the group.")
                        : t("Aucun établissement n’en dépend.", "No establishment is below it."),
                    action: model.addition))
        }
        let isWeighed = isGroup || model.children.contains { $0.weight != nil }
        let rows = isWeighed ? members(model, title, t) : children(model, title, t)
        return sheet(title, table(t, rows) + more(model, t))
    }

    private static func children(_ model: Model, _ title: String, _ t: Language) -> Table {
        Table(
            caption: title, isCaptionHidden: true,
            columns: [
                Column(t("Nom", "Name")), Column(t("Nature", "Kind")), Column(t("Ville", "Town")), Column("FINESS"),
            ],
            rows: model.children.map { child in
                [
                    name(child, t), "\(child.kind.title(t))", "\(child.town)",
                    "<span class=\"code\">\(child.finess)</span>",
                ]
            })
    }

    /// The share of each member is what rules like "two thirds of the combined activity" are counted with.
    private static func members(_ model: Model, _ title: String, _ t: Language) -> Table {
        let total = model.children.reduce(0.0) { $0 + ($1.isClosed ? 0 : $1.weight ?? 0) }
        return Table(
            caption: title, isCaptionHidden: true,
            columns: [
                Column(t("Nom", "Name")), Column(t("Nature", "Kind")), Column(t("Ville", "Town")),
                Column(t("Activité combinée", "Combined activity"), isNumber: true),
                Column(t("Part du total", "Share of the total"), isNumber: true),
            ],
            rows: model.children.map { child in
                let weight = child.isClosed ? nil : child.weight
                return [
                    name(child, t), "\(child.kind.title(t))", "\(child.town)",
                    "\(weight.map { t.weight($0) } ?? t("inconnue", "unknown"))",
                    "\(share(of: weight, in: total, t))",
                ]
            })
    }

    private static func share(of weight: Double?, in total: Double, _ t: Language) -> String {
        guard let weight, total > 0 else { return "" }
        return t.percent(weight / total, 1)
    }

    private static func name(_ child: Child, _ t: Language) -> HTML {
        """
        <a href="\(EstablishmentURL.card(.init(child.id)).path)">\(child.name)</a>\
        \(when(child.isClosed, " \(badge(t, .closed))"))
        """
    }

    private static func more(_ model: Model, _ t: Language) -> HTML {
        let hidden = model.childrenTotal - model.children.count
        guard hidden > 0 else { return HTML() }
        return """
            <p class="quiet">\(t(
                "Et \(t.count(hidden, ("autre", "autres"), ("", "")))\u{00A0}: ", "And \(t.number(hidden)) more: "))\
            <a href="\(EstablishmentURL.list.path)">\(t("chercher dans la liste", "search the list"))</a></p>
            """
    }
}
