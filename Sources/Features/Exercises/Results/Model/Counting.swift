// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Primitives

/// Who took part, by function: never by name.
struct Participation: Sendable, Hashable {
    let job: String
    let people: Int

    static let limit = 40
    static let jobLimit = 200
}

/// What was said of an exercise for it to count.
struct Counting: Sendable, Hashable {
    var facts: CountingFacts
    var participants: [Participation]

    var verdict: CountingVerdict { CountingVerdict(facts) }
    var people: Int { participants.reduce(0) { $0 &+ $1.people } }
}
