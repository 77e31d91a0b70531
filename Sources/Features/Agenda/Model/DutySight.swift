// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Primitives
import Site

/// Who sees a duty.
extension Duty {
    /// It is entrusted to the person, or the person may read what it is about.
    ///
    /// An organisation outside of every role does not exist for the person: not even a duty that was once entrusted
    /// to them brings it back.
    func isVisible(to access: Access) -> Bool {
        guard access.sees(lineage) else { return false }
        return isEntrusted(to: access.account) || access.may(audience, in: lineage)
    }

    func isEntrusted(to account: Account.ID) -> Bool { owner == account }

    /// The next day that matters: a window that is not open yet first opens.
    func nextDay(after today: Day) -> Day {
        guard let from, from > today else { return day }
        return min(from, day)
    }
}

/// Reads what has its day, for one person.
enum DutySight {
    /// Eighteen months: beyond, dates are intentions.
    static let reach = 548

    static func duties(
        under lineages: [Lineage], for access: Access, today: Day, until: Day, in house: House
    ) async throws -> [Duty] {
        let asked = working(in: lineages, for: access)
        // Nobody's agenda: the features need not even be asked.
        guard !asked.isEmpty else { return [] }
        let all = try await house.duties(DutyScope(lineages: asked, today: today, until: until))
        return all.filter { $0.isVisible(to: access) }
    }

    /// Where the person works inside these parts of the tree. Officers of a region or of the nation follow establishments
    /// without owing their duties: computing those of three thousand establishments to show none would be waste.
    static func working(in lineages: [Lineage], for access: Access) -> [Lineage] {
        let own = access.grants.filter { $0.role != .regionalOfficer && $0.role != .nationalOfficer }.map(\.lineage)
        var tops: [Lineage] = []
        let found = lineages.flatMap { lineage in
            own.compactMap { $0.contains(lineage) ? lineage : lineage.contains($0) ? $0 : nil }
        }
        for lineage in found.sorted(by: { $0.text < $1.text }) where !tops.contains(where: { $0.contains(lineage) }) {
            tops.append(lineage)
        }
        return tops
    }
}
