// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What was to be closed by the end of each quarter, and what is: of the weight that the adopted plan closes, from 0 to 1.
struct BurnUp: Sendable, Hashable {
    struct Point: Sendable, Hashable {
        let day: Day
        let planned: Double
        /// Nil for days to come.
        let achieved: Double?
    }

    let points: [Point]

    init(_ tasks: [RoadmapTask], first: Quarter, quarters: Int, today: Day) {
        let total = tasks.reduce(0) { $0 + $1.weight }
        guard total > 0 else {
            points = []
            return
        }
        func share(_ isIn: (RoadmapTask) -> Bool) -> Double {
            min(tasks.filter(isIn).reduce(0) { $0 + $1.weight } / total, 1)
        }
        var days = [first.firstDay] + (0..<max(quarters, 0)).map { first.adding($0).lastDay }
        if today > first.firstDay, !days.contains(today), let last = days.last, today < last {
            days = (days + [today]).sorted()
        }
        points = days.map { day in
            Point(
                day: day, planned: share { $0.plannedUntil <= day },
                achieved: day <= today
                    ? share { task in task.status == .done && (task.endedOn.map { $0 <= day } ?? false) } : nil)
        }
    }

    /// The last point that is not to come.
    var current: Point? { points.last { $0.achieved != nil } }
}
