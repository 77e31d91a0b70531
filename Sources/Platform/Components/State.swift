// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives

/// What is known of a thing. The same shape, word and colour everywhere: lists, charts, print, mail.
public enum State: String, Sendable, CaseIterable {
    case proven
    case declared
    case expiring
    case missing
    case toReview
    case notApplicable
    case unanswered
    case closed
    case neutral

    /// The state in one word.
    public func word(_ t: Language) -> String {
        switch self {
        case .proven: t("Prouvé", "Proven")
        case .declared: t("Déclaré", "Declared")
        case .expiring: t("Expire", "Expiring")
        case .missing: t("Manque", "Missing")
        case .toReview: t("À relire", "To review")
        case .notApplicable: t("Sans objet", "Not applicable")
        case .unanswered: t("Sans réponse", "Not answered")
        case .closed: t("Fermé", "Closed")
        case .neutral: t("Information", "Information")
        }
    }

    /// The class that gives its colours.
    var style: String {
        switch self {
        case .proven: "proven"
        case .declared: "declared"
        case .expiring: "expiring"
        case .missing: "missing"
        case .toReview: "to-review"
        case .notApplicable: "not-applicable"
        case .unanswered: "unanswered"
        case .closed: "closed"
        case .neutral: "neutral"
        }
    }

    /// The shape, drawn with the colour of the text around it.
    public var icon: SVG {
        switch self {
        case .proven: Icon.disc
        case .declared: Icon.halfDisc
        case .expiring: Icon.clock
        case .missing: Icon.triangle
        case .toReview: Icon.eye
        case .notApplicable: Icon.dash
        case .unanswered: Icon.circle
        case .closed: Icon.square
        case .neutral: Icon.dot
        }
    }
}

/// A state and the words of this case: "Expire dans 9 jours".
public struct StateBadge: Sendable, Hashable {
    public var state: State
    /// Nil for the word of the state itself.
    public var word: String?

    public init(_ state: State, _ word: String? = nil) {
        self.state = state
        self.word = word
    }
}

/// A state as shape, word and colour.
public func badge(_ t: Language, _ state: State, _ word: String? = nil) -> HTML {
    "<span class=\"state \(state.style)\">\(state.icon)\(word ?? state.word(t))</span>"
}

/// A state as shape, word and colour.
public func badge(_ t: Language, _ value: StateBadge) -> HTML { badge(t, value.state, value.word) }
