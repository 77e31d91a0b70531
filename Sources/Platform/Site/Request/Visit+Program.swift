// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Hummingbird
import NIOCore
import Primitives

/// What programs send: a secret in a header, and a body that is no form.
extension Visit {
    /// The secret of `Authorization: Bearer …` (RFC 6750 §2.1); nil when there is none.
    public var bearerToken: String? {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        let token = String(parts[1]).trimmed
        return token.isEmpty || token.utf8.count > 500 ? nil : token
    }

    /// The secret of a program that can only bring it in one of the forms its own protocol has: `Bearer`, `ApiKey` (as it
    /// is, or `id:key` in base64) or the password of `Basic` (RFC 7617). Nil when there is none.
    public var programSecret: String? {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, authorization.utf8.count <= 1000 else { return nil }
        let value = String(parts[1]).trimmed
        switch parts[0].lowercased() {
        case "bearer": return bearerToken
        case "basic": return Self.secondHalf(ofBase64: value)
        case "apikey": return Self.secondHalf(ofBase64: value) ?? (value.isEmpty ? nil : value)
        default: return nil
        }
    }

    private static func secondHalf(ofBase64 text: String) -> String? {
        guard let data = Data(base64Encoded: text) else { return nil }
        let pair = String(decoding: data, as: UTF8.self)
        guard let colon = pair.firstIndex(of: ":") else { return nil }
        let secret = String(pair[pair.index(after: colon)...]).trimmed
        return secret.isEmpty ? nil : secret
    }

    /// The body as it came.
    ///
    /// - Throws: `Refusal.tooLarge` as soon as more than `limit` bytes are announced or have come.
    public func bytes(limit: Int) async throws -> [UInt8] {
        if let contentLength, contentLength > limit { throw Refusal.tooLarge(limit: limit) }
        var bytes: [UInt8] = []
        for try await buffer in body {
            guard bytes.count + buffer.readableBytes <= limit else { throw Refusal.tooLarge(limit: limit) }
            bytes += buffer.readableBytesView
        }
        return bytes
    }
}
