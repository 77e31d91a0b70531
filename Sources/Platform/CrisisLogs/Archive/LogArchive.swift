// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Crypto
import Documents
import Foundation
import Primitives

/// An archive of a log that was checked: its signature holds, every file is the one that was signed, every line says what
/// it said when it was entered.
public struct LogArchive: Sendable {
    public let origin: CrisisLogStore.Origin
    public let organisation: String
    public let madeAt: String
    public let madeBy: String
    /// Of the key that signed, to be compared with what its owner says.
    public let fingerprint: String
    public let entries: [LogEntry]
    public let verification: LogVerification
    /// Files that the lines name and the archive holds, by digest.
    public let attachments: [LogStatement.Attachment]
    /// Digests of those that it does not hold.
    public let missing: [String]

    private let zip: ZipReader

    /// Of all files together, unpacked.
    public static let sizeLimit = 2 << 30
    private static let linesLimit = 1 << 30

    /// Reads and checks everything; holds the lines in memory, and one attachment after the other.
    ///
    /// - Throws: `LogArchiveFault`.
    public init(_ source: ByteSource) throws(LogArchiveFault) {
        zip = try Self.reading { () throws(DocumentError) in
            try ZipReader(source, limits: ZipReader.Limits(entries: 20_000, unpackedBytes: Self.sizeLimit, ratio: 1032))
        }
        let manifest = try Self.manifest(in: zip)
        guard let id = CrisisLogRecord.ID(manifest.log.id),
            let kind = CrisisLogRecord.Kind(rawValue: manifest.log.kind),
            let openedAt = Instant(text: manifest.log.openedAt),
            LogLimits.isText(manifest.log.title, limit: CrisisLogError.shortLimit)
        else { throw .manifestUnreadable }
        origin = CrisisLogStore.Origin(id: id, kind: kind, title: manifest.log.title, openedAt: openedAt)
        organisation = String(manifest.organisation.name.prefix(200))
        madeAt = manifest.madeAt
        madeBy = String(manifest.madeBy.prefix(200))
        fingerprint = Hexadecimal.bytes(of: manifest.key).map(LogArchiveKey.fingerprint) ?? ""
        try Self.checkFiles(manifest, in: zip)
        let entries = try Self.entries(in: zip)
        guard entries.count == manifest.lines else { throw .linesMissing(manifest.lines - entries.count) }
        for entry in entries where !LogChain.isIntact(entry, in: id.text) { throw .altered("\(entry.reference)") }
        self.entries = entries
        verification = LogVerification(of: entries, in: id.text, checked: Set(entries.map(\.hash)))
        let chains = verification.devices.map {
            LogArchiveManifest.Chain(device: $0.device, lines: $0.count, heads: $0.heads)
        }
        guard chains == manifest.chains else { throw .chainsDiffer }
        let named = Dictionary(
            entries.flatMap(\.statement.attachments).map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
        let zip = zip
        attachments = named.values.filter { zip.contains(LogArchiveManifest.attachmentPath($0.digest)) }
            .sorted { $0.digest < $1.digest }
        missing = named.keys.filter { !zip.contains(LogArchiveManifest.attachmentPath($0)) }.sorted()
    }

    /// The bytes of an attachment, which were checked.
    public func bytes(of file: LogStatement.Attachment) throws(LogArchiveFault) -> [UInt8] {
        try Self.reading { () throws(DocumentError) in
            try zip.read(LogArchiveManifest.attachmentPath(file.digest), limit: LogLimits.attachmentBytes)
        }
    }

    // MARK: -

    private static func reading<Value>(
        _ body: () throws(DocumentError) -> Value
    ) throws(LogArchiveFault) -> Value {
        do throws(DocumentError) {
            return try body()
        } catch {
            throw .unreadable(error.message)
        }
    }

    private static func manifest(in zip: ZipReader) throws(LogArchiveFault) -> LogArchiveManifest {
        guard zip.contains(LogArchiveManifest.path), zip.contains(LogArchiveManifest.signaturePath),
            zip.contains(LogArchiveManifest.linesPath)
        else { throw .notAnArchive }
        let (bytes, seal) = try reading { () throws(DocumentError) in
            (
                try zip.read(LogArchiveManifest.path, limit: LogArchiveManifest.sizeLimit),
                try zip.read(LogArchiveManifest.signaturePath, limit: 200)
            )
        }
        guard let manifest = LogArchiveManifest(bytes), manifest.format <= LogArchiveManifest.currentFormat else {
            throw .manifestUnreadable
        }
        let text = String(decoding: seal.prefix { $0 != 0x0A }, as: UTF8.self)
        guard let key = Hexadecimal.bytes(of: manifest.key), key.count == 32,
            let signature = Hexadecimal.bytes(of: text), signature.count == 64,
            LogArchiveKey.isSigned(manifest: bytes, by: key, signature)
        else { throw .signatureWrong }
        return manifest
    }

    /// Every file that was signed is there, entire, and nothing else is.
    private static func checkFiles(_ manifest: LogArchiveManifest, in zip: ZipReader) throws(LogArchiveFault) {
        var expected: Set = [LogArchiveManifest.path, LogArchiveManifest.signaturePath]
        for file in manifest.files {
            expected.insert(file.path)
            guard zip.contains(file.path) else { throw .fileMissing(file.path) }
            let isAttachment = file.path != LogArchiveManifest.linesPath
            var sum = SHA256()
            var size = 0
            try reading { () throws(DocumentError) in
                try zip.read(file.path, limit: isAttachment ? LogLimits.attachmentBytes : linesLimit) { piece in
                    sum.update(data: piece)
                    size += piece.count
                }
            }
            let digest = Hexadecimal.text(of: Array(sum.finalize()))
            guard size == file.size, digest == file.sha256 else { throw .fileAltered(file.path) }
            if isAttachment, file.path != LogArchiveManifest.attachmentPath(digest) { throw .fileAltered(file.path) }
        }
        guard expected.contains(LogArchiveManifest.linesPath) else { throw .fileMissing(LogArchiveManifest.linesPath) }
        for entry in zip.entries where !expected.contains(entry.path) && !entry.path.hasSuffix("/") {
            throw .fileUnexpected(entry.path)
        }
    }

    private static func entries(in zip: ZipReader) throws(LogArchiveFault) -> [LogEntry] {
        let bytes = try reading { () throws(DocumentError) in
            try zip.read(LogArchiveManifest.linesPath, limit: linesLimit)
        }
        var entries: [LogEntry] = []
        let decoder = JSONDecoder()
        for (index, line) in bytes.split(separator: 0x0A).enumerated() {
            guard index < CrisisLogError.lineLimit else { throw .tooManyLines }
            guard line.count <= 256 << 10, let entry = try? decoder.decode(LogEntry.self, from: Data(line)),
                LogLimits.isPossible(entry)
            else { throw .lineUnreadable(index + 1) }
            entries.append(entry)
        }
        return entries
    }
}
