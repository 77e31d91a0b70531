// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

extension Visit {
    /// The organisation of the address, for somebody who may read its supervision or keep it.
    func watched(_ permission: Permission = SupervisionPermissions.read) async throws -> Place {
        try await place(try identifier("organisation"), for: permission)
    }

    func maySupervise(_ lineage: Lineage) -> Bool { access.may(SupervisionPermissions.manage, in: lineage) }

    /// A write of somebody who keeps the supervision of the place, the right asked again inside the transaction.
    func supervise<Value: Sendable>(
        _ place: Place, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change { change in
            _ = try self.place(place.organisation.id, for: SupervisionPermissions.manage, in: change.session)
            return try body(change)
        }
    }

    func supervisionPage(
        _ title: String, at place: Place, tab: SupervisionTabs, crumb: String? = nil, status: Site.Status = .ok,
        _ main: HTML
    ) -> Reply {
        let own = tab.crumb(place.organisation.id, language, isLast: crumb == nil)
        return page(
            Page(title, at: place, trail: [own] + (crumb.map { [Crumb($0)] } ?? []), main: main), status: status)
    }
}

/// The views of the supervision of one organisation.
enum SupervisionTabs: CaseIterable {
    case alerts
    case fleet
    case coverage
    case rules
    case filters
    case senders
    case hunt
    case notices

    func title(_ t: Language) -> String {
        switch self {
        case .alerts: t("Alertes", "Alerts")
        case .fleet: t("Parc", "Fleet")
        case .coverage: t("Couverture", "Coverage")
        case .rules: t("Règles", "Rules")
        case .filters: t("Filtres et silences", "Filters and silences")
        case .senders: t("Collecte", "Intake")
        case .hunt: t("Fouille de journaux", "Hunt in logs")
        case .notices: t("Avis", "Notices")
        }
    }

    func path(_ organisation: Organisation.ID) -> URLPath {
        let place = URLPath.Part(organisation)
        return switch self {
        case .alerts: SupervisionURL.alerts(place).path
        case .fleet: SupervisionURL.fleet(place).path
        case .coverage: SupervisionURL.coverage(place).path
        case .rules: SupervisionURL.rules(place).path
        case .filters: SupervisionURL.filters(place).path
        case .senders: SupervisionURL.senders(place).path
        case .hunt: SupervisionURL.hunt(place).path
        case .notices: SupervisionURL.notices(place).path
        }
    }

    func crumb(_ organisation: Organisation.ID, _ t: Language, isLast: Bool) -> Crumb {
        isLast ? Crumb(title(t)) : Crumb(title(t), href: path(organisation))
    }

    static func render(_ organisation: Organisation.ID, current: SupervisionTabs, _ t: Language) -> HTML {
        tabs(
            t,
            allCases.map { tab in
                NavigationItem(tab.title(t), href: tab.path(organisation), isCurrent: tab == current)
            }, label: t("Supervision", "Supervision"))
    }
}

extension FormErrors {
    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}
