// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// A kind of proof in the words of the interface. The identifier is the one that requirements name (design §6).
public struct ProofKind: Sendable, Hashable {
    /// Such as `backup.restoreTested`.
    public let id: String
    /// "un essai de restauration": begins with its article, so that it can stand in a sentence.
    public let title: Phrase
    /// What a proof of this kind says.
    public let facts: [FactField]

    public init(_ id: String, _ title: Phrase, facts: [FactField] = []) {
        self.id = id
        self.title = title
        self.facts = facts
    }
}

/// One thing that a proof says, and how it is entered.
public struct FactField: Sendable, Hashable {
    public enum Form: Sendable, Hashable {
        /// One of the words that the frameworks of the house use for this fact, or another one.
        case word
        /// From 0 to 1, entered in percent.
        case share
        /// A whole number within a range.
        case level(ClosedRange<Int>)
        case number
    }

    /// As the rules name it.
    public let name: String
    public let title: Phrase
    public let form: Form

    public init(_ name: String, _ title: Phrase, _ form: Form) {
        self.name = name
        self.title = title
        self.form = form
    }
}
