// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Documents
import Foundation
import Primitives

/// The last bytes of a kit, in the comment of its archive: who sealed it, and a signature of the SHA-256 of every byte
/// before. Entries of a ZIP are authenticated by their encryption; its names, dates and tables are not, and a file with one
/// byte altered there would open without a word. Read without the passphrase.
struct KitSeal: Sendable, Hashable {
    private static let mark = "CK1 "
    static let length = mark.utf8.count + 64 + 1 + 128

    let publicKey: [UInt8]
    let signature: [UInt8]

    init(publicKey: [UInt8], signature: [UInt8]) {
        self.publicKey = publicKey
        self.signature = signature
    }

    /// Nil for anything that `bytes` does not write: one text for one seal.
    init?(_ comment: [UInt8]) {
        let text = String(decoding: comment, as: UTF8.self)
        guard comment.count == Self.length, text.hasPrefix(Self.mark) else { return nil }
        let parts = text.dropFirst(Self.mark.count).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let key = Hexadecimal.bytes(of: parts[0]), key.count == 32,
            let signature = Hexadecimal.bytes(of: parts[1]), signature.count == 64
        else { return nil }
        self.init(publicKey: key, signature: signature)
        guard bytes == comment else { return nil }
    }

    var bytes: [UInt8] {
        Array("\(Self.mark)\(Hexadecimal.text(of: publicKey)) \(Hexadecimal.text(of: signature))".utf8)
    }

    func holds(for digest: [UInt8]) -> Bool { KitKey.isSigned(digest: digest, by: publicKey, signature) }

    /// The seal of a file and the SHA-256 of what it covers.
    static func read(_ path: String) throws(KitFault) -> (seal: KitSeal, digest: [UInt8]) {
        let comment: [UInt8]
        let covered: Int
        switch try found(path) {
        case .notAnArchive: throw .notAKit
        case .cut: throw .cut
        case .comment(let bytes, let after): (comment, covered) = (bytes, after)
        }
        guard let seal = KitSeal(comment) else { throw .sealBroken }
        return (seal, try digest(of: path, first: covered))
    }

    private static func found(_ path: String) throws(KitFault) -> ZipComment.Finding {
        do throws(DocumentError) {
            return try ZipComment.find(length: length, in: .file(path: path))
        } catch {
            if case .unreadable(let reason) = error { throw .unreadable(reason) }
            throw .cut
        }
    }

    private static func digest(of path: String, first count: Int) throws(KitFault) -> [UInt8] {
        do throws(DocumentError) {
            let stream = try ByteSource.file(path: path).open()
            var hash = SHA256()
            var missing = count
            while missing > 0, let piece = try stream.next() {
                hash.update(data: piece.prefix(missing))
                missing -= piece.prefix(missing).count
            }
            return Array(hash.finalize())
        } catch {
            throw .unreadable(error.message.english)
        }
    }
}
