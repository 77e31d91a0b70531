// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Organisations
import Persistence
import Primitives
import Site

/// Keeps what the indicators say each day, so that tomorrow can be compared with today.
///
/// Not in the journal: nobody did it, it measures what is already there.
enum IndicatorRecorder {
    private static let batch = 200

    static func keep(
        _ indicators: [Indicator], of organisation: Organisation.ID, in house: House, on day: Day
    ) async throws {
        var values: [String: Double] = [:]
        for indicator in indicators { values[indicator.id] = indicator.value }
        let kept = values
        try await house.database.write { session in
            try IndicatorStore.keep(kept, of: organisation, on: day, in: session)
        }
    }

    /// Every open organisation that has governance data or an assessment.
    static func keepAll(in house: House, on day: Day) async throws {
        let (followed, open) = try await house.database.read { session in
            let roots = try OrganisationStore.roots(in: session)
            let open = try roots.flatMap { root in
                try OrganisationStore.members(
                    of: root.lineage, kinds: Set(Organisation.Kind.allCases), in: session)
            }
            return (try IndicatorStore.followed(in: session), open)
        }
        // One establishment that fails does not keep the others from being measured; the day is tried again all the same.
        var failure: (any Error)?
        for start in stride(from: 0, to: open.count, by: batch) {
            let part = open[start..<min(start + batch, open.count)]
            let others = part.map(\.id).filter { !followed.contains($0) }
            let declared = Set(try await house.declarations(of: others).map(\.organisation))
            for organisation in part where followed.contains(organisation.id) || declared.contains(organisation.id) {
                try Task.checkCancellation()
                do {
                    let indicators = try await house.indicators(of: organisation)
                    try await keep(indicators, of: organisation.id, in: house, on: day)
                } catch {
                    failure = error
                }
            }
        }
        if let failure { throw failure }
    }
}
