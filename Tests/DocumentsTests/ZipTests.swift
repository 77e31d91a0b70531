// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Foundation
import Primitives
import TestSupport
import Testing

/// An archive of these entries, as the product writes them.
func zipped(_ entries: [(String, [UInt8])]) throws(DocumentError) -> [UInt8] {
    let writer = try ZipWriter(modifiedAt: Instant(millisecondsSinceEpoch: 1_795_269_720_000))
    var bytes: [UInt8] = []
    for (path, content) in entries {
        try writer.add(path: path, bytes: content)
        bytes += writer.drain()
    }
    try writer.finish()
    return bytes + writer.drain()
}

@Suite struct ZipWriterTests {
    @Test func `what is written is read again`() throws {
        var generator = SplitMix64(seed: 9)
        for round in 0..<40 {
            var taken: Set<String> = []
            let entries = (0..<Int.random(in: 0...12, using: &generator)).map { index in
                let length = Int.random(in: 0...(index == 0 ? 300_000 : 3000), using: &generator)
                let content = index.isMultiple(of: 2) ? generator.bytes(length) : Array("Été \(round) ".utf8)
                return ("dossier \(index % 3)/" + ArchivePath.safe("pièce n° \(index % 5).txt", taken: &taken), content)
            }
            let archive = try zipped(entries)
            let reader = try ZipReader(.chunks(generator.pieces(archive, longest: 4000)))
            #expect(reader.entries.map(\.path) == entries.map(\.0))
            for (path, content) in entries { #expect(try reader.read(path, limit: 1 << 20) == content) }
            #expect(try zipped(entries) == archive)
        }
    }

    @Test func `pieces go out as they come in`() throws {
        var generator = SplitMix64(seed: 10)
        let writer = try ZipWriter(modifiedAt: Instant(millisecondsSinceEpoch: 0))
        let piece = generator.bytes(1 << 16)
        try writer.add(path: "grand.bin", size: 64 << 16)
        var (archive, largest): ([UInt8], Int) = ([], 0)
        for _ in 0..<64 {
            try writer.append(piece)
            let out = writer.drain()
            largest = max(largest, out.count)
            archive += out
        }
        try writer.finish()
        archive += writer.drain()
        #expect(largest < 4 << 16)
        var total = 0
        try ZipReader(.bytes(archive)).read("grand.bin", limit: .max) { (bytes: [UInt8]) throws(DocumentError) in
            total += bytes.count
        }
        #expect(total == 64 << 16)
    }

    @Test(arguments: ["../x", "/x", "a\\b", "", "a/./b"])
    func `a dangerous path is refused`(_ path: String) throws {
        let writer = try ZipWriter(modifiedAt: Instant(millisecondsSinceEpoch: 0))
        #expect(throws: DocumentError.archive(.unsafePath(path))) { try writer.add(path: path, bytes: []) }
    }

    @Test func `announced sizes hold`() throws {
        func writer() throws -> ZipWriter { try ZipWriter(modifiedAt: Instant(millisecondsSinceEpoch: 0)) }
        let short = try writer()
        try short.add(path: "a", size: 3)
        try short.append([1])
        #expect(throws: DocumentError.archive(.wrongSize(path: "a"))) { try short.finish() }
        #expect(throws: DocumentError.archive(.closed)) { try short.add(path: "b", bytes: []) }
        let long = try writer()
        try long.add(path: "a", size: 1)
        #expect(throws: DocumentError.archive(.wrongSize(path: "a"))) { try long.append([1, 2]) }
        let double = try writer()
        try double.add(path: "a", bytes: [1])
        #expect(throws: DocumentError.archive(.duplicatePath("a"))) { try double.add(path: "a", bytes: [1]) }
        let done = try writer()
        try done.finish()
        #expect(throws: DocumentError.archive(.closed)) { try done.append([1]) }
        #expect(throws: DocumentError.archive(.closed)) { try done.finish() }
    }
}

@Suite struct ZipReaderTests {
    private let plain = [("a.txt", Array("bonjour bonjour bonjour".utf8)), ("b/c.txt", Array("au revoir".utf8))]

