// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives

/// The views of the continuity of one organisation.
enum ContinuityTabs: CaseIterable {
    case overview
    case analyses
    case objectives
    case modes
    case sheets
    case plans
    case calendar
    case scopes

    func title(_ t: Language) -> String {
        switch self {
        case .overview: t("Tient-on\u{00A0}?", "Do we hold?")
        case .analyses: t("Bilans d’impact", "Impact analyses")
        case .objectives: t("Durées", "Durations")
        case .modes: t("Modes dégradés", "Degraded modes")
        case .sheets: t("Fiches réflexes", "Reflex sheets")
        case .plans: t("Plans", "Plans")
        case .calendar: t("Essais", "Tests")
        case .scopes: t("CaRE D2", "CaRE D2")
        }
    }

    func path(_ organisation: Organisation.ID) -> URLPath {
        let place = URLPath.Part(organisation)
        return switch self {
        case .overview: ContinuityURL.overview(place).path
        case .analyses: ContinuityURL.analyses(place).path
        case .objectives: ContinuityURL.objectives(place).path
        case .modes: ContinuityURL.modes(place).path
        case .sheets: ContinuityURL.sheets(place).path
        case .plans: ContinuityURL.plans(place).path
        case .calendar: ContinuityURL.calendar(place).path
        case .scopes: ContinuityURL.scopes(place).path
        }
    }

    func crumb(_ organisation: Organisation.ID, _ t: Language) -> Crumb {
        Crumb(title(t), href: path(organisation))
    }

    static func render(_ organisation: Organisation.ID, current: ContinuityTabs, _ t: Language) -> HTML {
        tabs(
            t,
            allCases.map { tab in
                NavigationItem(tab.title(t), href: tab.path(organisation), isCurrent: tab == current)
            }, label: t("Continuité", "Continuity"))
    }
}
