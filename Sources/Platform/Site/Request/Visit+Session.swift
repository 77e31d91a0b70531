// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What the pages that open and close the door need of the request and of the answer.
extension Visit {
    /// The token that the browser sent, whatever it is worth.
    public var sessionToken: String? { cookies[house.settings.sessionCookie] }

    /// The cookie that hands a session to the browser, until it closes. With nil, the one that takes it back.
    public func sessionCookie(_ token: String?) -> Cookie {
        Cookie(house.settings.sessionCookie, token ?? "", maxAge: token == nil ? 0 : nil)
    }

    /// The beginning of a full address of this site, to be handed to somebody else: the public one where it is known, else
    /// the one by which this very person came.
    public var origin: String { house.settings.publicAddress ?? "http://\(host)" }
}
