// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup

/// One address the site answers to, and who may knock.
public struct Route: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        /// Only for programs: no form of a page sends it.
        case put = "PUT"
    }

    /// The first check, before the handler runs. Which organisation a person may act on is the handler's second check
    /// (`Visit.organisation(_:for:)`), because only it knows whose thing the address names.
    public enum Gate: Sendable, Hashable {
        case everyone
        /// A program that brings a secret of its own in a header, which the handler checks. Whatever session a browser may
        /// send along does not count, so there is nothing that another site could abuse.
        case program
        /// Signed in, second factor not yet shown.
        case halfSignedIn
        case signedIn
        /// Held at least somewhere.
        case holding(Permission)
    }

    public typealias Handler = @Sendable (Visit) async throws -> Reply

    public let method: Method
    public let pattern: URLPath
    public let gate: Gate
    public let handler: Handler

    public static func get(_ pattern: some SiteURL, _ gate: Gate, _ handler: @escaping Handler) -> Route {
        Route(method: .get, pattern: pattern.path, gate: gate, handler: handler)
    }

    /// A program puts something down or asks whether it lies there already; the gate is the programs’ own.
    public static func put(_ pattern: some SiteURL, _ handler: @escaping Handler) -> Route {
        Route(method: .put, pattern: pattern.path, gate: .program, handler: handler)
    }

    public static func post(_ pattern: some SiteURL, _ gate: Gate, _ handler: @escaping Handler) -> Route {
        Route(method: .post, pattern: pattern.path, gate: gate, handler: handler)
    }
}

/// Every address of a feature: an enumeration whose cases carry `URLPath.Part`s. With values it is a link, with
/// `.parameter("…")` it is the pattern of a route.
public protocol SiteURL: Sendable {
    var path: URLPath { get }
}
