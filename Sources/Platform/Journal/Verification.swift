// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a walk along the hash chain found.
public enum Verification: Sendable, Hashable {
    /// Every link holds. `head` can be copied to paper: a later chain must still contain it.
    case intact(entries: Int, head: String)
    case broken(sequence: Int, Fault)

    public enum Fault: String, Sendable, Hashable {
        /// An entry was removed.
        case missing
        /// An entry does not follow the one before.
        case unlinked
        /// A field was changed.
        case altered
    }
}
