// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Primitives

/// An address by which a calendar program reads somebody's agenda.
struct CalendarFeed: Sendable, Hashable {
    typealias ID = Identifier<CalendarFeed>

    let id: ID
    /// Nil for everything that the person sees.
    let organisation: Organisation.ID?
    let organisationName: String?
    let isDiscreet: Bool
    let createdAt: Instant
    let lastUsedAt: Instant?
}

/// What a token opens: whose agenda, of which part of the tree, with the rights of this very moment.
struct OpenFeed: Sendable {
    let id: CalendarFeed.ID
    let access: Access
    let language: Language
    let lineages: [Lineage]
    /// Nil for everything that the person sees.
    let organisationName: String?
    let isDiscreet: Bool
    let lastUsedAt: Instant?

    /// Noted once an hour: programs ask far more often, and the page says no more than the day.
    func isDueForTouch(at now: Instant) -> Bool {
        guard let lastUsedAt else { return true }
        return now >= lastUsedAt.adding(seconds: 3600)
    }
}
