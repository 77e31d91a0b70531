// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import CArgon2
import Primitives

/// Argon2id (RFC 9106) through the reference library.
public struct Argon2: PasswordHasher {
    public struct Parameters: Sendable, Hashable {
        public let memoryKiB: UInt32
        public let passes: UInt32
        public let lanes: UInt32

        public init(memoryKiB: UInt32, passes: UInt32, lanes: UInt32) {
            self.memoryKiB = memoryKiB
            self.passes = passes
            self.lanes = lanes
        }

        /// 19 MiB, 2 passes, 1 lane: the first choice of the OWASP Password Storage Cheat Sheet; about 40 ms.
        public static let production = Parameters(memoryKiB: 19 * 1024, passes: 2, lanes: 1)
    }

    private static let saltLength = 16
    private static let hashLength = 32

    private let parameters: Parameters
    private let entropy: Entropy
    private let workshop: HashingWorkshop

    public init(_ parameters: Parameters = .production, entropy: Entropy = .system) {
        self.parameters = parameters
        self.entropy = entropy
        workshop = HashingWorkshop()
    }

    public func hash(_ password: Password) async throws(IdentityError) -> String {
        let (parameters, salt) = (parameters, entropy.bytes(Self.saltLength))
        let encoded = try await workshop.run { Self.encoded(password, salt: salt, parameters) }
        guard let encoded else { throw .hashingFailed }
        return encoded
    }

    public func matches(_ password: Password, _ encoded: String) async throws(IdentityError) -> Bool {
        let code = try await workshop.run {
            let bytes = password.bytes
            return argon2id_verify(encoded, bytes, bytes.count)
        }
        switch code {
        case ARGON2_OK.rawValue: return true
        case ARGON2_VERIFY_MISMATCH.rawValue: return false
        default: throw .hashingFailed
        }
    }

    public func isOutdated(_ encoded: String) -> Bool {
        guard let found = Self.parameters(of: encoded) else { return true }
        return found.memoryKiB < parameters.memoryKiB || found.passes < parameters.passes
    }

    public var decoy: String {
        // Zeros for salt and hash, in base64 without padding.
        Self.prefix(parameters) + String(repeating: "A", count: 22) + "$" + String(repeating: "A", count: 43)
    }

    private static func prefix(_ parameters: Parameters) -> String {
        "$argon2id$v=19$m=\(parameters.memoryKiB),t=\(parameters.passes),p=\(parameters.lanes)$"
    }

    static func parameters(of encoded: String) -> Parameters? {
        let fields = encoded.split(separator: "$")
        guard fields.count == 5, fields[0] == "argon2id" else { return nil }
        let numbers = fields[2].split(separator: ",").map { $0.split(separator: "=") }
        guard numbers.count == 3, numbers.allSatisfy({ $0.count == 2 }), let memory = UInt32(numbers[0][1]),
            let passes = UInt32(numbers[1][1]), let lanes = UInt32(numbers[2][1])
        else { return nil }
        return Parameters(memoryKiB: memory, passes: passes, lanes: lanes)
    }

    private static func encoded(_ password: Password, salt: [UInt8], _ parameters: Parameters) -> String? {
        let length = argon2_encodedlen(
            parameters.passes, parameters.memoryKiB, parameters.lanes, UInt32(salt.count), UInt32(hashLength), Argon2_id
        )
        var buffer = [CChar](repeating: 0, count: length)
        let bytes = password.bytes
        let code = argon2id_hash_encoded(
            parameters.passes, parameters.memoryKiB, parameters.lanes, bytes, bytes.count, salt, salt.count, hashLength,
            &buffer, length)
        guard code == ARGON2_OK.rawValue else { return nil }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
