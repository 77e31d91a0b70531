// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup

/// The addresses of the site itself.
public enum SiteAddress: SiteURL {
    case home
    case cockpit(URLPath.Part)
    case search
    case health
    case asset(URLPath.Part, URLPath.Part)
    case preferences
    case language(URLPath.Part)
    case job(URLPath.Part)
    case jobCancellation(URLPath.Part)
    // Answered by the feature that signs people in; named here because every page's frame leads there.
    case signIn
    case signOut
    case account
    case secondFactor
    case oneTimeLink(URLPath.Part)

    public var path: URLPath {
        switch self {
        case .home: "/"
        case .cockpit(let organisation): "/etablissements/\(organisation)"
        case .search: "/recherche"
        case .health: "/sante"
        case .asset(let digest, let name): "/fichiers/\(digest)/\(name)"
        case .preferences: "/preferences"
        case .language(let language): "/langue/\(language)"
        case .job(let job): "/travaux/\(job)"
        case .jobCancellation(let job): "/travaux/\(job)/arret"
        case .signIn: "/connexion"
        case .signOut: "/deconnexion"
        case .account: "/compte"
        case .secondFactor: "/compte/second-facteur"
        case .oneTimeLink(let token): "/premiere-connexion/\(token)"
        }
    }
}
