// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this feature. All but the one for programs stand below an organisation.
enum BackupsURL: SiteURL {
    typealias Part = URLPath.Part

    case overview(Part)
    case review(Part)
    case retest(Part)
    case node(Part, Part)
    case exemption(Part, Part)
    case exemptionEnd(Part, Part)

    case jobs(Part)
    case jobCreation(Part)
    case job(Part, Part)
    case jobEdition(Part, Part)
    case jobRemoval(Part, Part)
    case jobRestoration(Part, Part)

    case reports(Part)
    case report(Part, Part)
    case reportUndoing(Part, Part)
    case attachment(Part)

    case restores(Part)
    case restoreCreation(Part)
    case restore(Part, Part)
    case restoreRemoval(Part, Part)
    case restoreResumption(Part, Part)

    case alerts(Part)
    case alert(Part, Part)

    case deposits(Part)
    case depositEnd(Part, Part)
    /// Where programs bring their reports.
    case deposit

    var path: URLPath {
        switch self {
        case .overview(let place): "/etablissements/\(place)/sauvegardes"
        case .review(let place): "/etablissements/\(place)/sauvegardes/revues"
        case .retest(let place): "/etablissements/\(place)/sauvegardes/rappel"
        case .node(let place, let id): "/etablissements/\(place)/sauvegardes/elements/\(id)"
        case .exemption(let place, let id): "/etablissements/\(place)/sauvegardes/elements/\(id)/dispense"
        case .exemptionEnd(let place, let id): "/etablissements/\(place)/sauvegardes/elements/\(id)/dispense/fin"
        case .jobs(let place): "/etablissements/\(place)/sauvegardes/taches"
        case .jobCreation(let place): "/etablissements/\(place)/sauvegardes/taches/nouvelle"
        case .job(let place, let id): "/etablissements/\(place)/sauvegardes/taches/\(id)"
        case .jobEdition(let place, let id): "/etablissements/\(place)/sauvegardes/taches/\(id)/modification"
        case .jobRemoval(let place, let id): "/etablissements/\(place)/sauvegardes/taches/\(id)/retrait"
        case .jobRestoration(let place, let id): "/etablissements/\(place)/sauvegardes/taches/\(id)/retablissement"
        case .reports(let place): "/etablissements/\(place)/sauvegardes/comptes-rendus"
        case .report(let place, let id): "/etablissements/\(place)/sauvegardes/comptes-rendus/\(id)"
        case .reportUndoing(let place, let id): "/etablissements/\(place)/sauvegardes/comptes-rendus/\(id)/annulation"
        case .attachment(let place): "/etablissements/\(place)/sauvegardes/rattachements"
        case .restores(let place): "/etablissements/\(place)/sauvegardes/essais"
        case .restoreCreation(let place): "/etablissements/\(place)/sauvegardes/essais/nouveau"
        case .restore(let place, let id): "/etablissements/\(place)/sauvegardes/essais/\(id)"
        case .restoreRemoval(let place, let id): "/etablissements/\(place)/sauvegardes/essais/\(id)/retrait"
        case .restoreResumption(let place, let id): "/etablissements/\(place)/sauvegardes/essais/\(id)/retablissement"
        case .alerts(let place): "/etablissements/\(place)/sauvegardes/alertes"
        case .alert(let place, let id): "/etablissements/\(place)/sauvegardes/alertes/\(id)"
        case .deposits(let place): "/etablissements/\(place)/sauvegardes/depots"
        case .depositEnd(let place, let id): "/etablissements/\(place)/sauvegardes/depots/\(id)/fin"
        case .deposit: "/sauvegardes/depot"
        }
    }
}
