// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why the tree refused a change.
public enum OrganisationError: ExplainedError, Sendable, Hashable {
    case notFound
    case duplicateFINESS(FINESS)
    case duplicateCode(String)
    /// An organisation cannot stand below itself.
    case cycle
    case parentCannotHold(parent: Organisation.Kind, child: Organisation.Kind)
    /// This kind has no FINESS number.
    case unexpectedFINESS(Organisation.Kind)
    case emptyName
    case nameTooLong
    case tooDeep
    case invalidActivity

    public var nature: ErrorNature {
        switch self {
        case .notFound: .notFound
        case .duplicateFINESS, .duplicateCode, .cycle: .conflict
        default: .invalid
        }
    }

    public var message: Phrase {
        switch self {
        case .notFound:
            Phrase("Cet établissement n’existe pas ou plus.", "This organisation does not exist any more.")
        case .duplicateFINESS(let finess):
            Phrase(
                "Le numéro FINESS \(finess) est déjà celui d’un autre établissement.",
                "The FINESS number \(finess) already belongs to another organisation.")
        case .duplicateCode(let code):
            Phrase("Le code \(code) est déjà utilisé.", "The code \(code) is already in use.")
        case .cycle:
            Phrase(
                "Une organisation ne peut pas être rattachée à elle-même ni à l’une de ses composantes.",
                "An organisation cannot be placed below itself.")
        case .parentCannotHold(let parent, let child):
            Phrase(
                "«\u{00A0}\(child.title.french)\u{00A0}» ne peut pas être rattaché à «\u{00A0}\(parent.title.french)\u{00A0}».",
                "“\(child.title.english)” cannot be placed under “\(parent.title.english)”.")
        case .unexpectedFINESS(let kind):
            Phrase(
                "«\u{00A0}\(kind.title.french)\u{00A0}» ne porte pas de numéro FINESS.",
                "“\(kind.title.english)” carries no FINESS number.")
        case .emptyName: Phrase("Indiquez un nom.", "Give a name.")
        case .nameTooLong:
            Phrase("Le nom ne peut pas dépasser 300 caractères.", "The name cannot be longer than 300 characters.")
        case .tooDeep:
            Phrase("L’arborescence ne peut pas avoir plus de 24 niveaux.", "The tree cannot have more than 24 levels.")
        case .invalidActivity:
            Phrase(
                "L’activité combinée est un nombre positif, et l’année compte quatre chiffres.",
                "Combined activity is a positive number, and the year has four digits.")
        }
    }
}
