// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Primitives
import Site

/// The two fields in which a new password is typed.
enum PasswordFields {
    static func new(_ t: Language, _ errors: FormErrors) -> HTML {
        let shortest = t.number(PasswordPolicy.shortest)
        let password = Field(
            t, "password", label: t("Nouveau mot de passe", "New password"),
            hint: t(
                "Au moins \(shortest) caractères. Quatre mots sans lien entre eux se retiennent bien\u{00A0}; ni "
                    + "chiffre ni signe n’est imposé.",
                "At least \(shortest) characters. Four unrelated words are easy to remember; no digit or sign is "
                    + "required."),
            error: errors["password"], isRequired: true)
        let again = Field(
            t, "confirmation", label: t("Le même, une seconde fois", "The same, once more"),
            error: errors["confirmation"], isRequired: true)
        return passwordField(password, isNew: true) + passwordField(again, isNew: true)
    }

    static func mismatch(_ t: Language) -> String {
        t("Les deux saisies sont différentes\u{00A0}: recommencez.", "The two entries differ: type them again.")
    }
}
