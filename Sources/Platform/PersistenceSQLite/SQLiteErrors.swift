// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import GRDB
import Persistence

/// The house's error for a driver's. An error of ours passes through.
func translated(_ error: any Error) -> Persistence.DatabaseError {
    if let ours = error as? Persistence.DatabaseError { return ours }
    guard let theirs = error as? GRDB.DatabaseError else {
        return Persistence.DatabaseError(.other, String(describing: error))
    }
    // The message names the rule or column; the SQL and its arguments are left out on purpose: they may hold personal data.
    return Persistence.DatabaseError(kind(of: theirs), theirs.message ?? "SQLite \(theirs.extendedResultCode)")
}

private func kind(of error: GRDB.DatabaseError) -> Persistence.DatabaseError.Kind {
    switch error.extendedResultCode {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: return .duplicate
    case .SQLITE_CONSTRAINT_FOREIGNKEY, .SQLITE_CONSTRAINT_TRIGGER: return .brokenReference
    case .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_NOTNULL, .SQLITE_CONSTRAINT_DATATYPE: return .refusedValue
    default: break
    }
    return switch error.resultCode {
    case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG: .refusedValue
    case .SQLITE_BUSY, .SQLITE_LOCKED: .conflict
    case .SQLITE_CANTOPEN, .SQLITE_IOERR: .unavailable
    case .SQLITE_FULL: .diskFull
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
    default: .other
    }
}
