// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives

/// The views of the governance of one organisation.
enum GovernanceTabs: CaseIterable {
    case appointments
    case committees
    case interpretations
    case indicators

    func title(_ t: Language) -> String {
        switch self {
        case .appointments: t("Nominations", "Appointments")
        case .committees: t("Instances et décisions", "Committees and decisions")
        case .interpretations: t("Précisions officielles", "Official interpretations")
        case .indicators: t("Indicateurs", "Indicators")
        }
    }

    func path(_ organisation: Organisation.ID) -> URLPath {
        let place = URLPath.Part(organisation)
        return switch self {
        case .appointments: GovernanceURL.appointments(place).path
        case .committees: GovernanceURL.committees(place).path
        case .interpretations: GovernanceURL.interpretations(place).path
        case .indicators: GovernanceURL.indicators(place).path
        }
    }

    func crumb(_ organisation: Organisation.ID, _ t: Language) -> Crumb {
        Crumb(title(t), href: path(organisation))
    }

    static func render(_ organisation: Organisation.ID, current: GovernanceTabs, _ t: Language) -> HTML {
        tabs(
            t,
            allCases.map { tab in
                NavigationItem(tab.title(t), href: tab.path(organisation), isCurrent: tab == current)
            }, label: t("Gouvernance", "Governance"))
    }
}
