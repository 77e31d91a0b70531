// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import ThreatIndicators

@Suite struct RecognitionTests {
    private static let report = """
        TLP:AMBER+STRICT — Note d’alerte. Le serveur contacte hxxps://mise-a-jour[.]exemple[.]test/charge.bin, puis
        203[.]0[.]113[.]7:4444 et 10.0.0.5. Empreintes :
        - D41D8CD98F00B204E9800998ECF8427E (MD5)
        - e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.
        Fichier « facture.exe », écrit dans C:\\Users\\Public\\facture.exe ; clé HKLM\\Software\\Microsoft\\Windows\\Run\\Maj
        C:\\Program Files\\Faux outil\\outil.exe
        Expéditeur : compta[at]fournisseur[.]zip (voir https://www.cert.ssi.gouv.fr/alerte/).
        Plage 198.51.100.0/24, 203.0.113.7 encore. Le poste s’arrête.Il redémarre, p.ex. le 12.11.2026 à 10h.
        """

    @Test func `a report gives its indicators and nothing of its prose`() throws {
        let found = try TextRecognition(Self.report)
        let texts = Set(found.found.map { $0.value.kind.rawValue + " " + $0.value.text })
        #expect(
            texts == [
                "url https://mise-a-jour.exemple.test/charge.bin", "ipv4 203.0.113.7", "ipv4 10.0.0.5",
                "md5 d41d8cd98f00b204e9800998ecf8427e",
                "sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "fileName facture.exe",
                "filePath C:\\Users\\Public\\facture.exe", "filePath C:\\Program Files\\Faux outil\\outil.exe",
                "registryKey HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows\\Run\\Maj",
                "email compta@fournisseur.zip", "url https://www.cert.ssi.gouv.fr/alerte/", "network 198.51.100.0/24",
            ])
        #expect(found.tlp == .amberStrict)
        let address = try #require(found.found.first { $0.value.text == "203.0.113.7" })
        #expect(address.times == 2 && address.line == 2 && address.caution == nil)
        #expect(found.found.first { $0.value.text == "10.0.0.5" }?.caution == .localAddress)
        #expect(found.found.first { $0.value.text.contains("ssi.gouv") }?.caution == .citedSite)
    }

    @Test(
        arguments: [
            ("mal.exemple.test", "domain"), ("facture[.]zip", "domain"), ("facture.zip", "fileName"),
            ("evil.com", "domain"),
            ("serveur.Il", nil), ("p.ex", nil), ("etc.", nil), ("1.2.3", nil), ("12.11.2026", nil), ("et/ou", nil),
            ("alice@exemple.test", "email"), ("2001:db8::1", "ipv6"), ("10:30", nil), ("<script>", nil),
        ] as [(String, String?)])
    func `one word is recognised for what it is`(_ word: String, _ kind: String?) throws {
        #expect(try TextRecognition(word).found.first?.value.kind.rawValue == kind)
    }

    @Test func `a list of one value per line gives each of them`() throws {
        var invention = Invention(4)
        for kind in [IndicatorKind.ipv4, .ipv6, .network, .md5, .sha1, .sha256, .domain] {
            let values = (0..<50).compactMap { _ in invention.value(kind) }.filter { $0.text.utf8.count >= 4 }
            let found = try TextRecognition(values.map(\.text).joined(separator: "\r\n")).found.map(\.value)
            #expect(Set(found) == Set(values), "\(kind)")
        }
    }

    @Test func `text made to hurt is read in bounded time, or refused`() throws {
        for piece in ["[.]", "hxxp://", "a.", "((((", "::", "\\\\", "C:\\", "@@", "tlp:", "\u{301}", "👩‍👩‍👧", "%\\"] {
            _ = try TextRecognition(String(repeating: piece, count: 4000))
            _ = try TextRecognition(String(repeating: piece + " ", count: 4000))
            _ = try TextRecognition(String(repeating: piece + "\n", count: 4000))
        }
        #expect(throws: ReadingFault.tooLarge) {
            try TextRecognition(String(repeating: "a", count: TextRecognition.textLimit + 1))
        }
        let many = (0..<6000).map { "h\($0).exemple.test" }.joined(separator: " ")
        let found = try TextRecognition(many)
        #expect(found.found.count == TextRecognition.valueLimit && found.beyondLimit == 1000)
    }

    @Test func `random text never stops the program`() throws {
        var invention = Invention(5)
        for _ in 0..<400 {
            _ = try TextRecognition(
                invention.word("abA.:/\\@[](){}<>%é\u{0}\n\t 0123hHKLMxtp-_*|\"'", 0...400))
        }
    }
}