    /// The place of the nth signature "PK" followed by these two bytes.
    private func place(_ kind: (UInt8, UInt8), _ number: Int = 0, in bytes: [UInt8]) throws -> Int {
        let places = bytes.indices.dropLast(3).filter {
            bytes[$0] == 0x50 && bytes[$0 + 1] == 0x4B && bytes[$0 + 2] == kind.0 && bytes[$0 + 3] == kind.1
        }
        return try #require(places.dropFirst(number).first)
    }

    private func renamed(_ old: String, _ new: String, _ entries: [(String, [UInt8])]) throws -> [UInt8] {
        #expect(old.utf8.count == new.utf8.count)
        var bytes = try zipped(entries)
        let pattern = Array(old.utf8)
        for start in bytes.indices.dropLast(pattern.count)
        where bytes[start..<start + pattern.count].elementsEqual(pattern) {
            bytes.replaceSubrange(start..<start + pattern.count, with: new.utf8)
        }
        return bytes
    }

    private func read(_ bytes: [UInt8], _ limits: ZipReader.Limits = .init()) throws(DocumentError) -> Int {
        let reader = try ZipReader(.bytes(bytes), limits: limits)
        var total = 0
        for entry in reader.entries { total += try reader.read(entry.path, limit: 1 << 24).count }
        return total
    }

    @Test(arguments: ["../b", "/abc", "a\\bc", "a//b", "ab/.", "a\nbc", "C:/a"])
    func `names that leave the folder are refused`(_ name: String) throws {
        let bytes = try renamed("wxyz", name, [("wxyz", [1])])
        #expect(throws: DocumentError.archive(.unsafePath(name))) { try read(bytes) }
    }

    @Test func `the same name twice is refused`() throws {
        let bytes = try renamed("b.txt", "a.txt", [("a.txt", [1]), ("b.txt", [2])])
        #expect(throws: DocumentError.archive(.duplicatePath("a.txt"))) { try read(bytes) }
    }

    @Test func `names of old archives are read`() throws {
        let bytes = try renamed("xt", "\u{7F}t", [("xt", [1])]).map { $0 == 0x7F ? 0x82 : $0 }
        #expect(try ZipReader(.bytes(bytes)).entries.map(\.path) == ["ét"])
    }

    @Test(
        arguments: [
            (8, [0x09, 0x00], .encrypted), (8, [0x00, 0x20], .encrypted),
            (10, [12, 0], .unsupportedCompression(path: "a.txt")), (38, [0, 0, 0xFF, 0xA1], .unsafePath("a.txt")),
            (16, [1, 2, 3, 4], .damaged(path: "a.txt")), (24, [1, 0, 0, 0], .damaged(path: "a.txt")),
            (24, [0xFF, 0, 0, 0], .damaged(path: "a.txt")), (24, [0xFF, 0xFF, 0xFF, 0xFF], .damaged(path: "a.txt")),
            (20, [0xFF, 0xFF, 0, 0], .damaged(path: "a.txt")), (20, [120, 0, 0, 0], .overlapping(path: "a.txt")),
            (20, [3, 0, 0, 0], .damaged(path: "a.txt")), (42, [1, 0, 0, 0], .damaged(path: "a.txt")),
            (42, [0xFE, 0xFF, 0xFF, 0xFF], .damaged(path: "a.txt")), (28, [0xFF, 0xFF], .damaged(path: nil)),
            (24, [0, 0, 0, 0x70], .tooLarge(limit: 512 << 20)), (24, [0, 0, 0, 0x10], .suspicious(path: "a.txt")),
        ] as [(Int, [UInt8], ArchiveFault)])
    func `a table of contents that lies`(_ offset: Int, _ patch: [UInt8], _ fault: ArchiveFault) throws {
        var bytes = try zipped(plain)
        let start = try place((1, 2), in: bytes) + offset
        bytes.replaceSubrange(start..<start + patch.count, with: patch)
        #expect(throws: DocumentError.archive(fault)) { try read(bytes) }
        #expect(fault.message.french.hasSuffix("."))
        #expect(fault.message.english.hasSuffix("."))
    }

