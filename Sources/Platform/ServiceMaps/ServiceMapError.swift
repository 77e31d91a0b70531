// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why the map refused a change.
public enum ServiceMapError: ExplainedError, Sendable, Hashable {
    case notFound
    case alreadySo
    case duplicateCode(String)
    case badCode
    case badName
    case textTooLong
    case badValue
    case wrongKind
    case selfDependency
    /// A node of one organisation cannot lean on one of its neighbour.
    case outOfReach
    case full

    public static let nodesLimit = 2000

    public var nature: ErrorNature {
        switch self {
        case .notFound: .notFound
        case .alreadySo, .duplicateCode: .conflict
        case .full: .limited
        default: .invalid
        }
    }

    public var message: Phrase {
        switch self {
        case .notFound:
            Phrase("Cet élément de la cartographie n’existe pas ou plus.", "This element of the map does not exist.")
        case .alreadySo:
            Phrase(
                "C’était déjà fait\u{00A0}: rechargez la page pour voir où l’on en est.",
                "It was done already: reload the page to see where things stand.")
        case .duplicateCode(let code):
            Phrase(
                "Le code «\u{00A0}\(code)\u{00A0}» est déjà celui d’un autre élément\u{00A0}: choisissez-en un autre.",
                "The code “\(code)” already names another element: choose another one.")
        case .badCode:
            Phrase(
                "Le code a 1 à 60 lettres sans accent, chiffres, points ou tirets.",
                "The code has 1 to 60 unaccented letters, digits, dots or dashes.")
        case .badName:
            Phrase("Le nom a 1 à 150 caractères.", "The name has 1 to 150 characters.")
        case .textTooLong:
            Phrase("Un texte est trop long.", "A text is too long.")
        case .badValue:
            Phrase("Une valeur sort de ses limites.", "A value is out of range.")
        case .wrongKind:
            Phrase(
                "Cette nature ne convient pas à cet étage de la cartographie.",
                "This kind does not belong on this layer of the map.")
        case .selfDependency:
            Phrase("Un élément ne dépend pas de lui-même.", "An element does not depend on itself.")
        case .outOfReach:
            Phrase(
                "Un élément dépend de ceux de son établissement, de ce qui est au-dessous ou de ce que tient son groupe.",
                "An element depends on those of its organisation, below it or kept by its group.")
        case .full:
            Phrase(
                "Une cartographie a au plus \(Self.nodesLimit) éléments par établissement.",
                "A map has at most \(Self.nodesLimit) elements for each organisation.")
        }
    }
}
