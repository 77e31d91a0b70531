// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Hummingbird
import Identity
import Journal
import Logging
import Markup
import Organisations
import Persistence
import Primitives

/// One request as a feature sees it: who asks, for what, in which language, and the house to answer from.
public struct Visit: Sendable {
    public let house: House
    public let path: String
    /// Values of the pattern's parameters, percent-decoded.
    public let parameters: [String: String]
    public let query: Query
    public let now: Instant
    public let language: Language
    public let preferences: Preferences
    /// Nil for a visitor who has not signed in.
    public let person: Person?
    public let requestID: String
    public let address: String
    public let userAgent: String
    /// The name by which the browser reached the server.
    public let host: String
    /// The page was asked for by the site's own script, which wants only the changed fragment.
    public let wantsFragment: Bool
    /// Told once, after a redirect.
    public let notice: String?
    public let logger: Logger
    let cookies: [String: String]
    let body: RequestBody
    let contentType: String
    let contentLength: Int?
    let authorization: String
    /// How a program compressed its body: `gzip`; empty when it did not.
    public let contentEncoding: String

    /// A signed-in person.
    public struct Person: Sendable {
        public let session: SessionInfo
        public let access: Access
    }

    public var zone: TimeZoneRule { house.settings.zone }
    public var today: Day { zone.day(at: now) }

    /// What the person may do; nothing for a visitor.
    public var access: Access { person?.access ?? .nobody }

    /// Who the journal will name.
    public var actor: Actor {
        guard let person else { return Actor(account: nil, name: "visiteur") }
        return Actor(account: person.access.account.text, name: person.access.name)
    }

    public func parameter(_ name: String) throws(Refusal) -> String {
        guard let value = parameters[name] else { throw .notFound }
        return value
    }

    /// An identifier in the path. A malformed one cannot exist: not found, like any other unknown.
    public func identifier<Subject>(_ name: String, _: Subject.Type = Subject.self) throws(Refusal)
        -> Identifier<Subject>
    {
        guard let identifier = Identifier<Subject>(try parameter(name)) else { throw .notFound }
        return identifier
    }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await house.database.read(body)
    }

    /// Something went wrong that does not keep the page from being answered: told to whoever runs the server.
    public func warn(_ message: String, _ error: any Error) {
        logger.warning("\(message)", metadata: ["detail": "\(error)"])
    }

    /// A write in the person's name, at the request's time, that must leave a word in the journal.
    public func change<Value: Sendable>(
        _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await house.database.change(by: actor, at: now) { change in
            try confirmRights(in: change.session)
            return try body(change)
        }
    }
}
