// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Logging
import Organisations
import Persistence
import Primitives
import Sigma
import Site

/// Reads the spool, asks the rules, keeps what they found, and only then goes on. One, on a thread of its own.
actor Detector {
    /// Of the spool at a time: some thousands of events, a fraction of a second, and what memory holds.
    static let pieceSize = 2 << 20

    private nonisolated let executor = QueueExecutor(label: "carene.detection")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let database: any Database
    private let clock: WallClock
    private let library: RuleLibrary
    private let spool: Spool
    private let archive: EventArchive?
    /// Up to here the pieces are kept: one that is examined again, because the database was away, is not kept again.
    private var archived = SpoolPosition.start
    private var lastFault: Instant?
    private let logger: Logger
    /// Told when alerts wait to be made known.
    private let alarm: @Sendable () -> Void
    /// Told when alerts came or counted on.
    private let changed: @Sendable () -> Void
    private var version = -1
    private var hunter = LiveHunter(RuleSet([]))
    private var correlators: [Organisation.ID: Correlator] = [:]
    private var filters = FilterSets()
    private var ledger = FleetLedger()
    private var token: UInt64 = 0

    init(
        database: any Database, clock: WallClock, library: RuleLibrary, spool: Spool,
        archive: EventArchive? = nil, logger: Logger,
        alarm: @escaping @Sendable () -> Void, changed: @escaping @Sendable () -> Void = {}
    ) {
        self.database = database
        self.clock = clock
        self.library = library
        self.spool = spool
        self.archive = archive
        self.logger = logger
        self.alarm = alarm
        self.changed = changed
    }

    func run() async {
        guard var position = await start() else { return }
        await examineAll(from: &position)
        for await _ in spool.news {
            guard !Task.isCancelled else { return }
            await examineAll(from: &position)
        }
    }

    private func start() async -> SpoolPosition? {
        while !Task.isCancelled {
            do {
                return spool.begin(from: try await database.read { session in try LiveStore.position(in: session) })
            } catch {
                await rest(after: error)
            }
        }
        return nil
    }

    private func examineAll(from position: inout SpoolPosition) async {
        while !Task.isCancelled, let batch = spool.read(from: position, limit: Self.pieceSize) {
            if batch.damaged > 0 { logger.warning("a piece of the spool was cut and is left", metadata: [:]) }
            do {
                position = try await examine(batch)
                spool.forget(before: position)
            } catch {
                // Nothing was kept, so nothing is lost: the same piece again.
                await rest(after: error)
            }
        }
    }

    private func rest(after error: any Error) async {
        logger.error("detection waits for the database", metadata: ["detail": "\(error)"])
        try? await Task.sleep(for: .seconds(2))
    }

    private func examine(_ batch: Spool.Batch) async throws -> SpoolPosition {
        if version != library.version {
            let rules = library.rules
            version = library.version
            hunter = LiveHunter(rules)
            correlators.removeAll()
        }
        let organisations = Set(batch.records.map(\.organisation))
        let kept = try await database.read { session in
            try FilterStore.inForce(of: organisations, in: session)
        }
        filters.update(kept)
        let now = clock.now
        keepEvents(of: batch, at: now)
        let outcome = ledger.due(look(at: batch), at: now)
        let next = batch.next
        let fresh: Int
        do {
            fresh = try await database.write { session in
                let fresh = try LiveStore.keep(outcome, at: now, in: session)
                try NoticeStore.queue(fresh, at: now, in: session)
                try LiveStore.keep(next, in: session)
                return fresh.count
            }
            ledger.note(outcome, at: now)
        } catch let error as DatabaseError where !error.passes {
            fresh = try await keepApart(outcome, error, next, at: now)
        }
        if !outcome.alerts.isEmpty { changed() }
        if fresh > 0 { alarm() }
        return next
    }

    /// Before the place of the reader moves, so that a killed process keeps a piece twice rather than not at all. What
    /// cannot be kept is examined all the same: detection never waits for the archive.
    private func keepEvents(of batch: Spool.Batch, at now: Instant) {
        guard let archive, archived < batch.next else { return }
        archived = batch.next
        guard let fault = archive.keep(batch.records, at: now) else { return }
        if let lastFault, lastFault.adding(seconds: 60) > now { return }
        lastFault = now
        logger.error("examined events are not kept", metadata: ["detail": "\(fault)"])
    }

    /// The database refuses something of the piece, and always will: each alert for itself, so that one that somebody made
    /// up to be refused does not hide the others.
    private func keepApart(
        _ outcome: LiveOutcome, _ error: DatabaseError, _ next: SpoolPosition, at now: Instant
    ) async throws -> Int {
        logger.error("something of a piece of the spool was refused", metadata: ["detail": "\(error)"])
        var fresh = 0
        for draft in outcome.alerts.values {
            do {
                fresh += try await database.write { session in
                    let fresh = try LiveStore.keep(alerts: [draft], at: now, in: session)
                    try NoticeStore.queue(fresh, at: now, in: session)
                    return fresh.count
                }
            } catch let error as DatabaseError where !error.passes {
                logger.error("an alert was refused", metadata: ["rule": "\(draft.key.ruleID)", "detail": "\(error)"])
            }
        }
        try await database.write { session in try LiveStore.keep(next, in: session) }
        return fresh
    }

    private func look(at batch: Spool.Batch) -> LiveOutcome {
        var examination = Examination(at: clock.now)
        let rules = hunter.rules
        for record in batch.records {
            let organisation = record.organisation
            var correlator = correlators[organisation] ?? Correlator(rules)
            let unreadable = hunter.read(record.lines) { seen in
                examination.note(seen, of: organisation)
                guard !seen.alerting.isEmpty || !seen.correlated.isEmpty else { return }
                let refused = filters.refused(seen.json, of: organisation)
                for rule in seen.alerting where !refused.takes(rules.headline(rule).id) {
                    examination.alert(rule, rules, seen, of: organisation)
                }
                for rule in seen.correlated {
                    token &+= 1
                    let match = Correlator.Match(
                        time: Double(seen.time ?? 0) / 1e9, token: token, values: seen.values)
                    for found in correlator.note(rule: rule, match) {
                        let headline = rules.headline(rules.rules.count + found.correlation)
                        if refused.takes(headline.id) { continue }
                        examination.alert(found, rules, seen, of: organisation)
                    }
                }
            }
            examination.noteUnreadable(unreadable)
            correlators[organisation] = correlator
        }
        return examination.outcome
    }
}

extension DatabaseError {
    /// Whether the same may succeed later.
    fileprivate var passes: Bool {
        switch kind {
        case .unavailable, .conflict, .diskFull, .readOnly, .corrupt: true
        case .duplicate, .brokenReference, .refusedValue, .unexpectedValue, .other: false
        }
    }
}
