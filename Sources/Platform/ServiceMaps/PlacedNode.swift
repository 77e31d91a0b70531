// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Recovery

/// A node of a map, with who keeps it. The key of `node` is the text of its identifier.
public struct PlacedNode: Sendable, Hashable {
    public typealias ID = Identifier<PlacedNode>

    public let id: ID
    public let keeper: Organisation.ID
    public let keeperName: String
    public let keeperLineage: Lineage
    /// Short and stable among the nodes of its keeper: what a file names it by.
    public let code: String
    public let description: String
    /// Who answers for it: a function rather than a name.
    public let owner: String
    public let supplier: String
    public let isRemoved: Bool
    public let node: MapNode

    public var name: String { node.name }
    public var layer: Layer { node.layer }

    static let columns: SQL =
        """
        n.id, k.id, k.name, k.lineage, n.code, n.description, n.owner, n.supplier, n.removed_at, n.name, n.layer, n.kind,
            n.care_class, n.recovery_time, n.recovery_point, n.tolerable_period, n.degraded_endurance,
            n.backup_interval, n.data_gigabytes
        """

    init(_ row: Row) throws(DatabaseError) {
        id = try row.identifier(0)
        keeper = try row.identifier(1)
        keeperName = try row.text(2)
        keeperLineage = Lineage(stored: try row.text(3))
        code = try row.text(4)
        description = try row.text(5)
        owner = try row.text(6)
        supplier = try row.text(7)
        isRemoved = row.optionalText(8) != nil
        node = MapNode(
            key: try row.text(0), name: try row.text(9), layer: try row.value(10),
            kind: NodeKind(rawValue: try row.text(11)) ?? .other, careClass: row.optionalInt(12),
            recoveryTimeObjective: row.optionalReal(13), recoveryPointObjective: row.optionalReal(14),
            maximumTolerablePeriod: row.optionalReal(15), degradedEndurance: row.optionalReal(16),
            backupInterval: row.optionalReal(17), dataGigabytes: row.optionalReal(18))
    }
}

/// What a person enters of a node; its objectives are decided elsewhere.
public struct NodeDraft: Sendable, Hashable {
    public var code: String
    public var name: String
    public var layer: Layer
    public var kind: NodeKind
    public var careClass: Int?
    public var description: String
    public var owner: String
    public var supplier: String
    public var dataGigabytes: Double?

    public init(
        code: String, name: String, layer: Layer, kind: NodeKind, careClass: Int? = nil, description: String = "",
        owner: String = "", supplier: String = "", dataGigabytes: Double? = nil
    ) {
        self.code = code
        self.name = name
        self.layer = layer
        self.kind = kind
        self.careClass = careClass
        self.description = description
        self.owner = owner
        self.supplier = supplier
        self.dataGigabytes = dataGigabytes
    }
}

/// What the impact analysis decides of a node, in hours; nil: not decided.
public struct Objectives: Sendable, Hashable {
    public var recoveryTime: Double?
    public var recoveryPoint: Double?
    public var tolerablePeriod: Double?

    public init(recoveryTime: Double? = nil, recoveryPoint: Double? = nil, tolerablePeriod: Double? = nil) {
        self.recoveryTime = recoveryTime
        self.recoveryPoint = recoveryPoint
        self.tolerablePeriod = tolerablePeriod
    }
}

/// How long it really took to restore a node.
public struct RestoreMeasure: Sendable, Hashable {
    public let node: PlacedNode.ID
    public let measuredOn: Day
    public let hours: Double
    public let gigabytes: Double?

    public init(node: PlacedNode.ID, measuredOn: Day, hours: Double, gigabytes: Double?) {
        self.node = node
        self.measuredOn = measuredOn
        self.hours = hours
        self.gigabytes = gigabytes
    }
}
