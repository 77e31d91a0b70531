// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import Identity
import Markup
import Primitives

/// The checks before a handler: is the request the person's own, and may they knock here at all?
enum Gatekeeper {
    static func check(_ route: Route, _ visit: Visit, _ request: Request) throws(Refusal) {
        if route.method != .get {
            if route.gate != .program { try refuseForged(request, visit) }
            try refuseChange(route, visit)
        }
        switch route.gate {
        case .everyone, .program:
            return
        case .halfSignedIn:
            guard visit.person != nil else { throw .signInNeeded }
        case .signedIn:
            try requireFullSession(visit)
        case .holding(let permission):
            try requireFullSession(visit)
            // A page that one's role never opens is said not to exist: the map of the house is itself information.
            guard visit.access.maySomewhere(permission) else { throw .notFound }
        }
    }

    /// A house that shows a copy lets people in and out and lets them choose colours; it changes nothing else, whatever the
    /// role.
    private static func refuseChange(_ route: Route, _ visit: Visit) throws(Refusal) {
        guard let readOnly = visit.house.settings.readOnly, !openInReadOnly.contains(route.pattern.text) else { return }
        throw .conflict(
            Phrase(
                "\(readOnly.french) Rien n’a été enregistré\u{00A0}: notez ce changement, et reportez-le dans Carène quand "
                    + "le service sera rétabli.",
                "\(readOnly.english) Nothing was saved: write this change down, and enter it in Carène once the service "
                    + "is back."))
    }

    private static let openInReadOnly: Set<String> = Set(
        [
            SiteAddress.preferences, .signIn, .signOut, .oneTimeLink(.parameter("token")),
        ].map(\.path.text))

    private static func requireFullSession(_ visit: Visit) throws(Refusal) {
        switch visit.person?.session.standing {
        case nil, .secondFactorPending: throw .signInNeeded
        case .secondFactorMissing: throw .secondFactorNeeded
        case .full: return
        }
    }

    /// Cross-site request forgery: browsers say where a request comes from (`Sec-Fetch-Site`, Fetch Metadata); older ones
    /// at least send `Origin` with a POST. A request that says neither did not come from a page of ours.
    private static func refuseForged(_ request: Request, _ visit: Visit) throws(Refusal) {
        let forged = Refusal.malformed(
            Phrase(
                "Cette demande ne vient pas d’une page de Carène\u{00A0}: elle n’a pas été exécutée.",
                "This request does not come from a page of Carène: it was not carried out."))
        if let site = request.headers[.fetchSite] {
            guard site == "same-origin" || site == "none" else { throw forged }
            return
        }
        guard let origin = request.headers[.origin], let host = request.head.authority else { throw forged }
        guard origin == "http://\(host)" || origin == "https://\(host)" else { throw forged }
    }
}
