// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives

/// The views of the restart of one organisation.
enum RestartTabs: CaseIterable {
    case plans
    case steps
    case resources

    func title(_ t: Language) -> String {
        switch self {
        case .plans: t("Plans et tableaux", "Plans and boards")
        case .steps: t("Étapes", "Steps")
        case .resources: t("Équipes et moyens", "Teams and means")
        }
    }

    func path(_ organisation: Organisation.ID) -> URLPath {
        switch self {
        case .plans: RestartURL.home(.init(organisation)).path
        case .steps: RestartURL.steps(.init(organisation)).path
        case .resources: RestartURL.resources(.init(organisation)).path
        }
    }

    static func render(_ organisation: Organisation.ID, current: RestartTabs, _ t: Language) -> HTML {
        tabs(
            t,
            allCases.map { NavigationItem($0.title(t), href: $0.path(organisation), isCurrent: $0 == current) },
            label: t("Redémarrage", "Restart"))
    }
}

/// The views of one plan.
enum PlanTabs: CaseIterable {
    case plan
    case comparison
    case teams
    case reopenings

    func title(_ t: Language) -> String {
        switch self {
        case .plan: t("Le plan", "The plan")
        case .comparison: t("Et si…\u{00A0}?", "What if…?")
        case .teams: t("Fiches par équipe", "Sheets by team")
        case .reopenings: t("Ce qui rouvre, et quand", "What reopens, and when")
        }
    }

    func path(_ plan: RestartPlan) -> URLPath {
        let (place, base) = (URLPath.Part(plan.organisation), URLPath.Part(plan.base ?? plan.id))
        let own = URLPath.Part(plan.id)
        return switch self {
        case .plan: RestartURL.plan(place, own).path
        case .comparison: RestartURL.comparison(place, base).path
        case .teams: RestartURL.teamSheets(place, own).path
        case .reopenings: RestartURL.reopenings(place, own).path
        }
    }

    static func render(_ plan: RestartPlan, current: PlanTabs, _ t: Language) -> HTML {
        tabs(
            t, allCases.map { NavigationItem($0.title(t), href: $0.path(plan), isCurrent: $0 == current) },
            label: plan.title)
    }
}
