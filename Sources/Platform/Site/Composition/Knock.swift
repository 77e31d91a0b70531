// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore
import Persistence
import Primitives

/// Makes a `Visit` of a request: cookies, language, and the session when there is one.
extension Front {
    static func knock(
        _ request: Request, _ context: SiteContext, route: Route, house: House, parameters: [String: String]
    ) async throws -> Visit {
        let cookies = cookies(of: request)
        let now = house.clock.now
        let person = route.gate == .program ? nil : try await person(cookies, house: house, at: now)
        return visit(request, context, house: house, parameters: parameters, cookies: cookies, person: person, at: now)
    }

    /// A visit for the pages that must be shown even when the database cannot be asked.
    static func anonymous(
        _ request: Request, _ context: SiteContext, house: House, parameters: [String: String]
    ) -> Visit {
        visit(
            request, context, house: house, parameters: parameters, cookies: cookies(of: request), person: nil,
            at: house.clock.now)
    }

    /// With the session if it can be read, without it otherwise.
    static func visit(
        _ request: Request, _ context: SiteContext, house: House, parameters: [String: String]
    ) async -> Visit {
        let cookies = cookies(of: request)
        let now = house.clock.now
        let person: Visit.Person?
        do {
            person = try await self.person(cookies, house: house, at: now)
        } catch {
            context.logger.error("session not read", metadata: ["detail": "\(error)"])
            person = nil
        }
        return visit(request, context, house: house, parameters: parameters, cookies: cookies, person: person, at: now)
    }

    /// One statement. The time of the last visit is written at most every few minutes, and outside the journal: it is a
    /// detail of the session, not an act.
    private static func person(
        _ cookies: [String: String], house: House, at now: Instant
    ) async throws -> Visit.Person? {
        guard let token = cookies[house.settings.sessionCookie].flatMap({ SessionToken($0) }) else { return nil }
        let sessions = house.entrance.sessions
        let found = try await house.database.read { session in try sessions.session(token, at: now, in: session) }
        guard let (info, access) = found else { return nil }
        house.touches.note(info, at: now)
        return Visit.Person(session: info, access: access)
    }

    private static func visit(
        _ request: Request, _ context: SiteContext, house: House, parameters: [String: String],
        cookies: [String: String], person: Visit.Person?, at now: Instant
    ) -> Visit {
        var address = context.remoteAddress
        if house.settings.trustsProxy, let forwarded = request.headers[.forwardedFor] {
            address = forwarded.split(separator: ",").last.map { String($0).trimmed } ?? address
        }
        return Visit(
            house: house, path: request.uri.path, parameters: parameters, query: Query(request.uri.query ?? ""),
            now: now, language: language(request, cookies, person), preferences: Preferences(cookies: cookies),
            person: person, requestID: context.requestID, address: address,
            userAgent: request.headers[.userAgent] ?? "", host: request.head.authority ?? "localhost",
            wantsFragment: request.headers[.requestedWith] == "carene",
            notice: cookies[Preferences.noticeCookie].flatMap { $0.isEmpty ? nil : String($0.prefix(300)) },
            logger: context.logger, cookies: cookies, body: request.body,
            contentType: request.headers[.contentType] ?? "",
            contentLength: request.headers[.contentLength].flatMap { Int($0) },
            authorization: request.headers[.authorization] ?? "",
            contentEncoding: request.headers[.contentEncoding] ?? "")
    }

    /// The browser's own choice, then the account's, then what the browser asks for; French when nothing is said.
    private static func language(
        _ request: Request, _ cookies: [String: String], _ person: Visit.Person?
    ) -> Language {
        if let chosen = cookies[Preferences.languageCookie].flatMap(Language.init(rawValue:)) { return chosen }
        if let person { return person.session.language }
        let accepted = request.headers[.acceptLanguage]?.lowercased() ?? ""
        let french = accepted.range(of: "fr")?.lowerBound
        let english = accepted.range(of: "en")?.lowerBound
        if let english, french.map({ english < $0 }) ?? true { return .english }
        return .french
    }

    private static func cookies(of request: Request) -> [String: String] {
        var cookies: [String: String] = [:]
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";").prefix(50) {
                let halves = pair.split(separator: "=", maxSplits: 1)
                guard halves.count == 2 else { continue }
                cookies[String(halves[0]).trimmed] = URLEncoding.decoded(path: halves[1])
            }
        }
        return cookies
    }
}

extension URLEncoding {
    /// Percent-decoding where `+` is itself: paths and cookies.
    static func decoded(path text: some StringProtocol) -> String {
        decoded(text.utf8.lazy.flatMap { $0 == UInt8(ascii: "+") ? Array("%2B".utf8) : [$0] })
    }
}
