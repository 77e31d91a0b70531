// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The addresses by which a person's calendar programs read Carène: made, listed and ended here.
enum FeedsPage {
    struct Model: Sendable {
        let feeds: [CalendarFeed]
        let zone: TimeZoneRule
        /// Establishments that may be followed alone.
        let places: [Spot]
        var chosen: Organisation.ID?
        var isDiscreet = true
        var error: String?
        /// The whole address of a feed that was just made.
        var address: String?

        struct Spot: Sendable, Hashable {
            let id: Organisation.ID
            let name: String
        }
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        var model = try await model(visit, asked: visit.query["etablissement"].flatMap { Organisation.ID($0) })
        model.chosen = model.places.first { $0.id.text == visit.query["etablissement"] }?.id
        return page(model, visit)
    }

    @Sendable
    static func create(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let isDiscreet = form.has("discret")
        var organisation: Organisation.ID?
        if !form["etablissement"].isEmpty {
            guard let id = Organisation.ID(form["etablissement"]) else { throw Refusal.notFound }
            organisation = try await visit.place(id, for: AgendaPermissions.read).organisation.id
        }
        let (account, chosen) = (visit.access.account, organisation)
        do {
            let token = try await visit.change { change in
                try FeedStore.create(for: account, organisation: chosen, isDiscreet: isDiscreet, in: change)
            }
            var model = try await model(visit, asked: nil)
            model.address = visit.origin + AgendaURL.feed(.init(token.text)).path.full
            return page(model, visit)
        } catch let error as AgendaError {
            var model = try await model(visit, asked: chosen)
            (model.chosen, model.isDiscreet) = (chosen, isDiscreet)
            model.error = error.message(visit.language)
            return page(model, visit, .unprocessable)
        }
    }

    @Sendable
    static func revoke(_ visit: Visit) async throws -> Reply {
        let feed: CalendarFeed.ID = try visit.identifier("feed")
        let account = visit.access.account
        try await visit.change { try FeedStore.revoke(feed, of: account, in: $0) }
        let t = visit.language
        return .redirect(
            AgendaURL.feeds.path,
            notice: t(
                "L’abonnement est arrêté\u{00A0}: son adresse ne répond plus.",
                "The subscription is ended: its address answers no more."))
    }

    private static func model(_ visit: Visit, asked: Organisation.ID?) async throws -> Model {
        let account = visit.access.account
        let (feeds, path) = try await visit.read { session in
            (
                try FeedStore.list(of: account, in: session),
                try asked.map { try OrganisationStore.path(to: $0, in: session) }
            )
        }
        var places: [Model.Spot] = []
        if let place = path?.last, visit.access.may(AgendaPermissions.read, in: place.lineage) {
            places.append(Model.Spot(id: place.id, name: place.name))
        }
        for grant in visit.access.grants where !places.contains(where: { $0.id == grant.organisation }) {
            places.append(Model.Spot(id: grant.organisation, name: grant.organisationName))
        }
        return Model(feeds: feeds, zone: visit.zone, places: places)
    }

    private static func page(_ model: Model, _ visit: Visit, _ status: Status = .ok) -> Reply {
        let t = visit.language
        let title = t("Abonnements d’agenda", "Agenda subscriptions")
        let trail = [Crumb(t("Mon agenda", "My agenda"), href: AgendaURL.mine.path), Crumb(title)]
        return visit.page(Page(title, trail: trail, main: FeedsView.render(model, visit.language)), status: status)
    }
}
