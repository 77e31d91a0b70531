// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Markup
import Organisations
import Primitives
import Site

/// Every address of this feature. Those that other features lead to are also in `ProofAddress`.
enum ProofsURL: SiteURL {
    typealias Part = URLPath.Part

    case list(Part)
    case registration(Part)
    case expiry(Part)
    case proof(Part)
    case file(Part)
    case replacement(Part)
    case attachments(Part)
    case withdrawal(Part)
    case restoration(Part)

    var path: URLPath {
        switch self {
        case .list(let organisation): "/etablissements/\(organisation)/preuves"
        case .registration(let organisation): "/etablissements/\(organisation)/preuves/nouvelle"
        case .expiry(let organisation): "/etablissements/\(organisation)/preuves/echeances"
        case .proof(let proof): "/preuves/\(proof)"
        case .file(let proof): "/preuves/\(proof)/fichier"
        case .replacement(let proof): "/preuves/\(proof)/remplacement"
        case .attachments(let proof): "/preuves/\(proof)/exigences"
        case .withdrawal(let proof): "/preuves/\(proof)/retrait"
        case .restoration(let proof): "/preuves/\(proof)/retablissement"
        }
    }
}
