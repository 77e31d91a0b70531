// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import BackupReports
import Organisations
import Primitives

/// A run that a report told, as it is kept.
struct StoredRun: Sendable, Hashable {
    typealias ID = Identifier<StoredRun>

    let id: ID
    let organisation: Organisation.ID
    let line: Int
    let job: BackupJob.ID?
    let jobName: String?
    let tool: String
    let kind: BackupRun.Kind
    let label: String
    let repository: String
    let host: String
    let nodeCode: String
    let startedAt: Instant?
    let endedAt: Instant
    let outcome: BackupRun.Outcome
    let reason: BackupRun.Reason?
    let message: String
    let bytes: Int?

    var hours: Double? { startedAt.map { Double(max(endedAt.seconds(since: $0), 0)) / 3600 } }
}

/// Runs that no declared job claims, by what they call themselves.
struct UnclaimedSource: Sendable, Hashable {
    let keeper: Keeper
    let tool: String
    let repository: String
    let host: String
    let label: String
    let count: Int
    let lastAt: Instant

    var rule: BackupRule { BackupRule(repository: repository, host: host, label: label) }
}

/// A report that was brought.
struct BackupImport: Sendable, Hashable {
    typealias ID = Identifier<BackupImport>

    enum Way: String, Sendable, Hashable {
        case page
        case command
        case deposit
    }

    let id: ID
    let keeper: Keeper
    let name: String
    let way: Way
    let format: BackupReport.Format
    let author: String
    let importedAt: Instant
    let added: Int
    let known: Int
    let refused: Int
    let isTruncated: Bool
    let faults: [BackupReport.Fault]
    let isUndone: Bool
}
