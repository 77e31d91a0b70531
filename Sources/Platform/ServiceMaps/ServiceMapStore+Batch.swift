// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery

/// Many changes that come together: a file, a choice in the library. All are made or none.
public struct MapBatch: Sendable {
    /// One end of an arrow: an element that is there, or one that this very batch adds.
    public enum End: Sendable, Hashable {
        case present(PlacedNode)
        case added(code: String)
    }

    public struct Link: Sendable, Hashable {
        public var from: End
        public var to: End
        public var kind: Dependency.Kind
        public var lag: Double
        public var isBootstrap: Bool

        public init(
            from: End, to: End, kind: Dependency.Kind = .needs, lag: Double = 0, isBootstrap: Bool = false
        ) {
            self.from = from
            self.to = to
            self.kind = kind
            self.lag = lag
            self.isBootstrap = isBootstrap
        }
    }

    /// Nil keeps what was decided.
    public struct Entry: Sendable, Hashable {
        public var draft: NodeDraft
        public var objectives: Objectives?

        public init(_ draft: NodeDraft, objectives: Objectives? = nil) {
            self.draft = draft
            self.objectives = objectives
        }
    }

    public var additions: [Entry] = []
    public var corrections: [(node: PlacedNode, entry: Entry)] = []
    public var links: [Link] = []

    public init() {}

    public var isEmpty: Bool { additions.isEmpty && corrections.isEmpty && links.isEmpty }
}

extension ServiceMapStore {
    /// - Parameter action: told by the journal with the figures of the batch, once for all of it.
    /// - Throws: `ServiceMapError` for the first thing that the map refuses; nothing is then kept.
    public static func apply(
        _ batch: MapBatch, to keeper: Organisation, action: String, in change: Change
    ) throws {
        let count = try change.session.count(
            "SELECT COUNT(*) FROM map_node WHERE organisation_id = \(keeper.id) AND removed_at IS NULL")
        guard count + batch.additions.count <= ServiceMapError.nodesLimit else { throw ServiceMapError.full }
        var made: [String: PlacedNode.ID] = [:]
        for entry in batch.additions {
            try check(entry.draft)
            let id = try insert(entry.draft, of: keeper.id, in: change)
            made[entry.draft.code] = id
            if let objectives = entry.objectives { try write(objectives, of: id, in: change) }
        }
        for (node, entry) in batch.corrections {
            guard node.keeper == keeper.id else { throw ServiceMapError.notFound }
            try check(entry.draft)
            try update(node, entry.draft, in: change)
            if let objectives = entry.objectives { try write(objectives, of: node.id, in: change) }
        }
        for link in batch.links { try draw(link, made, of: keeper, in: change) }
        try change.record(
            action, organisation: keeper.id.text,
            detail: "\(batch.additions.count) + \(batch.corrections.count), \(batch.links.count) →")
    }

    private static func draw(
        _ link: MapBatch.Link, _ made: [String: PlacedNode.ID], of keeper: Organisation, in change: Change
    ) throws {
        func place(_ end: MapBatch.End) throws(ServiceMapError) -> (PlacedNode.ID, Lineage) {
            switch end {
            case .present(let node): return (node.id, node.keeperLineage)
            case .added(let code):
                guard let id = made[code] else { throw .notFound }
                return (id, keeper.lineage)
            }
        }
        let (from, above) = try place(link.from)
        let (to, below) = try place(link.to)
        guard from != to else { throw ServiceMapError.selfDependency }
        guard above.contains(below) || below.contains(above) else { throw ServiceMapError.outOfReach }
        try draw(from, to, link.kind, link.lag, link.isBootstrap, in: change)
    }
}
