// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Primitives
import Site

/// What a director reads in one minute: a sentence, five figures, three decisions, what changed. Values only; the rules
/// that choose them are here, so that the page and the PDF say the same.
struct DirectorSheet: Sendable {
    /// What the changes are counted from.
    enum Since: Sendable, Hashable {
        /// The person's own last reading of this page.
        case reading(Day)
        /// The last measures at least four weeks old.
        case month(Day)
        case nothing
    }

    /// Something to decide, with the one place where it is decided.
    struct Choice: Sendable, Hashable {
        let title: Phrase
        let reason: Phrase
        let button: Phrase
        let href: URLPath
    }

    struct Change: Sendable, Hashable {
        let title: Phrase
        let before: Double
        let now: Double
        let unit: Indicator.Unit
        let isBetter: Bool
    }

    let organisation: Organisation
    let day: Day
    let figures: [FollowedIndicator]
    let choices: [Choice]
    let changes: [Change]
    let since: Since

    static let figureCount = 5
    static let choiceCount = 3
    /// Sooner than this, two readings of the page have nothing to tell apart.
    static let shortestWait = 7
    static let month = 28

    init(
        _ facts: GovernanceFacts, _ followed: [FollowedIndicator], overdue: [Decision], lastReading: Day?,
        mayManage: Bool
    ) {
        organisation = facts.organisation
        day = facts.day
        figures = Self.figures(followed)
        since = Self.since(followed, lastReading: lastReading, on: facts.day)
        changes = Self.changes(followed, since)
        choices = Self.choices(facts, followed, overdue, mayManage)
    }

    /// The five of the lowest rank, those that are known first among equals.
    static func figures(_ followed: [FollowedIndicator]) -> [FollowedIndicator] {
        let ranked = followed.filter { $0.indicator.rank != nil }.sorted { left, right in
            (left.indicator.rank ?? .max, left.indicator.id) < (right.indicator.rank ?? .max, right.indicator.id)
        }
        let known = ranked.filter { $0.indicator.value != nil }
        // An unknown figure is shown only where fewer than five are known: it says what to enter.
        return Array((known + ranked.filter { $0.indicator.value == nil }).prefix(figureCount))
    }

    static func since(_ followed: [FollowedIndicator], lastReading: Day?, on day: Day) -> Since {
        func lastMeasured(_ limit: Day) -> Day? { followed.compactMap { $0.value(on: limit)?.day }.max() }
        if let lastReading, lastReading.days(until: day) >= shortestWait, lastMeasured(lastReading) != nil {
            return .reading(lastReading)
        }
        if let measured = lastMeasured(day.adding(days: -month)) { return .month(measured) }
        return .nothing
    }

    /// What is worse first, then what is better; by how far it moved.
    static func changes(_ followed: [FollowedIndicator], _ since: Since) -> [Change] {
        let start: Day
        switch since {
        case .reading(let day), .month(let day): start = day
        case .nothing: return []
        }
        let found = followed.compactMap { one -> (change: Change, size: Double)? in
            guard let now = one.indicator.value, let before = one.value(on: start)?.value, differs(before, now, one)
            else { return nil }
            let change = Change(
                title: one.indicator.title, before: before, now: now, unit: one.indicator.unit,
                isBetter: (now > before) == one.indicator.isHigherBetter)
            return (change, abs(now - before) / max(abs(before), abs(now)))
        }
        return found.sorted { left, right in
            left.change.isBetter == right.change.isBetter
                ? left.size > right.size : !left.change.isBetter && right.change.isBetter
        }.map(\.change)
    }

    /// A change that both values would hide once written is not one.
    private static func differs(_ before: Double, _ now: Double, _ one: FollowedIndicator) -> Bool {
        IndicatorWords.value(before, one.indicator.unit, .french)
            != IndicatorWords.value(now, one.indicator.unit, .french)
    }
}
