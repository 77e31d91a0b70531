// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Frameworks
import Identity
import Logging
import Mail
import Persistence
import Primitives
import Printing

/// Everything a request is answered from. Built once by the executable (or a test) and passed explicitly; there is no
/// global state.
public struct House: Sendable {
    public let database: any Database
    public let features: [any Feature]
    public let library: FrameworkLibrary
    /// What stands at the door: sessions, passwords, second factors, rate limits.
    public let entrance: Entrance
    /// The files of the proofs.
    public let vault: Vault
    /// Where the files of the proofs are; what else features keep on disk stands beside it.
    public let vaultFolder: String
    public let printer: PDFPrinter
    /// Nil when no mail server was given: nothing is then sent, and no page offers to.
    public let post: PostOffice?
    public let jobs: JobBoard
    let touches: SessionTouches
    public let clock: WallClock
    public let settings: SiteSettings
    public let logger: Logger
    /// Why the house cannot serve: a migration failed. Pages then answer 503 and say so.
    public let closure: Closure?
    /// Makes an empty database in memory, to put a part of this one into a file; nil where the house cannot.
    public let scratch: (@Sendable () throws -> any ScratchDatabase)?

    public init(
        database: any Database, features: [any Feature], library: FrameworkLibrary, entrance: Entrance,
        vaultFolder: String,
        printer: PDFPrinter = PDFPrinter(), post: PostOffice? = nil, clock: WallClock = .system,
        settings: SiteSettings, logger: Logger, closure: Closure? = nil,
        scratch: (@Sendable () throws -> any ScratchDatabase)? = nil
    ) {
        self.database = database
        self.features = features
        self.library = library
        self.entrance = entrance
        // One key for the installation: what it opens in the database and in the vault is derived from it separately.
        vault = Vault(folder: vaultFolder, key: entrance.secretKey)
        self.vaultFolder = vaultFolder
        self.printer = printer
        self.post = post
        self.clock = clock
        self.settings = settings
        self.logger = logger
        self.closure = closure
        self.scratch = scratch
        jobs = JobBoard(logger: logger)
        touches = SessionTouches(database: database, sessions: entrance.sessions, logger: logger)
    }

    /// A house closed for repair.
    public struct Closure: Sendable {
        public let reason: String

        public init(reason: String) { self.reason = reason }
    }

    /// Whether PDFs can be made on this machine; pages offer the print view otherwise.
    public var canPrint: Bool { get async { await printer.isInstalled } }

    public var today: Day { settings.zone.day(at: clock.now) }

    public func proofKind(_ id: String) -> ProofKind? {
        for feature in features {
            if let kind = feature.proofKinds.first(where: { $0.id == id }) { return kind }
        }
        return ProofVocabulary.all.first { $0.id == id }
    }

    /// Every kind that can be registered, by title.
    public var proofKinds: [ProofKind] {
        let published = features.flatMap(\.proofKinds)
        let known = Set(published.map(\.id))
        return published + ProofVocabulary.all.filter { !known.contains($0.id) }
    }
}

public struct SiteSettings: Sendable, Hashable {
    /// `https://carene.exemple.fr`; nil when served directly on the local machine.
    public let publicAddress: String?
    public let zone: TimeZoneRule
    public let version: String
    /// Take the visitor's address from `X-Forwarded-For`: only behind a proxy that sets it.
    public let trustsProxy: Bool
    /// What the banner of every page says where nothing may be changed: the house shows a copy, such as a crisis kit. Nil
    /// where people work.
    public let readOnly: Phrase?

    public init(
        publicAddress: String? = nil, zone: TimeZoneRule = .paris, version: String, trustsProxy: Bool = false,
        readOnly: Phrase? = nil
    ) {
        self.publicAddress = publicAddress
        self.zone = zone
        self.version = version
        self.trustsProxy = trustsProxy
        self.readOnly = readOnly
    }

    public var isReadOnly: Bool { readOnly != nil }

    var isSecure: Bool { publicAddress?.hasPrefix("https://") ?? false }

    /// The `__Host-` prefix makes browsers refuse the cookie from anywhere but this very host over HTTPS (RFC 6265bis).
    var sessionCookie: String { isSecure ? "__Host-carene-session" : "carene-session" }
}

extension House {
    /// Something went wrong that does not keep the work from going on: told to whoever runs the server.
    public func warn(_ message: String, _ error: any Error) {
        logger.warning("\(message)", metadata: ["detail": "\(error)"])
    }
}
