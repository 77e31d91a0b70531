// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Recovery
import ServiceMaps
import Testing

@testable import Cartography

/// The map that the demonstration shows, and that other rooms refer to by code.
struct DemonstrationMapTests {
    private let map = ServiceMap(
        nodes: (DemonstrationMap.group + DemonstrationMap.support).map {
            MapNode(key: $0.code, name: $0.name, layer: $0.layer, kind: $0.kind, careClass: $0.careClass)
        },
        dependencies: DemonstrationMap.arrows.map {
            Dependency(from: $0.from, to: $0.to, kind: $0.kind, lag: $0.lag, isBootstrap: $0.isBootstrap)
        })

    @Test func `has no fault, and one circle that a bootstrap cuts`() {
        #expect(map.faults().isEmpty)
        #expect(map.nodes.count == 58)
        #expect(map.cycles().isEmpty)
        let circles = map.allCycles()
        #expect(circles.map(\.isCut) == [true])
        #expect(circles.map { Set($0.path) } == [["ad", "dns"]])
    }

    @Test func `every activity and service says what it stands on, and who answers for it`() {
        let said = Set(map.dependencies.map(\.from))
        for node in map.nodes where node.layer != .component { #expect(said.contains(node.key), "\(node.key)") }
        for draft in DemonstrationMap.group + DemonstrationMap.support {
            #expect(!draft.owner.isEmpty && !draft.description.isEmpty, "\(draft.code)")
            #expect(draft.layer == .component || draft.careClass != nil, "\(draft.code)")
        }
    }
}
