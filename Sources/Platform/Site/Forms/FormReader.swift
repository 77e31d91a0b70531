// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Hummingbird
import NIOCore
import Primitives

extension Visit {
    /// Reads the body as a form.
    ///
    /// - Parameters:
    ///   - limit: bytes of an ordinary form.
    ///   - fileLimit: bytes of a form with files; such a form is refused where no file is expected (zero).
    public func form(limit: Int = 256 * 1024, fileLimit: Int = 0) async throws -> Form {
        if contentType.hasPrefix("multipart/form-data") {
            guard fileLimit > 0, let boundary = Self.boundary(of: contentType) else {
                throw Refusal.malformed(
                    Phrase("Cette page n’attend pas de fichier.", "This page does not expect a file."))
            }
            try refuse(over: fileLimit)
            var reader = MultipartReader(boundary: boundary, limit: fileLimit)
            for try await buffer in body { try reader.append(Array(buffer.readableBytesView)) }
            return try reader.finish()
        }
        guard contentType.isEmpty || contentType.hasPrefix("application/x-www-form-urlencoded") else {
            throw Refusal.malformed(Phrase("Ce formulaire n’est pas lisible.", "This form cannot be read."))
        }
        try refuse(over: limit)
        var bytes: [UInt8] = []
        for try await buffer in body {
            guard bytes.count + buffer.readableBytes <= limit else { throw Refusal.tooLarge(limit: limit) }
            bytes += buffer.readableBytesView
        }
        return Form(URLEncoding.items(in: String(decoding: bytes, as: UTF8.self), limit: 5000))
    }

    private func refuse(over limit: Int) throws(Refusal) {
        if let contentLength, contentLength > limit { throw .tooLarge(limit: limit) }
    }

    private static func boundary(of contentType: String) -> String? {
        guard let range = contentType.range(of: "boundary=") else { return nil }
        let rest = contentType[range.upperBound...].prefix { $0 != ";" }
        let boundary = rest.trimmingPrefix("\"").prefix { $0 != "\"" }
        return (1...70).contains(boundary.utf8.count) ? String(boundary) : nil
    }
}
