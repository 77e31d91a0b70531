// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Identity
import Primitives
import TestSupport
import Testing

@testable import CrisisKit

/// A kit is the one that was made, or somebody is told what is wrong with it.
@Suite struct KitFormatTests {
    static let passphrase = KitPassphrase.make()

    static func kit(
        _ files: [(String, [UInt8])] = [
            ("LISEZMOI.txt", Array("Bonjour.".utf8)), ("pages/01.html", Array(repeating: 65, count: 5000)),
        ],
        by secret: SecretKey = secretKey, lying: ((KitManifest.File) -> KitManifest.File?)? = nil,
        unlisted: String? = nil
    ) throws -> [UInt8] {
        let output = Output()
        var writer = try KitWriter(passphrase, at: noon) { output.bytes += $0 }
        for (path, bytes) in files { try writer.add(path, bytes) }
        let key = try KitKey(of: secret)
        let listed = writer.files.filter { $0.path != unlisted }.compactMap { lying?($0) ?? (lying == nil ? $0 : nil) }
        _ = try writer.finish(manifest(listed, key), by: key)
        return output.bytes
    }

    static func manifest(_ files: [KitManifest.File], _ key: KitKey) -> KitManifest {
        KitManifest(
            kit: "01900000-0000-7000-8000-000000000000",
            organisation: .init(id: "01900000-0000-7000-8000-000000000001", name: "CH du Nord", finess: nil),
            madeAt: noon, madeOn: today, madeBy: "essai", validUntil: nil, carene: "test", language: .french,
            key: key.publicKey, documents: 1, missing: [], files: files)
    }

    private final class Output: @unchecked Sendable { var bytes: [UInt8] = [] }

    @discardableResult
    static func verify(
        _ bytes: [UInt8], _ phrase: KitPassphrase? = passphrase, expected: KitFingerprint? = nil
    ) async throws -> KitVerifier.Finding {
        try await withTemporaryDirectory { folder in
            let path = folder + "/kit.zip"
            try Data(bytes).write(to: URL(filePath: path))
            return try KitVerifier.verify(path, passphrase: phrase, expected: expected)
        }
    }

    static func fault(_ bytes: [UInt8], _ phrase: KitPassphrase? = passphrase, expected: KitFingerprint? = nil) async
        -> KitFault?
    {
        do {
            try await verify(bytes, phrase, expected: expected)
            return nil
        } catch {
            return error as? KitFault ?? .unreadable("\(error)")
        }
    }

    @Test func `a whole kit is recognised, with its passphrase or without`() async throws {
        let bytes = try Self.kit()
        let finding = try await Self.verify(bytes)
        #expect(finding.manifest?.organisation.name == "CH du Nord")
        #expect(finding.manifest?.files.count == 2)
        #expect(finding.fingerprint == (try KitKey(of: secretKey).fingerprint))
        #expect(try await Self.verify(bytes, nil).manifest == nil)
        try await Self.verify(bytes, expected: finding.fingerprint)
    }

    @Test func `another passphrase is said to be another passphrase`() async throws {
        #expect(await Self.fault(try Self.kit(), KitPassphrase.make()) == .wrongPassphrase)
    }

    @Test func `a kit of another installation is whole and not ours`() async throws {
        let bytes = try Self.kit(by: SecretKey.fresh().key)
        let ours = try KitKey(of: secretKey).fingerprint
        #expect(await Self.fault(bytes) == nil)
        guard case .anotherKey(_, ours) = await Self.fault(bytes, expected: ours) else {
            Issue.record("a stranger's kit passes for ours")
            return
        }
    }

    @Test func `one byte altered anywhere is never reported as good`() async throws {
        let bytes = try Self.kit()
        try await withTemporaryDirectory { folder in
            let path = folder + "/kit.zip"
            for index in bytes.indices {
                var altered = bytes
                altered[index] ^= UInt8(1 << (index % 8))
                try Data(altered).write(to: URL(filePath: path))
                var isGood = true
                do throws(KitFault) {
                    _ = try KitVerifier.verify(path, passphrase: index.isMultiple(of: 16) ? Self.passphrase : nil)
                } catch {
                    isGood = false
                    #expect(!error.message.french.isEmpty)
                }
                #expect(!isGood, "byte \(index) of \(bytes.count)")
            }
        }
    }

