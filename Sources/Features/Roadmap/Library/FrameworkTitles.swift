// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Primitives
import Site

/// Titles of the newest version of each framework, by identifier.
enum FrameworkTitles {
    static func read(_ house: House, _ t: Language) async throws -> [String: String] {
        var titles: [String: String] = [:]
        for identity in try await newest(house).values {
            guard let framework = try await house.library.framework(identity) else { continue }
            titles[identity.identifier] = title(of: framework, t)
        }
        return titles
    }

    static func newest(_ house: House) async throws -> [String: Framework.Identity] {
        var newest: [String: Framework.Identity] = [:]
        for summary in try await house.library.summaries() {
            let identity = summary.identity
            newest[identity.identifier] = max(newest[identity.identifier] ?? identity, identity)
        }
        return newest
    }

    static func title(of framework: Framework, _ t: Language) -> String {
        guard let other = framework.translations[t.rawValue]?.title, !other.isEmpty else { return framework.title }
        return other
    }
}
