// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives

/// What the pages that open and close the door need of the request and of the answer.
extension Visit {
    /// The token that the browser sent, whatever it is worth.
    public var sessionToken: String? { cookies[house.settings.sessionCookie] }

    /// The cookie that hands a session to the browser, until it closes. With nil, the one that takes it back.
    public func sessionCookie(_ token: String?) -> Cookie {
        Cookie(house.settings.sessionCookie, token ?? "", maxAge: token == nil ? 0 : nil)
    }

    /// Whether the person may still do what the request's rights say, asked inside the transaction that writes.
    ///
    /// The rights were read when the request's first line came; its body comes when its sender pleases. Without this, a
    /// form half sent would keep a revoked role, or a closed account, alive until the form is finished.
    public func confirmRights(in session: any Session) throws {
        guard let person else { return }
        guard let token = sessionToken.flatMap({ SessionToken($0) }),
            let found = try house.entrance.sessions.session(token, at: house.clock.now, in: session)
        else { throw Refusal.signInNeeded }
        guard found.info.standing == person.session.standing, Self.rights(found.access) == Self.rights(person.access)
        else {
            throw Refusal.conflict(
                Phrase(
                    "Vos rôles ont changé pendant cette demande\u{00A0}: rien n’a été enregistré. Rechargez la page.",
                    "Your roles changed during this request: nothing was saved. Reload the page."))
        }
    }

    private static func rights(_ access: Access) -> Set<[String]> {
        Set(access.grants.map { [$0.role.rawValue, $0.lineage.text] })
    }

    /// The beginning of a full address of this site, to be handed to somebody else: the public one where it is known, else
    /// the one by which this very person came.
    public var origin: String { house.settings.publicAddress ?? "http://\(host)" }
}
