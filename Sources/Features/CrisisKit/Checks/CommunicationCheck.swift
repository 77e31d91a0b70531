// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// A drill of the call chain: everybody of some circles is called by means that do not depend on the hospital, and what came
/// of it is noted.
struct CommunicationCheck: Sendable, Hashable {
    typealias ID = Identifier<CommunicationCheck>

    /// No text asks for a rhythm that we know of: twice a year is our advice, the one the contacts' form gives too.
    static let habitInDays = 183

    let id: ID
    let keeper: Keeper
    let circles: [Contact.Circle]
    let author: String
    let startedAt: Instant
    let startedOn: Day
    let endedAt: Instant?
    let isRemoved: Bool
    /// Answered themselves, or their deputy did.
    let reached: Int
    let total: Int
    /// Not called yet, or not noted.
    let pending: Int

    var isOpen: Bool { endedAt == nil }
    /// Nil when nobody was to be called.
    var share: Double? { total > 0 ? Double(reached) / Double(total) : nil }
}

/// One contact of a check.
struct CheckCall: Sendable, Hashable {
    enum Outcome: String, Sendable, Hashable, CaseIterable {
        case pending
        case reached
        case deputy
        case unreached
        case wrong

        var isAnswered: Bool { self == .reached || self == .deputy }

        /// Those that ask for something come first.
        var rank: Int {
            switch self {
            case .wrong: 0
            case .unreached: 1
            case .pending: 2
            case .deputy: 3
            case .reached: 4
            }
        }

        var title: Phrase {
            switch self {
            case .pending: Phrase("À appeler", "To call")
            case .reached: Phrase("Joint", "Reached")
            case .deputy: Phrase("Suppléant joint", "Deputy reached")
            case .unreached: Phrase("Non joint", "Not reached")
            case .wrong: Phrase("Mauvais numéro", "Wrong number")
            }
        }
    }

    enum Channel: String, Sendable, Hashable, CaseIterable {
        case first
        case second
        case work
        case other

        var title: Phrase {
            switch self {
            case .first: Phrase("Privé 1", "Private 1")
            case .second: Phrase("Privé 2", "Private 2")
            case .work: Phrase("Travail", "Work")
            case .other: Phrase("Autre moyen", "Other means")
            }
        }
    }

    let contact: Contact.ID
    /// As it was when the check began.
    let role: String
    let circle: Contact.Circle
    var outcome: Outcome
    var channel: Channel?
    var answeredAt: Instant?
}

/// What a check tells.
struct CheckResult: Sendable, Hashable {
    let reached: Int
    let deputies: Int
    let unreached: Int
    let pending: Int
    /// Half of those who answered did within this many minutes of the start; nil when nobody did.
    let medianMinutes: Int?
    /// Reached by something else than the hospital's own telephone, of those whose channel is known.
    let outside: Int

    init(_ calls: [CheckCall], startedAt: Instant) {
        reached = calls.count { $0.outcome == .reached }
        deputies = calls.count { $0.outcome == .deputy }
        unreached = calls.count { $0.outcome == .unreached || $0.outcome == .wrong }
        pending = calls.count { $0.outcome == .pending }
        outside = calls.count { $0.outcome.isAnswered && $0.channel.map { $0 != .work } ?? false }
        let minutes = calls.filter(\.outcome.isAnswered).compactMap(\.answeredAt)
            .map { max(0, $0.seconds(since: startedAt) / 60) }.sorted()
        // The lower of the two middle ones: a time that somebody really took.
        medianMinutes = minutes.isEmpty ? nil : minutes[(minutes.count - 1) / 2]
    }

    var answered: Int { reached + deputies }
    var total: Int { reached + deputies + unreached + pending }
}

/// Times as a hand writes them on the sheet: `14:32`, `14h32`, `14 h 32`.
enum CheckTime {
    /// On the day of the check; a time before its start is of the next day, since calls go past midnight.
    static func instant(_ typed: String, after start: Instant, in zone: TimeZoneRule) -> Instant? {
        let text = typed.filter { !$0.isWhitespace }.lowercased().replacing("h", with: ":")
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1].isEmpty ? "0" : parts[1]),
            parts[0].utf8.count <= 2, parts[1].utf8.count <= 2, (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        let began = zone.time(at: start)
        let difference = (hour * 60 + minute) - (began.hour * 60 + began.minute)
        let minutes = difference < 0 ? difference + 1440 : difference
        return start.adding(seconds: minutes * 60)
    }

    static func text(_ instant: Instant, in zone: TimeZoneRule) -> String {
        let time = zone.time(at: instant)
        return (time.hour < 10 ? "0" : "") + "\(time.hour):" + (time.minute < 10 ? "0" : "") + "\(time.minute)"
    }
}
