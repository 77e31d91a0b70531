// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// One entry of a calendar that takes whole days: a deadline, an exercise, a proof that expires.
///
/// Whole days are written without time or zone (RFC 5545 §3.3.4): 21 November stays 21 November in Cayenne.
public struct CalendarEvent: Sendable, Hashable {
    /// The same for the same thing for ever: a calendar that subscribes recognises the event by it.
    public var identifier: String
    /// When the event was last changed.
    public var stamp: Instant
    public var first: Day
    /// The last day, included. A day before `first` counts as `first`.
    public var last: Day
    public var summary: String
    public var details: String
    /// Absolute address of the page that says more; empty when there is none.
    public var address: String
    public var categories: [String]
    /// Grows by one at each change of date (RFC 5545 §3.8.7.4).
    public var sequence: Int
    /// Days before the first one on which to be reminded, at nine in the morning; nil for no reminder.
    public var reminderDays: Int?

    public init(
        identifier: String, stamp: Instant, first: Day, last: Day? = nil, summary: String, details: String = "",
        address: String = "", categories: [String] = [], sequence: Int = 0, reminderDays: Int? = nil
    ) {
        self.identifier = identifier
        self.stamp = stamp
        self.first = first
        self.last = last ?? first
        self.summary = summary
        self.details = details
        self.address = address
        self.categories = categories
        self.sequence = sequence
        self.reminderDays = reminderDays
    }

    func write(into lines: inout CalendarLines) {
        lines.append("BEGIN", raw: "VEVENT")
        lines.append("UID", text: identifier)
        lines.append("DTSTAMP", raw: CalendarLines.time(stamp))
        lines.append("DTSTART;VALUE=DATE", raw: CalendarLines.date(first))
        // The end is the day after the last one (§3.6.1). Past the last day that can be written there is none, and an
        // event without end takes one day.
        let end = max(first, last).adding(days: 1)
        if end > first { lines.append("DTEND;VALUE=DATE", raw: CalendarLines.date(end)) }
        lines.append("SUMMARY", text: summary)
        if !details.isEmpty { lines.append("DESCRIPTION", text: details) }
        if !address.isEmpty { lines.append("URL", address: address) }
        lines.append("CATEGORIES", list: categories)
        lines.append("SEQUENCE", raw: String(max(sequence, 0)))
        // A deadline must not make the person look busy all day.
        lines.append("TRANSP", raw: "TRANSPARENT")
        if let reminderDays { writeReminder(daysBefore: reminderDays, into: &lines) }
        lines.append("END", raw: "VEVENT")
    }

    /// The trigger counts from midnight at the start of the first day.
    private func writeReminder(daysBefore: Int, into lines: inout CalendarLines) {
        let days = min(max(daysBefore, 0), 3660)
        lines.append("BEGIN", raw: "VALARM")
        lines.append("ACTION", raw: "DISPLAY")
        lines.append("DESCRIPTION", text: summary)
        lines.append("TRIGGER", raw: days == 0 ? "PT9H" : "-P\(days - 1)DT15H")
        lines.append("END", raw: "VALARM")
    }
}
