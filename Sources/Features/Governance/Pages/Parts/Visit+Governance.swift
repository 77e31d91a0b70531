// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

extension Visit {
    /// The organisation of the address, for somebody who may read its governance or keep it.
    func governed(_ permission: Permission = GovernancePermissions.read) async throws -> Place {
        try await place(try identifier("organisation"), for: permission)
    }

    func mayManage(_ lineage: Lineage) -> Bool { access.may(GovernancePermissions.manage, in: lineage) }

    /// The page around what was rendered, its own crumb last.
    func governancePage(
        _ title: String, at place: Place, under parent: Crumb? = nil, crumb: String, status: Site.Status = .ok,
        _ main: HTML
    ) -> Reply {
        page(
            Page(title, at: place, trail: (parent.map { [$0] } ?? []) + [Crumb(crumb)], main: main), status: status)
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

    /// An amount in euros; nil when absent or wrong, and then said beside the field.
    mutating func money(_ form: Site.Form, _ field: String, isRequired: Bool = false, in t: Language) -> Money? {
        let typed = form[field]
        guard !typed.isEmpty else {
            if isRequired { add(t("Ce montant est nécessaire.", "This amount is needed."), to: field) }
            return nil
        }
        guard let money = Money(typed: typed) else {
            add(
                t(
                    "Écrivez un montant positif en euros, comme 12 500 ou 12 500,50.",
                    "Write a positive amount in euros, like 12500 or 12500.50."), to: field)
            return nil
        }
        return money
    }

    var faults: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}
