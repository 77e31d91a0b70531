// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Foundation
import Primitives
import Testing

@Suite struct FileTypeTests {
    @Test(arguments: [
        (Array("%PDF-1.7\n".utf8), FileType.pdf), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], .png),
        ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg), ([0x50, 0x4B, 0x03, 0x04, 0x14], .office),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .legacyOffice), (Array("nom;valeur\r\n".utf8), .text),
        (Array("Compte rendu du comité\n".utf8), .text), ([0xE9, 0x74, 0xE9, 0x0A], .text),
    ])
    func `a file is what its first bytes say`(_ head: [UInt8], _ type: FileType) {
        #expect(FileType.sniff(head[...]) == type)
    }

    @Test(
        arguments: [
            [], [0x7F, 0x45, 0x4C, 0x46, 2, 1], Array("MZ\u{90}\u{0}".utf8), Array("#!/bin/sh\n".utf8),
            Array("<!DOCTYPE html><p>".utf8), Array("\n  <HTML>".utf8), Array("<svg onload=x>".utf8),
            Array("<script>".utf8), Array("<?php".utf8), [0x1F, 0x8B, 8], Array("GIF89a\u{1}".utf8), [0, 0, 0],
            Array("bonjour\u{0}".utf8), [0xFF, 0xFE, 0x41, 0x00],
        ] as [[UInt8]])
    func `programs, pages and what is unknown are nothing`(_ head: [UInt8]) {
        #expect(FileType.sniff(head[...]) == nil)
    }

    @Test func `whatever the bytes, sniffing ends`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...64)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let type = FileType.sniff(bytes[...])
            #expect(type == nil || FileType.allCases.contains { $0 == type })
        }
    }
}

@Suite struct OfficeArchiveTests {
    private static let types = Array(
        #"<Types><Override PartName="/word/document.xml" ContentType="application/vnd…document.main+xml"/></Types>"#
            .utf8)
    private static let mimetype = Array("application/vnd.oasis.opendocument.text".utf8)

    private static let kept: [[(String, [UInt8])]] = [
        [("[Content_Types].xml", types), ("_rels/.rels", []), ("word/document.xml", text(2000))],
        [("mimetype", mimetype), ("content.xml", text(100)), ("META-INF/manifest.xml", Array("<manifest/>".utf8))],
    ]

    @Test func `office documents are kept`() async throws {
        for entries in Self.kept {
            let bytes = try zipped(entries)
            try await VaultSample.open { sample in
                let file = try await sample.store(bytes, name: "note.docx")
                #expect(file.mediaType == FileType.office.rawValue)
                #expect(try await sample.vault.bytes(of: file) == bytes)
            }
        }
    }

    private static let refused: [(String, [(String, [UInt8])])] = [
        ("a plain archive", [("lisez-moi.txt", text(10))]),
        ("macros", [("[Content_Types].xml", types), ("word/vbaProject.bin", [1, 2, 3])]),
        ("macros, other case", [("[Content_Types].xml", types), ("xl/VBAPROJECT.BIN", [1])]),
        (
            "a macro-enabled type",
            [("[Content_Types].xml", Array("application/vnd.ms-word.document.macroEnabled.main+xml".utf8))]
        ),
        ("Basic", [("mimetype", mimetype), ("Basic/Standard/Module1.xml", text(10))]),
        ("a script", [("mimetype", mimetype), ("Scripts/python/x.py", text(10))]),
        ("another mimetype", [("mimetype", Array("application/epub+zip".utf8)), ("a.xhtml", text(10))]),
        (
            "an encrypted document",
            [("mimetype", mimetype), ("META-INF/manifest.xml", Array("<manifest:encryption-data/>".utf8))]
        ),
        (
            "too many entries",
            [("[Content_Types].xml", types)] + (0..<5000).map { ("word/\($0).xml", [] as [UInt8]) }
        ),
        ("a bomb", [("[Content_Types].xml", types), ("word/a.xml", Array(repeating: 0, count: 4 << 20))]),
    ]

    @Test func `other archives are refused`() async throws {
        for (what, entries) in Self.refused {
            let bytes = try zipped(entries)
            try await VaultSample.open { sample in
                await #expect(throws: ProofError.fileTypeRefused, "\(what)") {
                    try await sample.store(bytes, name: "note.docx")
                }
                #expect(sample.count == 0)
            }
        }
    }

    @Test func `a damaged or encrypted archive is refused`() async throws {
        let good = try zipped(Self.kept[0])
        var encrypted = good
        // Bit 0 of the flags of the first entry of the table of contents.
        let table = try #require(Data(good).range(of: Data([0x50, 0x4B, 0x01, 0x02])))
        encrypted[table.lowerBound + 8] |= 1
        for bytes in [Array(good.prefix(good.count - 30)), Array(good.prefix(40)), encrypted] {
            try await VaultSample.open { sample in
                await #expect(throws: ProofError.fileTypeRefused) { try await sample.store(bytes, name: "a.docx") }
            }
        }
    }
}
