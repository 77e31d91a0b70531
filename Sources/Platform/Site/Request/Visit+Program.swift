// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

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
