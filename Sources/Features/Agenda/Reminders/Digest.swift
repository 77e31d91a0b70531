// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Mail
import Markup
import Primitives
import Site

/// What one reminder says: plain text, at most thirty lines of the agenda, in the person's language. Never one mail
/// per item.
struct Digest: Sendable, Hashable {
    static let limit = 30
    /// Days ahead that a reminder speaks of.
    static let reach = 30

    let letter: Letter
    /// How many deadlines there are, told or not.
    let count: Int

    /// Nil when nothing is due: an empty reminder teaches people not to read the next.
    ///
    /// - Parameters:
    ///   - duties: those that the person may see.
    ///   - address: the beginning of the site's addresses; without it the letter has no link.
    init?(of duties: [Duty], for turn: ReminderTurn, today: Day, address: String?) {
        let t = turn.language
        let near = duties.map { (duty: $0, day: $0.nextDay(after: today)) }
            .filter { $0.day <= today.adding(days: Self.reach) }
            .sorted { ($0.day, $0.duty.organisationName, $0.duty.id) < ($1.day, $1.duty.organisationName, $1.duty.id) }
        guard !near.isEmpty else { return nil }
        let week = today.adding(days: 7)
        let sections: [(title: String, duties: [Duty])] = [
            (t("En retard", "Overdue"), near.filter { $0.day < today }.map(\.duty)),
            (
                t("Dans les sept jours", "Within seven days"),
                near.filter { $0.day >= today && $0.day <= week }.map(\.duty)
            ),
            (t("Dans les trente jours", "Within thirty days"), near.filter { $0.day > week }.map(\.duty)),
        ]
        var text = t("Bonjour \(Self.line(turn.name)),\n", "Hello \(Self.line(turn.name)),\n")
        var left = Self.limit
        for section in sections where !section.duties.isEmpty && left > 0 {
            text += "\n\(section.title) (\(t.number(section.duties.count)))\n"
            for duty in section.duties.prefix(left) { text += Self.item(duty, today: today, address, t) }
            left -= min(left, section.duties.count)
        }
        if near.count > Self.limit { text += "\n" + Self.rest(near.count - Self.limit, t) + "\n" }
        text += "\n" + Self.foot(address, t) + "\n"
        letter = Letter(to: turn.email, subject: Self.subject(sections[0].duties.count, near.count, t), text: text)
        count = near.count
    }

    private static func item(_ duty: Duty, today: Day, _ address: String?, _ t: Language) -> String {
        let doubt = duty.isToConfirm ? t(" (date à confirmer)", " (date to confirm)") : ""
        let when = "\(DutyWords.day(duty, t)), \(DutyWords.distance(duty, today: today, t))\(doubt)"
        let link = address.map { "\n  \($0)\(duty.href.full)" } ?? ""
        return "- \(line(duty.title(t))) (\(line(duty.organisationName)))\n  \(when)\(link)\n"
    }

    /// The subject is read by whoever looks over a shoulder: figures only.
    private static func subject(_ overdue: Int, _ all: Int, _ t: Language) -> String {
        let deadlines = t.count(all, ("échéance", "échéances"), ("deadline", "deadlines"))
        guard overdue > 0 else { return t("Carène\u{00A0}: \(deadlines) à venir", "Carène: \(deadlines) ahead") }
        return t(
            "Carène\u{00A0}: \(deadlines), dont \(t.number(overdue)) en retard",
            "Carène: \(deadlines), \(t.number(overdue)) overdue")
    }

    private static func rest(_ count: Int, _ t: Language) -> String {
        let more = t.count(count, ("autre échéance", "autres échéances"), ("more deadline", "more deadlines"))
        return t("Et \(more) dans votre agenda.", "And \(more) in your agenda.")
    }

    private static func foot(_ address: String?, _ t: Language) -> String {
        let reason = t(
            "Vous recevez ce message parce que vous l’avez demandé dans Carène.",
            "You receive this message because you asked for it in Carène.")
        guard let address else {
            return reason
                + t(
                    " Pour ne plus le recevoir, ouvrez «\u{00A0}Mon agenda\u{00A0}».",
                    " To receive it no more, open “My agenda”.")
        }
        let page = address + AgendaURL.mine.path.anchored(at: ReminderSection.anchor).full
        return reason + t(" Pour en changer le rythme\u{00A0}:\n", " To change how often:\n") + page
    }

    /// What people typed, on one line.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: { $0.isWhitespace && $0 != "\u{00A0}" && $0 != "\u{202F}" }).joined(separator: " ")
    }
}
