// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Primitives

extension SecretKey {
    /// A key pair for signatures (Ed25519, RFC 8032) that only this installation can make again. Whoever holds the public
    /// half learns nothing of the key.
    public func signingKey(for purpose: Purpose) throws(SecretKeyError) -> Curve25519.Signing.PrivateKey {
        do {
            let seed = derived(for: purpose).withUnsafeBytes { Array($0) }
            return try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw .notSealed
        }
    }

    /// A key for what leaves the installation, as the text of the file that `load(path:)` reads: the installation's own
    /// never travels.
    public static func fresh(entropy: Entropy = .system) -> (key: SecretKey, file: String) {
        let bytes = entropy.bytes(length)
        return (SecretKey(bytes: bytes), Hexadecimal.text(of: bytes) + "\n")
    }
}
