// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Identity
import Organisations
import Persistence
import Primitives
import Site
import Synchronization

/// What the pages, the intake and the work in the background share: the rules, the spool, and who may knock.
final class SupervisionOffice: Sendable {
    let settings: SupervisionSettings

    private struct Opened: Sendable {
        /// By folder: one program serves one house, tests serve several.
        var libraries: [String: RuleLibrary] = [:]
        var spools: [String: Spool] = [:]
        var archives: [String: EventArchive] = [:]
        var alertsRevision = 0
        var limiter: RateLimiter?
        var known: [String: (sender: Sender.ID, organisation: Organisation.ID, until: Instant)] = [:]
    }

    private let opened = Mutex(Opened())
    /// Tells a page of an earlier server from one of this.
    private let started = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let alarms: AsyncStream<Void>
    private let alarm: AsyncStream<Void>.Continuation

    init(_ settings: SupervisionSettings) {
        self.settings = settings
        (alarms, alarm) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Changes whenever an alert of any establishment came, counted on or was settled.
    var alertsSerial: String { "\(started)-\(opened.withLock { $0.alertsRevision })" }

    func alertsChanged() { opened.withLock { $0.alertsRevision += 1 } }

    /// Somebody must be told of something.
    func ring() { alarm.yield() }

    func library(for house: House) -> RuleLibrary {
        let folder = settings.rules(for: house)
        return opened.withLock { opened in
            if let library = opened.libraries[folder] { return library }
            let library = RuleLibrary(folder: folder)
            opened.libraries[folder] = library
            return library
        }
    }

    /// The rules, without holding up a thread that serves requests: the first time they are compiled.
    func rules(for house: House) async -> RuleLibrary.Known {
        let library = library(for: house)
        return await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: library.current) }
        }
    }

    /// The spool, opened once behind the place that the database remembers.
    func spool(for house: House) async throws -> Spool {
        let folder = settings.spool(for: house)
        if let spool = opened.withLock({ $0.spools[folder] }) { return spool }
        let position = try await house.database.read { session in try LiveStore.position(in: session) } ?? .start
        return try opened.withLock { opened in
            if let spool = opened.spools[folder] { return spool }
            let spool = try Spool(folder: folder, limit: settings.spoolBytes, after: position)
            opened.spools[folder] = spool
            return spool
        }
    }

    /// What was examined and is kept. The first time, the names of its files are read.
    func archive(for house: House) -> EventArchive {
        let folder = settings.kept(for: house)
        return opened.withLock { opened in
            if let archive = opened.archives[folder] { return archive }
            let archive = EventArchive(
                folder: folder, limits: EventArchive.Limits(days: settings.keptDays, bytes: settings.keptBytes))
            opened.archives[folder] = archive
            return archive
        }
    }

    // MARK: Who may send

    enum Refused: Error {
        case wrongToken
        case tooMany(seconds: Int)
    }

    /// The establishment that a secret sends for. Found in memory for ten seconds, so that a thousand requests a second
    /// cost the database one statement.
    func organisation(
        for secret: String?, from address: String, in house: House
    ) async throws -> Organisation.ID {
        // Who brings nothing guesses nothing.
        guard let secret else { throw Refused.wrongToken }
        let now = house.clock.now
        let hash = Examination.identity([secret])
        if let known = opened.withLock({ $0.known[hash] }), known.until > now { return known.organisation }
        let limiter = opened.withLock { opened -> RateLimiter in
            let limiter = opened.limiter ?? RateLimiter(clock: house.clock)
            opened.limiter = limiter
            return limiter
        }
        if let wait = await limiter.take([.address(address)]) { throw Refused.tooMany(seconds: wait) }
        guard let token = SecretToken<Sender>(secret),
            let found = try await house.database.read({ session in
                try SenderStore.organisation(of: token, in: session)
            })
        else { throw Refused.wrongToken }
        await limiter.giveBack([.address(address)])
        opened.withLock { opened in
            if opened.known.count > 1000 { opened.known.removeAll() }
            opened.known[hash] = (token.id, found, now.adding(seconds: 10))
        }
        Task {
            try? await house.database.write { session in try SenderStore.touch(token.id, at: now, in: session) }
        }
        return found
    }

    /// After a revocation: at once.
    func forgetSenders() { opened.withLock { $0.known.removeAll() } }
}
