// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// A calendar that Outlook, Thunderbird or a telephone imports or subscribes to (iCalendar, RFC 5545 and RFC 7986).
public struct CalendarFile: Sendable, Hashable {
    /// What HTTP calls such a file.
    public static let mediaType = "text/calendar; charset=utf-8"

    public var name: String
    /// After how many hours a subscriber should ask again; nil says nothing.
    public var refreshHours: Int?
    public var events: [CalendarEvent]

    public init(name: String, refreshHours: Int? = 12, events: [CalendarEvent]) {
        self.name = name
        self.refreshHours = refreshHours
        self.events = events
    }

    /// The file, in time and memory proportional to its length.
    public var bytes: [UInt8] {
        var lines = CalendarLines()
        lines.append("BEGIN", raw: "VCALENDAR")
        lines.append("VERSION", raw: "2.0")
        lines.append("PRODID", text: "-//Carène//Agenda//FR")
        lines.append("CALSCALE", raw: "GREGORIAN")
        // Published to be read: nobody is invited or asked to answer (RFC 5546 §3.2.1).
        lines.append("METHOD", raw: "PUBLISH")
        // The standard's own property (RFC 7986 §5.1, §5.7) and the one that Outlook and Apple knew before it.
        lines.append("NAME", text: name)
        lines.append("X-WR-CALNAME", text: name)
        if let refreshHours {
            let hours = min(max(refreshHours, 1), 24 * 366)
            lines.append("REFRESH-INTERVAL;VALUE=DURATION", raw: "PT\(hours)H")
            lines.append("X-PUBLISHED-TTL", raw: "PT\(hours)H")
        }
        for event in events { event.write(into: &lines) }
        lines.append("END", raw: "VCALENDAR")
        return lines.bytes
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }
}
