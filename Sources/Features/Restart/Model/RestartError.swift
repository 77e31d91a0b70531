// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Why something about a restart was refused.
enum RestartError: ExplainedError, Hashable {
    case unknown
    case alreadySo
    case codeTaken(String)
    case outOfRange
    case textMissing
    case textTooLong
    case unknownTeam(String)
    case unknownMeans(String)
    case noMap
    case noSteps
    case noTeams
    case tooMany(limit: Int)
    /// The restart cannot be computed: the sentence names what is wrong and says what to do.
    case notComputable(FaultNotice.Fault)
    case closedBoard
    case future
    case beforeCrisis
    case endBeforeStart
    case unreadable

    var nature: ErrorNature {
        switch self {
        case .unknown: .notFound
        case .alreadySo, .codeTaken, .closedBoard: .conflict
        default: .invalid
        }
    }

    var message: Phrase {
        switch self {
        case .unknown: Phrase("Cet élément n’existe pas ou plus.", "There is no such thing, or not any more.")
        case .alreadySo:
            Phrase(
                "C’est déjà fait, peut-être par quelqu’un d’autre. Rechargez la page.",
                "This is already done, perhaps by somebody else. Reload the page.")
        case .codeTaken(let code):
            Phrase(
                "Le code «\u{00A0}\(code)\u{00A0}» est déjà pris, peut-être par un élément retiré\u{00A0}: rétablissez-le.",
                "The code “\(code)” is taken, perhaps by something removed: restore it.")
        case .outOfRange: Phrase("Cette valeur n’est pas possible.", "This value is not possible.")
        case .textMissing: Phrase("Ce champ est nécessaire.", "This field is needed.")
        case .textTooLong: Phrase("Ce texte est trop long.", "This text is too long.")
        case .unknownTeam(let code):
            Phrase("L’équipe «\u{00A0}\(code)\u{00A0}» n’existe pas.", "There is no team “\(code)”.")
        case .unknownMeans(let code):
            Phrase("Le moyen «\u{00A0}\(code)\u{00A0}» n’existe pas.", "There are no means “\(code)”.")
        case .noMap:
            Phrase(
                "La cartographie est vide\u{00A0}: décrivez d’abord vos services et ce dont ils dépendent.",
                "The map is empty: describe your services and what they depend on first.")
        case .noSteps:
            Phrase(
                "Aucune étape n’est décrite\u{00A0}: faites-les d’abord proposer à partir de la cartographie.",
                "No step is described: have them proposed from the map first.")
        case .noTeams:
            Phrase(
                "Décrivez d’abord vos équipes\u{00A0}: chaque étape dit qui la fait.",
                "Describe your teams first: each step says who does it.")
        case .tooMany(let limit):
            Phrase(
                "Il y en a trop\u{00A0}: \(Language.french.number(limit)) au plus.",
                "There are too many: \(Language.english.number(limit)) at most.")
        case .notComputable(let fault): fault.sentence
        case .closedBoard:
            Phrase(
                "Ce tableau est clos\u{00A0}: rien n’a été changé.", "This board is closed: nothing was changed.")
        case .future: Phrase("Cette heure n’est pas encore venue.", "This time has not come yet.")
        case .beforeCrisis:
            Phrase("Cette heure précède le début de la crise.", "This time is before the crisis began.")
        case .endBeforeStart: Phrase("La fin précède le début.", "The end is before the beginning.")
        case .unreadable:
            Phrase(
                "Ce plan n’est pas lisible par cette version de Carène.",
                "This version of Carène cannot read this plan.")
        }
    }
}
