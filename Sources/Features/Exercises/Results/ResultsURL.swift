// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Primitives
import Site

/// Every address of what comes before the play on paper and after it.
enum ResultsURL: SiteURL {
    typealias Part = URLPath.Part

    case results(Part, Part)
    case grids(Part, Part)
    case grid(Part, Part)
    case gridRemoval(Part, Part)
    case hotWash(Part, Part)
    case hotWashState(Part, Part)
    /// Without an account.
    case slipDesk
    case slip(Part)

    case report(Part, Part)
    case reportEdition(Part, Part)
    case reportApproval(Part, Part)
    case reportPDF(Part, Part)
    case reportWeb(Part, Part)
    case reportText(Part, Part)

    case actionCreation(Part, Part)
    case retests(Part, Part)
    case actions(Part)
    case action(Part, Part)
    case actionState(Part, Part)

    case counting(Part, Part)
    case pack(Part, Part)

    case rekey(Part, Part)
    case rekeyOpening(Part, Part)
    case rekeyNote(Part, Part)

    case paper(Part, Part)
    case paperPage(Part, Part, Part)
    case paperPDF(Part, Part, Part)

    case campaign(Part)
    case campaignTable(Part)

    var path: URLPath {
        switch self {
        case .results(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan"
        case .grids(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/grilles"
        case .grid(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/grille"
        case .gridRemoval(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/grille/retrait"
        case .hotWash(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/retour-a-chaud"
        case .hotWashState(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/retour-a-chaud/etat"
        case .slipDesk: "/retour"
        case .slip(let key): "/retour/\(key)"
        case .report(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/rapport"
        case .reportEdition(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/rapport/modification"
        case .reportApproval(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/rapport/validation"
        case .reportPDF(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/rapport.pdf"
        case .reportWeb(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/rapport.html"
        case .reportText(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/rapport.md"
        default: more
        }
    }

    private var more: URLPath {
        switch self {
        case .actionCreation(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/actions"
        case .retests(let place, let id): "/etablissements/\(place)/exercices/\(id)/a-rejouer"
        case .actions(let place): "/etablissements/\(place)/actions-correctives"
        case .action(let place, let action): "/etablissements/\(place)/actions-correctives/\(action)"
        case .actionState(let place, let action): "/etablissements/\(place)/actions-correctives/\(action)/etat"
        case .counting(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/compte"
        case .pack(let place, let id): "/etablissements/\(place)/exercices/\(id)/bilan/dossier.zip"
        case .rekey(let place, let id): "/etablissements/\(place)/exercices/\(id)/ressaisie"
        case .rekeyOpening(let place, let id): "/etablissements/\(place)/exercices/\(id)/ressaisie/horaires"
        case .rekeyNote(let place, let id): "/etablissements/\(place)/exercices/\(id)/ressaisie/observation"
        case .paper(let place, let id): "/etablissements/\(place)/exercices/\(id)/papier"
        case .paperPage(let place, let id, let piece): "/etablissements/\(place)/exercices/\(id)/papier/\(piece)"
        case .paperPDF(let place, let id, let piece):
            "/etablissements/\(place)/exercices/\(id)/papier/\(piece)/papier.pdf"
        case .campaign(let place): "/etablissements/\(place)/campagne-exercices"
        case .campaignTable(let place): "/etablissements/\(place)/campagne-exercices/export.csv"
        default: "/"
        }
    }
}
