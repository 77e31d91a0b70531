// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// A letter as it travels (RFC 5322): headers and a body of plain text, all of it ASCII.
struct MessageText: Sendable, Hashable {
    let identifier: String
    let bytes: [UInt8]

    /// Throws `.invalidText` when the subject would begin a header of its own.
    init(
        _ letter: Letter, to recipient: MailAddress, from sender: MailAddress, named senderName: String,
        at instant: Instant, entropy: Entropy
    ) throws(MailError) {
        guard HeaderText.isPlain(letter.subject), HeaderText.isPlain(senderName) else { throw .invalidText }
        identifier = "<\(Hexadecimal.text(of: entropy.bytes(16)))@\(sender.domain)>"
        let author =
            senderName.isEmpty ? sender.text : HeaderText.phrase(senderName) + "\r\n <" + sender.text + ">"
        let headers = [
            "From: " + author,
            "To: " + recipient.text,
            "Subject: " + HeaderText.unstructured(letter.subject),
            "Date: " + Self.date(instant),
            "Message-ID: " + identifier,
            // RFC 3834 §5: no "out of office" comes back.
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
        ]
        bytes = Array((headers.joined(separator: "\r\n") + "\r\n\r\n").utf8) + QuotedPrintable.encoded(letter.text)
    }

    /// `Sat, 21 Nov 2026 14:02:00 +0000` (§3.3).
    static func date(_ instant: Instant) -> String {
        let day = instant.dayUTC
        let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = instant.text.split(separator: "T").last?.prefix(8) ?? "00:00:00"
        let year = day.text.prefix(4)
        return "\(weekdays[day.weekday % 7]), \(day.day) \(months[(day.month - 1) % 12]) \(year) \(time) +0000"
    }
}
