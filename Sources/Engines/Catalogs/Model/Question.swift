// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Which share of the entities must meet a requirement: for instance two thirds of the activity of a legal entity.
public struct Coverage: Sendable, Hashable {
    public let scope: Scope
    /// The level counted instead where the first has no figure.
    public let otherwise: Scope?
    /// The figure that weighs the entities, such as `combinedActivity`; nil when each counts for one.
    public let weight: String?
    /// From 0 to 1.
    public let atLeast: Double

    public init(scope: Scope, otherwise: Scope? = nil, weight: String? = nil, atLeast: Double) {
        self.scope = scope
        self.otherwise = otherwise
        self.weight = weight
        self.atLeast = atLeast
    }
}

/// What turns a requirement into one step of a guided interview.
public struct Question: Sendable, Hashable {
    public struct Choice: Sendable, Hashable {
        public let title: String
        /// `.level` or `.notApplicable`.
        public let response: Response

        public init(title: String, response: Response) {
            self.title = title
            self.response = response
        }
    }

    public let text: String
    /// Why it matters, in a sentence.
    public let help: String
    public let choices: [Choice]

    public init(text: String, help: String = "", choices: [Choice]) {
        self.text = text
        self.help = help
        self.choices = choices
    }
}
