// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the map, its gate and its handler.
enum CartographyRoutes {
    private typealias P = CartographyPermissions
    private typealias U = CartographyURL

    private static let place = URLPath.Part.parameter("organisation")

    private static let element = URLPath.Part.parameter("element")
    private static let link = URLPath.Part.parameter("lien")

    static let all: [Route] = [
        .get(U.map(place), .holding(P.read), MapPage.show),
        .get(U.elements(place), .holding(P.read), ElementListPage.show),
        .get(U.creation(place), .holding(P.manage), ElementForm.new),
        .post(U.creation(place), .holding(P.manage), ElementForm.create),
        .get(U.element(place, element), .holding(P.read), ElementPage.show),
        .get(U.edition(place, element), .holding(P.manage), ElementForm.edit),
        .post(U.edition(place, element), .holding(P.manage), ElementForm.correct),
        .post(U.removal(place, element), .holding(P.manage), ElementForm.remove),
        .post(U.restoration(place, element), .holding(P.manage), ElementForm.restore),
        .post(U.links(place, element), .holding(P.manage), LinkPage.add),
        .get(U.link(place, element, link), .holding(P.manage), LinkPage.edit),
        .post(U.link(place, element, link), .holding(P.manage), LinkPage.correct),
        .post(U.linkRemoval(place, element, link), .holding(P.manage), LinkPage.remove),
        .get(U.library(place), .holding(P.manage), LibraryPage.show),
        .post(U.library(place), .holding(P.manage), LibraryPage.add),
        .get(U.exchange(place), .holding(P.manage), ExchangePage.show),
        .post(U.exchange(place), .holding(P.manage), ExchangePage.load),
        .get(U.csv(place), .holding(P.read), MapDownloads.csv),
        .get(U.workbook(place), .holding(P.read), MapDownloads.workbook),
        .get(U.template(place), .holding(P.manage), MapDownloads.template),
    ]
}
