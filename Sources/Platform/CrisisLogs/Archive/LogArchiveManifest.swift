// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Foundation
import Organisations
import Primitives

/// What an archive says of itself: the log, every file with its size and SHA-256, the last line of each chain, who made it
/// and when. Signed.
struct LogArchiveManifest: Sendable, Hashable, Codable {
    struct File: Sendable, Hashable, Codable {
        let path: String
        let size: Int
        let sha256: String
    }

    struct Log: Sendable, Hashable, Codable {
        let id: String
        let kind: String
        let title: String
        let openedAt: String
        let closedAt: String?
    }

    struct Place: Sendable, Hashable, Codable {
        let id: String
        let name: String
    }

    struct Chain: Sendable, Hashable, Codable {
        let device: String
        let lines: Int
        let heads: [String]
    }

    static let currentFormat = 1
    static let path = "manifest.json"
    static let signaturePath = "manifest.sig"
    static let linesPath = "lines.ndjson"
    static let sizeLimit = 4 << 20

    static func attachmentPath(_ digest: String) -> String { "attachments/\(digest)" }

    let format: Int
    let log: Log
    let organisation: Place
    let madeAt: String
    let madeBy: String
    let carene: String
    /// Public key of the signature, in hexadecimal.
    let key: String
    let lines: Int
    let chains: [Chain]
    let files: [File]
    /// Attachments that were not there when the archive was made.
    let missing: [String]

    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [0x0A]
    }

    init?(_ bytes: [UInt8]) {
        guard let manifest = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = manifest
    }

    init(
        of copy: CrisisLogCopy, key: [UInt8], madeAt: Instant, madeBy: String, version: String, files: [File],
        missing: [String]
    ) {
        let record = copy.record
        format = Self.currentFormat
        log = Log(
            id: record.id.text, kind: record.kind.rawValue, title: record.title, openedAt: record.openedAt.text,
            closedAt: record.closedAt?.text)
        organisation = Place(id: record.keeper.id.text, name: record.keeper.name)
        self.madeAt = madeAt.text
        self.madeBy = madeBy
        carene = version
        self.key = Hexadecimal.text(of: key)
        lines = copy.entries.count
        chains = copy.verification.devices.map { Chain(device: $0.device, lines: $0.count, heads: $0.heads) }
        self.files = files
        self.missing = missing
    }
}
