// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Hummingbird
import Markup

/// Binds the routes of the site and of every feature to the front door.
enum SiteRouter {
    static func build(_ house: House) -> Front {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        for route in routes(of: house) {
            router.on(RouterPath(route.pattern.text), method: route.method.http) { request, context in
                try await Front.answer(request, context, route: route, house: house)
            }
        }
        return Front(house: house, inner: router.buildResponder())
    }

    static func routes(of house: House) -> [Route] {
        SiteRoutes.all + house.features.flatMap(\.routes)
    }
}

extension Route.Method {
    fileprivate var http: HTTPRequest.Method {
        switch self {
        case .get: .get
        case .post: .post
        case .put: .put
        }
    }
}
