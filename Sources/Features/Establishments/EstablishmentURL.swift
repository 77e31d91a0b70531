// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Site

/// Every address of this feature. `/etablissements/:organisation` itself, the first page of an organisation, belongs to
/// the site.
enum EstablishmentURL: SiteURL {
    typealias Part = URLPath.Part

    case list
    case card(Part)
    case edition(Part)
    case addition(Part)
    case move(Part)
    case closure(Part)
    case reopening(Part)
    case imports(Part)
    case registerImport(Part)
    case membershipImport(Part)
    case activityImport(Part)
    case refusals(Part, Part)

    var path: URLPath {
        switch self {
        case .list: "/etablissements"
        case .card(let organisation): "/etablissements/\(organisation)/fiche"
        case .edition(let organisation): "/etablissements/\(organisation)/fiche/modification"
        case .addition(let organisation): "/etablissements/\(organisation)/fiche/ajout"
        case .move(let organisation): "/etablissements/\(organisation)/fiche/deplacement"
        case .closure(let organisation): "/etablissements/\(organisation)/fiche/fermeture"
        case .reopening(let organisation): "/etablissements/\(organisation)/fiche/reouverture"
        case .imports(let organisation): "/etablissements/\(organisation)/imports"
        case .registerImport(let organisation): "/etablissements/\(organisation)/imports/finess"
        case .membershipImport(let organisation): "/etablissements/\(organisation)/imports/membres"
        case .activityImport(let organisation): "/etablissements/\(organisation)/imports/activite"
        case .refusals(let organisation, let report):
            "/etablissements/\(organisation)/imports/\(report)/refus.csv"
        }
    }
}
