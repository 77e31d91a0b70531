// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// Something that would hurt tonight, or that nobody can vouch for.
struct BackupAlert: Sendable, Hashable {
    typealias ID = Identifier<BackupAlert>

    enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A service or component that nobody saves.
        case noJob
        /// The last good copy is older than the data loss that was accepted.
        case tooOld
        /// The last run, or the last check, failed.
        case failed
        case essential
        case noImmutable
        /// Saved less often than the accepted data loss asks.
        case interval
        case neverTested
        case testFailed
        case testOld
        /// Restoring takes longer than the accepted interruption.
        case tooSlow

        /// Data would be lost tonight; the others say that one does not know.
        var isSevere: Bool {
            switch self {
            case .noJob, .tooOld, .essential, .testFailed: true
            case .failed, .noImmutable, .interval, .neverTested, .testOld, .tooSlow: false
            }
        }
    }

    let id: ID
    let keeper: Keeper
    let kind: Kind
    let object: String
    let label: String
    /// Hours, or days for an old test.
    let figure: Double?
    let bound: Double?
    let firstSeenOn: Day
    let closedOn: Day?
    let handledReason: String?
    let handledUntil: Day?
    let handledBy: String?

    /// Somebody answers for it, until a day that has not passed.
    func isHandled(on day: Day) -> Bool { handledUntil.map { $0 >= day } ?? false }
}

/// An alert before it is kept.
struct AlertFinding: Sendable, Hashable {
    let kind: BackupAlert.Kind
    let object: String
    let label: String
    var figure: Double?
    var bound: Double?
}
