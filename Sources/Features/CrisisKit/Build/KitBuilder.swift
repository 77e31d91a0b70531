// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Identity
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Makes the kit of one organisation: asks every feature for its documents, writes pages, tables, prints and database, and
/// seals the file. What one feature cannot give does not keep the others out: it is named in the kit and to whoever makes it.
public struct KitBuilder: Sendable {
    public struct Summary: Sendable {
        public let kit: String
        public let digest: String
        public let fingerprint: KitFingerprint
        public let documents: Int
        public let files: Int
        public let size: Int
        public let hasDatabase: Bool
        public let validUntil: Day?
        public let missing: [String]
    }

    let house: House
    let organisation: Organisation
    let above: [String]
    let author: String
    let language: Language
    let now: Instant

    public init(
        house: House, organisation: Organisation, above: [String], author: String, language: Language, now: Instant
    ) {
        self.house = house
        self.organisation = organisation
        self.above = above
        self.author = author
        self.language = language
        self.now = now
    }

    /// - Parameters:
    ///   - sink: receives the file piece by piece, encrypted.
    ///   - progress: done, total and what is being made.
    public func write(
        _ passphrase: KitPassphrase, to sink: @escaping @Sendable ([UInt8]) throws -> Void,
        progress: @Sendable (Int, Int, Phrase) -> Void = { _, _, _ in }
    ) async throws -> Summary {
        guard organisation.kind.hasKit else { throw CrisisKitError.wrongPlace }
        let id = KitRecord.ID.make(at: now)
        let key = try KitKey(of: house.entrance.secretKey)
        progress(0, 4, Phrase("Rassembler les documents", "Gathering the documents"))
        var contents = try await gather(key.fingerprint)
        let database = await database(&contents)
        progress(1, 4, Phrase("Mettre en page pour l’impression", "Laying out for print"))
        let prints = try await self.prints(&contents)
        try Task.checkCancellation()
        progress(2, 4, Phrase("Écrire et chiffrer", "Writing and encrypting"))
        var writer = try KitWriter(passphrase, at: now, to: sink)
        try await put(contents, prints, database, into: &writer)
        progress(3, 4, Phrase("Signer", "Signing"))
        let manifest = KitManifest(
            kit: id.text,
            organisation: KitManifest.Place(
                id: organisation.id.text, name: organisation.name, finess: organisation.finess?.text),
            madeAt: now, madeOn: contents.madeOn, madeBy: author, validUntil: contents.validUntil,
            carene: house.settings.version, language: language, key: key.publicKey, documents: contents.items.count,
            missing: contents.missing, files: writer.files)
        let digest = try writer.finish(manifest, by: key)
        return Summary(
            kit: id.text, digest: Hexadecimal.text(of: digest), fingerprint: key.fingerprint,
            documents: contents.items.count, files: writer.files.count + 2, size: writer.size,
            hasDatabase: database != nil, validUntil: contents.validUntil, missing: contents.missing)
    }

    /// Notes the kit among those that were made. Before the file is handed over: no kit leaves without a word.
    public func record(_ summary: Summary, in change: Change) throws {
        try KitStore.record(
            KitRecord(
                id: .init(stored: summary.kit), madeAt: now, madeOn: house.settings.zone.day(at: now), author: author,
                digest: summary.digest, documents: summary.documents, files: summary.files, size: summary.size,
                hasDatabase: summary.hasDatabase, validUntil: summary.validUntil),
            of: organisation.id, in: change)
    }

    // MARK: What goes in

    func gather(_ fingerprint: KitFingerprint) async throws -> KitContents {
        let keeper = organisation.id
        let limit = try await house.database.read { session in try KitStore.state(of: keeper, in: session).limit }
        let day = house.settings.zone.day(at: now)
        var documents: [KitDocument] = []
        var missing: [String] = []
        for feature in house.features {
            try Task.checkCancellation()
            do {
                documents += try await feature.kit(of: organisation, in: house, language: language)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                house.warn("kit document of \(feature.identifier) not made", error)
                missing.append(
                    language(
                        "La partie «\u{00A0}\(feature.identifier)\u{00A0}» n’a pas pu être lue.",
                        "The part “\(feature.identifier)” could not be read."))
            }
        }
        return KitContents(
            organisation: organisation, above: above,
            madeAt: language("Faite le ", "Made on ") + language.moment(now, in: house.settings.zone), madeOn: day,
            madeBy: author, validUntil: limit.map { day.adding(days: $0) }, fingerprint: fingerprint,
            language: language,
            items: KitContents.numbered(documents), missing: missing)
    }

    /// Failing that, the kit is made all the same: pages and paper are what a crisis begins with.
    private func database(_ contents: inout KitContents) async -> (file: [UInt8], key: String)? {
        let (key, text) = SecretKey.fresh()
        do {
            if let made = try await KitExcerpt.make(of: organisation, in: house, under: key) {
                contents.hasDatabase = true
                return (made.file, text)
            }
        } catch {
            house.warn("database of the kit not made", error)
        }
        contents.missing.append(
            language(
                "La base de données n’a pas pu être copiée\u{00A0}: Carène ne pourra pas être rouverte depuis cette mallette.",
                "The database could not be copied: Carène cannot be opened from this kit."))
        return nil
    }

    private func put(
        _ contents: KitContents, _ prints: [(String, [UInt8])], _ database: (file: [UInt8], key: String)?,
        into writer: inout KitWriter
    ) async throws {
        let site = KitSite(contents: contents)
        try writer.add(KitFile.readme, [0xEF, 0xBB, 0xBF] + Array(KitReadme.text(contents).utf8))
        try writer.add(KitFile.index, site.index().bytes)
        try writer.add(KitFile.style, KitStyle.bytes)
        for item in contents.items {
            try Task.checkCancellation()
            try writer.add(item.page, site.page(item).bytes, title: item.document.title)
            for (path, table) in item.tables {
                try writer.add(path, Self.csv(table), title: "\(item.document.title), \(table.name)")
            }
            // Compressing and encrypting hold a thread: others may pass between two files.
            await Task.yield()
        }
        for (path, bytes) in prints { try writer.add(path, bytes) }
        if let database {
            try writer.add(KitFile.database, database.file)
            try writer.add(KitFile.key, Array(database.key.utf8))
        }
    }

    private static func csv(_ table: KitDocument.Table) -> [UInt8] {
        var file = CSVWriter(.frenchExcel)
        file.write(table.header)
        for row in table.rows { file.write(row) }
        return file.take()
    }
}
