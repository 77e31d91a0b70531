// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto

/// The key of the installation: what must not be readable in a stolen database is sealed under it.
///
/// Kept in a file beside the configuration, never in the database, so that a copy of one is useless without the other.
public struct SecretKey: Sendable {
    static let length = 32

    private let key: SymmetricKey

    init(bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    /// AES-256-GCM under a key derived for one purpose (HKDF, RFC 5869), so that what was sealed for one use never
    /// opens in another.
    ///
    /// - Parameter owner: whose secret it is; bound to the result, which opens for nobody else even if rows are
    ///   swapped.
    public func seal(_ plain: [UInt8], for purpose: Purpose, of owner: String) throws(SecretKeyError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(plain, using: derived(for: purpose), authenticating: Array(owner.utf8))
            guard let combined = box.combined else { throw SecretKeyError.notSealed }
            return Array(combined)
        } catch {
            throw .notSealed
        }
    }

    /// - Throws: `.notOpened` when the key, the purpose or the owner is not the one of the sealing, or a bit was
    ///   changed.
    public func unseal(_ sealed: [UInt8], for purpose: Purpose, of owner: String) throws(SecretKeyError) -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: derived(for: purpose), authenticating: Array(owner.utf8)))
        } catch {
            throw .notOpened
        }
    }

    /// A use of the key, written in the source.
    public struct Purpose: Sendable, Hashable {
        let label: String

        public init(_ label: StaticString) { self.label = label.description }

        static let secondFactor = Purpose("carene.second-factor.v1")
    }

    func derived(for purpose: Purpose) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array(purpose.label.utf8), outputByteCount: 32)
    }
}

/// Why the key of the installation cannot be used. In English: read by the operator in a terminal.
public enum SecretKeyError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case notWritten(path: String, reason: String)
    /// Others than the owner and group may read it, or others than the owner may write it.
    case exposed(path: String)
    case malformed(path: String)
    case notSealed
    case notOpened

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read the secret key \(path): \(reason)"
        case .notWritten(let path, let reason): "cannot make the secret key \(path): \(reason)"
        case .exposed(let path): "the secret key \(path) is open to other users of this machine: chmod 600 \(path)"
        case .malformed(let path):
            "the secret key \(path) must hold 64 hexadecimal digits (openssl rand -hex 32 makes one)"
        case .notSealed: "the secret could not be encrypted"
        case .notOpened: "the secret was encrypted with another key, or was altered"
        }
    }
}
