// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives

/// The call chain on paper: who, by which numbers, and room for the hand. Copied into the check later, with its times.
enum CallSheet {
    struct Line: Sendable {
        let role: String
        let person: String
        let numbers: [String]
        let deputy: String
    }

    static func lead(_ t: Language) -> String {
        t(
            "Une ligne par contact. Notez l’heure de la réponse et le moyen, puis recopiez-les dans l’essai.",
            "One line for each contact. Note the time of the answer and the means, then copy them into the check.")
    }

    static func lines(_ calls: [CheckCall], _ contacts: [Contact.ID: Contact], _ t: Language) -> [Line] {
        calls.map { call in
            line(contacts[call.contact], role: call.role, t)
        }
    }

    static func line(_ contact: Contact?, role: String, _ t: Language) -> Line {
        let reach = contact?.reach ?? Reach()
        let known: [(channel: CheckCall.Channel, text: String)] = [
            (.first, reach.first), (.second, reach.second), (.work, reach.work), (.other, reach.channel),
        ]
        let numbers = known.filter { !$0.text.isEmpty }.map { $0.channel.title(t) + t("\u{00A0}: ", ": ") + $0.text }
        return Line(role: role, person: contact?.person ?? "", numbers: numbers, deputy: contact?.deputyName ?? "")
    }

    static func columns(_ t: Language) -> [String] {
        [
            t("Qui", "Who"), t("Numéros", "Numbers"), t("Suppléant", "Deputy"),
            t("Joint (oui, suppléant, non, faux)", "Reached (yes, deputy, no, wrong)"),
            t("Heure", "Time"), t("Moyen", "Means"),
        ]
    }

    static func render(_ lines: [Line], _ t: Language) -> HTML {
        let title = t("Feuille d’appel", "Call sheet")
        return """
            <p>\(t("Date\u{00A0}:", "Date:")) ____ / ____ / ________ \(t("Début\u{00A0}:", "Start:")) ____ : ____ \
            \(t("Appels passés par\u{00A0}:", "Calls made by:")) ______________________</p>\
            \(table(t, Table(
                caption: title, isCaptionHidden: true, columns: columns(t).map { Column($0) },
                rows: lines.map { line in
                    [
                        "\(line.role)<p class=\"quiet\">\(line.person)</p>", line.numbers.html { "\($0)<br>" }, "\(line.deputy)",
                        HTML(), HTML(), HTML(),
                    ]
                })))
            """
    }

    static func row(_ line: Line) -> [String] {
        [
            line.person.isEmpty ? line.role : line.role + ", " + line.person, line.numbers.joined(separator: "; "),
            line.deputy, "", "", "",
        ]
    }
}
