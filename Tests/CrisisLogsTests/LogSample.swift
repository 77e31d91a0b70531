// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import CrisisLogs
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Testing

let noon = Instant(text: "2026-11-21T11:00:00Z") ?? Instant(millisecondsSinceEpoch: 0)
let schema: [Migration] =
    JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + CrisisLogMigrations.all

extension Database {
    @discardableResult
    func changing<Value: Sendable>(
        at now: Instant = noon, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "Claire"), at: now, body)
    }

    /// A hospital with one open log.
    func makeLog(_ kind: CrisisLogRecord.Kind = .incident) async throws -> CrisisLogRecord {
        let hospital = try await hospital("CH d’essai")
        let id = try await changing { change in
            try CrisisLogStore.open(kind, title: "Nuit du 21", at: hospital.id, in: change)
        }
        return try await record(id)
    }

    func hospital(_ name: String) async throws -> Organisation {
        try await changing { change in
            try OrganisationStore.create(OrganisationDetails(name: name), kind: .legalEntity, under: nil, in: change)
        }
    }

    func record(_ id: CrisisLogRecord.ID) async throws -> CrisisLogRecord {
        try #require(try await read { session in try CrisisLogStore.log(id, in: session) })
    }

    @discardableResult
    func say(
        _ text: String, _ kind: LogKind = .information, in log: CrisisLogRecord, at now: Instant = noon,
        relation: LogStatement.Relation? = nil, about: LogReference? = nil
    ) async throws -> LogEntry {
        let statement = LogStatement(
            factAt: Moment(now), kind: kind, cell: .operational, text: text, relation: relation, about: about)
        return try await changing(at: now) { change in
            try CrisisLogStore.append(statement, to: log, by: "Claire", in: change)
        }
    }

    func lines(_ log: CrisisLogRecord) async throws -> [LogEntry] {
        try await read { session in try CrisisLogStore.entries(of: log.id, in: session) }
    }
}

/// The same log on another machine, without a line: what a kit holds before the cable is pulled.
func adopted(_ record: CrisisLogRecord, in database: any Database) async throws -> CrisisLogRecord {
    let hospital = try await database.hospital("CH d’essai, portable")
    let origin = CrisisLogStore.Origin(
        id: record.id, kind: record.kind, title: record.title, openedAt: record.openedAt)
    return try await database.changing { change in try CrisisLogStore.adopt(origin, at: hospital.id, in: change) }
}
