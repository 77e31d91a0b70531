// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Foundation
import Identity
import Testing

@testable import Identity

@Suite struct VaultTests {
    @Test(arguments: [1, 4095, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5 << 20])
    func `a file comes back as it was given`(_ size: Int) async throws {
        try await VaultSample.open { sample in
            let content = text(size)
            let file = try await sample.store(content)
            #expect(file.size == size)
            #expect(try await sample.vault.bytes(of: file) == content)
            var pieces: [UInt8] = []
            try await sample.vault.read(file) { pieces += $0 }
            #expect(pieces == content)
            try await sample.vault.verify(file)
        }
    }

    @Test func `nothing of the content is on the disk in clear`() async throws {
        try await VaultSample.open { sample in
            let file = try await sample.store(Array("Le mot secret est cachalot.".utf8))
            let sealed = try Data(contentsOf: URL(fileURLWithPath: sample.address(file)))
            #expect(sealed.range(of: Data("cachalot".utf8)) == nil)
            let mode = try FileManager.default.attributesOfItem(atPath: sample.address(file))[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func `the same file given twice is kept once`() async throws {
        try await VaultSample.open { sample in
            let first = try await sample.store(text(3000), name: "un.txt")
            let second = try await sample.store(text(3000), name: "deux.txt")
            #expect(first.sha256 == second.sha256)
            #expect(second.name == "deux.txt")
            #expect(sample.count == 1)
        }
    }

    @Test func `a file given again repairs an altered one`() async throws {
        try await VaultSample.open { sample in
            let file = try await sample.store(text(3000))
            try sample.alter(file) { $0[40] ^= 1 }
            await #expect(throws: ProofError.fileAltered) { try await sample.vault.verify(file) }
            _ = try await sample.store(text(3000))
            try await sample.vault.verify(file)
            #expect(sample.count == 1)
        }
    }

    @Test(arguments: [0, 7, 8, 11, 12, 200, 1_048_700, 2_097_300])
    func `an altered byte is found wherever it stands`(_ place: Int) async throws {
        try await VaultSample.open { sample in
            let file = try await sample.store(text((2 << 20) + 500))
            try sample.alter(file) { $0[place] ^= 0x10 }
            await #expect(throws: ProofError.fileAltered) { try await sample.vault.verify(file) }
            await #expect(throws: ProofError.fileAltered) { try await sample.vault.bytes(of: file) }
        }
    }

    /// 8 bytes of mark, then for each piece 4 of length, 28 of seal and its content.
    @Test(arguments: [0, 5, 8, 10, 600, 8 + 32 + (1 << 20), 8 + 32 + (1 << 20) + 2, 8 + 2 * (32 + (1 << 20))])
    func `a truncated file is found wherever it is cut`(_ length: Int) async throws {
        try await VaultSample.open { sample in
            let file = try await sample.store(text((2 << 20) + 500))
            try sample.alter(file) { $0 = Array($0.prefix(length)) }
            await #expect(throws: ProofError.fileAltered) { try await sample.vault.verify(file) }
        }
    }

    @Test func `swapped, repeated or foreign pieces are found`() async throws {
        try await VaultSample.open { sample in
            let piece = 32 + (1 << 20)
            let file = try await sample.store(text(3 << 20))
            let other = try await sample.store(text((3 << 20) + 1))
            let foreign = Array(try Data(contentsOf: URL(fileURLWithPath: sample.address(other))))
            let good = Array(try Data(contentsOf: URL(fileURLWithPath: sample.address(file))))
            let first = Array(good[8..<(8 + piece)])
            let second = Array(good[(8 + piece)..<(8 + 2 * piece)])
            let rest = Array(good[(8 + 2 * piece)...])
            let mark = Array(good.prefix(8))
            for bytes in [
                mark + second + first + rest, mark + first + first + rest, mark + first + rest, mark + rest,
                mark + Array(foreign[8..<(8 + piece)]) + second + rest, mark + first + second + rest + rest,
            ] {
                try sample.alter(file) { $0 = bytes }
                await #expect(throws: ProofError.fileAltered) { try await sample.vault.verify(file) }
            }
            try sample.alter(file) { $0 = good }
            try await sample.vault.verify(file)
        }
    }

    @Test func `a removed file is missing, and said so`() async throws {
        try await VaultSample.open { sample in
            let file = try await sample.store(text(10))
            #expect(sample.vault.holds(file))
            try FileManager.default.removeItem(atPath: sample.address(file))
            #expect(!sample.vault.holds(file))
            await #expect(throws: ProofError.fileMissing) { try await sample.vault.verify(file) }
            await #expect(throws: ProofError.fileMissing) { try await sample.vault.read(file) { _ in } }
        }
    }

    @Test func `another key opens nothing`() async throws {
        try await VaultSample.open { sample in
            let file = try await sample.store(text(100))
            let stranger = Vault(folder: sample.folder, key: SecretKey(bytes: Array(repeating: 8, count: 32)))
            await #expect(throws: ProofError.fileAltered) { try await stranger.bytes(of: file) }
        }
    }

    /// A folder where a file stands: what root cannot write either.
    @Test func `a vault that cannot be written says so and leaves nothing`() async throws {
        try await VaultSample.open { sample in
            try Data("x".utf8).write(to: URL(fileURLWithPath: sample.folder))
            await #expect(throws: ProofError.vaultUnavailable) { try await sample.store(text(100)) }
            #expect(sample.count == 0)
        }
    }

    @Test func `too large and empty files are refused`() async throws {
        try await VaultSample.open { sample in
            await #expect(throws: ProofError.fileEmpty) { try await sample.store([]) }
            await #expect(throws: ProofError.fileTooLarge(megabytes: 25)) {
                try await sample.store(Array(repeating: 0x61, count: Vault.fileLimit + 1))
            }
            #expect(sample.count == 0)
        }
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\bilan.pdf", "bilan.pdf"), ("", "document"), ("..", "document"),
        ("///", "document"), ("a\u{0}b\r\nc.txt", "abc.txt"), ("exe\u{202E}fdp.pdf", "exefdp.pdf"),
        ("Été à l’hôpital.pdf", "Été à l’hôpital.pdf"),
    ])
    func `names are only shown, and shown harmless`(_ given: String, _ shown: String) async throws {
        try await VaultSample.open { sample in
            let file = try await sample.store(text(5), name: given)
            #expect(file.name == shown)
            #expect(sample.count == 1)
        }
    }

    @Test func `a long name keeps its extension`() async throws {
        try await VaultSample.open { sample in
            let name = try await sample.store(text(5), name: String(repeating: "é", count: 400) + ".pdf").name
            #expect(name.unicodeScalars.count == 120)
            #expect(name.hasSuffix(".pdf"))
        }
    }
}
