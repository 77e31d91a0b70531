// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Documents
import Markup
import Primitives
import Site

/// Duties as a calendar file (RFC 5545).
public enum CalendarExport {
    /// No calendar program is served more than this, however wide the rights of its owner.
    static let limit = 2000

    /// - Parameters:
    ///   - address: the beginning of the site's addresses; without it events have no link.
    ///   - isDiscreet: says only that something is due. Calendars are copied to telephones and to servers abroad.
    public static func file(
        _ duties: [Duty], name: String, today: Day, language: Language, address: String?, isDiscreet: Bool = false
    ) -> CalendarFile {
        let several = Set(duties.lazy.map(\.organisation)).count > 1
        return CalendarFile(
            name: isDiscreet ? "Carène" : name,
            events: duties.prefix(limit).flatMap { duty in
                spans(of: duty, language).map { span in
                    event(
                        duty, span, today: today, language, address: address, isDiscreet: isDiscreet, several: several)
                }
            })
    }

    private struct Span {
        let key: String
        let first: Day
        let last: Day
        let mark: String
    }

    /// A window of more than a month would fill the top of every day of the calendar: its two ends are shown instead.
    private static func spans(of duty: Duty, _ t: Language) -> [Span] {
        guard let from = duty.from, from < duty.day else {
            return [Span(key: "", first: duty.day, last: duty.day, mark: "")]
        }
        guard from.days(until: duty.day) > 31 else { return [Span(key: "", first: from, last: duty.day, mark: "")] }
        return [
            Span(key: "ouverture", first: from, last: from, mark: t("Ouverture\u{00A0}: ", "Opens: ")),
            Span(key: "cloture", first: duty.day, last: duty.day, mark: t("Clôture\u{00A0}: ", "Closes: ")),
        ]
    }

    private static func event(
        _ duty: Duty, _ span: Span, today: Day, _ t: Language, address: String?, isDiscreet: Bool,
        several: Bool
    ) -> CalendarEvent {
        var event = CalendarEvent(
            identifier: identifier(duty, span.key),
            // The day on which it was computed: the same file all day long.
            stamp: today.startUTC, first: span.first, last: span.last,
            summary: t("Échéance Carène", "Carène deadline"),
            details: t("Ouvrez Carène pour savoir de quoi il s’agit.", "Open Carène to know what it is about."),
            address: address.map { $0 + AgendaURL.mine.path.full } ?? "")
        guard !isDiscreet else { return event }
        let doubt = t("date à confirmer", "date to confirm")
        // A calendar shows little more than this line: with several establishments it must say which.
        let place = several ? ", " + duty.organisationName : ""
        event.summary = span.mark + duty.title(t) + place + (duty.isToConfirm ? " (\(doubt))" : "")
        event.details = [duty.detail(t), duty.organisationName].filter { !$0.isEmpty }.joined(separator: "\n")
        event.address = address.map { $0 + duty.href.full } ?? ""
        event.categories = [duty.kind.title(t)]
        return event
    }

    /// Stable, and silent: a duty's own name may hold the code of a requirement.
    private static func identifier(_ duty: Duty, _ key: String) -> String {
        let name = [duty.organisation.text, duty.id, key].joined(separator: "\n")
        return Hexadecimal.text(of: SHA256.hash(data: Array(name.utf8)).prefix(20)) + "@carene"
    }
}
