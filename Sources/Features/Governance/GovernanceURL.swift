// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this feature. All stand below an organisation: what is asked for under another one does not exist.
enum GovernanceURL: SiteURL {
    typealias Part = URLPath.Part

    case appointments(Part)
    case appointmentCreation(Part)
    case appointment(Part, Part)
    case appointmentEnd(Part, Part)
    case appointmentRemoval(Part, Part)
    case appointmentResumption(Part, Part)

    case committees(Part)
    case committeeCreation(Part)
    case committee(Part, Part)
    case committeeClosure(Part, Part)
    case committeeReopening(Part, Part)
    case decisionCreation(Part)
    case decision(Part, Part)
    case decisionState(Part, Part)

    case interpretations(Part)
    case interpretationCreation(Part)
    case interpretation(Part, Part)
    case interpretationEdition(Part, Part)
    case interpretationRemoval(Part, Part)
    case interpretationRestoration(Part, Part)

    case indicators(Part)
    case indicator(Part, Part)
    case indicatorTarget(Part, Part)

    case budget(Part)
    case budgetFile(Part)
    case budgetYearCreation(Part)
    case budgetYear(Part, Part)
    case budgetYearEdition(Part, Part)
    case budgetLineCreation(Part, Part)
    case budgetLine(Part, Part)
    case budgetLineRemoval(Part, Part)
    case budgetLineRestoration(Part, Part)

    case team(Part)
    case postCreation(Part)
    case post(Part, Part)
    case postRemoval(Part, Part)
    case postRestoration(Part, Part)

    case director(Part)
    case directorFile(Part)

    var path: URLPath {
        switch self {
        case .appointments(let place): "/etablissements/\(place)/gouvernance"
        case .appointmentCreation(let place): "/etablissements/\(place)/gouvernance/nominations/nouvelle"
        case .appointment(let place, let id): "/etablissements/\(place)/gouvernance/nominations/\(id)"
        case .appointmentEnd(let place, let id): "/etablissements/\(place)/gouvernance/nominations/\(id)/fin"
        case .appointmentRemoval(let place, let id): "/etablissements/\(place)/gouvernance/nominations/\(id)/retrait"
        case .appointmentResumption(let place, let id):
            "/etablissements/\(place)/gouvernance/nominations/\(id)/reprise"
        case .committees(let place): "/etablissements/\(place)/gouvernance/instances"
        case .committeeCreation(let place): "/etablissements/\(place)/gouvernance/instances/nouvelle"
        case .committee(let place, let id): "/etablissements/\(place)/gouvernance/instances/\(id)"
        case .committeeClosure(let place, let id): "/etablissements/\(place)/gouvernance/instances/\(id)/cloture"
        case .committeeReopening(let place, let id):
            "/etablissements/\(place)/gouvernance/instances/\(id)/reouverture"
        case .decisionCreation(let place): "/etablissements/\(place)/gouvernance/decisions/nouvelle"
        case .decision(let place, let id): "/etablissements/\(place)/gouvernance/decisions/\(id)"
        case .decisionState(let place, let id): "/etablissements/\(place)/gouvernance/decisions/\(id)/etat"
        case .interpretations(let place): "/etablissements/\(place)/gouvernance/precisions"
        case .interpretationCreation(let place): "/etablissements/\(place)/gouvernance/precisions/nouvelle"
        case .interpretation(let place, let id): "/etablissements/\(place)/gouvernance/precisions/\(id)"
        case .interpretationEdition(let place, let id):
            "/etablissements/\(place)/gouvernance/precisions/\(id)/modification"
        case .interpretationRemoval(let place, let id): "/etablissements/\(place)/gouvernance/precisions/\(id)/retrait"
        case .interpretationRestoration(let place, let id):
            "/etablissements/\(place)/gouvernance/precisions/\(id)/retablissement"
        case .indicators(let place): "/etablissements/\(place)/indicateurs"
        case .indicator(let place, let id): "/etablissements/\(place)/indicateurs/\(id)"
        case .indicatorTarget(let place, let id): "/etablissements/\(place)/indicateurs/\(id)/cible"
        case .budget(let place): "/etablissements/\(place)/budget"
        case .budgetFile(let place): "/etablissements/\(place)/budget/export.csv"
        case .budgetYearCreation(let place): "/etablissements/\(place)/budget/exercices/nouveau"
        case .budgetYear(let place, let year): "/etablissements/\(place)/budget/exercices/\(year)"
        case .budgetYearEdition(let place, let year): "/etablissements/\(place)/budget/exercices/\(year)/modification"
        case .budgetLineCreation(let place, let year):
            "/etablissements/\(place)/budget/exercices/\(year)/lignes/nouvelle"
        case .budgetLine(let place, let id): "/etablissements/\(place)/budget/lignes/\(id)"
        case .budgetLineRemoval(let place, let id): "/etablissements/\(place)/budget/lignes/\(id)/retrait"
        case .budgetLineRestoration(let place, let id):
            "/etablissements/\(place)/budget/lignes/\(id)/retablissement"
        case .team(let place): "/etablissements/\(place)/equipe"
        case .postCreation(let place): "/etablissements/\(place)/equipe/postes/nouveau"
        case .post(let place, let id): "/etablissements/\(place)/equipe/postes/\(id)"
        case .postRemoval(let place, let id): "/etablissements/\(place)/equipe/postes/\(id)/retrait"
        case .postRestoration(let place, let id): "/etablissements/\(place)/equipe/postes/\(id)/retablissement"
        case .director(let place): "/etablissements/\(place)/direction"
        case .directorFile(let place): "/etablissements/\(place)/direction/page.pdf"
        }
    }
}
