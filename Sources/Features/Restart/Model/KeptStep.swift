// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Recovery
import ServiceMaps

/// A step as the establishment keeps it.
struct KeptStep: Sendable, Hashable {
    typealias ID = Identifier<KeptStep>

    let id: ID
    let node: PlacedNode.ID
    /// The key of the template that it was made of; empty for a step that somebody added.
    let template: String
    var phase: RecoveryStep.Phase
    var title: String
    var duration: Estimate
    var source: Estimate.Source
    /// The day of the measurement, for a measured duration.
    var measuredOn: Day?
    var people: [String: Int]
    var means: [String: Int]
    var mayPause: Bool
    /// Somebody changed or confirmed it: proposing again leaves it alone.
    var isEdited: Bool
    let isRemoved: Bool

    var isToConfirm: Bool { source == .proposed }

    /// The step as the engine reads it.
    var recoveryStep: RecoveryStep {
        RecoveryStep(
            key: id.text, node: node.text, title: title, phase: phase, duration: duration, source: source,
            people: people, means: means, mayPause: mayPause)
    }

    static let longest = 2000.0
    static let most = 4000
}

/// What a person, or a template, says of a step.
struct StepDraft: Sendable, Hashable {
    var template = ""
    var phase: RecoveryStep.Phase
    var title: String
    var duration: Estimate
    var source: Estimate.Source
    var measuredOn: Day?
    var people: [String: Int]
    var means: [String: Int]
    var mayPause: Bool
    var isEdited = false
}

extension Estimate {
    /// One measurement is not a promise: the same restore took from a little less to half as much again at another hour.
    static func around(measured hours: Double) -> Estimate {
        let hours = min(max(hours, 0), KeptStep.longest / 1.5)
        return Estimate(low: hours * 0.85, likely: hours, high: hours * 1.5)
    }
}
