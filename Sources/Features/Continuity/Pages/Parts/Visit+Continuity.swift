// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Journal
import Markup
import Organisations
import Primitives
import Recovery
import ServiceMaps
import Site

extension Visit {
    /// The organisation of the address, for somebody who may read its continuity or keep it.
    func continued(_ permission: Permission = ContinuityPermissions.read) async throws -> Place {
        try await place(try identifier("organisation"), for: permission)
    }

    func mayManage(_ lineage: Lineage) -> Bool { access.may(ContinuityPermissions.manage, in: lineage) }

    func mayRead(_ lineage: Lineage) -> Bool { access.may(ContinuityPermissions.read, in: lineage) }

    /// A node of the address, kept by the organisation of the address.
    func node(
        _ parameter: String, _ permission: Permission = ContinuityPermissions.read
    ) async throws -> (Place, PlacedNode) {
        let place = try await continued(permission)
        let id: PlacedNode.ID = try identifier(parameter)
        let found = try await read { session in try ServiceMapStore.node(id, in: session) }
        guard let found, found.keeper == place.organisation.id, !found.isRemoved else { throw Refusal.notFound }
        return (place, found)
    }

    /// A change at an organisation, the right checked again inside the transaction.
    func keep<Value: Sendable>(
        at place: Place, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change { change in
            _ = try self.place(place.organisation.id, for: ContinuityPermissions.manage, in: change.session)
            return try body(change)
        }
    }

    /// The page around what was rendered, its own crumb last.
    func continuityPage(
        _ title: String, at place: Place, under parent: ContinuityTabs? = nil, crumb: String,
        status: Site.Status = .ok, printAudience: String? = nil, _ main: HTML
    ) -> Reply {
        let parents = parent.map { [$0.crumb(place.organisation.id, language)] } ?? []
        return page(
            Page(title, at: place, trail: parents + [Crumb(crumb)], printAudience: printAudience, main: main),
            status: status)
    }
}

extension FormErrors {
    /// A day as the browser's calendar sends it; nil when absent or wrong, and then said beside the field.
    mutating func day(_ form: Site.Form, _ field: String, isRequired: Bool = false, in t: Language) -> Day? {
        let typed = form[field]
        guard !typed.isEmpty else {
            if isRequired { add(t("Cette date est nécessaire.", "This date is needed."), to: field) }
            return nil
        }
        guard let day = Day(text: typed), (1990...2200).contains(day.year) else {
            add(t("Cette date n’existe pas.", "This date does not exist."), to: field)
            return nil
        }
        return day
    }

    /// A duration; nil when absent or wrong, and then said beside the field.
    mutating func duration(_ form: Site.Form, _ field: String, in t: Language) -> Double? {
        let typed = form[field]
        guard !typed.isEmpty else { return nil }
        guard let hours = Duration.hours(typed: typed) else {
            add(
                t(
                    "Écrivez une durée comme 30 min, 4 h, 1 h 30 ou 3 j.",
                    "Write a duration like 30 min, 4 h, 1 h 30 or 3 d."), to: field)
            return nil
        }
        return hours
    }

    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}

/// A field for a duration.
func durationField(_ field: Field, value: String) -> HTML { textField(field, value: value, maxLength: 20) }
