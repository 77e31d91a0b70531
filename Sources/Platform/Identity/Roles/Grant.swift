// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Primitives

/// A role held on an organisation and on everything below it.
public struct Grant: Sendable, Hashable {
    public let role: Role
    public let organisation: Organisation.ID
    public let organisationName: String
    public let lineage: Lineage
    /// The last day; nil when the role has no end.
    public let until: Day?

    public init(
        role: Role, organisation: Organisation.ID, organisationName: String, lineage: Lineage, until: Day? = nil
    ) {
        self.role = role
        self.organisation = organisation
        self.organisationName = organisationName
        self.lineage = lineage
        self.until = until
    }

    public func isInForce(on day: Day) -> Bool {
        guard let until else { return true }
        return day <= until
    }
}
