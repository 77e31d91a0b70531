// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Planning
import Primitives

/// The candidate actions as an organisation sees them: the shipped library, what the levels above changed in it, then what
/// the organisation itself changed or added.
struct ActionCatalogue: Sendable {
    struct Item: Sendable, Hashable {
        let action: CandidateAction
        /// As it is one level further: what a reset brings back. Nil for an action that nobody else knows.
        let former: CandidateAction?
        /// Who changed or wrote it: nil for the library as shipped.
        let origin: Origin?
    }

    struct Origin: Sendable, Hashable {
        let organisation: Organisation.ID
        let organisationName: String
        let isOwn: Bool
        let updatedBy: String
        let updatedAt: Instant
    }

    /// The library's order, then the own actions by identifier.
    let items: [Item]

    var actions: [CandidateAction] { items.map(\.action) }

    func item(_ id: String) -> Item? { items.first { $0.action.id == id } }

    /// - Parameter changes: from the root down to the organisation.
    init(_ library: ActionLibrary, changes: [ActionStore.Change]) {
        var items = library.actions.map { Item(action: $0, former: nil, origin: nil) }
        var places = Dictionary(items.enumerated().map { ($1.action.id, $0) }, uniquingKeysWith: { first, _ in first })
        var own: [Item] = []
        for change in changes {
            if let place = places[change.action.id] {
                items[place] = Item(action: change.action, former: items[place].action, origin: change.origin)
            } else {
                places[change.action.id] = items.count
                items.append(Item(action: change.action, former: nil, origin: change.origin))
            }
        }
        own = items.dropFirst(library.actions.count).sorted { $0.action.id < $1.action.id }
        self.items = items.prefix(library.actions.count) + own
    }

    static func read(for organisation: Organisation, in session: any Session) throws -> ActionCatalogue {
        ActionCatalogue(
            ShippedActions.library, changes: try ActionStore.changes(above: organisation.lineage, in: session))
    }
}
