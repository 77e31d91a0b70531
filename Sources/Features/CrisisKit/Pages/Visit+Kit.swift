// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

extension Visit {
    /// The organisation of the address, for somebody who may read its kit or keep it.
    func kitPlace(_ permission: Permission = CrisisKitPermissions.read) async throws -> Place {
        try await place(try identifier("organisation"), for: permission)
    }

    /// In a copy nobody does, and no button is shown that would be refused.
    func mayManageKit(_ lineage: Lineage) -> Bool {
        access.may(CrisisKitPermissions.manage, in: lineage) && !house.settings.isReadOnly
    }

    var secretKey: SecretKey { house.entrance.secretKey }

    /// The page around what was rendered, under the room's own crumb.
    func kitPage(
        _ title: String, at place: Place, trail: [Crumb] = [], status: Site.Status = .ok, _ main: HTML
    ) -> Reply {
        let t = language
        let room = Crumb(
            t("Mallette de crise", "Crisis kit"), href: CrisisKitURL.overview(.init(place.organisation.id)).path)
        return page(
            Page(
                title, at: place, trail: [room] + trail,
                printAudience: t("Diffusion restreinte aux cellules de crise", "Restricted to the crisis cells"),
                main: main), status: status)
    }
}

extension FormErrors {
    /// A day as the browser's calendar sends it; nil when absent or wrong, and then said beside the field.
    mutating func day(_ form: Site.Form, _ field: String, in t: Language) -> Day? {
        let typed = form[field]
        guard !typed.isEmpty else { return nil }
        guard let day = Day(text: typed), (1990...2200).contains(day.year) else {
            add(t("Cette date n’existe pas.", "This date does not exist."), to: field)
            return nil
        }
        return day
    }

    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}

/// The views of the room.
enum KitTab: Hashable {
    case overview
    case contacts
    case checks
    case entries(EntryKind)

    static let all: [KitTab] = [
        .overview, .contacts, .checks, .entries(.seat), .entries(.notification), .entries(.cutoff), .entries(.copy),
    ]

    func title(_ t: Language) -> String {
        switch self {
        case .overview: t("La mallette", "The kit")
        case .contacts: t("Contacts", "Contacts")
        case .checks: t("Essais d’appel", "Call checks")
        case .entries(let kind): kind.tab(t)
        }
    }

    func path(_ organisation: Organisation.ID) -> URLPath {
        switch self {
        case .overview: CrisisKitURL.overview(.init(organisation)).path
        case .contacts: CrisisKitURL.contacts(.init(organisation)).path
        case .checks: CrisisKitURL.checks(.init(organisation)).path
        case .entries(let kind): CrisisKitURL.entries(kind, .init(organisation)).path
        }
    }

    static func render(_ organisation: Organisation.ID, current: KitTab, _ t: Language) -> HTML {
        tabs(
            t,
            all.map { NavigationItem($0.title(t), href: $0.path(organisation), isCurrent: $0 == current) },
            label: t("Mallette de crise", "Crisis kit"))
    }
}
