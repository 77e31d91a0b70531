// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The number of a line: the device on which it was written, and its place in that device's own sequence. Two devices
/// that work apart can never give the same number.
public struct LogReference: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// Eight letters and digits drawn once by the installation.
    public let device: String
    /// From 1.
    public let sequence: Int

    public init(device: String, sequence: Int) {
        self.device = device
        self.sequence = sequence
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.device, left.sequence) < (right.device, right.sequence)
    }

    /// What people read and dictate: `KXR-12`.
    public var description: String { "\(device.prefix(3))-\(sequence)" }
}

/// One line of a log, bound to the line before of the same device by its hash.
public struct LogEntry: Sendable, Hashable, Codable {
    public let reference: LogReference
    public let enteredAt: Moment
    /// What the device's clock was known to be wrong by when the line was entered, in seconds; what was read plus this is
    /// the time that counts. Zero when nobody said anything.
    public let clockOffset: Int
    /// Who wrote it: a name and a function, or a cell of players.
    public let author: String
    public let statement: LogStatement
    /// Of the line before on this device; 64 zeros for the first.
    public let previousHash: String
    public let hash: String

    public init(
        reference: LogReference, enteredAt: Moment, clockOffset: Int, author: String, statement: LogStatement,
        previousHash: String, hash: String
    ) {
        self.reference = reference
        self.enteredAt = enteredAt
        self.clockOffset = clockOffset
        self.author = author
        self.statement = statement
        self.previousHash = previousHash
        self.hash = hash
    }

    /// When it was entered, once what the clock was wrong by is put right.
    public var countedAt: Moment { enteredAt.adding(seconds: clockOffset) }

    /// How long after the fact it was entered, in seconds.
    public var delay: Int { countedAt.seconds(since: statement.factAt) }
}
