// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// The addresses of signing in and of one's own account, beside those that every page's frame knows (`SiteAddress`).
enum DoorURL: SiteURL {
    typealias Part = URLPath.Part

    case secondStep
    case forgotten
    case profile
    case password
    case secondFactorStart
    case secondFactorRemoval
    case recoveryCodes
    case sessions
    case sessionClosure(Part)
    case otherSessionsClosure
    case roles

    var path: URLPath {
        switch self {
        case .secondStep: "/connexion/second-facteur"
        case .forgotten: "/connexion/mot-de-passe-oublie"
        case .profile: "/compte/profil"
        case .password: "/compte/mot-de-passe"
        case .secondFactorStart: "/compte/second-facteur/preparation"
        case .secondFactorRemoval: "/compte/second-facteur/retrait"
        case .recoveryCodes: "/compte/second-facteur/codes"
        case .sessions: "/compte/sessions"
        case .sessionClosure(let session): "/compte/sessions/\(session)/fermeture"
        case .otherSessionsClosure: "/compte/sessions/fermeture"
        case .roles: "/roles"
        }
    }
}

/// The addresses of the people who hold a role on an organisation or below it, and of its journal.
enum PeopleURL: SiteURL {
    typealias Part = URLPath.Part

    case list(Part)
    case invitation(Part)
    case person(Part, Part)
    case grant(Part, Part)
    case grantRemoval(Part, Part)
    case closure(Part, Part)
    case reopening(Part, Part)
    case link(Part, Part)
    case secondFactorReset(Part, Part)
    case journal(Part)
    case journalCheck(Part)

    var path: URLPath {
        switch self {
        case .list(let place): "/etablissements/\(place)/personnes"
        case .invitation(let place): "/etablissements/\(place)/personnes/invitation"
        case .person(let place, let account): "/etablissements/\(place)/personnes/\(account)"
        case .grant(let place, let account): "/etablissements/\(place)/personnes/\(account)/roles"
        case .grantRemoval(let place, let account): "/etablissements/\(place)/personnes/\(account)/roles/retrait"
        case .closure(let place, let account): "/etablissements/\(place)/personnes/\(account)/fermeture"
        case .reopening(let place, let account): "/etablissements/\(place)/personnes/\(account)/reouverture"
        case .link(let place, let account): "/etablissements/\(place)/personnes/\(account)/lien"
        case .secondFactorReset(let place, let account):
            "/etablissements/\(place)/personnes/\(account)/second-facteur"
        case .journal(let place): "/etablissements/\(place)/journal"
        case .journalCheck(let place): "/etablissements/\(place)/journal/verification"
        }
    }
}
