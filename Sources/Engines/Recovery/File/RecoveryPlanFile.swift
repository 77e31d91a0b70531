// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A restart as a YAML file: docs/formats/restart-plan.md.
public enum RecoveryPlanFile {
    public static let format = "carene-restart/1"

    /// Only what the file says is checked here; whether a plan can be computed from it is for ``RecoveryPlanner``.
    public static func read(_ yaml: String) throws(RecoveryFileFault) -> RecoveryModel {
        let root = try PlanFileTree.parse(yaml)
        let log = PlanFileLog()
        let model = PlanFileReader(log: log).model(PlanFileCursor(tree: root, path: "", log: log))
        if let fault = log.fault { throw fault }
        return model
    }

    /// Steps and dependencies stand with their nodes, so that reading gives them back grouped by node.
    public static func write(_ model: RecoveryModel) -> String {
        PlanFileWriter.text(of: model)
    }
}
