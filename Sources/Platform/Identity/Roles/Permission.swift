// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// Something that one may be allowed to do. Each feature declares its own as static constants:
///
///     extension Permission {
///         static let answer = Permission(
///             "assessment.answer", Phrase("Répondre", "Answer"), roles: [.securityOfficer, .contributor])
///     }
public struct Permission: Hashable, Sendable {
    /// `feature.verb`; unique in the house.
    public let id: String
    public let title: Phrase
    public let roles: Set<Role>

    public init(_ id: String, _ title: Phrase, roles: Set<Role>) {
        self.id = id
        self.title = title
        self.roles = roles
    }
}
