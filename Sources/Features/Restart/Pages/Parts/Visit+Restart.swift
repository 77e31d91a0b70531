// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

extension Visit {
    /// The organisation of the address, for somebody who may do this with its restart.
    func restarting(_ permission: Permission = RestartPermissions.read) async throws -> Place {
        try await place(try identifier("organisation"), for: permission)
    }

    func mayManageRestart(of place: Place) -> Bool {
        access.may(RestartPermissions.manage, in: place.organisation.lineage)
    }

    func mayActOnRestart(of place: Place) -> Bool {
        access.may(RestartPermissions.act, in: place.organisation.lineage)
    }

    /// The page around what was rendered, under the room's own crumb.
    func restartPage(
        _ title: String, at place: Place, _ crumbs: [Crumb], status: Site.Status = .ok, audience: String? = nil,
        _ main: HTML
    ) -> Reply {
        let room = Crumb(
            language("Redémarrage", "Restart"),
            href: crumbs.isEmpty ? nil : RestartURL.home(.init(place.organisation.id)).path)
        return page(
            Page(title, at: place, trail: [room] + crumbs, printAudience: audience, main: main), status: status)
    }

    /// Whoever holds it knows in which order everything comes back.
    var restrictedAudience: String {
        language("Diffusion restreinte\u{00A0}: à garder sous clé", "Restricted: to be kept locked away")
    }
}

extension FormErrors {
    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }

    /// A number within bounds; nil when absent or wrong, and then said beside the field.
    mutating func number(
        _ form: Site.Form, _ field: String, in range: ClosedRange<Double>, isRequired: Bool = true, _ t: Language
    ) -> Double? {
        let typed = form[field]
        guard !typed.isEmpty else {
            if isRequired { add(RestartError.textMissing.message(t), to: field) }
            return nil
        }
        guard let value = TypedNumber.value(typed), range.contains(value) else {
            let (low, high) = (TypedNumber.text(range.lowerBound), TypedNumber.text(range.upperBound))
            add(t("Un nombre de \(low) à \(high).", "A number from \(low) to \(high)."), to: field)
            return nil
        }
        return value
    }

    mutating func whole(
        _ form: Site.Form, _ field: String, in range: ClosedRange<Int>, isRequired: Bool = true, _ t: Language
    ) -> Int? {
        let bounds = Double(range.lowerBound)...Double(range.upperBound)
        guard let value = number(form, field, in: bounds, isRequired: isRequired, t) else { return nil }
        guard value == value.rounded() else {
            add(t("Un nombre entier.", "A whole number."), to: field)
            return nil
        }
        return Int(value)
    }
}

/// A number as people type it: spaces between thousands, a comma or a point.
enum TypedNumber {
    static func value(_ text: String) -> Double? {
        let kept = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{202F}" }
        let plain = String(String.UnicodeScalarView(kept)).replacing(",", with: ".")
        guard !plain.isEmpty, plain.utf8.count <= 20,
            plain.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }), let value = Double(plain),
            value.isFinite
        else { return nil }
        return value
    }

    /// As a field shows it again: two decimals at most.
    static func text(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "" }
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded).replacing(".", with: ",")
    }
}