    @Test func `entries that share their bytes are refused`() throws {
        var bytes = try zipped(plain)
        let second = try place((1, 2), 1, in: bytes) + 42
        bytes.replaceSubrange(second..<second + 4, with: [0, 0, 0, 0])
        #expect(throws: DocumentError.self) { try read(bytes) }
        let error = #expect(throws: DocumentError.self) { try ZipReader(.bytes(bytes)) }
        guard case .archive(.overlapping) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a bomb is refused before it is unpacked`() throws {
        let bomb = try zipped([("zeros", [UInt8](repeating: 0, count: 8 << 20))])
        #expect(bomb.count < 20_000)
        #expect(throws: DocumentError.archive(.suspicious(path: "zeros"))) { try read(bomb) }
        #expect(throws: DocumentError.archive(.tooLarge(limit: 1 << 20))) {
            try read(bomb, .init(unpackedBytes: 1 << 20))
        }
        #expect(try read(bomb, .init(ratio: 2000)) == 8 << 20)
        #expect(throws: DocumentError.archive(.tooLarge(limit: 10))) {
            try ZipReader(.bytes(try zipped(plain))).read("a.txt", limit: 10)
        }
    }

    @Test func `an archive in the archive is only bytes`() throws {
        let inner = try zipped([("x", [UInt8](repeating: 0, count: 1000))])
        let reader = try ZipReader(.bytes(try zipped([("inner.zip", inner)])))
        #expect(try reader.read("inner.zip", limit: 10_000) == inner)
    }

    @Test func `entries are counted before they are read`() throws {
        let many = try zipped((0..<300).map { ("\($0)", []) })
        #expect(try read(many) == 0)
        #expect(throws: DocumentError.archive(.tooManyEntries(limit: 299))) { try read(many, .init(entries: 299)) }
        var huge = many
        let end = try place((5, 6), in: huge)
        huge.replaceSubrange(end + 8..<end + 12, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(throws: DocumentError.archive(.tooManyEntries(limit: 10_000))) { try read(huge) }
        huge.replaceSubrange(end + 8..<end + 12, with: [0x00, 0x10, 0x00, 0x10])
        #expect(throws: DocumentError.archive(.damaged(path: nil))) { try read(huge) }
    }

    @Test func `no prefix of an archive is an archive`() throws {
        let whole = try zipped(plain)
        for length in whole.indices {
            let error = #expect(throws: DocumentError.self) { try read(Array(whole[..<length])) }
            #expect(error == .archive(length < 4 ? .notAnArchive : .truncated))
        }
        #expect(throws: DocumentError.archive(.truncated)) { try read(whole + [0]) }
        #expect(throws: DocumentError.archive(.notAnArchive)) { try read(Array("a;b\n1;2\n".utf8)) }
        #expect(throws: DocumentError.archive(.missing(path: "z"))) { try ZipReader(.bytes(whole)).read("z", limit: 1) }
    }

    @Test func `a file is read from disk`() async throws {
        let whole = try zipped(plain)
        try await withTemporaryDirectory { directory in
            let path = directory + "/a.zip"
            try Data(whole).write(to: URL(filePath: path))
            let reader = try ZipReader(.file(path: path))
            #expect(try reader.read("b/c.txt", limit: 100) == Array("au revoir".utf8))
        }
        #expect(throws: DocumentError.unreadable("not a file")) { try ZipReader(.file(path: "/tmp")) }
    }

    @Test func `no input traps`() throws {
        var generator = SplitMix64(seed: 17)
        let seed = try zipped(plain + [("d", generator.bytes(400))])
        var (read, refused) = (0, 0)
        for _ in 0..<6000 {
            do throws(DocumentError) {
                read += try self.read(generator.mutated(seed)) > 0 ? 1 : 0
            } catch {
                refused += 1
            }
        }
        #expect(refused > 3000)
        #expect(read > 10)
    }
}
