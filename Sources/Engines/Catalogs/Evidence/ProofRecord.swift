// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A proof as the rules see it: its kind, what it says, and the days that count.
public struct ProofRecord: Sendable, Hashable {
    /// Whatever identifies it for the caller; comes back in the explanations.
    public let id: String
    /// Such as `backup.restoreTested`.
    public let kind: String
    public let facts: [String: FactCondition.Value]
    /// When the measurement was made, or the document signed or last reviewed; never the day it was uploaded.
    public let obtainedOn: CalendarDay
    /// The last day on which it is worth anything; nil when nothing limits it.
    public let validUntil: CalendarDay?

    public init(
        id: String, kind: String, facts: [String: FactCondition.Value] = [:], obtainedOn: CalendarDay,
        validUntil: CalendarDay? = nil
    ) {
        self.id = id
        self.kind = kind
        self.facts = facts
        self.obtainedOn = obtainedOn
        self.validUntil = validUntil
    }
}

/// The proofs that count for one establishment, ready to be asked by kind.
public struct ProofSet: Sendable, Hashable {
    /// By kind, the oldest first; proofs of one day in the order of their identifiers.
    private let byKind: [String: [ProofRecord]]

    public init(_ proofs: some Sequence<ProofRecord>) {
        byKind = Dictionary(grouping: proofs, by: \.kind).mapValues {
            $0.sorted { ($0.obtainedOn, $0.id) < ($1.obtainedOn, $1.id) }
        }
    }

    public static let empty = ProofSet([])

    public func proofs(of kind: String) -> [ProofRecord] { byKind[kind] ?? [] }

    public var isEmpty: Bool { byKind.isEmpty }
}
