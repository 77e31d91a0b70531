// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import Markup
import Primitives

/// What a handler answers.
public struct Reply: Sendable {
    public enum Body: Sendable {
        case bytes([UInt8])
        /// Written piece by piece: large files, live boards.
        case stream(@Sendable (_ write: ([UInt8]) async throws -> Void) async throws -> Void)
    }

    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: Body
    var cookies: [Cookie] = []

    public static func html(_ markup: HTML, status: Status = .ok) -> Reply {
        Reply(
            status: status.http, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .bytes(markup.bytes))
    }

    /// See Other: the browser asks for the next page with GET, so that reloading never sends a form twice.
    ///
    /// - Parameter notice: a sentence that the next page shows once.
    public static func redirect(_ path: URLPath, notice: String? = nil) -> Reply {
        var reply = Reply(status: .seeOther, headers: [.location: path.full], body: .bytes([]))
        if let notice { reply.cookies.append(Cookie(Preferences.noticeCookie, notice, maxAge: 60)) }
        return reply
    }

    public static func text(_ text: String, status: Status = .ok) -> Reply {
        Reply(
            status: status.http, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .bytes(Array(text.utf8)))
    }

    /// An answer to a program that came with a secret of its own.
    ///
    /// - Parameter headers: what its protocol asks for besides, such as `Retry-After`.
    public static func json(_ bytes: [UInt8], status: Status = .ok, headers: [String: String] = [:]) -> Reply {
        var reply = Reply(
            status: status.http, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .bytes(bytes))
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { reply.headers[name] = value }
        }
        return reply
    }

    /// A file to save. Always an attachment: nothing that people put into Carène is ever shown as a page of the site.
    public static func download(_ bytes: [UInt8], name: String, mediaType: String) -> Reply {
        var reply = Reply(
            status: .ok, headers: [.contentType: mediaType, .cacheControl: "no-store"], body: .bytes(bytes))
        reply.headers[.contentDisposition] = Self.attachment(name)
        return reply
    }

    /// A live answer of unknown length (server-sent events, large exports).
    public static func stream(
        mediaType: String, name: String? = nil,
        _ write: @escaping @Sendable (_ write: ([UInt8]) async throws -> Void) async throws -> Void
    ) -> Reply {
        var reply = Reply(
            status: .ok, headers: [.contentType: mediaType, .cacheControl: "no-store"], body: .stream(write))
        if let name { reply.headers[.contentDisposition] = Self.attachment(name) }
        return reply
    }

    public func setting(_ cookie: Cookie) -> Reply {
        var copy = self
        copy.cookies.append(cookie)
        return copy
    }

    /// RFC 6266: an ASCII name for old clients, the real one percent-encoded.
    private static func attachment(_ name: String) -> String {
        let ascii = folded(name).map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" }
        return "attachment; filename=\"\(String(ascii))\"; filename*=UTF-8''\(URLPath.Part(name).encodedText)"
    }
}

/// The statuses that Carène answers with.
public enum Status: Sendable, Hashable {
    case ok
    case badRequest
    /// Programs only: people are sent to the sign-in page.
    case unauthorised
    case forbidden
    case notFound
    case conflict
    case tooLarge
    case unprocessable
    case tooMany
    case broken
    case unavailable

    var http: HTTPResponse.Status {
        switch self {
        case .ok: .ok
        case .badRequest: .badRequest
        case .unauthorised: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .unprocessable: .unprocessableContent
        case .tooMany: .tooManyRequests
        case .broken: .internalServerError
        case .unavailable: .serviceUnavailable
        }
    }
}

/// A cookie of the site: `SameSite=Lax`, for every path; `HttpOnly` unless the site's script also writes it; `Secure` when
/// the site is served over HTTPS.
public struct Cookie: Sendable, Hashable {
    public let name: String
    public let value: String
    /// Seconds; zero removes it; nil lasts until the browser closes.
    public let maxAge: Int?
    /// A preference that the script sets at once; never anything secret.
    public let isForScript: Bool

    public init(_ name: String, _ value: String, maxAge: Int?, isForScript: Bool = false) {
        self.isForScript = isForScript
        self.name = name
        self.value = value
        self.maxAge = maxAge
    }

    func header(isSecure: Bool) -> String {
        var text = "\(name)=\(URLPath.Part(value).encodedText); Path=/; SameSite=Lax"
        if !isForScript { text += "; HttpOnly" }
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        if isSecure { text += "; Secure" }
        return text
    }
}
