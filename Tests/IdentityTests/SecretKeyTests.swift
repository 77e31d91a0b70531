// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Primitives
import TestSupport
import Testing

@testable import Identity

@Suite struct SecretKeyTests {
    private static func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private static func write(_ text: String, _ path: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test func `is made for its owner only, then read again`() async throws {
        try await withTemporaryDirectory { folder in
            let path = folder + "/key"
            let sealed = try SecretKey.load(path: path).seal([1, 2, 3], for: .secondFactor, of: "a")
            #expect(try Self.mode(path) == 0o600)
            #expect(try SecretKey.load(path: path).unseal(sealed, for: .secondFactor, of: "a") == [1, 2, 3])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["key"], "no draft is left")
        }
    }

    @Test(arguments: [
        "", "\n", "abc", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
        String(repeating: "0", count: 64) + "\n\n", String(repeating: "g", count: 64),
        String(repeating: "é", count: 32),
    ])
    func `refuses a file that holds no key`(text: String) async throws {
        try await withTemporaryDirectory { folder in
            let path = folder + "/key"
            try Self.write(text, path)
            #expect(throws: SecretKeyError.malformed(path: path)) { try SecretKey.load(path: path) }
        }
    }

    @Test(arguments: [(0o600, true), (0o400, true), (0o640, true), (0o644, false), (0o620, false), (0o606, false)])
    func `refuses a file that others may read or change`(mode: Int, isAccepted: Bool) async throws {
        try await withTemporaryDirectory { folder in
            let path = folder + "/key"
            try Self.write(String(repeating: "0a", count: 32), path, mode: mode)
            if isAccepted {
                let sealed = try SecretKey.load(path: path).seal([9], for: .secondFactor, of: "a")
                let same = SecretKey(bytes: Array(repeating: 10, count: 32))
                #expect(try same.unseal(sealed, for: .secondFactor, of: "a") == [9])
            } else {
                #expect(throws: SecretKeyError.exposed(path: path)) { try SecretKey.load(path: path) }
            }
        }
    }

    @Test func `says which folder cannot be written`() async throws {
        try await withTemporaryDirectory { folder in
            let path = folder + "/key"
            let missing = path + "/missing/key"
            let error = #expect(throws: SecretKeyError.self) { try SecretKey.load(path: missing) }
            #expect(error?.description.contains(missing) == true)
        }
    }

    @Test func `opens only for the same owner, purpose, key and text`() throws {
        let key = SecretKey(bytes: Array(0..<32))
        let sealed = try key.seal(Array("secret".utf8), for: .secondFactor, of: "a")
        #expect(try key.unseal(sealed, for: .secondFactor, of: "a") == Array("secret".utf8))
        let attempts: [(SecretKey, [UInt8], SecretKey.Purpose, String)] =
            [
                (key, sealed, .secondFactor, "b"), (key, sealed, SecretKey.Purpose("other"), "a"),
                (SecretKey(bytes: Array(1..<33)), sealed, .secondFactor, "a"), (key, [], .secondFactor, "a"),
                (key, Array(sealed.dropLast()), .secondFactor, "a"), (key, [0] + sealed, .secondFactor, "a"),
            ]
            + sealed.indices.map { index in
                var altered = sealed
                altered[index] ^= 1
                return (key, altered, .secondFactor, "a")
            }
        for (key, sealed, purpose, owner) in attempts {
            #expect(throws: SecretKeyError.notOpened) { try key.unseal(sealed, for: purpose, of: owner) }
        }
        #expect(try key.seal([1], for: .secondFactor, of: "a") != key.seal([1], for: .secondFactor, of: "a"))
    }
}
