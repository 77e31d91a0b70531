// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Planning
import Primitives

/// The numbers of a plan, in tables.
struct PlanTables {
    let snapshot: RoadmapSnapshot
    let reading: PlanReading
    let roadmap: Roadmap.ID
    let t: Language

    func link(_ action: Int) -> HTML {
        guard reading.problem.actions.indices.contains(action) else { return "–" }
        let key = reading.problem.actions[action].id
        return """
            <a href="\(RoadmapURL.explanation(.init(roadmap), .init(key)).path)">\(snapshot.title(of: action, t))</a>
            """
    }

    var byQuarter: HTML {
        let contributions = reading.contributions()
        return table(
            t,
            Table(
                caption: t("Actions du plan, par trimestre de début", "Actions of the plan, by quarter of start"),
                columns: [
                    Column(t("Action", "Action")), Column(t("Début", "Start"), isShort: true),
                    Column(t("Fin", "End"), isShort: true),
                    Column(t("Coût (estimation)", "Cost (estimate)"), isNumber: true),
                    Column(t("Jours (estimation)", "Days (estimate)"), isNumber: true),
                    Column(t("Écart comblé", "Gap closed"), isNumber: true),
                ],
                rows: reading.lines.map { line in
                    let action = reading.problem.actions[line.action]
                    return [
                        link(line.action), "\(snapshot.quarter(line.start).words(t))",
                        "\(snapshot.quarter(line.end).words(t))", "\(t.euros(reading.cost(line)))",
                        "\(t.decimal(action.effort.reduce(0, +), 0))", "\(share(contributions[line.action] ?? 0))",
                    ]
                }))
    }

    private func share(_ weight: Double) -> String {
        reading.total > 0 ? t.percent(weight / reading.total, 1) : "–"
    }

    var money: HTML {
        table(
            t,
            Table(
                caption: t("Budget et dépense prévue", "Budget and planned spending"), isCaptionHidden: true,
                columns: [
                    Column(t("Année", "Year")), Column(t("Budget", "Budget"), isNumber: true),
                    Column(t("Prévu", "Planned"), isNumber: true), Column(t("Reste", "Left"), isNumber: true),
                ],
                rows: reading.spending.enumerated().map { year, spent in
                    let budget = reading.problem.budgets.indices.contains(year) ? reading.problem.budgets[year] : 0
                    return [
                        "\(String(snapshot.year(year)))", "\(t.euros(budget))", "\(t.euros(spent))",
                        "\(t.euros(max(budget - spent, 0)))",
                    ]
                }))
    }

    var effort: HTML {
        table(
            t,
            Table(
                caption: t("Jours disponibles et jours prévus", "Available days and planned days"),
                isCaptionHidden: true,
                columns: [
                    Column(t("Compétence", "Skill")),
                    Column(t("Par trimestre", "Each quarter"), isNumber: true),
                    Column(t("Au plus", "At most"), isNumber: true),
                    Column(t("Charge", "Load"), isNumber: true),
                ],
                rows: reading.problem.skills.enumerated().map { index, name in
                    let title = Skill(rawValue: name)?.title(t) ?? name
                    let days = reading.effort.indices.contains(index) ? reading.effort[index] : []
                    let capacity =
                        reading.problem.capacity.indices.contains(index) ? reading.problem.capacity[index] : []
                    let available = capacity.reduce(0, +)
                    let load = available > 0 ? t.percent(days.reduce(0, +) / available) : "–"
                    return [
                        "\(title)", "\(t.decimal(capacity.first ?? 0, 0))", "\(t.decimal(days.max() ?? 0, 0))",
                        "\(load)",
                    ]
                }))
    }

    /// What the plan does not do, the most useful first.
    var leftOut: HTML {
        let kept = Set(reading.lines.map(\.action))
        let others = reading.problem.actions.indices.filter { !kept.contains($0) }.map { index in
            (index, worth: worth(of: index))
        }.sorted { ($1.worth, $0.0) < ($0.worth, $1.0) }
        guard !others.isEmpty else {
            return paragraph(
                t("Rien\u{00A0}: toutes les actions utiles y sont.", "Nothing: every useful action is in it."))
        }
        let count = t.count(
            others.count, ("action n’y est pas", "actions n’y sont pas"),
            ("action is not in it", "actions are not in it"))
        return """
            <p>\(t("\(count)\u{00A0}; voici celles qui combleraient le plus. Chacune dit pourquoi elle attend.",
                "\(count); here are those that would close the most. Each says why it waits."))</p>\
            \(items(others.prefix(8).map { link($0.0) }))
            """
    }

    private func worth(of action: Int) -> Double {
        let problem = reading.problem
        return problem.actions[action].closes.reduce(0) { sum, closing in
            problem.gaps.indices.contains(closing.gap)
                ? sum + problem.gaps[closing.gap].weight * min(max(closing.share, 0), 1) : sum
        }
    }
}
