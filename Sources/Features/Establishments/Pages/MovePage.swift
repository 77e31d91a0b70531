// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Site

/// Moving an organisation, with all that is below it, to another place of the tree.
enum MovePage {
    private static let shown = 20

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        var model = model(of: place)
        model.search = visit.query["q"] ?? ""
        if visit.query["vers"] != nil {
            guard let id = visit.query["vers"].flatMap({ Organisation.ID($0) }) else { throw Refusal.notFound }
            let target = try await visit.place(id, for: EstablishmentPermissions.manage)
            model.plan = plan(from: place, to: target)
        } else if !model.search.isEmpty {
            model.candidates = try await candidates(for: place.organisation, matching: model.search, visit)
        }
        return page(visit, place, model, status: .ok)
    }

    @Sendable
    static func save(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let place = try await place(visit)
        let t = visit.language
        var model = model(of: place)
        model.search = form["q"]
        guard let id: Organisation.ID = form.identifier("vers") else {
            model.errors.add(t("Choisissez d’abord un emplacement.", "Choose a place first."), to: "q")
            return page(visit, place, model, status: .unprocessable)
        }
        let target = try await visit.place(id, for: EstablishmentPermissions.manage)
        let moved = place.organisation
        do {
            try await visit.change { change in
                // Asked again where nothing else moves: either may have gone elsewhere since.
                let current = try visit.place(moved.id, for: EstablishmentPermissions.manage, in: change.session)
                guard isOpen(current, to: visit.access) else { throw Refusal.forbidden }
                _ = try visit.place(id, for: EstablishmentPermissions.manage, in: change.session)
                try OrganisationStore.move(moved.id, to: id, in: change)
            }
        } catch let error as OrganisationError {
            model.errors.add(error.message(t), to: "q")
            return page(visit, place, model, status: .unprocessable)
        }
        return .redirect(
            EstablishmentURL.card(.init(moved.id)).path,
            notice: t(
                "«\u{00A0}\(moved.name)\u{00A0}» est maintenant dans «\u{00A0}\(target.organisation.name)\u{00A0}».",
                "“\(moved.name)” now stands in “\(target.organisation.name)”."))
    }

    /// Moving takes an organisation away from those above: one must administer that place too, or the administrator of
    /// a member could take it out of the group alone.
    static func isOpen(_ place: Place, to access: Access) -> Bool {
        guard access.may(EstablishmentPermissions.manage, in: place.organisation.lineage) else { return false }
        return place.ancestors.last.map { access.may(EstablishmentPermissions.manage, in: $0.lineage) } ?? true
    }

    private static func place(_ visit: Visit) async throws -> Place {
        let place = try await visit.place(
            try visit.identifier("organisation"), for: EstablishmentPermissions.manage)
        guard isOpen(place, to: visit.access) else { throw Refusal.forbidden }
        return place
    }

    private static func model(of place: Place) -> Move.Model {
        Move.Model(
            id: place.organisation.id, name: place.organisation.name, parent: place.ancestors.last?.name ?? "")
    }

    /// What can hold the organisation, is not where it stands already, and is not itself inside of it.
    private static func candidates(
        for moved: Organisation, matching search: String, _ visit: Visit
    ) async throws -> [Move.Candidate] {
        // Read widely, because what cannot hold the organisation is left out afterwards.
        let query = OrganisationQuery(
            under: visit.access.scope(of: EstablishmentPermissions.manage), search: search, sort: .kind, limit: 500)
        let found = try await visit.read { session in try OrganisationStore.page(query, in: session) }
        return found.rows.lazy
            .filter { row in
                row.organisation.kind.canHold(moved.kind) && row.organisation.id != moved.parent
                    && !moved.lineage.contains(row.organisation.lineage)
            }
            .prefix(shown).map { row in
                Move.Candidate(
                    id: row.organisation.id, name: row.organisation.name, kind: row.organisation.kind,
                    town: row.organisation.town ?? "", parent: row.parentName ?? "")
            }
    }

    /// A role counts on everything below the place where it was given: the two chains above tell whose roles change.
    private static func plan(from place: Place, to target: Place) -> Move.Plan {
        let before = place.ancestors
        let after = target.ancestors + [target.organisation]
        return Move.Plan(
            target: target.organisation.id, targetName: target.organisation.name,
            leaving: before.filter { old in !after.contains { $0.id == old.id } }.map(\.name),
            joining: after.filter { new in !before.contains { $0.id == new.id } }.map(\.name))
    }

    private static func page(_ visit: Visit, _ place: Place, _ model: Move.Model, status: Status) -> Reply {
        let t = visit.language
        let trail = CardPage.trail(to: place, then: t("Déplacement", "Move"), t)
        return visit.page(
            Page(Move.title(model, t), at: place, trail: trail, main: Move.render(model, t)), status: status)
    }
}
