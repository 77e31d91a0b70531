// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// Which role, and until when: asked when somebody is invited and when somebody is given one more.
enum RoleFields {
    /// The roles that the person may give on an organisation of this kind.
    static func choices(for access: Access, on organisation: Organisation) -> [Role] {
        Role.allCases.filter { access.mayGive($0, in: organisation.lineage) && $0.mayBeHeld(on: organisation.kind) }
    }

    /// - Parameter until: as it was typed, to be shown again.
    static func render(
        _ roles: [Role], selected: Role?, until: String, earliest: Day, _ errors: FormErrors, _ t: Language
    ) -> HTML {
        let role = Field(t, "role", label: t("Rôle", "Role"), error: errors["role"], isRequired: true)
        let end = Field(
            t, "until", label: t("Jusqu’au", "Until"),
            hint: t(
                "Dernier jour compris. Laissez vide pour un rôle sans date de fin.",
                "Last day included. Leave empty for a role without an end."),
            error: errors["until"])
        let choices = roles.map { role in
            Choice(role.rawValue, role.title(t), note: note(role, t))
        }
        return radioGroup(role, choices, selected: selected?.rawValue)
            + dateField(end, value: Day(text: until), minimum: earliest)
    }

    private static func note(_ role: Role, _ t: Language) -> String {
        guard role.requiresSecondFactor else { return role.explanation(t) }
        return role.explanation(t) + " " + t("La double authentification est exigée.", "The second factor is required.")
    }

    /// Reads both fields, and says what is wrong with them.
    static func read(
        _ form: Form, _ errors: inout FormErrors, _ t: Language
    ) -> (role: Role?, until: Day?) {
        let role = Role(rawValue: form["role"])
        if role == nil { errors.add(t("Choisissez un rôle.", "Choose a role."), to: "role") }
        let until = Day(text: form["until"])
        if until == nil, !form["until"].isEmpty {
            errors.add(t("Cette date n’existe pas.", "There is no such date."), to: "until")
        }
        return (role, until)
    }

    /// The field that an error of the domain is about; nil when it is about none.
    static func field(of error: IdentityError) -> String? {
        switch error {
        case .emailMalformed: "email"
        case .nameMissing, .nameTooLong: "name"
        case .roleNotYours, .roleElsewhere, .lastAdministrator: "role"
        case .endInThePast: "until"
        default: nil
        }
    }
}
