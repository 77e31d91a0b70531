// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Why a document cannot be used. Names the file and the line, so that whoever wrote the rule finds it.
public struct SigmaFault: Error, Sendable, Hashable {
    public var origin: Origin
    public var reason: Reason
    /// Title or identifier of the rule, where it could be read.
    public var subject: String

    public init(origin: Origin, reason: Reason, subject: String) {
        self.origin = origin
        self.reason = reason
        self.subject = subject
    }

    public enum Reason: Error, Sendable, Hashable {
        case malformedYAML(String)
        case missing(String)
        case badValue(String)
        case unknownModifier(String)
        /// Two modifiers that do not go together, or a value that a modifier cannot take.
        case badModifier(String)
        case badCondition(String)
        case unknownDetection(String)
        /// `%…%` that nobody expanded: the rule would silently mean something else.
        case placeholder(String)
        case badExpression(String)
        case unknownRule(String)
        case tooLarge(String)
    }

    public var message: String {
        switch reason {
        case .malformedYAML(let detail): "not YAML: \(detail)"
        case .missing(let what): "\(what) is missing"
        case .badValue(let what): "\(what) has a value that Sigma does not know"
        case .unknownModifier(let name): "unknown modifier \(name)"
        case .badModifier(let detail): detail
        case .badCondition(let detail): "condition: \(detail)"
        case .unknownDetection(let name): "the condition names \(name), which the detection does not have"
        case .placeholder(let name): "%\(name)% is a placeholder that nothing expands"
        case .badExpression(let detail): "regular expression: \(detail)"
        case .unknownRule(let name): "refers to the rule \(name), which is not there"
        case .tooLarge(let what): "\(what) is too large"
        }
    }
}

extension SigmaFault: CustomStringConvertible {
    public var description: String { "\(origin.file):\(origin.line): \(message)" }
}
