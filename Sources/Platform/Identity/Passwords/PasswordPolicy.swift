// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// What a password must be: long, and not what everybody would try first.
///
/// No rule about kinds of characters and no change at fixed dates: both CNIL (délibération 2022-100 of 21 July 2022)
/// and ANSSI (*Recommandations relatives à l'authentification multifacteur et aux mots de passe*, 2021) dropped them
/// for length, a list of refused passwords and limited attempts, which `SignIn` sets.
public enum PasswordPolicy {
    public static let shortest = 12
    public static let longest = 256

    public static func check(_ password: Password, for email: EmailAddress) throws(IdentityError) {
        if let fault = fault(of: password, for: email) { throw .password(fault) }
    }

    static func fault(of password: Password, for email: EmailAddress) -> PasswordFault? {
        if password.isOverlong { return .tooLong }
        if password.text.count < shortest { return .tooShort }
        let plain = folded(password.text)
        if isAddress(plain, email.key) { return .isEmail }
        if CommonPasswords.contains(plain) { return .tooCommon }
        return nil
    }

    private static func isAddress(_ plain: String, _ email: String) -> Bool {
        let person = CommonPasswords.core(of: email.prefix { $0 != "@" })
        return plain.contains(email) || (!person.isEmpty && CommonPasswords.core(of: plain) == person)
    }
}

/// What is wrong with a password, explained so that the next try succeeds.
public enum PasswordFault: Sendable, Hashable, CaseIterable {
    case tooShort
    case tooLong
    case isEmail
    case tooCommon

    public var explanation: Phrase {
        switch self {
        case .tooShort:
            Phrase(
                "Choisissez au moins 12 caractères\u{00A0}: quatre mots sans lien entre eux se retiennent bien.",
                "Choose at least 12 characters: four unrelated words are easy to remember.")
        case .tooLong:
            Phrase("Un mot de passe est limité à 256 caractères.", "A password has at most 256 characters.")
        case .isEmail:
            Phrase(
                "Le mot de passe ne doit pas reprendre votre adresse électronique.",
                "The password must not repeat your e-mail address.")
        case .tooCommon:
            Phrase(
                "Ce mot de passe fait partie des premiers qu’un attaquant essaie. Choisissez-en un autre.",
                "This password is among the first that an attacker tries. Choose another one.")
        }
    }
}
