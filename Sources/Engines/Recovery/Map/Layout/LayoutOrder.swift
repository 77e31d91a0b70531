// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The order of each row from the left, with the places where lines pass through the row.
struct LayoutOrder {
    /// A node, or a place where a line passes.
    struct Item {
        let node: Int?
        let row: Int
    }

    /// A line between two rows, through an item of each row between them; from above to below.
    struct Line {
        let from: Int
        let edge: MapGraph.Edge
        let items: [Int]
        /// Whether the node that needs stands above.
        let goesDown: Bool
        let isImplied: Bool
    }

    private(set) var items: [Item]
    private(set) var rows: [[Int]]
    private(set) var lines: [Line] = []
    /// Of each item in the rows next to its own.
    private var above: [[Int]]
    private var below: [[Int]]
    private(set) var crossings = 0

    /// Beyond so many places, long lines go straight: a drawing as dense as that shows nothing anyway.
    private static let mostPlaces = 20_000
    private static let sweeps = 24

    /// - Parameter omitsImplied: leaves out the lines that others imply.
    init(_ graph: MapGraph, _ layout: LayoutRows, omitsImplied: Bool = false) {
        items = graph.nodes.indices.map { Item(node: $0, row: layout.row[$0]) }
        rows = layout.rows.map(\.nodes)
        above = [[Int]](repeating: [], count: graph.nodes.count)
        below = above
        let implied = ImpliedNeeds(graph)
        for from in graph.nodes.indices {
            for edge in graph.needs[from] {
                let isImplied = implied.contains(edge, of: from)
                if omitsImplied, isImplied { continue }
                let goesDown = layout.row[from] <= layout.row[edge.other]
                let (top, bottom) = goesDown ? (from, edge.other) : (edge.other, from)
                addLine(from: from, edge, top: top, bottom: bottom, goesDown: goesDown, isImplied: isImplied)
            }
        }
    }

    private mutating func addLine(
        from: Int, _ edge: MapGraph.Edge, top: Int, bottom: Int, goesDown: Bool, isImplied: Bool
    ) {
        var path = [top]
        let between = (items[top].row + 1)..<max(items[top].row + 1, items[bottom].row)
        if items.count + between.count < Self.mostPlaces {
            for row in between {
                let place = items.count
                items.append(Item(node: nil, row: row))
                above.append([])
                below.append([])
                rows[row].append(place)
                path.append(place)
            }
        }
        path.append(bottom)
        for (upper, lower) in zip(path, path.dropFirst()) where items[upper].row + 1 == items[lower].row {
            below[upper].append(lower)
            above[lower].append(upper)
        }
        lines.append(Line(from: from, edge: edge, items: path, goesDown: goesDown, isImplied: isImplied))
    }

    /// Sorts each row by the middle of its neighbours, down and up again and again; the best order seen stays.
    mutating func reduceCrossings() {
        var best = rows
        crossings = countCrossings()
        for sweep in 0..<Self.sweeps where crossings > 0 {
            if sweep % 2 == 0 {
                for row in rows.indices.dropFirst() { sort(row, by: above, of: row - 1) }
            } else {
                for row in rows.indices.dropLast().reversed() { sort(row, by: below, of: row + 1) }
            }
            let count = countCrossings()
            if count < crossings {
                crossings = count
                best = rows
            }
        }
        rows = best
    }

    private mutating func sort(_ row: Int, by neighbours: [[Int]], of other: Int) {
        var places: [Int: Int] = [:]
        for (place, item) in rows[other].enumerated() { places[item] = place }
        // What has no neighbour there stays where it is, relative to the middle of the row.
        let scale = Double(max(1, rows[other].count)) / Double(max(1, rows[row].count))
        let keyed = rows[row].enumerated().map { offset, item in
            let found = neighbours[item].compactMap { places[$0] }
            let key =
                found.isEmpty ? Double(offset) * scale : Double(found.reduce(0, +)) / Double(found.count)
            return (key: key, offset: offset, item: item)
        }
        rows[row] = keyed.sorted { ($0.key, $0.offset) < ($1.key, $1.offset) }.map(\.item)
    }

    /// Between each row and the next: lines in the order of their upper ends cross where lower ends go back, which a
    /// tree of sums counts (Barth, Jünger and Mutzel, 2002).
    private func countCrossings() -> Int {
        var count = 0
        for (row, items) in rows.enumerated() where row + 1 < rows.count {
            var places: [Int: Int] = [:]
            for (place, item) in rows[row + 1].enumerated() { places[item] = place }
            var sums = [Int](repeating: 0, count: rows[row + 1].count + 1)
            var seen = 0
            for item in items {
                let ends = below[item].compactMap { places[$0] }.sorted()
                for end in ends {
                    var index = end + 1
                    var notBeyond = 0
                    while index > 0 {
                        notBeyond += sums[index]
                        index -= index & -index
                    }
                    count += seen - notBeyond
                }
                for end in ends {
                    var index = end + 1
                    while index < sums.count {
                        sums[index] += 1
                        index += index & -index
                    }
                    seen += 1
                }
            }
        }
        return count
    }

    /// Neighbours of an item in the rows above and below.
    func neighbours(of item: Int, isBelow: Bool) -> [Int] { isBelow ? below[item] : above[item] }
}
