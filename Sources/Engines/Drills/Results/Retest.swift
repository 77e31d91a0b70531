// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What the next exercise said of a corrective action that it played again.
public enum RetestResult: String, Sendable, Hashable, CaseIterable {
    /// What was corrected held.
    case held
    case partly
    /// It did not: the action is open again.
    case failed

    /// - Parameter marks: of the observers who saw it, from 0 to 3; nobody saw it when there are none.
    public init?(marks: [Int]) {
        guard !marks.isEmpty else { return nil }
        self =
            switch DrillLevel(mean: Double(marks.reduce(0, +)) / Double(marks.count)) {
            case .performed: .held
            case .some: .partly
            case .major, .unable: .failed
            }
    }
}
