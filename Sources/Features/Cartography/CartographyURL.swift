// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this feature. All stand below an organisation: the map is the one that it stands on.
enum CartographyURL: SiteURL {
    typealias Part = URLPath.Part

    case map(Part)
    case elements(Part)
    case creation(Part)
    case element(Part, Part)
    case edition(Part, Part)
    case removal(Part, Part)
    case restoration(Part, Part)
    /// What an element leans on; the second element is the one that is leant on.
    case links(Part, Part)
    case link(Part, Part, Part)
    case linkRemoval(Part, Part, Part)
    case library(Part)
    case exchange(Part)
    case csv(Part)
    case workbook(Part)
    case template(Part)

    var path: URLPath {
        switch self {
        case .map(let place): "/etablissements/\(place)/cartographie"
        case .elements(let place): "/etablissements/\(place)/cartographie/elements"
        case .creation(let place): "/etablissements/\(place)/cartographie/elements/nouveau"
        case .element(let place, let id): "/etablissements/\(place)/cartographie/elements/\(id)"
        case .edition(let place, let id): "/etablissements/\(place)/cartographie/elements/\(id)/modification"
        case .removal(let place, let id): "/etablissements/\(place)/cartographie/elements/\(id)/retrait"
        case .restoration(let place, let id): "/etablissements/\(place)/cartographie/elements/\(id)/retablissement"
        case .links(let place, let id): "/etablissements/\(place)/cartographie/elements/\(id)/liens"
        case .link(let place, let id, let other): "/etablissements/\(place)/cartographie/elements/\(id)/liens/\(other)"
        case .linkRemoval(let place, let id, let other):
            "/etablissements/\(place)/cartographie/elements/\(id)/liens/\(other)/retrait"
        case .library(let place): "/etablissements/\(place)/cartographie/bibliotheque"
        case .exchange(let place): "/etablissements/\(place)/cartographie/import"
        case .csv(let place): "/etablissements/\(place)/cartographie/export.csv"
        case .workbook(let place): "/etablissements/\(place)/cartographie/export.xlsx"
        case .template(let place): "/etablissements/\(place)/cartographie/modele.xlsx"
        }
    }
}
