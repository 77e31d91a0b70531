// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where a step stands when a plan is made.
enum StepState {
    case open
    /// Since then, in hours of the crisis.
    case running(Double)
    case finished(Double)
    case skipped

    /// What is finished is so whatever else is said; steps that the model does not know say nothing.
    static func states(of steps: [RecoveryStep], in progress: RecoveryProgress) throws(RecoveryFault) -> [StepState] {
        guard (0...RecoveryModel.longestCrisis).contains(progress.now) else { throw .badValue("now", of: "progress") }
        var states: [StepState] = []
        states.reserveCapacity(steps.count)
        for step in steps {
            if let end = progress.finished[step.key] {
                states.append(.finished(try past(end, step, progress)))
            } else if progress.skipped.contains(step.key) {
                states.append(.skipped)
            } else if let start = progress.started[step.key] {
                states.append(.running(try past(start, step, progress)))
            } else {
                states.append(.open)
            }
        }
        return states
    }

    /// What happened did so by now, whatever clock it was read from.
    private static func past(
        _ hours: Double, _ step: RecoveryStep, _ progress: RecoveryProgress
    ) throws(RecoveryFault) -> Double {
        guard (0...RecoveryModel.longestCrisis).contains(hours) else { throw .badValue("date", of: step.key) }
        return min(hours, progress.now)
    }
}
