// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Primitives

/// What one observer saw, criterion by criterion. The observer is named by a function, not by a name.
struct ObserverGrid: Sendable, Hashable {
    struct Rating: Sendable, Hashable {
        /// 0 to 3; nil: could not be seen, or does not apply.
        var value: Int?
        /// What it was seen by.
        var evidence = ""
    }

    var observer: String
    /// A criterion that is absent has no answer yet.
    var ratings: [String: Rating]

    static let observerLimit = 200
    static let evidenceLimit = 2000
    static let limit = 60

    var marks: [DrillRating] { ratings.map { DrillRating(mark: $0.key, value: $0.value.value) } }
}

/// A corrective action that the exercise plays again stands in the grid under this name.
enum RetestMark {
    private static let prefix = "action/"

    static func mark(of action: CorrectiveAction.ID) -> String { prefix + action.text }
}
