// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Primitives
import Site

/// The indicators of an organisation with their past, read once for the pages that show them.
enum IndicatorReading {
    /// How far back the pages look.
    static let depth = 400

    static func followed(of organisation: Organisation, for visit: Visit) async throws -> [FollowedIndicator] {
        let indicators = try await visit.house.indicators(of: organisation)
        let day = visit.today
        // The first look of the day by somebody in charge keeps the values, where no server ran at night to do it.
        if visit.mayManage(organisation.lineage) {
            let isKept = try await visit.read { session in
                try IndicatorStore.isKept(of: organisation.id, on: day, in: session)
            }
            if !isKept { try await IndicatorRecorder.keep(indicators, of: organisation.id, in: visit.house, on: day) }
        }
        let (history, targets) = try await visit.read { session in
            (
                try IndicatorStore.history(of: organisation.id, since: day.adding(days: -depth), in: session),
                try IndicatorStore.targets(of: organisation.id, in: session)
            )
        }
        return FollowedIndicator.all(indicators, history, targets)
    }
}
