// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Identity
import Primitives

/// The key with which an installation signs its kits (Ed25519, RFC 8032), derived from its secret key.
public struct KitKey: Sendable {
    private static let purpose = SecretKey.Purpose("carene.kit-signature.v1")
    private static let manifest = Array("carene.kit.manifest.v1\n".utf8)
    private static let seal = Array("carene.kit.seal.v1\n".utf8)

    private let key: Curve25519.Signing.PrivateKey

    public init(of secret: SecretKey) throws(SecretKeyError) { key = try secret.signingKey(for: Self.purpose) }

    var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    public var fingerprint: KitFingerprint { KitFingerprint(publicKey: publicKey) }

    /// Of the manifest's bytes.
    func sign(manifest bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: Self.manifest + bytes)) }

    /// Of the SHA-256 of the whole file up to its seal.
    func sign(digest: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: Self.seal + digest)) }

    static func isSigned(manifest bytes: [UInt8], by publicKey: [UInt8], _ signature: [UInt8]) -> Bool {
        isSigned(manifest + bytes, publicKey, signature)
    }

    static func isSigned(digest: [UInt8], by publicKey: [UInt8], _ signature: [UInt8]) -> Bool {
        isSigned(seal + digest, publicKey, signature)
    }

    private static func isSigned(_ message: [UInt8], _ publicKey: [UInt8], _ signature: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: message)
    }
}

/// What people compare to know who signed: the first 20 bytes of the SHA-256 of the public key, in ten groups of four.
public struct KitFingerprint: Sendable, Hashable {
    private static let length = 20

    private let bytes: [UInt8]

    init(publicKey: [UInt8]) { bytes = Array(SHA256.hash(data: publicKey).prefix(Self.length)) }

    /// As typed from paper: spaces and case do not matter. Nil when it is not a whole fingerprint.
    public init?(typed: String) {
        let digits = typed.filter { !$0.isWhitespace && $0 != "-" && $0 != ":" }
        guard let bytes = Hexadecimal.bytes(of: digits), bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    public var text: String {
        let digits = Array(Hexadecimal.text(of: bytes).uppercased())
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<min($0 + 4, digits.count)]) }
            .joined(separator: " ")
    }
}
