// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Site

/// The frameworks of the house, as those who keep interpretations choose them.
enum FrameworkNames {
    /// Titles by identifier, of the newest version.
    static func all(in house: House) async throws -> [String: String] {
        var newest: [String: FrameworkSummary] = [:]
        for summary in try await house.library.summaries() {
            let identifier = summary.identity.identifier
            if newest[identifier].map({ $0.identity < summary.identity }) ?? true { newest[identifier] = summary }
        }
        return newest.mapValues(\.title)
    }

    /// Whether the newest version of a framework has this requirement.
    static func has(_ requirement: String, in framework: String, _ house: House) async throws -> Bool {
        try await house.library.newest(framework)?.requirement(requirement) != nil
    }
}
