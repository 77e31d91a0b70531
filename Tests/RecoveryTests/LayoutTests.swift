// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Recovery

@Suite("Drawing of a map")
struct LayoutTests {
    private func map(seed: UInt64, nodes: Int, edges: Int) -> ServiceMap {
        var chance = Chance(state: seed)
        let made = (0..<nodes).map { index in
            let key = "n\(index)"
            return index % 4 == 0 ? activity(key) : index % 4 == 1 ? service(key) : component(key)
        }
        let dependencies = (0..<edges).map { _ in
            Dependency(
                from: "n\(chance.below(nodes))", to: "n\(chance.below(nodes))",
                kind: Dependency.Kind.allCases[chance.below(3)], isBootstrap: chance.happens(5))
        }
        return ServiceMap(nodes: made, dependencies: dependencies)
    }

    @Test(arguments: [(1, 0), (3, 4), (20, 40), (60, 200), (200, 500)])
    func `No node covers another, and all are in the drawing`(nodes: Int, edges: Int) {
        let layout = map(seed: UInt64(nodes), nodes: nodes, edges: edges).layout()
        #expect(layout.nodes.count == nodes)
        for (index, one) in layout.nodes.enumerated() {
            #expect(one.x >= 0 && one.y >= 0)
            #expect(one.x + one.width <= layout.width && one.y + one.height <= layout.height)
            for other in layout.nodes.dropFirst(index + 1) where one.row == other.row {
                #expect(abs(one.x - other.x) >= one.width + 19)
            }
            for other in layout.nodes.dropFirst(index + 1) where one.row != other.row {
                #expect(abs(one.y - other.y) >= one.height)
            }
        }
    }

    @Test func `Layers lie one below the other, and what is needed below what needs it`() throws {
        let map = ServiceMap(
            nodes: [component("baie"), component("hyp"), service("dpi"), activity("urg")],
            dependencies: [
                Dependency(from: "hyp", to: "baie"), Dependency(from: "dpi", to: "hyp"),
                Dependency(from: "urg", to: "dpi"),
            ])
        let layout = map.layout()
        let heights = ["urg", "dpi", "hyp", "baie"].compactMap { key in layout.nodes.first { $0.key == key }?.y }
        #expect(heights == heights.sorted() && Set(heights).count == 4)
        #expect(layout.bands.map(\.layer) == [.activity, .service, .component])
        #expect(layout.crossings == 0)
    }

    @Test func `Lines go from border to border and around nodes`() throws {
        let layout = map(seed: 7, nodes: 60, edges: 160).layout()
        let nodes = Dictionary(layout.nodes.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for edge in layout.edges {
            let from = try #require(nodes[edge.from])
            let to = try #require(nodes[edge.to])
            let first = try #require(edge.points.first)
            let last = try #require(edge.points.last)
            #expect(abs(first.x - from.centre.x) < 1e-6 && (first.y == from.y || first.y == from.y + from.height))
            #expect(abs(last.x - to.centre.x) < 1e-6 && (last.y == to.y || last.y == to.y + to.height))
            // Where a line passes a row, no node stands.
            for point in edge.points.dropFirst().dropLast() {
                for node in layout.nodes where point.y >= node.y && point.y <= node.y + node.height {
                    #expect(point.x <= node.x || point.x >= node.x + node.width)
                }
            }
        }
    }

    @Test func `The same map gives the same drawing, and sorting rows leaves fewer crossings`() {
        let map = map(seed: 3, nodes: 50, edges: 80)
        #expect(map.layout() == map.layout())
        let graph = MapGraph(map)
        var order = LayoutOrder(graph, LayoutRows(graph, mostInRow: 10))
        order.reduceCrossings()
        let sorted = order.crossings
        #expect(map.layout().crossings == sorted)
    }

    @Test func `A line that others imply is told from them, and may be left out`() {
        let map = ServiceMap(
            nodes: [service("dpi"), component("bdd"), component("hyp"), component("ad"), component("dns")],
            dependencies: [
                Dependency(from: "dpi", to: "bdd"), Dependency(from: "bdd", to: "hyp"),
                Dependency(from: "dpi", to: "hyp"), Dependency(from: "dpi", to: "ad", kind: .needsData),
                Dependency(from: "bdd", to: "ad"), Dependency(from: "dns", to: "ad"),
                Dependency(from: "ad", to: "dns", isBootstrap: true),
            ])
        let whole = map.layout()
        #expect(whole.edges.filter(\.isImplied).map { [$0.from, $0.to] } == [["dpi", "hyp"]])
        #expect(map.layout(omitsImplied: true).edges.count == whole.edges.count - 1)
        // What is started before the other stands below it.
        let rows = Dictionary(whole.nodes.map { ($0.key, $0.row) }, uniquingKeysWith: { first, _ in first })
        #expect((rows["ad"] ?? 0) > (rows["dns"] ?? 9))
    }

    @Test func `Circles and empty maps are drawn too`() {
        let circle = ServiceMap(
            nodes: [component("a"), component("b")],
            dependencies: [
                Dependency(from: "a", to: "b"), Dependency(from: "b", to: "a"), Dependency(from: "a", to: "x"),
            ])
        #expect(circle.layout().edges.count == 2)
        #expect(ServiceMap().layout().nodes.isEmpty)
        #expect(ServiceMap().layout().height == 0)
    }
}
