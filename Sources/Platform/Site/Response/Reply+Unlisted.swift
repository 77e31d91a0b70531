// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes

extension Reply {
    /// An answer at an address that is itself a secret: no search engine is to keep it. Every answer of the site is kept from
    /// caches and tells other sites nothing of where it came from.
    public func unlisted() -> Reply {
        var copy = self
        copy.headers[.robots] = "noindex, nofollow, noarchive"
        return copy
    }
}

extension HTTPField.Name {
    static let robots = Self("X-Robots-Tag") ?? .server
}
