// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives

/// The identity card of an organisation: what it is, where it stands, what it weighs, what is below.
enum Card {
    struct Model: Sendable {
        let id: Organisation.ID
        let name: String
        let kind: Organisation.Kind
        var isClosed = false
        var closedOn: Day?
        var finess = ""
        var code = ""
        var category = ""
        var town = ""
        var groupRole = ""
        /// From the root to just above; those outside of what the reader follows have no address.
        var above: [Crumb] = []
        /// Oldest first; of a group or a legal entity without its own, the sum of what is below.
        var activity: [YearOfActivity] = []
        var children: [Child] = []
        /// More below than are shown.
        var childrenTotal = 0
        var actions: [Action] = []
        /// Where to go when there is nothing below yet.
        var addition: Action?
    }

    struct YearOfActivity: Sendable, Hashable {
        let year: Int
        let weight: Double
    }

    /// An organisation directly below; in a group, a member.
    struct Child: Sendable {
        let id: Organisation.ID
        let name: String
        let kind: Organisation.Kind
        let town: String
        let finess: String
        let isClosed: Bool
        /// The latest combined activity known.
        let weight: Double?
    }

    static func render(_ model: Model, _ t: Language) -> HTML {
        let head = PageHead(
            model.name, lead: lead(model, t), actions: model.actions,
            state: model.isClosed ? StateBadge(.closed) : nil)
        let identity = sheet(t("Identité", "Identity"), definitionList(identity(model, t)))
        let right: HTML = when(!model.activity.isEmpty, activity(model, t))
        return pageHead(t, head)
            + (model.activity.isEmpty ? identity : columns(identity, right))
            + below(model, t)
    }

    private static func lead(_ model: Model, _ t: Language) -> String {
        let kind = model.kind.title(t)
        let place = model.town.isEmpty ? kind : t("\(kind) à \(model.town)", "\(kind) in \(model.town)")
        guard let parent = model.above.last else { return "\(place)." }
        return t("\(place), dans \(parent.title).", "\(place), in \(parent.title).")
    }

    private static func identity(_ model: Model, _ t: Language) -> [(term: String, value: HTML)] {
        var items: [(term: String, value: HTML)] = [(t("Nature", "Kind"), "\(model.kind.title(t))")]
        if !model.finess.isEmpty {
            items.append((t("Numéro FINESS", "FINESS number"), "<span class=\"code\">\(model.finess)</span>"))
        }
        if !model.code.isEmpty { items.append((t("Code", "Code"), "<span class=\"code\">\(model.code)</span>")) }
        if !model.category.isEmpty { items.append((t("Catégorie", "Category"), "\(model.category)")) }
        if !model.town.isEmpty { items.append((t("Ville", "Town"), "\(model.town)")) }
        if !model.above.isEmpty { items.append((t("Au-dessus", "Above"), path(model.above))) }
        if !model.groupRole.isEmpty { items.append((t("Rôle dans le GHT", "Role in the group"), "\(model.groupRole)")) }
        items.append((t("État", "State"), state(model, t)))
        return items
    }

    private static func state(_ model: Model, _ t: Language) -> HTML {
        guard model.isClosed else { return "\(t("Ouvert", "Open"))" }
        guard let day = model.closedOn else {
            return badge(t, .closed, t("Fermé, gardé pour l’historique", "Closed, kept for history"))
        }
        return badge(t, .closed, t("Fermé depuis le \(t.date(day))", "Closed since \(t.date(day))"))
    }

    private static func path(_ above: [Crumb]) -> HTML {
        above.enumerated().html { index, crumb in
            let separator: HTML = when(index > 0, " › ")
            guard let href = crumb.href else { return "\(separator)\(crumb.title)" }
            return "\(separator)<a href=\"\(href)\">\(crumb.title)</a>"
        }
    }

    /// The latest year as a figure with its line, and every year in a table.
    private static func activity(_ model: Model, _ t: Language) -> HTML {
        guard let last = model.activity.last else { return HTML() }
        let figure = Figure(
            t.weight(last.weight),
            meaning: t(
                "points d’activité combinée en \(String(last.year))",
                "points of combined activity in \(String(last.year))"),
            note: change(model.activity, t), spark: model.activity.map { $0.weight })
        let years = Table(
            caption: t("Activité combinée par année", "Combined activity by year"), isCaptionHidden: true,
            columns: [Column(t("Année", "Year")), Column(t("Activité", "Activity"), isNumber: true)],
            rows: model.activity.reversed().map { ["\(String($0.year))", "\(t.weight($0.weight))"] })
        return sheet(
            t("Activité", "Activity"),
            figures(t, [figure]) + disclosure(t("Voir les années", "Show the years"), table(t, years)))
    }

    private static func change(_ years: [YearOfActivity], _ t: Language) -> String {
        guard let last = years.last, let before = years.dropLast().last, before.weight > 0 else { return "" }
        let share = last.weight / before.weight - 1
        let words = (share > 0 ? "+" : "") + t.percent(share, 1)
        return t("\(words) depuis \(String(before.year))", "\(words) since \(String(before.year))")
    }
}
