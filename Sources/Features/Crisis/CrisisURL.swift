// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this room. All stand below an organisation: what is asked for under another one does not exist.
enum CrisisURL: SiteURL {
    typealias Part = URLPath.Part

    case home(Part)
    case declaration(Part)
    case rules(Part)
    case library(Part)
    case observatory(Part)
    case observatoryTable(Part)
    case observatorySTIX(Part)

    case incident(Part, Part)
    case live(Part, Part)
    case qualification(Part, Part)
    case conduct(Part, Part)
    case closing(Part, Part)
    case cells(Part, Part)
    case shiftRemoval(Part, Part, Part)
    case shiftRestoration(Part, Part, Part)
    case handover(Part, Part)
    case clocks(Part, Part)
    case clock(Part, Part, Part)
    case clockWithdrawal(Part, Part, Part)
    case sheets(Part, Part)
    case sheet(Part, Part, Part)
    case isolation(Part, Part)
    case isolationGesture(Part, Part, Part)
    case costs(Part, Part)
    case costsFile(Part, Part)
    case costRemoval(Part, Part, Part)
    case costRestoration(Part, Part, Part)
    case review(Part, Part)
    case finding(Part, Part, Part)
    case findingRemoval(Part, Part, Part)
    case findingRestoration(Part, Part, Part)

    var path: URLPath {
        switch self {
        case .home(let place): "/etablissements/\(place)/crise"
        case .declaration(let place): "/etablissements/\(place)/crise/declaration"
        case .rules(let place): "/etablissements/\(place)/crise/regles"
        case .library(let place): "/etablissements/\(place)/crise/fiches"
        case .observatory(let place): "/etablissements/\(place)/crise/observatoire"
        case .observatoryTable(let place): "/etablissements/\(place)/crise/observatoire.csv"
        case .observatorySTIX(let place): "/etablissements/\(place)/crise/observatoire.json"
        case .incident(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)"
        case .live(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/direct"
        case .qualification(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/qualification"
        case .conduct(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/conduite"
        case .closing(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/cloture"
        case .cells(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/cellules"
        case .shiftRemoval(let place, let id, let shift):
            "/etablissements/\(place)/crise/incidents/\(id)/cellules/\(shift)/retrait"
        case .shiftRestoration(let place, let id, let shift):
            "/etablissements/\(place)/crise/incidents/\(id)/cellules/\(shift)/retablissement"
        case .handover(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/releve"
        default: below
        }
    }

    private var below: URLPath {
        switch self {
        case .clocks(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/horloges"
        case .clock(let place, let id, let clock):
            "/etablissements/\(place)/crise/incidents/\(id)/horloges/\(clock)"
        case .clockWithdrawal(let place, let id, let clock):
            "/etablissements/\(place)/crise/incidents/\(id)/horloges/\(clock)/annulation"
        case .sheets(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/fiches"
        case .sheet(let place, let id, let sheet): "/etablissements/\(place)/crise/incidents/\(id)/fiches/\(sheet)"
        case .isolation(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/isolement"
        case .isolationGesture(let place, let id, let request):
            "/etablissements/\(place)/crise/incidents/\(id)/isolement/\(request)"
        case .costs(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/couts"
        case .costsFile(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/couts.csv"
        case .costRemoval(let place, let id, let cost):
            "/etablissements/\(place)/crise/incidents/\(id)/couts/\(cost)/retrait"
        case .costRestoration(let place, let id, let cost):
            "/etablissements/\(place)/crise/incidents/\(id)/couts/\(cost)/retablissement"
        case .review(let place, let id): "/etablissements/\(place)/crise/incidents/\(id)/retour-experience"
        case .finding(let place, let id, let finding):
            "/etablissements/\(place)/crise/incidents/\(id)/retour-experience/\(finding)"
        case .findingRemoval(let place, let id, let finding):
            "/etablissements/\(place)/crise/incidents/\(id)/retour-experience/\(finding)/retrait"
        case .findingRestoration(let place, let id, let finding):
            "/etablissements/\(place)/crise/incidents/\(id)/retour-experience/\(finding)/retablissement"
        default: "/"
        }
    }
}
