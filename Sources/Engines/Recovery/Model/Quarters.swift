// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Hours as whole quarters of an hour, which is what schedules are computed in: finer than anybody can plan a crisis, and
/// coarse enough for sixty days to be a small table.
enum Quarters {
    static let perHour = 4
    static let perDay = 24 * perHour

    /// Nearest; work that is any work takes a quarter of an hour at least.
    static func ofWork(_ hours: Double) -> Int {
        hours > 0 ? max(1, Int((hours * Double(perHour)).rounded())) : 0
    }

    /// A date that must not be passed.
    static func until(_ hours: Double) -> Int { Int((hours * Double(perHour)).rounded(.down)) }

    /// A date before which nothing happens.
    static func from(_ hours: Double) -> Int { Int((hours * Double(perHour)).rounded(.up)) }

    static func nearest(_ hours: Double) -> Int { Int((hours * Double(perHour)).rounded()) }

    static func hours(_ quarters: Int) -> Double { Double(quarters) / Double(perHour) }
}
