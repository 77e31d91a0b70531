// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Organisations
import Site

/// Every address of this feature.
enum DossierURL: SiteURL {
    typealias Part = URLPath.Part

    case list(Part)
    case objectives(Part, Part, Part)
    case archive(Part, Part, Part)
    case report(Part, Part, Part)

    var path: URLPath {
        switch self {
        case .list(let organisation): "/etablissements/\(organisation)/objectifs"
        case .objectives(let organisation, let framework, let version):
            "/etablissements/\(organisation)/objectifs/\(framework)/\(version)"
        case .archive(let organisation, let framework, let version):
            "/etablissements/\(organisation)/objectifs/\(framework)/\(version)/dossier.zip"
        case .report(let organisation, let framework, let version):
            "/etablissements/\(organisation)/objectifs/\(framework)/\(version)/rapport.pdf"
        }
    }

    static func objectives(_ organisation: Organisation.ID, _ framework: Framework.Identity) -> DossierURL {
        .objectives(Part(organisation), Part(framework.identifier), Part(framework.version))
    }

    static func archive(_ organisation: Organisation.ID, _ framework: Framework.Identity) -> DossierURL {
        .archive(Part(organisation), Part(framework.identifier), Part(framework.version))
    }

    static func report(_ organisation: Organisation.ID, _ framework: Framework.Identity) -> DossierURL {
        .report(Part(organisation), Part(framework.identifier), Part(framework.version))
    }
}
