// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Foundation
import Identity

/// A file encrypted piece by piece, so that neither writing nor reading it holds more than one piece in memory.
///
/// Form: the eight bytes `CARENEV1`, then for each piece its sealed length (4 bytes, big-endian) and the sealed bytes. The
/// place of a piece and whether it is the last are bound to its seal, so pieces can be neither swapped nor cut off.
enum SealedFile {
    static let pieceSize = 1 << 20
    private static let mark = Array("CARENEV1".utf8)
    private static let purpose = SecretKey.Purpose("carene.vault.v1")
    /// What AES-GCM adds: nonce and tag.
    private static let overhead = 28

    /// Reads `source`, writes `target`.
    static func seal(_ source: FileHandle, to target: FileHandle, digest: String, key: SecretKey) throws {
        try target.write(contentsOf: Data(mark))
        var index = 0
        var piece = try source.read(upToCount: pieceSize) ?? Data()
        repeat {
            let next = try source.read(upToCount: pieceSize) ?? Data()
            let sealed = try key.seal(Array(piece), for: purpose, of: owner(digest, index, isLast: next.isEmpty))
            try target.write(contentsOf: length(sealed.count) + Data(sealed))
            index += 1
            piece = next
        } while !piece.isEmpty
    }

    /// Hands over the content piece by piece.
    struct Pieces {
        private let handle: FileHandle
        private let digest: String
        private let key: SecretKey
        private var index = 0
        private var next: [UInt8]?

        init(_ handle: FileHandle, digest: String, key: SecretKey) throws {
            self.handle = handle
            self.digest = digest
            self.key = key
            guard try handle.read(upToCount: mark.count).map(Array.init) == mark else { throw ProofError.fileAltered }
            next = try Self.sealedPiece(handle)
            guard next != nil else { throw ProofError.fileAltered }
        }

        /// Nil after the last piece.
        mutating func piece() throws -> [UInt8]? {
            guard let sealed = next else { return nil }
            next = try Self.sealedPiece(handle)
            defer { index += 1 }
            do {
                return try key.unseal(sealed, for: purpose, of: owner(digest, index, isLast: next == nil))
            } catch {
                throw ProofError.fileAltered
            }
        }

        private static func sealedPiece(_ handle: FileHandle) throws -> [UInt8]? {
            guard let head = try handle.read(upToCount: 4), !head.isEmpty else { return nil }
            guard head.count == 4 else { throw ProofError.fileAltered }
            let count = head.reduce(0) { $0 << 8 | Int($1) }
            guard (overhead...pieceSize + overhead).contains(count),
                let body = try handle.read(upToCount: count), body.count == count
            else { throw ProofError.fileAltered }
            return Array(body)
        }
    }

    private static func owner(_ digest: String, _ index: Int, isLast: Bool) -> String {
        "\(digest)/\(index)/\(isLast ? "last" : "more")"
    }

    private static func length(_ count: Int) -> Data {
        Data([UInt8(count >> 24 & 0xFF), UInt8(count >> 16 & 0xFF), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)])
    }
}
