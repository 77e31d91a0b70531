// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import ServiceMaps
import Site

extension Visit {
    /// The organisation of the address, for somebody who may read its map or keep it.
    func mapped(_ permission: Permission = CartographyPermissions.read) async throws -> Place {
        try await place(try identifier("organisation"), for: permission)
    }

    func mayKeepMap(_ lineage: Lineage) -> Bool { access.may(CartographyPermissions.manage, in: lineage) }

    /// The page around what was rendered, its own crumb last.
    func mapPage(
        _ title: String, at place: Place, under parents: [Crumb] = [], crumb: String, status: Site.Status = .ok,
        _ main: HTML
    ) -> Reply {
        page(Page(title, at: place, trail: parents + [Crumb(crumb)], main: main), status: status)
    }
}

/// The views of the map of one organisation.
enum CartographyTabs: CaseIterable {
    case drawing
    case elements
    case library
    case exchange

    /// The library and the exchanges only to those who keep the map; taking the map out stands with the list.
    static func shown(mayManage: Bool) -> [CartographyTabs] { mayManage ? allCases : [.drawing, .elements] }

    func title(_ t: Language) -> String {
        switch self {
        case .drawing: t("Carte", "Map")
        case .elements: t("Éléments", "Elements")
        case .library: t("Partir de la bibliothèque", "Start from the library")
        case .exchange: t("Charger un fichier", "Load a file")
        }
    }

    func path(_ organisation: Organisation.ID) -> URLPath {
        let place = URLPath.Part(organisation)
        return switch self {
        case .drawing: CartographyURL.map(place).path
        case .elements: CartographyURL.elements(place).path
        case .library: CartographyURL.library(place).path
        case .exchange: CartographyURL.exchange(place).path
        }
    }

    static func crumb(_ organisation: Organisation.ID, _ t: Language) -> Crumb {
        Crumb(t("Cartographie", "Service map"), href: drawing.path(organisation))
    }

    static func render(
        _ organisation: Organisation.ID, current: CartographyTabs, mayManage: Bool, _ t: Language
    ) -> HTML {
        tabs(
            t,
            shown(mayManage: mayManage).map { tab in
                NavigationItem(tab.title(t), href: tab.path(organisation), isCurrent: tab == current)
            }, label: t("Cartographie", "Service map"))
    }
}

extension FormErrors {
    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}
