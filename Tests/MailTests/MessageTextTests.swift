// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import TestSupport
import Testing

@testable import Mail

@Suite struct MessageTextTests {
    private let instant = Instant(millisecondsSinceEpoch: 1_795_269_720_500)

    private func message(
        _ subject: String, _ text: String = "Bonjour\n", name: String = "Carène",
        sender: String = "carene@chu.example.fr"
    ) throws -> MessageText {
        try MessageText(
            Letter(to: "rssi@chu.example.fr", subject: subject, text: text),
            to: try #require(MailAddress("rssi@chu.example.fr")), from: try #require(MailAddress(sender)), named: name,
            at: instant, entropy: Entropy { [UInt8](repeating: 0xAB, count: $0) })
    }

    @Test func `a whole message`() throws {
        let message = try message("Échéance dans 9 jours", "Bonjour,\n\n.une ligne\n..deux = é \n")
        #expect(message.identifier == "<abababababababababababababababab@chu.example.fr>")
        #expect(
            String(decoding: message.bytes, as: UTF8.self) == """
                From: =?utf-8?B?Q2Fyw6huZQ==?=\r
                 <carene@chu.example.fr>\r
                To: rssi@chu.example.fr\r
                Subject: =?utf-8?B?w4ljaMOpYW5jZSBkYW5zIDkgam91cnM=?=\r
                Date: Sat, 21 Nov 2026 14:02:00 +0000\r
                Message-ID: <abababababababababababababababab@chu.example.fr>\r
                Auto-Submitted: auto-generated\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                Bonjour,\r
                \r
                .une ligne\r
                ..deux =3D =C3=A9=20\r

                """)
    }

    @Test(arguments: [
        "x\r\nBcc: tous@chu.example.fr", "x\nBcc: a@b.fr", "x\rBcc: a@b.fr", "x\u{0}", "x\u{85}y", "x\u{2028}y",
        "\u{7F}",
    ])
    func `a subject or a name that begins a header is refused`(_ hostile: String) throws {
        #expect(throws: MailError.invalidText) { try message(hostile) }
        #expect(throws: MailError.invalidText) { try message("x", name: hostile) }
    }

    @Test(arguments: [
        "a@b.fr", "prenom.nom+carene@chu-nord.example.fr", "x@localhost", "o'neil@b.fr", "a@1.2.3.4",
    ])
    func `addresses that are accepted`(_ text: String) { #expect(MailAddress(text)?.text == text) }

    @Test(arguments: [
        "", "@", "a@", "@b.fr", "a", "a@b@c.fr", "a@b.fr\r\nRCPT TO:<x@y.fr>", "a@b.fr\n", "a b@c.fr", "<a@b.fr>",
        "a@b..fr", ".a@b.fr", "a.@b.fr", "a..b@c.fr", "\"a b\"@c.fr", "a@-b.fr", "a@b-.fr", "é@b.fr", "a@é.fr",
        "a,b@c.fr",
        "a@b.fr,c@d.fr", "a@b.fr>", "a@[1.2.3.4]", "a\u{0}@b.fr", String(repeating: "a", count: 65) + "@b.fr",
        "a@" + String(repeating: "b", count: 64) + ".fr", "a@" + String(repeating: "b.", count: 126) + "fr",
    ])
    func `addresses that are refused`(_ text: String) { #expect(MailAddress(text) == nil) }

    @Test(arguments: [
        ("a b", MailSettings.Security.startTLS, "a@b.fr", String?.none, MailError.invalidHost),
        ("mail.fr/x", .tls, "a@b.fr", nil, .invalidHost), ("x@mail.fr", .tls, "a@b.fr", nil, .invalidHost),
        ("mail.fr", .tls, "a@b.fr\r\n", nil, .invalidAddress), ("mail.fr", .none, "a@b.fr", "secret", .passwordInClear),
    ])
    func `settings that are refused`(
        _ host: String, _ security: MailSettings.Security, _ sender: String, _ password: String?, _ error: MailError
    ) {
        #expect(throws: error) {
            _ = try MailSettings(
                host: host, port: 587, security: security, user: "u", password: password, sender: sender,
                senderName: "n")
        }
    }

    @Test func `settings never show the password`() throws {
        let settings = try MailSettings(
            host: "mail.example.fr", port: 587, security: .startTLS, user: "carene", password: "s3cret",
            sender: "a@b.fr", senderName: "n")
        var shown = "\(settings) \(String(reflecting: settings))"
        dump(settings, to: &shown)
        #expect(!shown.contains("s3cret"))
    }

    @Test func `every message is ASCII on short lines`() throws {
        var generator = SplitMix64(seed: 5322)
        let letters = Array("aé€😀 =?.\"\\_\tABCDEFGH".unicodeScalars)
        func text(_ longest: Int, _ more: String = "") -> String {
            var result = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...longest, using: &generator) {
                result.append((letters + Array(more.unicodeScalars)).randomElement(using: &generator) ?? "a")
            }
            return String(result).replacing("\t", with: more.isEmpty ? " " : "\t")
        }
        for _ in 0..<500 {
            let bytes = try message(text(200), text(400, "\n\r\n"), name: text(90)).bytes
            #expect(bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0D || $0 == 0x0A || $0 == 0x09 })
            for line in bytes.split(separator: 0x0A) {
                #expect(line.last == 0x0D && line.count <= 77)
                // Servers cut what would be white at the end; a message without subject has nothing else there.
                #expect(line.dropLast().last != 0x20 || line.elementsEqual("Subject: \r".utf8))
            }
        }
    }
}
