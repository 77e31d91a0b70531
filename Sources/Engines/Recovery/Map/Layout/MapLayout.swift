// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where everything stands in a drawing of a map: activities on top, services, then components, and within each those that
/// others need below them. Abstract units, from the upper left corner. The same map always gives the same drawing.
public struct MapLayout: Sendable, Hashable {
    public struct Point: Sendable, Hashable {
        public let x: Double
        public let y: Double

        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    public struct Node: Sendable, Hashable {
        public let key: String
        /// Of the upper left corner.
        public let x: Double
        public let y: Double
        public let width: Double
        public let height: Double
        /// Row from the top, through all layers.
        public let row: Int

        public var centre: Point { Point(x: x + width / 2, y: y + height / 2) }
    }

    public struct Edge: Sendable, Hashable {
        public let from: String
        public let to: String
        public let kind: Dependency.Kind
        public let isBootstrap: Bool
        /// Needed through something else that is needed anyway: a drawing may leave it out without loss.
        public let isImplied: Bool
        /// A broken line from the border of one node to that of the other, around the nodes between them.
        public let points: [Point]
    }

    /// The stretch of the drawing that a layer takes, over its whole width.
    public struct Band: Sendable, Hashable {
        public let layer: Layer
        public let y: Double
        public let height: Double
    }

    public let nodes: [Node]
    public let edges: [Edge]
    public let bands: [Band]
    public let width: Double
    public let height: Double
    /// Pairs of lines that cross, as far as it was counted: for comparison.
    public let crossings: Int

    public struct Metrics: Sendable, Hashable {
        public var nodeWidth: Double
        public var nodeHeight: Double
        /// Between two nodes of a row, and what a line needs that passes between them.
        public var gap: Double
        public var rowGap: Double
        public var margin: Double
        /// Rows with more nodes are folded into several.
        public var mostInRow: Int

        public init(
            nodeWidth: Double = 160, nodeHeight: Double = 44, gap: Double = 20, rowGap: Double = 56,
            margin: Double = 16, mostInRow: Int = 10
        ) {
            self.nodeWidth = nodeWidth
            self.nodeHeight = nodeHeight
            self.gap = gap
            self.rowGap = rowGap
            self.margin = margin
            self.mostInRow = max(1, mostInRow)
        }
    }
}

extension ServiceMap {
    /// A layered drawing (Sugiyama, Tagawa and Toda, 1981): rows by depth, few crossings, lines that bend around nodes.
    /// Milliseconds for two hundred nodes.
    ///
    /// - Parameter omitsImplied: leaves out the lines that others imply, which makes large maps readable.
    public func layout(_ metrics: MapLayout.Metrics = .init(), omitsImplied: Bool = false) -> MapLayout {
        let graph = MapGraph(self)
        let rows = LayoutRows(graph, mostInRow: metrics.mostInRow)
        var order = LayoutOrder(graph, rows, omitsImplied: omitsImplied)
        order.reduceCrossings()
        return LayoutDrawing(graph, rows, order, metrics).layout
    }
}
