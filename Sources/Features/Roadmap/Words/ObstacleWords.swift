// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Planning
import Primitives

/// What a plan must do and does not: which deadline or which forced action, and what it would take.
enum ObstacleWords {
    struct Line: Sendable, Hashable {
        let code: String
        let title: String
        let sentence: String
    }

    static func lines(_ reading: PlanReading, _ snapshot: RoadmapSnapshot, _ t: Language) -> [Line] {
        let words = StandingWords(snapshot: snapshot, reading: reading, t: t)
        let found = Feasibility.check(reading.problem, plan: reading.plan).compactMap { obstacle in
            one(obstacle, words, snapshot, t)
        }
        return merged(found, t)
    }

    /// An obligation of one establishment, before those that lack the same thing are told together.
    private struct Found {
        let code: String
        let title: String
        var due: String?
        var place: String?
        let remedy: String
    }

    /// One line for the establishments that owe the same thing on the same day for the same reason.
    private static func merged(_ found: [Found], _ t: Language) -> [Line] {
        var order: [[String]] = []
        var groups: [[String]: [Found]] = [:]
        for one in found {
            let key = [one.code, one.title, one.due ?? "", one.remedy]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(one)
        }
        return order.compactMap { key in
            guard let group = groups[key], let first = group.first else { return nil }
            let places = group.compactMap(\.place).joined(separator: ", ")
            var when = first.due.map { t("Échéance\u{00A0}: \($0)", "Due: \($0)") } ?? ""
            if !when.isEmpty { when += places.isEmpty ? ". " : t(", pour \(places). ", ", for \(places). ") }
            return Line(code: first.code, title: first.title, sentence: when + first.remedy)
        }
    }

    private static func one(
        _ obstacle: Obstacle, _ words: StandingWords, _ snapshot: RoadmapSnapshot, _ t: Language
    ) -> Found? {
        let remedy = remedy(obstacle.cause, words, snapshot, t)
        switch obstacle.obligation {
        case .gap(let gap):
            guard snapshot.gaps.indices.contains(gap) else { return nil }
            let label = snapshot.gaps[gap]
            let several = snapshot.members.count > 1 && snapshot.members.indices.contains(label.member)
            return Found(
                code: label.code, title: label.title,
                due: label.deadline.flatMap { Day(text: $0) }.map { t.date($0) } ?? "–",
                place: several ? snapshot.members[label.member].name : nil, remedy: remedy)
        case .action(let action):
            return Found(code: "", title: snapshot.title(of: action, t), remedy: remedy)
        case .decisions:
            return Found(code: "", title: t("Ce qui est déjà décidé", "What is decided already"), remedy: remedy)
        }
    }

    private static func remedy(
        _ cause: Obstacle.Cause, _ words: StandingWords, _ snapshot: RoadmapSnapshot, _ t: Language
    ) -> String {
        switch cause {
        case .nothingCloses(let share) where share <= 0:
            t(
                "Aucune action candidate ne la concerne\u{00A0}: ajoutez la vôtre.",
                "No candidate action is about it: add your own.")
        case .nothingCloses(let share):
            t(
                "Toutes les actions candidates réunies n’en apportent que \(t.percent(share))\u{00A0}: complétez-les.",
                "All candidate actions together bring only \(t.percent(share)) of it: complete them.")
        case .notEnoughTime(let earliest?):
            t(
                "Le temps manque\u{00A0}: même avec tous les moyens, ce serait fait fin \(snapshot.quarter(earliest).words(t)).",
                "Time is lacking: even with every means, it would be done by the end of \(snapshot.quarter(earliest).words(t))."
            )
        case .notEnoughTime(nil):
            t(
                "Le temps manque\u{00A0}: ce ne serait pas fait avant la fin de la période.",
                "Time is lacking: it would not be done before the end of the period.")
        case .prerequisiteOut(let action):
            t(
                "Ce qui doit venir avant ne peut pas être fait\u{00A0}: \(snapshot.title(of: action, t)).",
                "What must come before cannot be done: \(snapshot.title(of: action, t)).")
        case .decidedTooEarly(let action):
            t(
                "Elle commence avant la fin de\u{00A0}: \(snapshot.title(of: action, t)).",
                "It starts before the end of: \(snapshot.title(of: action, t)).")
        case .lacks(let shortages) where shortages.isEmpty:
            t(
                "Rien ne manque, mais le plan ne la tient pas\u{00A0}: calculez le meilleur plan.",
                "Nothing is lacking, but the plan does not meet it: compute the best plan.")
        case .lacks(let shortages):
            t(
                "Il faudrait en plus\u{00A0}: \(sum(shortages, words, t)).",
                "It would take in addition: \(sum(shortages, words, t)).")
        }
    }

    /// Days of one skill are added up over the quarters: nobody hires for one of them.
    private static func sum(_ shortages: [Shortage], _ words: StandingWords, _ t: Language) -> String {
        var days: [Int: Double] = [:]
        var parts: [String] = []
        for shortage in shortages {
            switch shortage {
            case .money: parts.append(words.words(shortage))
            case .days(let skill, _, let number): days[skill, default: 0] += number
            }
        }
        parts += days.sorted { $0.key < $1.key }.map { "\(t.days($0.value)) (\(words.title(ofSkill: $0.key)))" }
        return parts.joined(separator: t(" ; ", "; "))
    }

    static func html(_ lines: [Line], _ t: Language) -> HTML {
        guard !lines.isEmpty else { return HTML() }
        let count = t.count(
            lines.count, ("obligation n’est pas tenue", "obligations ne sont pas tenues"),
            ("obligation is not met", "obligations are not met"))
        return sheet(
            t("\(count) par ce plan", "\(count) by this plan"),
            """
            \(items(lines.prefix(8).map(item)))\
            \(when(lines.count > 8, disclosure(
                t("Voir les \(t.number(lines.count - 8)) autres", "See the \(t.number(lines.count - 8)) others"),
                items(lines.dropFirst(8).prefix(200).map(item)))))
            """)
    }

    private static func item(_ line: Line) -> HTML {
        """
        \(when(!line.code.isEmpty, "<span class=\"code\">\(line.code)</span> "))<strong>\(line.title)</strong><br>\
        <span>\(line.sentence)</span>
        """
    }
}
