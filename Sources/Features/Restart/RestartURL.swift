// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this feature. All stand below an organisation: what is asked for under another one does not exist.
enum RestartURL: SiteURL {
    typealias Part = URLPath.Part

    case home(Part)

    case resources(Part)
    case standardSet(Part)
    /// The last part is the kind: teams, means, helpers, setbacks.
    case resourceCreation(Part, ResourceKind)
    case resource(Part, ResourceKind, Part)
    case resourceRemoval(Part, ResourceKind, Part)
    case resourceRestoration(Part, ResourceKind, Part)

    case steps(Part)
    case generation(Part)
    case node(Part, Part)
    case stepCreation(Part, Part)
    case step(Part, Part)
    case stepRemoval(Part, Part)
    case stepRestoration(Part, Part)

    case planCreation(Part)
    case plan(Part, Part)
    case computation(Part, Part)
    case comparison(Part, Part)
    case teamSheets(Part, Part)
    case reopenings(Part, Part)
    case planRemoval(Part, Part)
    case planRestoration(Part, Part)
    case planFile(Part, Part, FileType)

    case boardOpening(Part, Part)
    case board(Part, Part)
    case gesture(Part, Part)
    case boardSteps(Part, Part)
    case boardStep(Part, Part, Part)
    case live(Part, Part)
    case announcements(Part, Part)
    case closure(Part, Part)
    case durations(Part, Part)

    enum FileType: String, Sendable, CaseIterable {
        case csv, xlsx, json, yaml, pdf
    }

    var path: URLPath {
        switch self {
        case .home(let place): "/etablissements/\(place)/redemarrage"
        case .resources(let place): "/etablissements/\(place)/redemarrage/moyens"
        case .standardSet(let place): "/etablissements/\(place)/redemarrage/moyens/jeu-type"
        case .resourceCreation(let place, let kind):
            "/etablissements/\(place)/redemarrage/moyens/\(Part(kind.rawValue))/ajout"
        case .resource(let place, let kind, let id):
            "/etablissements/\(place)/redemarrage/moyens/\(Part(kind.rawValue))/\(id)"
        case .resourceRemoval(let place, let kind, let id):
            "/etablissements/\(place)/redemarrage/moyens/\(Part(kind.rawValue))/\(id)/retrait"
        case .resourceRestoration(let place, let kind, let id):
            "/etablissements/\(place)/redemarrage/moyens/\(Part(kind.rawValue))/\(id)/retablissement"
        case .steps(let place): "/etablissements/\(place)/redemarrage/etapes"
        case .generation(let place): "/etablissements/\(place)/redemarrage/etapes/proposition"
        case .node(let place, let node): "/etablissements/\(place)/redemarrage/elements/\(node)"
        case .stepCreation(let place, let node): "/etablissements/\(place)/redemarrage/elements/\(node)/etape"
        case .step(let place, let step): "/etablissements/\(place)/redemarrage/etapes/\(step)"
        case .stepRemoval(let place, let step): "/etablissements/\(place)/redemarrage/etapes/\(step)/retrait"
        case .stepRestoration(let place, let step):
            "/etablissements/\(place)/redemarrage/etapes/\(step)/retablissement"
        default: followed
        }
    }

    private var followed: URLPath {
        switch self {
        case .planCreation(let place): "/etablissements/\(place)/redemarrage/plans/nouveau"
        case .plan(let place, let plan): "/etablissements/\(place)/redemarrage/plans/\(plan)"
        case .computation(let place, let plan): "/etablissements/\(place)/redemarrage/plans/\(plan)/calcul"
        case .comparison(let place, let plan): "/etablissements/\(place)/redemarrage/plans/\(plan)/hypotheses"
        case .teamSheets(let place, let plan): "/etablissements/\(place)/redemarrage/plans/\(plan)/equipes"
        case .reopenings(let place, let plan): "/etablissements/\(place)/redemarrage/plans/\(plan)/reouvertures"
        case .planRemoval(let place, let plan): "/etablissements/\(place)/redemarrage/plans/\(plan)/retrait"
        case .planRestoration(let place, let plan):
            "/etablissements/\(place)/redemarrage/plans/\(plan)/retablissement"
        case .planFile(let place, let plan, let type):
            "/etablissements/\(place)/redemarrage/plans/\(plan)/plan.\(Part(type.rawValue))"
        case .boardOpening(let place, let plan): "/etablissements/\(place)/redemarrage/plans/\(plan)/jour-j"
        case .board(let place, let board): "/etablissements/\(place)/redemarrage/tableaux/\(board)"
        case .gesture(let place, let board): "/etablissements/\(place)/redemarrage/tableaux/\(board)/gestes"
        case .boardSteps(let place, let board): "/etablissements/\(place)/redemarrage/tableaux/\(board)/etapes"
        case .boardStep(let place, let board, let step):
            "/etablissements/\(place)/redemarrage/tableaux/\(board)/etapes/\(step)"
        case .live(let place, let board): "/etablissements/\(place)/redemarrage/tableaux/\(board)/direct"
        case .announcements(let place, let board):
            "/etablissements/\(place)/redemarrage/tableaux/\(board)/annonces"
        case .closure(let place, let board): "/etablissements/\(place)/redemarrage/tableaux/\(board)/cloture"
        case .durations(let place, let board): "/etablissements/\(place)/redemarrage/tableaux/\(board)/durees"
        default: "/"
        }
    }
}

/// What a restart is made with. The value is the word of the address.
enum ResourceKind: String, Sendable, Hashable, CaseIterable {
    case team = "equipes"
    case means = "capacites"
    case helpers = "renforts"
    case setback = "aleas"

    /// The parameter of its routes.
    var parameter: URLPath.Part { .parameter(parameterName) }

    var parameterName: StaticString {
        switch self {
        case .team: "equipeReprise"
        case .means: "capaciteReprise"
        case .helpers: "renfortReprise"
        case .setback: "aleaReprise"
        }
    }
}
