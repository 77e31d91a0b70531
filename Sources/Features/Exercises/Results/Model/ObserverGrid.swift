// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Primitives

/// What one observer saw: marks from 0 to 3, criterion by criterion. The observer is named by a function, not by a name.
struct ObserverGrid: Sendable, Hashable {
    typealias ID = Identifier<ObserverGrid>

    let id: ID
    var observer: String
    var note: String
    /// Nil: could not be seen, or does not apply. A criterion that is absent has no answer yet.
    var ratings: [String: Int?]

    static let observerLimit = 100
    static let noteLimit = 4000
    static let limit = 60

    var marks: [DrillRating] { ratings.map { DrillRating(mark: $0.key, value: $0.value) } }
}

/// A corrective action that the exercise plays again stands in the grid under this name.
enum RetestMark {
    private static let prefix = "action/"

    static func mark(of action: CorrectiveAction.ID) -> String { prefix + action.text }

    static func action(of mark: String) -> CorrectiveAction.ID? {
        guard mark.hasPrefix(prefix) else { return nil }
        return CorrectiveAction.ID(mark.dropFirst(prefix.count))
    }
}
