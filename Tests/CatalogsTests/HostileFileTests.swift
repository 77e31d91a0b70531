// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

/// Files made to exhaust or to break a reader.
@Suite struct HostileFileTests {
    @Test func `refuses a bomb of aliases before composing it`() throws {
        var bomb = "a0: &a0 [x, x]\n"
        for level in 1...60 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        bomb += "? *a60\n: 1\n"
        let error = try #require(throws: CatalogError.self) { try FrameworkReader.read(bomb) }
        #expect(error.issues.first?.message == "anchors and aliases are refused")
        #expect(error.issues.first?.line == 2)
    }

    @Test(arguments: ["&a x", "Texte avec R&D et *important*", "**gras** &nbsp;", "a & b * c"])
    func `does not take a text for an anchor`(_ text: String) throws {
        let framework = try FrameworkReader.read(Samples.small("  - { code: A, title: '\(text)' }"))
        #expect(framework.requirements.first?.title == text)
    }

    @Test(arguments: ["[", "- ", "{a: ", "? ", "[[],"])
    func `refuses what is nested without end`(_ opening: String) {
        for count in [33, 900, 5000, 200_000] {
            #expect(throws: CatalogError.self) {
                try FrameworkReader.read("requirements: " + String(repeating: opening, count: count))
            }
        }
    }

    @Test func `refuses nesting that is well formed`() throws {
        for depth in [40, 400] {
            let text = "a: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            let error = try #require(throws: CatalogError.self) { try FrameworkReader.read(text) }
            #expect(error.issues.first?.message == "nested more than 32 deep")
        }
    }

    @Test func `refuses too many values`() {
        let list = "[" + String(repeating: "x,", count: 250_000) + "]"
        #expect(throws: CatalogError.self) { try FrameworkReader.read("a: " + list) }
        #expect(throws: CatalogError.self) { try FrameworkReader.read("a: " + list + "\nb: " + list) }
    }

    @Test func `refuses a file that is too large`() {
        let bytes = [UInt8](repeating: 0x20, count: (8 << 20) + 1)
        #expect(throws: CatalogError.self) { try FrameworkReader.read(bytes) }
    }

    @Test(arguments: [
        [], [0x0A], [0xFF, 0xFE, 0x61], [0x61, 0x00], [0xC3], [0xED, 0xA0, 0x80], Array("%".utf8), Array("---".utf8),
        Array("...\n".utf8), Array("--- a\n--- b\n".utf8), Array("{".utf8), Array("\u{FEFF}{}".utf8), Array("{}".utf8),
        Array("{\"catalog\":1}".utf8), Array("{\"profile\":{}}".utf8), Array("{\"a\":1,\"a\":2}".utf8),
        Array("[]".utf8),
    ])
    func `refuses what is no catalogue`(_ bytes: [UInt8]) {
        #expect(throws: CatalogError.self) { try CatalogFile.read(bytes: bytes, name: "essai") }
    }

    /// Whatever the bytes, reading ends with a value or with an error that says something.
    @Test(arguments: 0..<400)
    func `survives any change to a good file`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let samples = [Samples.complete, CISOAssistantTests.library, OSCALTests.catalog, OSCALTests.profile]
        var bytes = Array((samples.randomElement(using: &generator) ?? "").utf8)
        let signs = Array("{}[]:,-?&*!|>'\"%@`#\n\t 0é\u{0}\\~<".utf8)
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
            let place = Int.random(in: 0..<max(1, bytes.count), using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.insert(signs.randomElement(using: &generator) ?? 0, at: place)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 20))
            case 3: bytes.insert(contentsOf: Array(bytes[place...].prefix(200)), at: place)
            default: bytes.removeLast(min(bytes.count - 1, bytes.count / 10))
            }
        }
        do {
            let file = try CatalogFile.read(bytes: bytes, name: "essai") { _ in Array(OSCALTests.catalog.utf8) }
            #expect(file.frameworks.allSatisfy { !$0.requirements.isEmpty })
        } catch {
            #expect(error.issues.contains { !$0.message.isEmpty })
        }
    }

    @Test(arguments: 0..<300)
    func `survives any bytes`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let isText = seed % 2 == 0
        let signs = Array("{}[]:,-?&*!|>'\"%#\n \tab1\\u".utf8)
        let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
            isText ? signs.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255, using: &generator)
        }
        #expect(throws: CatalogError.self) { try CatalogFile.read(bytes: bytes, name: "essai") }
        #expect(throws: CatalogError.self) { try FrameworkReader.read(bytes) }
    }
}
