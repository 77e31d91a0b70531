// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import TestSupport
import Testing

@Suite struct ArchivePathTests {
    @Test(arguments: [
        ("Politique d’accès: v2.pdf", "Politique d’accès- v2.pdf"), ("../../etc/passwd", "-..-etc-passwd"),
        (".bashrc", "bashrc"), ("", "document"), (" . ", "document"), ("a\u{0}b\nc", "ab c"), ("fin. ", "fin"),
        ("Bilan\u{00A0}2026\u{202F}%", "Bilan 2026 %"), ("CON", "_CON"), ("nul.txt", "_nul.txt"),
        ("Nullité", "Nullité"),
        ("facture\u{202E}fdp.exe", "facturefdp.exe"), ("C:\\x", "C--x"), ("Œuvre – été", "Œuvre – été"),
        ("v1.2 du plan", "v1.2 du plan"), (".pdf", "pdf"),
    ])
    func `a title becomes one component`(_ title: String, _ expected: String) {
        #expect(ArchivePath.safe(title) == expected)
    }

    @Test func `a long title is cut and keeps its extension`() {
        let name = ArchivePath.safe(String(repeating: "é", count: 300) + ".docx")
        #expect(name.utf8.count <= ArchivePath.maximumLength)
        #expect(name.hasSuffix("é.docx"))
    }

    @Test func `names already taken get a number, case aside`() {
        var taken: Set<String> = []
        let names = ["Bilan.pdf", "bilan.pdf", "BILAN.PDF", "bilan"].map { ArchivePath.safe($0, taken: &taken) }
        #expect(names == ["Bilan.pdf", "bilan (2).pdf", "BILAN (3).PDF", "bilan"])
        let long = String(repeating: "œ", count: 90)
        let cut = (0..<12).map { _ in ArchivePath.safe(long, taken: &taken) }
        #expect(Set(cut).count == 12)
        #expect(cut.allSatisfy { $0.utf8.count <= ArchivePath.maximumLength })
    }

    @Test(arguments: [
        "", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\\b", "C:/a", "a\u{0}b", "a\nb",
        String(repeating: "a", count: 1001),
    ])
    func `paths that leave their folder are not safe`(_ path: String) {
        #expect(!ArchivePath.isSafe(path))
    }

    @Test func `whatever the title, the component is safe`() {
        var generator = SplitMix64(seed: 3)
        let letters = Array("aé./\\:.. \n\u{0}\u{202E}😀e\u{301}CON\u{7F}-").map { String($0) }
        for _ in 0..<2000 {
            let title = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                letters.randomElement(using: &generator) ?? ""
            }.joined()
            let name = ArchivePath.safe(title)
            #expect(ArchivePath.isSafe(name))
            #expect(!name.contains("/") && name.utf8.count <= ArchivePath.maximumLength)
            #expect(ArchivePath.safe(name) == name)
        }
    }
}
