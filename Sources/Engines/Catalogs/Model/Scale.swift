// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The levels that an answer may take, from the worst to the best.
public struct Scale: Sendable, Hashable {
    public struct Level: Sendable, Hashable {
        /// What is stored, and written in files.
        public let value: Int
        public let title: String
        public let description: String
        /// How much of the requirement this level reaches, from 0 to 1.
        public let score: Double

        public init(value: Int, title: String, description: String = "", score: Double) {
            self.value = value
            self.title = title
            self.description = description
            self.score = score
        }
    }

    /// In increasing order of value; the scores never decrease.
    public let levels: [Level]

    /// - Returns: nil when there are fewer than two levels or more than 101, when two have the same value,
    ///   when a score is outside 0…1, or when a higher value scores less than a lower one.
    public init?(levels: [Level]) {
        let sorted = levels.sorted { $0.value < $1.value }
        let steps = zip(sorted, sorted.dropFirst())
        guard (2...101).contains(sorted.count), sorted.allSatisfy({ $0.score >= 0 && $0.score <= 1 }),
            steps.allSatisfy({ $0.value < $1.value && $0.score <= $1.score })
        else { return nil }
        self.levels = sorted
    }

    private init(checked levels: [Level]) {
        self.levels = levels
    }

    /// Non, En partie, Oui: the scale of a framework that does not give its own.
    public static let compliance = Scale(checked: [
        Level(value: 0, title: "Non", score: 0),
        Level(value: 1, title: "En partie", score: 0.5),
        Level(value: 2, title: "Oui", score: 1),
    ])

    public func level(_ value: Int) -> Level? {
        levels.first { $0.value == value }
    }

    /// How much of a requirement the level of this value reaches, from 0 to 1.
    public func fraction(of value: Int) -> Double? {
        level(value)?.score
    }

    /// The best level that promises no more than `fraction`: rounding goes down, never up.
    public func level(notAbove fraction: Double) -> Level? {
        // One third of one scale is one third of another, whatever the last bit of the division says.
        levels.last { $0.score <= fraction + 1e-9 }
    }

    /// The level that satisfies a requirement.
    public var best: Level? { levels.last }
}
