// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// The establishments themselves: who they are, where they stand in the tree, and how they come in from public files.
public struct EstablishmentsFeature: Feature {
    public let identifier = "establishments"
    private let shelf = RefusalShelf()

    public init() {}

    public var permissions: [Permission] { EstablishmentPermissions.all }

    public var routes: [Route] {
        let shelf = shelf
        let organisation = URLPath.Part.parameter("organisation")
        let (see, manage, load) = (
            Route.Gate.holding(EstablishmentPermissions.see), Route.Gate.holding(EstablishmentPermissions.manage),
            Route.Gate.holding(EstablishmentPermissions.load)
        )
        return [
            .get(EstablishmentURL.list, see, EstablishmentList.show),
            .get(EstablishmentURL.card(organisation), see, CardPage.show),
            .get(EstablishmentURL.edition(organisation), manage, EditionPage.show),
            .post(EstablishmentURL.edition(organisation), manage, EditionPage.save),
            .get(EstablishmentURL.addition(organisation), manage, AdditionPage.show),
            .post(EstablishmentURL.addition(organisation), manage, AdditionPage.save),
            .get(EstablishmentURL.move(organisation), manage, MovePage.show),
            .post(EstablishmentURL.move(organisation), manage, MovePage.save),
            .get(EstablishmentURL.closure(organisation), manage, ClosurePage.show),
            .post(EstablishmentURL.closure(organisation), manage, ClosurePage.close),
            .post(EstablishmentURL.reopening(organisation), manage, ClosurePage.reopen),
            .get(EstablishmentURL.imports(organisation), load, ImportPage.show),
            .post(EstablishmentURL.registerImport(organisation), load) {
                try await ImportPage.receive(.register, $0, shelf)
            },
            .post(EstablishmentURL.membershipImport(organisation), load) {
                try await ImportPage.receive(.memberships, $0, shelf)
            },
            .post(EstablishmentURL.activityImport(organisation), load) {
                try await ImportPage.receive(.activity, $0, shelf)
            },
            .get(EstablishmentURL.refusals(organisation, .parameter("rapport")), load) {
                try await RefusalsDownload.send($0, shelf)
            },
        ]
    }

    public func menu(for visit: Visit, at organisation: Organisation?) -> [MenuEntry] {
        guard visit.access.maySomewhere(EstablishmentPermissions.see) else { return [] }
        var area: [String] = []
        if let organisation {
            let part = URLPath.Part(organisation.id)
            area = [EstablishmentURL.card(part).path.text, EstablishmentURL.imports(part).path.text]
        }
        return [
            MenuEntry(
                pillar: .resources, title: Phrase("Établissements", "Establishments"),
                href: EstablishmentURL.list.path, area: area)
        ]
    }

    public func cockpit(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        try await EstablishmentCockpit.part(of: organisation, for: visit)
    }

    public func search(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        try await EstablishmentSearch.hits(text, for: visit)
    }
}
