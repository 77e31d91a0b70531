// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The starts that each action may take, whatever the money and the people.
///
/// An action starts no earlier than asked, once the longest chain of its prerequisites can be over, and late enough
/// to end before the horizon: one that does not end closes nothing. A start decided already is a fact, whatever it
/// waits for.
struct Windows {
    private(set) var starts: [Range<Int>]

    /// `order` holds the actions outside of any cycle, each after its prerequisites.
    init(_ problem: PlanningProblem, order: [Int]) {
        let periods = problem.boundedPeriods
        var starts = [Range<Int>](repeating: 0..<0, count: problem.actions.count)
        for index in order {
            let action = problem.actions[index]
            if case .fixed(let start) = action.choice {
                if start >= 0, start < periods { starts[index] = start..<(start + 1) }
                continue
            }
            if action.choice == .forbidden { continue }
            let duration = min(max(action.duration, 1), periods + 1)
            var first = min(max(action.earliest, 0), periods)
            for prerequisite in action.prerequisites {
                let window = starts[prerequisite]
                let needed = min(max(problem.actions[prerequisite].duration, 1), periods + 1)
                first = window.isEmpty ? periods : max(first, min(window.lowerBound + needed, periods))
            }
            let last = periods - duration
            if first <= last { starts[index] = first..<(last + 1) }
        }
        self.starts = starts
    }
}
