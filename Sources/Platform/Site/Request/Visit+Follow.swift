// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations

extension Visit {
    /// Whether a page of another room exists and its first check lets this person in at a place of the tree: a link that
    /// would lead to a refusal is not shown.
    public func mayFollow(_ path: URLPath, in lineage: Lineage) -> Bool {
        let wanted = path.text.split(separator: "/", omittingEmptySubsequences: false)
        return house.routes.contains { route in
            guard route.method == .get else { return false }
            let pattern = route.pattern.text.split(separator: "/", omittingEmptySubsequences: false)
            guard pattern.count == wanted.count, zip(pattern, wanted).allSatisfy({ $0.hasPrefix(":") || $0 == $1 })
            else {
                return false
            }
            return switch route.gate {
            case .everyone, .signedIn: true
            case .holding(let permission): access.may(permission, in: lineage)
            case .halfSignedIn, .program: false
            }
        }
    }
}
