// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Something that is brought to the players: a call, a mail, a page of the press.
public struct Inject: Sendable, Hashable, Codable {
    public enum Degree: String, Sendable, Hashable, CaseIterable, Codable {
        /// The story does not hold without it.
        case main
        case optional
        /// Outside the timeline: kept for a branch, or for when the play goes too fast.
        case reserve
        /// Distracts, and is expected to be left aside.
        case noise
    }

    public enum Channel: String, Sendable, Hashable, CaseIterable, Codable {
        case phone, mail, paper, sms, press, inPerson
    }

    public var id: String
    /// Minutes after the start. Nil for a reserve.
    public var at: Int?
    public var degree: Degree
    /// Fictitious.
    public var from: String
    /// A cell, or the identifier of a role.
    public var to: String
    public var channel: Channel
    public var title: String
    public var text: String
    public var phase: Phase?
    /// Identifiers.
    public var objectives: [String]
    public var expected: [Expectation]
    public var branches: [Branch]
    /// Advice to whoever plays it; players never read it.
    public var animator: String

    public init(
        id: String, at: Int? = nil, degree: Degree = .main, from: String = "", to: String, channel: Channel,
        title: String, text: String = "", phase: Phase? = nil, objectives: [String] = [],
        expected: [Expectation] = [], branches: [Branch] = [], animator: String = ""
    ) {
        self.id = id
        self.at = at
        self.degree = degree
        self.from = from
        self.to = to
        self.channel = channel
        self.title = title
        self.text = text
        self.phase = phase
        self.objectives = objectives
        self.expected = expected
        self.branches = branches
        self.animator = animator
    }
}

/// A reaction that one waits for.
public struct Expectation: Sendable, Hashable, Codable {
    /// The words are those of the kinds of the crisis log.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        case decision, action, notification, contact, information
    }

    public var text: String
    /// Minutes after the inject was sent. Nil: before the end.
    public var within: Int?
    public var kind: Kind

    public init(text: String, within: Int? = nil, kind: Kind = .action) {
        self.text = text
        self.within = within
        self.kind = kind
    }
}

/// What is played next when the reaction does not come.
public struct Branch: Sendable, Hashable, Codable {
    /// Minutes after the inject was sent.
    public var ifNotDoneBy: Int
    /// Identifier of an inject.
    public var then: String

    public init(ifNotDoneBy: Int, then: String) {
        self.ifNotDoneBy = ifNotDoneBy
        self.then = then
    }
}
