// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Organisations
import Primitives

/// The four pillars of the programme, in its own words, with what each feature offers under them.
enum Navigation {
    static func sections(for visit: Visit, at organisation: Organisation?) -> [NavigationSection] {
        let language = visit.language
        var entries = [
            MenuEntry(
                pillar: .governance, title: Phrase("Tableau de bord", "Dashboard"),
                href: organisation.map { SiteAddress.cockpit(.init($0.id)).path } ?? SiteAddress.home.path)
        ]
        entries += visit.house.features.flatMap { $0.menu(for: visit, at: organisation) }
        var sections = Pillar.allCases.compactMap { pillar -> NavigationSection? in
            let items = entries.filter { $0.pillar == pillar }.map { item($0, visit) }
            return items.isEmpty ? nil : NavigationSection(title(of: pillar)(language), items)
        }
        let own = visit.house.features.flatMap { $0.personalMenu(for: visit) }.map { item($0, visit) }
        if !own.isEmpty { sections.append(NavigationSection(language("Carène", "Carène"), own)) }
        return sections
    }

    static func title(of pillar: Pillar) -> Phrase {
        switch pillar {
        case .governance: Phrase("Gouvernance et résilience", "Governance and resilience")
        case .resources: Phrase("Ressources et mutualisation", "Resources and sharing")
        case .awareness: Phrase("Sensibilisation et formation", "Awareness and training")
        case .operations: Phrase("Sécurité opérationnelle", "Operational security")
        }
    }

    private static func item(_ entry: MenuEntry, _ visit: Visit) -> NavigationItem {
        let isHere = visit.path == entry.href.text || entry.area.contains { visit.path.hasPrefix($0) }
        return NavigationItem(entry.title(visit.language), href: entry.href, isCurrent: isHere, count: entry.count)
    }
}

extension Pillar {
    /// The pillar's name in the interface.
    public var title: Phrase { Navigation.title(of: self) }
}
