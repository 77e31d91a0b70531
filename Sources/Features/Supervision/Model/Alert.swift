// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives
import Sigma

/// What a rule found on a host, once for as long as it is the same thing.
struct Alert: Sendable, Hashable {
    typealias ID = Identifier<Alert>

    enum State: String, Sendable, Hashable, CaseIterable {
        case new
        case seen
        case handled
        case falsePositive

        /// What follows wants a reason, which whoever comes later will read.
        var isSettled: Bool { self == .handled || self == .falsePositive }

        /// As addresses write it.
        var word: String {
            switch self {
            case .new: "nouvelles"
            case .seen: "vues"
            case .handled: "traitees"
            case .falsePositive: "fausses"
            }
        }
    }

    enum Source: String, Sendable, Hashable {
        case live
        /// From logs that somebody gave after an incident.
        case hunt
    }

    let id: ID
    let organisation: Organisation.ID
    let organisationName: String
    let lineage: Lineage
    let ruleID: String
    let title: String
    let tags: [String]
    /// As the rule says, and as it counts here.
    let ruleLevel: Level
    let level: Level
    let host: String
    let hostKey: String
    /// What tells it from others of the same rule and host: a program, a person, a group of a correlation.
    let key: String
    let source: Source
    let events: Int
    let firstAt: Instant
    let lastAt: Instant
    let createdAt: Instant
    let state: State
    let reason: String
    let settledAt: Instant?
    let settledBy: String

    var wasRaised: Bool { level > ruleLevel }
}

/// An event that an alert stands on, as it came.
struct AlertEvent: Sendable, Hashable {
    let identity: String
    let at: Instant
    let channel: String
    let eventID: Int
    /// `field: value` lines.
    let details: [(field: String, value: String)]
    let body: String

    static func == (left: Self, right: Self) -> Bool { left.identity == right.identity && left.body == right.body }
    func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

/// What the matching of a piece of log gives for one alert.
struct AlertDraft: Sendable {
    /// More are counted and not kept.
    static let mostEvents = 10

    struct Key: Sendable, Hashable {
        let organisation: Organisation.ID
        let ruleID: String
        let hostKey: String
        let keyHash: String
    }

    let key: Key
    let title: String
    let tags: [String]
    let level: Level
    let host: String
    let keyText: String
    var source = Alert.Source.live
    var first: Instant
    var last: Instant
    var count = 0
    var events: [AlertEvent] = []
    private var known: Set<String> = []
    /// Identities that are remembered; a sender that repeats itself does so within one piece.
    private static let mostKnown = 2000

    init(
        key: Key, title: String, tags: [String], level: Level, host: String, keyText: String,
        source: Alert.Source = .live, first: Instant, last: Instant
    ) {
        self.key = key
        self.title = title
        self.tags = tags
        self.level = level
        self.host = host
        self.keyText = keyText
        self.source = source
        self.first = first
        self.last = last
    }

    mutating func add(_ event: AlertEvent) {
        guard !known.contains(event.identity) else { return }
        if known.count < Self.mostKnown { known.insert(event.identity) }
        count += 1
        first = min(first, event.at)
        last = max(last, event.at)
        if events.count < Self.mostEvents { events.append(event) }
    }
}
