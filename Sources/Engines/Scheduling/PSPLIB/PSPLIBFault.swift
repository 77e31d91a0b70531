// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Why a text is not an instance, and where.
public struct PSPLIBFault: Error, Equatable, Sendable {
    /// Line of the text, from 1.
    public var line: Int
    public var reason: Reason

    public init(line: Int, reason: Reason) {
        self.line = line
        self.reason = reason
    }

    public enum Reason: Equatable, Sendable {
        case tooLarge(bytes: Int)
        /// The text ends before this.
        case missing(String)
        /// Something else was found where a number was expected.
        case notANumber(expected: String, found: String)
        case outOfRange(String, value: Int)
        /// A job, a mode or a resource of another number than was announced.
        case unexpected(String, value: Int)
        /// Jobs of several modes, or resources that are used up, are not read.
        case unsupported(String)
        case problem(SchedulingFault)
    }
}

extension PSPLIBFault: CustomStringConvertible {
    public var description: String { "\(line): \(reason)" }
}

extension PSPLIBFault.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .tooLarge(let bytes): "the text is longer than \(bytes) bytes"
        case .missing(let part): "the text ends before \(part)"
        case .notANumber(let expected, let found): "“\(found)” stands where \(expected) was expected"
        case .outOfRange(let what, let value): "\(what) is \(value), which is out of range"
        case .unexpected(let what, let value): "\(what) is \(value), which is not the one expected"
        case .unsupported(let what): "\(what) cannot be scheduled here"
        case .problem(let fault): "the problem cannot be scheduled: \(fault)"
        }
    }
}
