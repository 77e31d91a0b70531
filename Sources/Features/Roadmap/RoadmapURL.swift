// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this feature.
enum RoadmapURL: SiteURL {
    typealias Part = URLPath.Part

    case actions(Part)
    case newAction(Part)
    case action(Part, Part)
    case actionReset(Part, Part)
    case list(Part)
    case opening(Part)
    case roadmap(Part)
    case computation(Part, Part)
    case explanation(Part, Part)
    case split(Part, Part)
    case scenarios(Part)
    case scenario(Part, Part)
    case removal(Part, Part)
    case adoption(Part)
    case release(Part)
    case closure(Part)
    case reopening(Part)
    case follow(Part)
    case task(Part)
    case owner(Part)
    case proofs(Part)
    case mine
    case xlsx(Part)
    case csv(Part)
    case pdf(Part)

    var path: URLPath {
        switch self {
        case .actions(let organisation): "/etablissements/\(organisation)/actions-candidates"
        case .newAction(let organisation): "/etablissements/\(organisation)/actions-candidates/nouvelle"
        case .action(let organisation, let action): "/etablissements/\(organisation)/actions-candidates/\(action)"
        case .actionReset(let organisation, let action):
            "/etablissements/\(organisation)/actions-candidates/\(action)/retour"
        case .list(let organisation): "/etablissements/\(organisation)/feuilles-de-route"
        case .opening(let organisation): "/etablissements/\(organisation)/feuilles-de-route/nouvelle"
        case .roadmap(let id): "/feuilles-de-route/\(id)"
        case .computation(let id, let scenario): "/feuilles-de-route/\(id)/plans/\(scenario)/calcul"
        case .explanation(let id, let action): "/feuilles-de-route/\(id)/actions/\(action)"
        case .split(let id, let action): "/feuilles-de-route/\(id)/actions/\(action)/partage"
        case .scenarios(let id): "/feuilles-de-route/\(id)/hypotheses"
        case .scenario(let id, let scenario): "/feuilles-de-route/\(id)/hypotheses/\(scenario)"
        case .removal(let id, let scenario): "/feuilles-de-route/\(id)/hypotheses/\(scenario)/retrait"
        case .adoption(let id): "/feuilles-de-route/\(id)/adoption"
        case .release(let id): "/feuilles-de-route/\(id)/adoption/retour"
        case .closure(let id): "/feuilles-de-route/\(id)/suivi/fin"
        case .reopening(let id): "/feuilles-de-route/\(id)/suivi/reprise"
        case .follow(let id): "/feuilles-de-route/\(id)/suivi"
        case .task(let task): "/actions-suivies/\(task)"
        case .owner(let task): "/actions-suivies/\(task)/responsable"
        case .proofs(let task): "/actions-suivies/\(task)/preuves"
        case .mine: "/mes-actions"
        case .xlsx(let id): "/feuilles-de-route/\(id)/feuille-de-route.xlsx"
        case .csv(let id): "/feuilles-de-route/\(id)/feuille-de-route.csv"
        case .pdf(let id): "/feuilles-de-route/\(id)/feuille-de-route.pdf"
        }
    }
}
