// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Site

/// A day and a time beside one another, as people read them from the wall.
struct TimeFields: Sendable, Hashable {
    var day = ""
    var time = ""

    init(day: String = "", time: String = "") {
        self.day = day
        self.time = time
    }

    init(_ instant: Instant?, _ zone: TimeZoneRule) {
        guard let instant else { return }
        let (hour, minute) = zone.time(at: instant)
        day = zone.day(at: instant).text
        time = "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    init(_ form: Site.Form, _ name: String) {
        self.init(day: form["jour-\(name)"], time: form["heure-\(name)"])
    }

    /// "14:05", "14h05", "14 h".
    private static func minutes(_ typed: String) -> Int? {
        let plain = typed.replacing("h", with: ":").replacing("H", with: ":").filter { !$0.isWhitespace }
        let parts = plain.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let hour = Int(parts[0]), (0...23).contains(hour) else { return nil }
        guard parts.count == 2, !parts[1].isEmpty else { return hour * 60 }
        guard let minute = Int(parts[1]), (0...59).contains(minute) else { return nil }
        return hour * 60 + minute
    }

    /// Nil when empty, or wrong and then said beside the field. What is sent back unchanged is the known moment, seconds
    /// included.
    func instant(
        _ name: String, _ zone: TimeZoneRule, former: Instant?, notAfter limit: Instant?, _ errors: inout FormErrors,
        _ t: Language
    ) -> Instant? {
        if day.isEmpty, time.isEmpty { return nil }
        if let former, self == TimeFields(former, zone) { return former }
        guard let day = Day(text: day), (1990...2200).contains(day.year) else {
            errors.add(t("Cette date n’existe pas.", "This date does not exist."), to: "jour-\(name)")
            return nil
        }
        guard let minutes = Self.minutes(time) else {
            errors.add(t("Une heure comme 14:05.", "A time like 14:05."), to: "heure-\(name)")
            return nil
        }
        let local = day.startUTC.adding(seconds: minutes * 60)
        let guess = local.adding(seconds: -zone.offsetMinutes(at: local) * 60)
        // Asked again where it fell: the night when the clocks change.
        let instant = local.adding(seconds: -zone.offsetMinutes(at: guess) * 60)
        if let limit, instant > limit {
            errors.add(CrisisError.future.message(t), to: "heure-\(name)")
            return nil
        }
        return instant
    }

    func render(
        _ t: Language, _ name: String, label: String, hint: String? = nil, errors: FormErrors, isRequired: Bool = false
    ) -> HTML {
        fieldRow([
            dateField(
                Field(
                    t, "jour-\(name)", label: label, hint: hint, error: errors["jour-\(name)"], isRequired: isRequired),
                value: Day(text: day)),
            textField(
                Field(
                    t, "heure-\(name)", label: t("À (heure)", "At (time)"), error: errors["heure-\(name)"],
                    isRequired: isRequired), value: time, maxLength: 5),
        ])
    }
}

extension FormErrors {
    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}

/// A number as people type it: spaces between thousands, a comma or a point.
enum TypedNumber {
    static func value(_ text: String) -> Double? {
        let plain = String(text.filter { !$0.isWhitespace && $0 != "\u{202F}" }).replacing(",", with: ".")
        guard !plain.isEmpty, plain.utf8.count <= 20,
            plain.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }), let value = Double(plain),
            value.isFinite
        else { return nil }
        return value
    }
}

/// What every form of this room has around its fields.
struct FormView: Sendable {
    let title: String
    var lead = ""
    let button: String
    let action: URLPath
    let back: URLPath
    var errors = FormErrors()
    var hidden: [(name: String, value: String)] = []

    func render(_ t: Language, _ fields: HTML) -> HTML {
        let content: HTML = """
            \(fields)\(formActions("\(submit(button))\(buttonLink(t("Annuler", "Cancel"), href: back))"))
            """
        return """
            \(pageHead(t, PageHead(title, lead: lead)))\(errorSummary(t, errors.faults))\
            \(form(action: action, hidden: hidden, content))
            """
    }
}
