// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the agenda.
enum AgendaURL: SiteURL {
    typealias Part = URLPath.Part

    case organisation(Part)
    case organisationMonth(Part)
    case organisationFile(Part)
    case mine
    case myMonth
    case myFile
    case reminders
    case feeds
    case feedEnd(Part)
    /// What a calendar program asks for: the secret is in the path, since these programs keep no cookie.
    case feed(Part)

    var path: URLPath {
        switch self {
        case .organisation(let id): "/etablissements/\(id)/agenda"
        case .organisationMonth(let id): "/etablissements/\(id)/agenda/mois"
        case .organisationFile(let id): "/etablissements/\(id)/agenda/agenda.ics"
        case .mine: "/agenda"
        case .myMonth: "/agenda/mois"
        case .myFile: "/agenda/agenda.ics"
        case .reminders: "/agenda/rappels"
        case .feeds: "/agenda/abonnements"
        case .feedEnd(let feed): "/agenda/abonnements/\(feed)/fin"
        case .feed(let token): "/agenda/flux/\(token)"
        }
    }
}
