// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address for people. All stand below an organisation: what is asked for under another one does not exist.
enum SupervisionURL: SiteURL {
    typealias Part = URLPath.Part

    case alerts(Part)
    case alertsLive(Part)
    case alert(Part, Part)
    case alertState(Part, Part)
    case alertFilter(Part, Part)
    case alertSilence(Part, Part)
    case fleet(Part)
    case host(Part, Part)
    case hostImportance(Part, Part)
    case inventory(Part)
    case coverage(Part)
    case rules(Part)
    case rulesProposal(Part, Part)
    case rulesApplication(Part, Part)
    case rulesWithdrawal(Part, Part)
    case filters(Part)
    case filterRemoval(Part, Part)
    case filterRestoration(Part, Part)
    case silenceEnd(Part, Part)
    case senders(Part)
    case senderRevocation(Part, Part)
    case keptErasure(Part)
    case hunt(Part)
    case notices(Part)

    var path: URLPath {
        switch self {
        case .alerts(let place): "/etablissements/\(place)/supervision"
        case .alertsLive(let place): "/etablissements/\(place)/supervision/direct"
        case .alert(let place, let id): "/etablissements/\(place)/supervision/alertes/\(id)"
        case .alertState(let place, let id): "/etablissements/\(place)/supervision/alertes/\(id)/etat"
        case .alertFilter(let place, let id): "/etablissements/\(place)/supervision/alertes/\(id)/filtre"
        case .alertSilence(let place, let id): "/etablissements/\(place)/supervision/alertes/\(id)/silence"
        case .fleet(let place): "/etablissements/\(place)/supervision/parc"
        case .host(let place, let id): "/etablissements/\(place)/supervision/parc/\(id)"
        case .hostImportance(let place, let id): "/etablissements/\(place)/supervision/parc/\(id)/importance"
        case .inventory(let place): "/etablissements/\(place)/supervision/inventaire"
        case .coverage(let place): "/etablissements/\(place)/supervision/couverture"
        case .rules(let place): "/etablissements/\(place)/supervision/regles"
        case .rulesProposal(let place, let id): "/etablissements/\(place)/supervision/regles/\(id)"
        case .rulesApplication(let place, let id): "/etablissements/\(place)/supervision/regles/\(id)/application"
        case .rulesWithdrawal(let place, let id): "/etablissements/\(place)/supervision/regles/\(id)/abandon"
        case .filters(let place): "/etablissements/\(place)/supervision/filtres"
        case .filterRemoval(let place, let id): "/etablissements/\(place)/supervision/filtres/\(id)/retrait"
        case .filterRestoration(let place, let id): "/etablissements/\(place)/supervision/filtres/\(id)/retablissement"
        case .silenceEnd(let place, let id): "/etablissements/\(place)/supervision/silences/\(id)/fin"
        case .senders(let place): "/etablissements/\(place)/supervision/collecte"
        case .senderRevocation(let place, let id): "/etablissements/\(place)/supervision/collecte/\(id)/revocation"
        case .keptErasure(let place): "/etablissements/\(place)/supervision/collecte/effacement"
        case .hunt(let place): "/etablissements/\(place)/supervision/journaux"
        case .notices(let place): "/etablissements/\(place)/supervision/avis"
        }
    }
}

/// What forwarders ask. They let a prefix be set before the paths of their own protocol; this is ours.
enum IntakeURL: SiteURL {
    typealias Part = URLPath.Part

    case root
    case bulk
    case indexBulk(Part)
    case document(Part)
    case index(Part)
    case license
    case xpack
    case clusterHealth
    case catHealth
    case nodes
    case catTemplates(Part)
    case indexTemplate(Part)
    case template(Part)
    case componentTemplate(Part)
    case lifecycle(Part)
    case pipeline(Part)
    case dataStream(Part)
    case alias(Part)

    var path: URLPath {
        switch self {
        case .root: "/collecte"
        case .bulk: "/collecte/_bulk"
        case .indexBulk(let index): "/collecte/\(index)/_bulk"
        case .document(let index): "/collecte/\(index)/_doc"
        case .index(let index): "/collecte/\(index)"
        case .license: "/collecte/_license"
        case .xpack: "/collecte/_xpack"
        case .clusterHealth: "/collecte/_cluster/health"
        case .catHealth: "/collecte/_cat/health"
        case .nodes: "/collecte/_nodes"
        case .catTemplates(let name): "/collecte/_cat/templates/\(name)"
        case .indexTemplate(let name): "/collecte/_index_template/\(name)"
        case .template(let name): "/collecte/_template/\(name)"
        case .componentTemplate(let name): "/collecte/_component_template/\(name)"
        case .lifecycle(let name): "/collecte/_ilm/policy/\(name)"
        case .pipeline(let name): "/collecte/_ingest/pipeline/\(name)"
        case .dataStream(let name): "/collecte/_data_stream/\(name)"
        case .alias(let name): "/collecte/_alias/\(name)"
        }
    }
}
