// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives

/// A framework as lists show it, without its tree.
public struct FrameworkSummary: Sendable, Hashable {
    public let identity: Framework.Identity
    public let title: String
    public let publisher: String
    public let status: Catalogs.Status
    public let language: String
    public let assessableCount: Int
    public let origin: Origin
    /// Every assessable requirement has a question of its own: it can be filled as a guided interview.
    public let isInterview: Bool
    public let addedAt: Instant

    public enum Origin: String, Sendable, Hashable {
        /// Carried by the binary.
        case shipped
        /// Loaded by an administrator.
        case imported
    }
}
