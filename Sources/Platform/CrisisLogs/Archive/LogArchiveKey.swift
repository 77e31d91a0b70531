// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Identity
import Primitives

/// The key with which an installation signs the archives of its logs (Ed25519, RFC 8032), derived from its secret key.
public struct LogArchiveKey: Sendable {
    private static let purpose = SecretKey.Purpose("carene.crisis-log-signature.v1")
    private static let prefix = Array("carene.crisis-log.manifest.v1\n".utf8)

    private let key: Curve25519.Signing.PrivateKey

    public init(of secret: SecretKey) throws(SecretKeyError) { key = try secret.signingKey(for: Self.purpose) }

    var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    public var fingerprint: String { Self.fingerprint(of: publicKey) }

    func sign(manifest bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: Self.prefix + bytes)) }

    static func isSigned(manifest bytes: [UInt8], by publicKey: [UInt8], _ signature: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: prefix + bytes)
    }

    /// What people compare to know who signed: the first 20 bytes of the SHA-256 of the public key, in ten groups of four.
    static func fingerprint(of publicKey: [UInt8]) -> String {
        let digits = Array(Hexadecimal.text(of: Array(SHA256.hash(data: publicKey).prefix(20))).uppercased())
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<min($0 + 4, digits.count)]) }
            .joined(separator: " ")
    }
}
