// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why a line of a table is not taken.
enum MapRefusal: Error, Sendable, Hashable {
    case noName
    case nameTooLong
    case textTooLong
    case badCode(String)
    case unknownLayer(String)
    case kindElsewhere(String)
    case unknownClass(String)
    case badDuration(MapColumn, String)
    case badVolume(String)
    case badLink(String)
    case unknownTarget(String)
    case itself
    case repeated(line: Int)
    case removed(String)
    /// Leans on a line that is itself refused.
    case targetRefused(String, line: Int)

    var phrase: Phrase {
        switch self {
        case .noName: Phrase("le nom manque", "the name is missing")
        case .nameTooLong: Phrase("le nom dépasse 150 caractères", "the name has more than 150 characters")
        case .textTooLong:
            Phrase(
                "un texte est trop long (2 000 caractères pour la description, 200 ailleurs)",
                "a text is too long (2,000 characters for the description, 200 elsewhere)")
        case .badCode(let text):
            Phrase(
                "le code «\u{00A0}\(text)\u{00A0}» a autre chose que des lettres sans accent, chiffres, points et tirets",
                "the code “\(text)” has something else than unaccented letters, digits, dots and dashes")
        case .unknownLayer(let text):
            Phrase(
                "étage «\u{00A0}\(text)\u{00A0}» inconnu\u{00A0}: Activité, Service numérique ou Composant",
                "unknown layer “\(text)”: Activity, Digital service or Component")
        case .kindElsewhere(let text):
            Phrase(
                "la nature «\u{00A0}\(text)\u{00A0}» n’est pas de cet étage", "the kind “\(text)” is not of this layer")
        case .unknownClass(let text):
            Phrase(
                "criticité «\u{00A0}\(text)\u{00A0}» inconnue\u{00A0}: de 1 (vitale) à 4 (peut attendre)",
                "unknown criticality “\(text)”: from 1 (vital) to 4 (can wait)")
        case .badDuration(let column, let text):
            Phrase(
                "\(column.title(.french).prefix { $0 != "(" }.trimmingSpaces)\u{00A0}: «\u{00A0}\(text)\u{00A0}» n’est pas une durée, comme 30 min, 4 h ou 2 j",
                "\(column.title(.english).prefix { $0 != "(" }.trimmingSpaces): “\(text)” is not a duration, like 30 min, 4 h or 2 days"
            )
        case .badVolume(let text):
            Phrase(
                "«\u{00A0}\(text)\u{00A0}» n’est pas un volume, comme 250 ou 1,5 To",
                "“\(text)” is not a volume, like 250 or 1.5 TB")
        case .badLink(let text):
            Phrase(
                "le lien «\u{00A0}\(text)\u{00A0}» n’est pas lisible\u{00A0}: entre crochets, un délai ou «\u{00A0}amorçage\u{00A0}»",
                "the link “\(text)” cannot be read: in brackets, a lag or “bootstrap”")
        case .unknownTarget(let text):
            Phrase(
                "«\u{00A0}\(text)\u{00A0}» n’est ni dans le fichier ni sur la carte",
                "“\(text)” is neither in the file nor on the map")
        case .itself: Phrase("la ligne dépend d’elle-même", "the line depends on itself")
        case .repeated(let line): Phrase("déjà écrit à la ligne \(line)", "already written on line \(line)")
        case .removed(let name):
            Phrase(
                "«\u{00A0}\(name)\u{00A0}» est retiré de la carte\u{00A0}: rétablissez-le d’abord",
                "“\(name)” is removed from the map: restore it first")
        case .targetRefused(let name, let line):
            Phrase(
                "dépend de «\u{00A0}\(name)\u{00A0}», ligne \(line), qui est refusée",
                "depends on “\(name)”, line \(line), which is refused")
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String { String(self).trimmedWords }
}
