// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Organisations
import Primitives

/// A fact that a feature measured and publishes as a proof. Publishing the same object again replaces what it said.
public struct Measurement: Sendable, Hashable {
    public let feature: String
    /// Identifies what was measured within the feature, such as an appointment.
    public let object: String
    public let kind: String
    public let title: String
    public let facts: [String: FactCondition.Value]
    public let obtainedOn: Day
    public let validUntil: Day?
    public let organisation: Organisation.ID

    public init(
        feature: String, object: String, kind: String, title: String, facts: [String: FactCondition.Value],
        obtainedOn: Day, validUntil: Day? = nil, organisation: Organisation.ID
    ) {
        self.feature = feature
        self.object = object
        self.kind = kind
        self.title = title
        self.facts = facts
        self.obtainedOn = obtainedOn
        self.validUntil = validUntil
        self.organisation = organisation
    }
}
