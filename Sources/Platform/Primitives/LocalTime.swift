// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The legal time of the places where Carène is used, without a time zone database: the binary must not depend on one.
public enum TimeZoneRule: String, Sendable, CaseIterable {
    case paris = "Europe/Paris"
    case guadeloupe = "America/Guadeloupe"
    case martinique = "America/Martinique"
    case guyane = "America/Cayenne"
    case reunion = "Indian/Reunion"
    case mayotte = "Indian/Mayotte"
    case noumea = "Pacific/Noumea"
    case tahiti = "Pacific/Tahiti"
    case wallis = "Pacific/Wallis"
    case utc = "UTC"

    /// Minutes to add to UTC. Summer time follows directive 2000/84/EC: from the last Sunday of March at 01:00 UTC to
    /// the last Sunday of October at 01:00 UTC; overseas there is none.
    public func offsetMinutes(at instant: Instant) -> Int {
        switch self {
        case .paris: Self.isEuropeanSummer(instant) ? 120 : 60
        case .guadeloupe, .martinique: -240
        case .guyane: -180
        case .reunion: 240
        case .mayotte: 180
        case .noumea: 660
        case .tahiti: -600
        case .wallis: 720
        case .utc: 0
        }
    }

    /// The civil day that the clock on the wall shows.
    public func day(at instant: Instant) -> Day { shifted(instant).dayUTC }

    /// Hours and minutes on the wall.
    public func time(at instant: Instant) -> (hour: Int, minute: Int) {
        let milliseconds = shifted(instant).millisecondsSinceEpoch
        let minutes = Int(floorDivide(milliseconds, 60_000) - floorDivide(milliseconds, 86_400_000) * 1440)
        return (minutes / 60, minutes % 60)
    }

    private func shifted(_ instant: Instant) -> Instant {
        instant.adding(seconds: offsetMinutes(at: instant) * 60)
    }

    private static func isEuropeanSummer(_ instant: Instant) -> Bool {
        let year = instant.dayUTC.year
        guard let endOfMarch = Day(year: year, month: 3, day: 31),
            let endOfOctober = Day(year: year, month: 10, day: 31)
        else { return false }
        let start = endOfMarch.adding(days: -endOfMarch.weekday).startUTC.adding(seconds: 3600)
        let end = endOfOctober.adding(days: -endOfOctober.weekday).startUTC.adding(seconds: 3600)
        return start <= instant && instant < end
    }
}
