// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Identity
import Logging
import Persistence
import Primitives

/// Everything a request is answered from. Built once by the executable (or a test) and passed explicitly; there is no
/// global state.
public struct House: Sendable {
    public let database: any Database
    public let features: [any Feature]
    public let library: FrameworkLibrary
    /// What stands at the door: sessions, passwords, second factors, rate limits.
    public let entrance: Entrance
    public let jobs: JobBoard
    let touches: SessionTouches
    public let clock: WallClock
    public let settings: SiteSettings
    public let logger: Logger
    /// Why the house cannot serve: a migration failed. Pages then answer 503 and say so.
    public let closure: Closure?

    public init(
        database: any Database, features: [any Feature], library: FrameworkLibrary, entrance: Entrance,
        clock: WallClock = .system, settings: SiteSettings, logger: Logger, closure: Closure? = nil
    ) {
        self.database = database
        self.features = features
        self.library = library
        self.entrance = entrance
        self.clock = clock
        self.settings = settings
        self.logger = logger
        self.closure = closure
        jobs = JobBoard(logger: logger)
        touches = SessionTouches(database: database, sessions: entrance.sessions, logger: logger)
    }

    /// A house closed for repair.
    public struct Closure: Sendable {
        public let reason: String

        public init(reason: String) { self.reason = reason }
    }

    public func proofKind(_ id: String) -> ProofKind? {
        for feature in features {
            if let kind = feature.proofKinds.first(where: { $0.id == id }) { return kind }
        }
        return ProofVocabulary.all.first { $0.id == id }
    }
}

public struct SiteSettings: Sendable, Hashable {
    /// `https://carene.exemple.fr`; nil when served directly on the local machine.
    public let publicAddress: String?
    public let zone: TimeZoneRule
    public let version: String
    /// Take the visitor's address from `X-Forwarded-For`: only behind a proxy that sets it.
    public let trustsProxy: Bool

    public init(
        publicAddress: String? = nil, zone: TimeZoneRule = .paris, version: String, trustsProxy: Bool = false
    ) {
        self.publicAddress = publicAddress
        self.zone = zone
        self.version = version
        self.trustsProxy = trustsProxy
    }

    var isSecure: Bool { publicAddress?.hasPrefix("https://") ?? false }

    /// The `__Host-` prefix makes browsers refuse the cookie from anywhere but this very host over HTTPS (RFC 6265bis).
    var sessionCookie: String { isSecure ? "__Host-carene-session" : "carene-session" }
}
