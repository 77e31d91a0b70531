// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// A figure about an organisation that a feature computes, and that the house follows over time (design, section 5).
public struct Indicator: Sendable, Hashable {
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        /// From 0 to 1, shown in percent.
        case share
        case count
        /// From 0 to 5.
        case index
        /// 1 when it is so, 0 when it is not.
        case flag
        case days
        case euros
    }

    /// `feature.figure`; stable, since its history is kept under it.
    public let id: String
    public let title: Phrase
    /// Nil while nothing is known: never shown as zero.
    public let value: Double?
    public let unit: Unit
    /// What the programme or the establishment aims at, where somebody set it.
    public let target: Double?
    public let isHigherBetter: Bool
    /// What the figure means today, in a whole sentence.
    public let sentence: Phrase
    /// Where one acts on it.
    public let href: URLPath?
    /// Counts among the figures of the director's page; the lowest rank first.
    public let rank: Int?

    public init(
        _ id: String, _ title: Phrase, value: Double?, unit: Unit, target: Double? = nil, isHigherBetter: Bool = true,
        sentence: Phrase, href: URLPath? = nil, rank: Int? = nil
    ) {
        self.id = id
        self.title = title
        self.value = value
        self.unit = unit
        self.target = target
        self.isHigherBetter = isHigherBetter
        self.sentence = sentence
        self.href = href
        self.rank = rank
    }

    /// Nil when either is unknown.
    public var meetsTarget: Bool? {
        guard let value, let target else { return nil }
        return isHigherBetter ? value >= target : value <= target
    }
}
