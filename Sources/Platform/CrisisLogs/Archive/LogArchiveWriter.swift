// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CrisisLog
import Crypto
import Documents
import Primitives

/// Writes the signed archive of a log: lines, attachments, manifest, signature. Memory: one attachment.
public enum LogArchiveWriter {
    /// - Parameters:
    ///   - attachment: the bytes of a file; nil when it is not here.
    ///   - sink: takes the archive piece by piece.
    public static func write(
        _ copy: CrisisLogCopy, by key: LogArchiveKey, madeBy author: String, at now: Instant, version: String,
        attachment: (LogStatement.Attachment) async throws -> [UInt8]?,
        to sink: ([UInt8]) async throws -> Void
    ) async throws {
        let zip = try ZipWriter(modifiedAt: now)
        var files: [LogArchiveManifest.File] = []
        var missing: [String] = []
        func add(_ path: String, _ bytes: [UInt8]) async throws {
            files.append(
                LogArchiveManifest.File(
                    path: path, size: bytes.count, sha256: Hexadecimal.text(of: Array(SHA256.hash(data: bytes)))))
            try zip.add(path: path, bytes: bytes)
            try await sink(zip.drain())
        }
        try await add(LogArchiveManifest.linesPath, try lines(copy.entries))
        var written: Set<String> = []
        for file in copy.entries.lazy.flatMap(\.statement.attachments) where written.insert(file.digest).inserted {
            if let bytes = try await attachment(file) {
                try await add(LogArchiveManifest.attachmentPath(file.digest), bytes)
            } else {
                missing.append(file.digest)
            }
        }
        let manifest = try LogArchiveManifest(
            of: copy, key: key.publicKey, madeAt: now, madeBy: author, version: version, files: files, missing: missing
        ).encoded()
        try zip.add(path: LogArchiveManifest.path, bytes: manifest)
        let signature = Hexadecimal.text(of: try key.sign(manifest: manifest)) + "\n"
        try zip.add(path: LogArchiveManifest.signaturePath, bytes: Array(signature.utf8))
        try zip.finish()
        try await sink(zip.drain())
    }

    /// One line of the log a line of text, by device and number: the same log gives the same bytes everywhere.
    private static func lines(_ entries: [LogEntry]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in LogMerge.merged(entries, []) { bytes += try LogCoding.bytes(of: entry) + [0x0A] }
        return bytes
    }
}
