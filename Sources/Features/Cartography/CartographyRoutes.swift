// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Site

/// Every address of the map, its gate and its handler.
enum CartographyRoutes {
    private typealias P = CartographyPermissions
    private typealias U = CartographyURL

    private static let place = URLPath.Part.parameter("organisation")

    static let all: [Route] = [
        .get(U.map(place), .holding(P.read), ElementListPage.show),
        .get(U.elements(place), .holding(P.read), ElementListPage.show),
    ]
}
