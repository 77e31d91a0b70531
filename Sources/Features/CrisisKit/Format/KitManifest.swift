// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Primitives

/// What a kit says of itself: every file with its size and SHA-256, for whom, when, by whom, until when. Signed.
public struct KitManifest: Sendable, Hashable, Codable {
    public struct File: Sendable, Hashable, Codable {
        public let path: String
        public let size: Int
        public let sha256: String
        /// In words, where people look for it.
        public let title: String?
    }

    public struct Place: Sendable, Hashable, Codable {
        public let id: String
        public let name: String
        public let finess: String?
    }

    static let currentFormat = 1

    public let format: Int
    public let kit: String
    public let organisation: Place
    /// ISO 8601, UTC.
    public let madeAt: String
    /// The civil day where the house stands.
    public let madeOn: String
    public let madeBy: String
    /// Nil while nobody has chosen how old a kit may be.
    public let validUntil: String?
    public let carene: String
    public let language: String
    /// Public key of the signature, in hexadecimal.
    public let key: String
    public let documents: Int
    /// What could not be put in, in words.
    public let missing: [String]
    public let files: [File]

    static let path = "manifest.json"
    static let signaturePath = "manifest.sig"
    static let sizeLimit = 16 << 20

    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [0x0A]
    }

    init?(_ bytes: [UInt8]) {
        guard let manifest = try? JSONDecoder().decode(KitManifest.self, from: Data(bytes)) else { return nil }
        self = manifest
    }

    init(
        kit: String, organisation: Place, madeAt: Instant, madeOn: Day, madeBy: String, validUntil: Day?,
        carene: String,
        language: Language, key: [UInt8], documents: Int, missing: [String], files: [File]
    ) {
        format = Self.currentFormat
        self.kit = kit
        self.organisation = organisation
        self.madeAt = madeAt.text
        self.madeOn = madeOn.text
        self.madeBy = madeBy
        self.validUntil = validUntil?.text
        self.carene = carene
        self.language = language.rawValue
        self.key = Hexadecimal.text(of: key)
        self.documents = documents
        self.missing = missing
        self.files = files
    }
}
