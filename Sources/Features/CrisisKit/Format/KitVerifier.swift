// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Documents
import Primitives

/// Says whether a kit is the one that was made: every byte of the file against its seal, then, with the passphrase, every
/// file inside against the signed manifest. Nothing is unpacked to disk.
public enum KitVerifier {
    /// More than any kit holds, little enough to bound the work on a hostile file.
    static let limits = ZipReader.Limits(entries: 5000, unpackedBytes: 4 << 30)

    public struct Finding: Sendable {
        public let fingerprint: KitFingerprint
        /// Nil when no passphrase was given: the file is whole, what it holds was not read.
        public let manifest: KitManifest?
    }

    /// - Parameter expected: the fingerprint written in the safe. Without it, a kit made and signed by somebody else looks
    ///   as good as ours.
    public static func verify(
        _ path: String, passphrase: KitPassphrase? = nil, expected: KitFingerprint? = nil
    ) throws(KitFault) -> Finding {
        let (seal, digest) = try KitSeal.read(path)
        guard seal.holds(for: digest) else {
            throw .altered(path: passphrase.flatMap { firstDamage(path, $0) })
        }
        let fingerprint = KitFingerprint(publicKey: seal.publicKey)
        if let expected, expected != fingerprint { throw .anotherKey(found: fingerprint, expected: expected) }
        guard let passphrase else { return Finding(fingerprint: fingerprint, manifest: nil) }
        let manifest = try contents(of: path, passphrase, seal) { _, _ in }
        return Finding(fingerprint: fingerprint, manifest: manifest)
    }

    /// Reads every file of a kit whose seal holds, hands over the pieces, and compares all with the manifest.
    static func contents(
        of path: String, _ passphrase: KitPassphrase, _ seal: KitSeal,
        _ body: (String, [UInt8]) throws(KitFault) -> Void
    ) throws(KitFault) -> KitManifest {
        var found: [String: (size: Int, sha256: String)] = [:]
        var kept: [String: [UInt8]] = [:]
        let reader = try opened(path, passphrase)
        while let entry = try next(reader) {
            var hash = SHA256()
            var size = 0
            let isOurs = entry.path == KitManifest.path || entry.path == KitManifest.signaturePath
            if isOurs, entry.size > KitManifest.sizeLimit { throw .manifestAltered }
            while let piece = try read(reader) {
                hash.update(data: piece)
                size += piece.count
                if isOurs { kept[entry.path, default: []] += piece }
                try body(entry.path, piece)
            }
            found[entry.path] = (size, Hexadecimal.text(of: hash.finalize()))
        }
        return try compare(found, kept, seal)
    }

    private static func compare(
        _ found: [String: (size: Int, sha256: String)], _ kept: [String: [UInt8]], _ seal: KitSeal
    ) throws(KitFault) -> KitManifest {
        guard let bytes = kept[KitManifest.path], let signature = kept[KitManifest.signaturePath] else {
            throw .manifestMissing
        }
        let text = String(decoding: signature, as: UTF8.self).filter { !$0.isWhitespace }
        guard let signed = Hexadecimal.bytes(of: text), KitKey.isSigned(manifest: bytes, by: seal.publicKey, signed),
            let manifest = KitManifest(bytes), manifest.key == Hexadecimal.text(of: seal.publicKey)
        else { throw .manifestAltered }
        guard manifest.format == KitManifest.currentFormat else { throw .newerFormat(manifest.format) }
        var announced: Set<String> = [KitManifest.path, KitManifest.signaturePath]
        for file in manifest.files {
            guard let there = found[file.path] else { throw .fileMissing(file.path) }
            guard there.size == file.size, there.sha256 == file.sha256 else { throw .fileAltered(file.path) }
            announced.insert(file.path)
        }
        if let stranger = found.keys.sorted().first(where: { !announced.contains($0) }) {
            throw .fileUnexpected(stranger)
        }
        return manifest
    }

    /// The first file that does not read, to say where the damage is; nil when it is in what no file holds.
    private static func firstDamage(_ path: String, _ passphrase: KitPassphrase) -> String? {
        guard let reader = try? opened(path, passphrase) else { return nil }
        while true {
            do throws(DocumentError) {
                guard let entry = try reader.next() else { return nil }
                do throws(DocumentError) {
                    while try reader.read() != nil {}
                } catch {
                    return entry.path
                }
            } catch {
                return nil
            }
        }
    }

    private static func opened(_ path: String, _ passphrase: KitPassphrase) throws(KitFault) -> EncryptedZipReader {
        do throws(DocumentError) {
            return try EncryptedZipReader(path: path, passphrase: passphrase.text, limits: limits)
        } catch {
            throw fault(error)
        }
    }

    private static func next(_ reader: EncryptedZipReader) throws(KitFault) -> EncryptedZipReader.Entry? {
        do throws(DocumentError) { return try reader.next() } catch { throw fault(error) }
    }

    private static func read(_ reader: EncryptedZipReader) throws(KitFault) -> [UInt8]? {
        do throws(DocumentError) { return try reader.read() } catch { throw fault(error) }
    }

    /// The seal held: a file that does not decrypt was not damaged, it was opened with another phrase. One phrase in 65,536
    /// passes WinZip's two bytes of check and fails only at the authentication code.
    private static func fault(_ error: DocumentError) -> KitFault {
        switch error {
        case .archive(.encrypted), .archive(.damaged): .wrongPassphrase
        case .unreadable(let reason): .unreadable(reason)
        default: .altered(path: nil)
        }
    }
}
