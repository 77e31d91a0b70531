// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of this room, below an organisation.
enum IndicatorsURL: SiteURL {
    typealias Part = URLPath.Part

    case list(Part)
    case adding(Part)
    case keeping(Part)
    case loading(Part)
    case export(Part)
    case file(Part)
    case hunt(Part)
    case logging(Part, Part)
    case one(Part, Part)
    case removal(Part, Part)
    case restoration(Part, Part)

    var path: URLPath {
        switch self {
        case .list(let place): "/etablissements/\(place)/indicateurs-de-compromission"
        case .adding(let place): "/etablissements/\(place)/indicateurs-de-compromission/ajout"
        case .keeping(let place): "/etablissements/\(place)/indicateurs-de-compromission/ajout/choix"
        case .loading(let place): "/etablissements/\(place)/indicateurs-de-compromission/import"
        case .export(let place): "/etablissements/\(place)/indicateurs-de-compromission/export"
        case .file(let place): "/etablissements/\(place)/indicateurs-de-compromission/export/fichier"
        case .hunt(let place): "/etablissements/\(place)/indicateurs-de-compromission/recherche"
        case .logging(let place, let sighting):
            "/etablissements/\(place)/indicateurs-de-compromission/recherche/\(sighting)/main-courante"
        case .one(let place, let id): "/etablissements/\(place)/indicateurs-de-compromission/\(id)"
        case .removal(let place, let id): "/etablissements/\(place)/indicateurs-de-compromission/\(id)/retrait"
        case .restoration(let place, let id):
            "/etablissements/\(place)/indicateurs-de-compromission/\(id)/retablissement"
        }
    }
}

enum IndicatorsRoutes {
    private typealias P = IndicatorsPermissions
    private typealias U = IndicatorsURL
    private static let place = URLPath.Part.parameter("organisation")
    private static let id = URLPath.Part.parameter("indicateurCompromission")

    static let all: [Route] = [
        .get(U.list(place), .holding(P.read), ListPage.show),
        .get(U.adding(place), .holding(P.manage), AddingPage.show),
        .post(U.adding(place), .holding(P.manage), AddingPage.preview),
        .post(U.keeping(place), .holding(P.manage), AddingPage.keep),
        .get(U.loading(place), .holding(P.manage), LoadingPage.show),
        .post(U.loading(place), .holding(P.manage), LoadingPage.start),
        .get(U.export(place), .holding(P.manage), ExportPage.show),
        .get(U.file(place), .holding(P.manage), ExportPage.file),
        .get(U.hunt(place), .holding(P.read), HuntPage.show),
        .post(U.hunt(place), .holding(P.manage), HuntPage.start),
        .post(U.logging(place, .parameter("observationIndicateur")), .holding(P.manage), HuntPage.log),
        .get(U.one(place, id), .holding(P.read), IndicatorPage.show),
        .post(U.one(place, id), .holding(P.manage), IndicatorPage.correct),
        .post(U.removal(place, id), .holding(P.manage), IndicatorPage.remove),
        .post(U.restoration(place, id), .holding(P.manage), IndicatorPage.restore),
    ]
}
