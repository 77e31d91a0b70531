// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import Identity
import Journal
import Logging
import Markup
import NIOCore
import Persistence
import Primitives

/// The front door: every request passes here, whatever page it asks for. Headers, sessions, forged requests, errors in
/// words and one log line are settled in this file and nowhere else.
public struct Front: HTTPResponder {
    let house: House
    let inner: RouterResponder<SiteContext>

    public func respond(to request: Request, context: SiteContext) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            if let closed = closedHouse(request) {
                response = closed
            } else {
                response = try await inner.respond(to: request, context: context)
                // No such path, or another method: the router answers by itself, and without a word.
                let isWordless = response.status == .notFound && response.headers[.contentType] == nil
                if context.endpointPath == nil || isWordless {
                    response = await refused(.notFound, request, context)
                }
            }
        } catch {
            response = await refused(.notFound, request, context)
        }
        Self.addSecurityHeaders(to: &response, isSecure: house.settings.isSecure)
        response.headers[.requestID] = context.requestID
        log(request, response, context, took: start.duration(to: .now))
        return response
    }

    private func closedHouse(_ request: Request) -> Response? {
        guard let closure = house.closure else { return nil }
        if request.uri.path == SiteAddress.health.path.text {
            return HealthPage.closed(closure).response(isSecure: house.settings.isSecure)
        }
        return ErrorPage.closedForRepair.response(isSecure: house.settings.isSecure)
    }

    private func refused(_ refusal: Refusal, _ request: Request, _ context: SiteContext) async -> Response {
        let visit = await Self.visit(request, context, house: house, parameters: [:])
        return ErrorPage.reply(to: refusal, visit).response(isSecure: house.settings.isSecure)
    }

    /// One matched route: who asks, may they knock, what does the handler say.
    static func answer(
        _ request: Request, _ context: SiteContext, route: Route, house: House
    ) async throws -> Response {
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters {
            parameters[String(name)] = URLEncoding.decoded(path: value)
        }
        var reply: Reply
        let visit: Visit
        do {
            visit = try await knock(request, context, route: route, house: house, parameters: parameters)
        } catch {
            let visitor = anonymous(request, context, house: house, parameters: parameters)
            return explain(error, visitor).response(isSecure: house.settings.isSecure)
        }
        do {
            try Gatekeeper.check(route, visit, request)
            reply = try await route.handler(visit)
        } catch {
            reply = explain(error, visit)
        }
        if visit.notice != nil, reply.isPage { reply.cookies.append(Cookie(Preferences.noticeCookie, "", maxAge: 0)) }
        return reply.response(isSecure: house.settings.isSecure)
    }

    /// The one place where an error becomes a page.
    private static func explain(_ error: any Error, _ visit: Visit) -> Reply {
        switch error {
        case let refusal as Refusal:
            return ErrorPage.reply(to: refusal, visit)
        case let error as any ExplainedError:
            return ErrorPage.reply(to: Refusal(error), visit)
        case let error as DatabaseError where error.kind == .unavailable || error.kind == .conflict:
            visit.logger.error("database unavailable", metadata: ["detail": "\(error)"])
            return ErrorPage.databaseUnavailable(visit)
        case let error as DatabaseError where error.kind == .diskFull || error.kind == .readOnly:
            visit.logger.error("database cannot write", metadata: ["detail": "\(error)"])
            return ErrorPage.cannotWrite(visit)
        case let error as TemporaryFile.NotWritten:
            visit.logger.error("upload not written", metadata: ["detail": "\(error.reason)"])
            return ErrorPage.cannotWrite(visit)
        default:
            visit.logger.error("request failed", metadata: ["detail": "\(String(reflecting: error))"])
            return ErrorPage.broken(visit)
        }
    }

    private static func addSecurityHeaders(to response: inout Response, isSecure: Bool) {
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
            + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.crossOriginOpenerPolicy] = "same-origin"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=()"
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    }

    /// One line a request: no query, no form, no address of a person.
    private func log(_ request: Request, _ response: Response, _ context: SiteContext, took duration: Duration) {
        let milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
        let level: Logger.Level = response.status.code >= 500 ? .warning : .debug
        context.logger.log(
            level: level, "\(request.method.rawValue) \(context.endpointPath ?? "-") \(response.status.code)",
            metadata: ["ms": "\(milliseconds)"])
    }
}

extension HTTPField.Name {
    static let refresh = Self("Refresh") ?? .server
    static let requestID = Self("X-Request-Id") ?? .server
    static let referrerPolicy = Self("Referrer-Policy") ?? .server
    static let crossOriginOpenerPolicy = Self("Cross-Origin-Opener-Policy") ?? .server
    static let permissionsPolicy = Self("Permissions-Policy") ?? .server
    static let fetchSite = Self("Sec-Fetch-Site") ?? .server
    static let requestedWith = Self("X-Requested-With") ?? .server
    static let forwardedFor = Self("X-Forwarded-For") ?? .server
}
