// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A SQLite database that lives in memory and can be handed over as the bytes of a file: nothing of it touches a disk.
public protocol ScratchDatabase: Database {
    /// The file that a disk would hold. Memory: twice its size while it is copied.
    func serialized() async throws -> [UInt8]
}
