// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives

/// What other rooms know of a node: the impact analysis its objectives, the degraded modes how long they hold, the
/// backups their rhythm and how long a restore took.
extension ServiceMapStore {
    public static func decide(_ objectives: Objectives, of node: PlacedNode, in change: Change) throws {
        try write(objectives, of: node.id, in: change)
        try change.record(
            "map.objectivesDecided", organisation: node.keeper.text, subject: node.id.text, detail: node.name)
    }

    static func write(_ objectives: Objectives, of node: PlacedNode.ID, in change: Change) throws {
        for hours in [objectives.recoveryTime, objectives.recoveryPoint, objectives.tolerablePeriod] {
            try check(hours)
        }
        try change.session.execute(
            """
            UPDATE map_node SET recovery_time = \(objectives.recoveryTime), recovery_point = \(objectives.recoveryPoint),
                tolerable_period = \(objectives.tolerablePeriod)
            WHERE id = \(node)
            """)
    }

    /// Hours that the degraded mode holds; nil: not known. The caller records why it changed.
    public static func setEndurance(_ hours: Double?, of node: PlacedNode, in change: Change) throws {
        try check(hours)
        try change.session.execute("UPDATE map_node SET degraded_endurance = \(hours) WHERE id = \(node.id)")
    }

    /// Hours between two backups; nil: not known. The caller records why it changed.
    public static func setBackupInterval(_ hours: Double?, of node: PlacedNode, in change: Change) throws {
        try check(hours)
        try change.session.execute("UPDATE map_node SET backup_interval = \(hours) WHERE id = \(node.id)")
    }

    /// What a restore test showed. Saying the same `object` again changes what it said. The caller records the test.
    public static func measure(
        _ measure: RestoreMeasure, source: String, object: String, in change: Change
    ) throws {
        guard (0...8760).contains(measure.hours), (0...100_000_000).contains(measure.gigabytes ?? 0) else {
            throw ServiceMapError.badValue
        }
        try change.session.execute(
            """
            INSERT INTO map_restore (source, object, node_id, measured_on, hours, gigabytes)
            VALUES (\(source), \(object), \(measure.node), \(measure.measuredOn), \(measure.hours), \(measure.gigabytes))
            ON CONFLICT (source, object) DO UPDATE SET node_id = excluded.node_id, measured_on = excluded.measured_on,
                hours = excluded.hours, gigabytes = excluded.gigabytes
            """)
    }

    public static func forgetMeasure(source: String, object: String, in change: Change) throws {
        try change.session.execute("DELETE FROM map_restore WHERE source = \(source) AND object = \(object)")
    }

    private static func check(_ hours: Double?) throws(ServiceMapError) {
        guard (0...87_600).contains(hours ?? 0) else { throw .badValue }
    }
}
