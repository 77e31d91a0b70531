// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What was answered to a requirement.
public enum Response: Sendable, Hashable {
    case unanswered
    case notApplicable
    /// The value of a level of the framework's scale.
    case level(Int)
}
