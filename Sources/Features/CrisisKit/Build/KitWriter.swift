// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Documents
import Primitives

/// Puts files into a kit one after the other, notes each for the manifest, and seals the whole. What is written leaves at
/// once, encrypted: nothing readable is ever on a disk.
struct KitWriter {
    typealias Sink = @Sendable ([UInt8]) throws -> Void

    private let zip: ZipWriter
    private let sink: Sink
    private var hash = SHA256()
    private(set) var size = 0
    private(set) var files: [KitManifest.File] = []

    init(_ passphrase: KitPassphrase, at now: Instant, to sink: @escaping Sink) throws {
        zip = try ZipWriter(modifiedAt: now, passphrase: passphrase.text)
        self.sink = sink
    }

    mutating func add(_ path: String, _ bytes: [UInt8], title: String? = nil) throws {
        // An entry without bytes would not be encrypted.
        let content = bytes.isEmpty ? [0x0A] : bytes
        files.append(
            KitManifest.File(
                path: path, size: content.count, sha256: Hexadecimal.text(of: SHA256.hash(data: content)), title: title)
        )
        try zip.add(path: path, bytes: content)
        try drain()
    }

    /// - Returns: the SHA-256 of the whole file.
    mutating func finish(_ manifest: KitManifest, by key: KitKey) throws -> [UInt8] {
        let bytes = try manifest.encoded()
        try zip.add(path: KitManifest.path, bytes: bytes)
        let signature = Hexadecimal.text(of: try key.sign(manifest: bytes)) + "\n"
        try zip.add(path: KitManifest.signaturePath, bytes: Array(signature.utf8))
        try zip.finish(commentLength: UInt16(KitSeal.length))
        try drain()
        let sealed = Array(hash.finalize())
        let seal = KitSeal(publicKey: key.publicKey, signature: try key.sign(digest: sealed))
        try write(seal.bytes)
        return Array(hash.finalize())
    }

    private mutating func drain() throws { try write(zip.drain()) }

    private mutating func write(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        hash.update(data: bytes)
        size += bytes.count
        try sink(bytes)
    }
}
