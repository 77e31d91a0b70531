// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a line of the log is: the six kinds of the French « main courante ».
public enum LogKind: String, Sendable, Hashable, CaseIterable, Codable {
    case information
    case decision
    case action
    case request
    case contact
    /// An authority, an insurer or a person was told.
    case notification
}

/// Around which table it was written.
public enum LogCell: String, Sendable, Hashable, CaseIterable, Codable {
    case strategic
    /// Operational cell, cyber and IT.
    case operational
    /// Continuity of care.
    case care
    case communication
    /// Those who direct and animate an exercise; no part of a real crisis.
    case direction
}

/// How sure one is of what is written.
public enum LogConfidence: String, Sendable, Hashable, CaseIterable, Codable {
    case confirmed
    case probable
    case unconfirmed
}

/// Where what was asked or begun stands. A line never changes: a later line that `closes` it says how it ended.
public enum LogStatus: String, Sendable, Hashable, CaseIterable, Codable {
    case open
    case done
    case dropped
}

/// The four phases of a cyber crisis as the French guide names them; an entry belongs to one.
public enum LogPhase: String, Sendable, Hashable, CaseIterable, Codable {
    /// Alert, mobilise, contain.
    case contain
    /// Keep confidence, understand the attack.
    case understand
    /// Restart activities, harden.
    case restart
    /// Learn and close.
    case learn
}
