// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Gives coordinates to ordered rows.
struct LayoutDrawing {
    private let graph: MapGraph
    private let rows: LayoutRows
    private let order: LayoutOrder
    private let metrics: MapLayout.Metrics
    /// Of the centre of each item.
    private var centres: [Double]

    private static let passes = 8

    init(_ graph: MapGraph, _ rows: LayoutRows, _ order: LayoutOrder, _ metrics: MapLayout.Metrics) {
        self.graph = graph
        self.rows = rows
        self.order = order
        self.metrics = metrics
        centres = [Double](repeating: 0, count: order.items.count)
        for row in order.rows { place(row) { _ in 0 } }
        for pass in 0..<Self.passes {
            let isDown = pass % 2 == 0
            for row in isDown ? order.rows : order.rows.reversed() { align(row, with: !isDown) }
        }
        let left = order.rows.joined().map { centres[$0] - width(of: $0) / 2 }.min() ?? 0
        for item in centres.indices { centres[item] += metrics.margin - left }
    }

    private func width(of item: Int) -> Double { order.items[item].node == nil ? 0 : metrics.nodeWidth }

    private mutating func align(_ row: [Int], with isBelow: Bool) {
        let centres = centres
        let order = order
        place(row) { item in
            let others = order.neighbours(of: item, isBelow: isBelow).map { centres[$0] }.sorted()
            if others.isEmpty { return centres[item] }
            return (others[(others.count - 1) / 2] + others[others.count / 2]) / 2
        }
    }

    /// As near as possible to where each item of a row would like to be, in their order and without touching: least
    /// squares under an order, by pooling neighbours that are in each other's way (Ayer and others, 1955).
    private mutating func place(_ row: [Int], wish: (Int) -> Double) {
        var offsets: [Double] = []
        var offset = 0.0
        for (index, item) in row.enumerated() {
            if index > 0 { offset += (width(of: row[index - 1]) + width(of: item)) / 2 + metrics.gap }
            offsets.append(offset)
        }
        var pools: [(sum: Double, count: Int)] = []
        for (index, item) in row.enumerated() {
            pools.append((wish(item) - offsets[index], 1))
            while pools.count > 1 {
                let last = pools[pools.count - 1]
                let previous = pools[pools.count - 2]
                if previous.sum / Double(previous.count) <= last.sum / Double(last.count) { break }
                pools.removeLast()
                pools[pools.count - 1] = (previous.sum + last.sum, previous.count + last.count)
            }
        }
        var index = 0
        for pool in pools {
            for _ in 0..<pool.count {
                centres[row[index]] = pool.sum / Double(pool.count) + offsets[index]
                index += 1
            }
        }
    }

    private func top(_ row: Int) -> Double {
        metrics.margin + Double(row) * (metrics.nodeHeight + metrics.rowGap)
    }

    private func bottom(_ row: Int) -> Double { top(row) + metrics.nodeHeight }

    var layout: MapLayout {
        let nodes = graph.nodes.indices.map { node in
            MapLayout.Node(
                key: graph.nodes[node].key, x: centres[node] - metrics.nodeWidth / 2, y: top(rows.row[node]),
                width: metrics.nodeWidth, height: metrics.nodeHeight, row: rows.row[node])
        }
        let right = order.rows.joined().map { centres[$0] + width(of: $0) / 2 }.max() ?? 0
        let count = order.rows.count
        let height = count == 0 ? 0 : bottom(count - 1) + metrics.margin
        return MapLayout(
            nodes: nodes, edges: order.lines.map(edge), bands: bands(),
            width: count == 0 ? 0 : right + metrics.margin, height: height, crossings: order.crossings)
    }

    /// Each layer with half of the gaps around it.
    private func bands() -> [MapLayout.Band] {
        Layer.allCases.compactMap { layer in
            let mine = rows.rows.indices.filter { rows.rows[$0].layer == layer }
            guard let first = mine.first, let last = mine.last else { return nil }
            let from = first == 0 ? 0 : top(first) - metrics.rowGap / 2
            let end = last + 1 == rows.rows.count ? bottom(last) + metrics.margin : bottom(last) + metrics.rowGap / 2
            return MapLayout.Band(layer: layer, y: from, height: end - from)
        }
    }

    private func edge(_ line: LayoutOrder.Line) -> MapLayout.Edge {
        let points = points(line)
        return MapLayout.Edge(
            from: graph.nodes[line.from].key, to: graph.nodes[line.edge.other].key, kind: line.edge.kind,
            isBootstrap: line.edge.isBootstrap, isImplied: line.isImplied,
            points: line.goesDown ? points : points.reversed())
    }

    private func points(_ line: LayoutOrder.Line) -> [MapLayout.Point] {
        guard let first = line.items.first, let last = line.items.last else { return [] }
        let (upper, lower) = (order.items[first].row, order.items[last].row)
        if upper == lower {
            // Side by side: a loop below the row.
            let under = bottom(upper) + metrics.rowGap / 3
            return [
                .init(x: centres[first], y: bottom(upper)), .init(x: centres[first], y: under),
                .init(x: centres[last], y: under), .init(x: centres[last], y: bottom(upper)),
            ]
        }
        var points = [MapLayout.Point(x: centres[first], y: bottom(upper))]
        for item in line.items.dropFirst().dropLast() {
            let row = order.items[item].row
            points.append(.init(x: centres[item], y: top(row)))
            points.append(.init(x: centres[item], y: bottom(row)))
        }
        points.append(.init(x: centres[last], y: top(lower)))
        return points
    }
}
