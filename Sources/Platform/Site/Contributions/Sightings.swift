// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives

/// A value looked for in the events that a feature keeps: what an indicator of compromise names.
public struct SoughtValue: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// IPv4 in dotted decimal, or IPv6 in lower case as RFC 5952 writes it.
        case address
        /// CIDR, of either family: every address in it is meant.
        case network
        /// Lower case, without a final dot; the domain itself and what stands below it.
        case domain
        case url
        case email
        /// Hexadecimal, lower case.
        case md5
        case sha1
        case sha256
        /// A name without its folder; compared without regard to case.
        case fileName
        /// A whole path; compared without regard to case.
        case filePath
        case registryKey
        /// The name of a process, or a command line or part of one.
        case process
        /// A user name, with or without its domain.
        case account
    }

    public let kind: Kind
    /// Normalised: see the kinds.
    public let text: String

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// One value seen on one host. The same value seen again there may be told once, with `times`: a beacon of a night makes
/// thousands of events and one sighting.
public struct Sighting: Sendable, Hashable {
    public let value: SoughtValue
    /// What the event says, where it differs from what was sought: an address of a network, a host below a domain.
    public let found: String
    /// As the event names it; empty when it does not.
    public let host: String
    /// When the event that `excerpt` shows took place: the last one.
    public let at: Instant
    public let firstAt: Instant
    public let times: Int
    /// In what it was found: the source and the field, as people read them.
    public let place: Phrase
    /// The event or a part of it, of `excerptLimit` characters at most; shown as text.
    public let excerpt: String
    /// Where the event is read; nil when it has no page.
    public let link: URLPath?

    public static let excerptLimit = 500

    public init(
        _ value: SoughtValue, found: String, host: String, at: Instant, firstAt: Instant? = nil, times: Int = 1,
        place: Phrase, excerpt: String, link: URLPath? = nil
    ) {
        self.value = value
        self.found = found
        self.host = host
        self.at = at
        self.firstAt = firstAt ?? at
        self.times = times
        self.place = place
        self.excerpt = String(String.UnicodeScalarView(excerpt.unicodeScalars.prefix(Self.excerptLimit)))
        self.link = link
    }
}

/// What a feature could look through, so that « not seen » is never read as more than it says.
public struct EventsKept: Sendable, Hashable {
    /// Of what: « Journaux Windows », « Réseau ».
    public let title: Phrase
    /// The oldest and the newest event that is kept; nil while there is none.
    public let from: Instant?
    public let to: Instant?
    public let hosts: Int?

    public init(title: Phrase, from: Instant?, to: Instant?, hosts: Int?) {
        self.title = title
        self.from = from
        self.to = to
        self.hosts = hosts
    }
}

/// How far a feature is with its search: how much of how much it looked through. Cheap, may be called often.
public typealias SightingProgress = @Sendable (_ done: Int, _ total: Int?) -> Void

extension House {
    /// What all the features keep; empty when none keeps events, and a search would say nothing.
    public func eventsKept(at organisation: Organisation) async throws -> [EventsKept] {
        var kept: [EventsKept] = []
        for feature in features {
            if let events = try await feature.eventsKept(at: organisation, in: self) { kept.append(events) }
        }
        return kept
    }

    /// What all the features found. Rights are the caller's.
    public func sightings(
        of wanted: [SoughtValue], at organisation: Organisation, progress: @escaping SightingProgress
    ) async throws -> [Sighting] {
        var found: [Sighting] = []
        for feature in features {
            try Task.checkCancellation()
            found += try await feature.sightings(of: wanted, at: organisation, in: self, progress: progress)
        }
        return found
    }
}
