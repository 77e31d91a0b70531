// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What the next exercise said of a corrective action that it played again.
public enum RetestResult: String, Sendable, Hashable, CaseIterable {
    /// What was corrected held.
    case held
    /// It did not: the action is open again.
    case failed
    /// It was to be seen and was not.
    case notSeen

    /// - Parameter mean: of the observers' marks from 0 to 3; nil when nobody saw it.
    public init(mean: Double?) {
        guard let mean else {
            self = .notSeen
            return
        }
        self = DrillLevel(mean: mean) >= .some ? .held : .failed
    }
}
