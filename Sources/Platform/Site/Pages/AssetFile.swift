// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Embedded
import HTTPTypes
import Markup
import Primitives

/// Style sheet, script and icon, served under an address that changes with their content: browsers keep them for ever.
enum AssetFile {
    private struct Served {
        let digest: String
        let mediaType: String
        let bytes: [UInt8]
    }

    private static let served: [String: Served] = {
        var files: [String: Served] = [:]
        for file in EmbeddedFile.all where file.name.hasPrefix("assets/") {
            let name = String(file.name.dropFirst("assets/".count))
            let bytes = file.bytes
            let digest = Hexadecimal.text(of: Array(SHA256.hash(data: bytes)).prefix(8))
            files[name] = Served(digest: digest, mediaType: mediaType(of: name), bytes: bytes)
        }
        return files
    }()

    static func path(of name: String) -> URLPath {
        SiteAddress.asset(.init(served[name]?.digest ?? "-"), .init(name)).path
    }

    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        guard let file = served[try visit.parameter("name")], file.digest == (try visit.parameter("digest")) else {
            throw Refusal.notFound
        }
        return Reply(
            status: .ok,
            headers: [.contentType: file.mediaType, .cacheControl: "public, max-age=31536000, immutable"],
            body: .bytes(file.bytes))
    }

    private static func mediaType(of name: String) -> String {
        if name.hasSuffix(".css") { return "text/css; charset=utf-8" }
        if name.hasSuffix(".js") { return "text/javascript; charset=utf-8" }
        if name.hasSuffix(".svg") { return "image/svg+xml" }
        return "application/octet-stream"
    }
}
