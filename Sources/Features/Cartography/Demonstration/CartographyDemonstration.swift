// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site

/// The map of the fictional group: what it keeps for all, and what its support hospital uses. Everything is invented.
/// Objectives are not decided here: that is the impact analysis.
enum CartographyDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let group = try demonstration.organisation(.group)
        let support = try demonstration.organisation(.support)
        let author = demonstration.person(.rssi).map { Actor(account: $0.account.text, name: $0.name) } ?? .system
        let day = demonstration.today.adding(days: -85)
        try await house.database.change(by: author, at: day.startUTC.adding(seconds: 8 * 3600)) { change in
            try ServiceMapStore.apply(batch(of: DemonstrationMap.group), to: group, action: "map.begun", in: change)
        }
        try await house.database.change(by: author, at: day.startUTC.adding(seconds: 9 * 3600)) { change in
            var batch = batch(of: DemonstrationMap.support)
            var ends: [String: MapBatch.End] = [:]
            for entry in DemonstrationMap.support { ends[entry.code] = .added(code: entry.code) }
            for entry in DemonstrationMap.group {
                guard let node = try ServiceMapStore.node(code: entry.code, of: group.id, in: change.session) else {
                    throw ServiceMapError.notFound
                }
                ends[entry.code] = .present(node)
            }
            for arrow in DemonstrationMap.arrows {
                guard let from = ends[arrow.from], let to = ends[arrow.to] else { throw ServiceMapError.notFound }
                batch.links.append(
                    MapBatch.Link(
                        from: from, to: to, kind: arrow.kind, lag: arrow.lag, isBootstrap: arrow.isBootstrap))
            }
            try ServiceMapStore.apply(batch, to: support, action: "map.begun", in: change)
        }
    }

    private static func batch(of drafts: [NodeDraft]) -> MapBatch {
        var batch = MapBatch()
        batch.additions = drafts.map { MapBatch.Entry($0) }
        return batch
    }
}