    @Test func `a kit cut anywhere is never reported as good`() async throws {
        let bytes = try Self.kit()
        for length in Array(stride(from: 0, to: bytes.count, by: 37)) + Array((bytes.count - 230)..<bytes.count) {
            let fault = await Self.fault(Array(bytes.prefix(length)))
            #expect(fault == .cut || fault == .notAKit && length < 4, "\(length): \(String(describing: fault))")
        }
    }

    @Test func `what was added at the end, put twice or shuffled is never reported as good`() async throws {
        let bytes = try Self.kit()
        #expect(await Self.fault(bytes + [0]) != nil)
        #expect(await Self.fault(bytes + bytes) != nil)
        var random = SplitMix64(seed: 42)
        for _ in 0..<400 {
            let altered = random.mutated(bytes)
            if altered != bytes { #expect(await Self.fault(altered) != nil) }
        }
    }

    @Test func `the damaged file is named where it can be`() async throws {
        var bytes = try Self.kit([
            ("a.txt", Array(repeating: 1, count: 100)),
            ("b.bin", (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }),
        ])
        // In the middle of the second file.
        bytes[1500] ^= 1
        #expect(await Self.fault(bytes) == .altered(path: "b.bin"))
    }

    @Test func `a manifest that lies is caught file by file`() async throws {
        let size = try Self.kit { file in
            KitManifest.File(path: file.path, size: file.size + 1, sha256: file.sha256, title: nil)
        }
        #expect(await Self.fault(size) == .fileAltered("LISEZMOI.txt"))
        let stranger = try Self.kit(unlisted: "pages/01.html")
        #expect(await Self.fault(stranger) == .fileUnexpected("pages/01.html"))
        let missing = try Self.kit { file in
            KitManifest.File(path: "x" + file.path, size: file.size, sha256: file.sha256, title: nil)
        }
        #expect(await Self.fault(missing) == .fileMissing("xLISEZMOI.txt"))
    }

    @Test func `anything else is said not to be a kit`() async throws {
        #expect(
            await Self.fault(Array("%PDF-1.7 and the rest of it, which is long enough to be looked at".utf8))
                == .notAKit)
        #expect(await Self.fault([]) != nil)
        #expect(throws: KitFault.self) { try KitVerifier.verify("/nonexistent/kit.zip") }
    }

    @Test func `a kit without a database opens no program, and leaves nothing behind`() async throws {
        let bytes = try Self.kit()
        try await withTemporaryDirectory { folder in
            let path = folder + "/kit.zip"
            try Data(bytes).write(to: URL(filePath: path))
            #expect(throws: KitFault.noDatabase) { _ = try KitOpening(path, passphrase: Self.passphrase) }
        }
    }

    @Test func `what is unpacked is for its owner alone and goes away`() async throws {
        let bytes = try Self.kit([("donnees.sqlite", [1, 2, 3]), ("cle.txt", Array("k".utf8)), ("index.html", [60])])
        try await withTemporaryDirectory { folder in
            let path = folder + "/kit.zip"
            try Data(bytes).write(to: URL(filePath: path))
            var opening: KitOpening? = try KitOpening(path, passphrase: Self.passphrase)
            let database = try #require(opening?.databasePath)
            #expect(FileManager.default.contents(atPath: database) == Data([1, 2, 3]))
            let parent = URL(filePath: database).deletingLastPathComponent().path(percentEncoded: false)
            let mode = try FileManager.default.attributesOfItem(atPath: parent)[.posixPermissions] as? Int
            #expect(mode == 0o700)
            // Only what the program needs is unpacked.
            #expect(try FileManager.default.contentsOfDirectory(atPath: parent).count == 2)
            opening = nil
            #expect(!FileManager.default.fileExists(atPath: parent))
        }
    }
}
