// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Mail
import Primitives
import TestSupport
import Testing

@Suite(
    .enabled(if: LocalServer.isInstalled, "aiosmtpd is missing (scripts/install-packages.sh test)"),
    .timeLimit(.minutes(2)))
struct PostOfficeTests {
    private func settings(
        port: UInt16, _ security: MailSettings.Security = .none, sender: String = "carene@chu.example.fr",
        user: String? = nil, password: String? = nil, authorities: String? = nil, host: String = "127.0.0.1"
    ) throws -> MailSettings {
        try MailSettings(
            host: host, port: port, security: security, user: user, password: password, sender: sender,
            senderName: "Carène, « GHT » \"Nord\"", timeout: .seconds(20), authorities: authorities)
    }

    private func letter(_ to: String, _ subject: String = "Bonjour", _ text: String = "Texte\n") -> Letter {
        Letter(to: to, subject: subject, text: text)
    }

    private func isAccepted(_ outcome: PostOffice.Outcome) -> Bool {
        if case .accepted = outcome { true } else { false }
    }

    private func withServer(
        _ features: String..., body: (LocalServer) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            try await LocalServer.run(in: directory, features, body: body)
        }
    }

    @Test func `what arrives is what was sent`() async throws {
        try await withServer { server in
            let texts = [
                "Bonjour Élise,\n\nL’échéance approche : 9 jours.\n.\n..\n.point\n",
                ".\n", "a\n.\nQUIT\nMAIL FROM:<x@y.fr>\n", "= =3D =\n espace \t\n",
                String(repeating: "Une très longue ligne sans fin, œuvre naïve. ", count: 300) + "\n",
                // Longer than one buffer of libcurl, so that a line may begin at any place of it.
                String(repeating: ".\n..\n.é\n", count: 30_000),
            ]
            let letters = texts.enumerated().map { letter("rssi@chu.example.fr", "Échéance n° \($0)", $1) }
            let outcomes = await PostOffice(try settings(port: server.port)).send(letters)
            #expect(outcomes.count { isAccepted($0) } == letters.count)
            let messages = try server.messages
            // Lines end with CRLF on the network, whatever they ended with before.
            let matches = zip(messages, texts).map { $0.text.replacing("\r\n", with: "\n") == $1 }
            #expect(matches == texts.map { _ in true })
            #expect(messages.map(\.subject) == letters.map(\.subject))
            for (message, outcome) in zip(messages, outcomes) {
                #expect(message.senderName == "Carène, « GHT » \"Nord\"")
                #expect(message.from == "carene@chu.example.fr" && message.to == ["rssi@chu.example.fr"])
                #expect(message.greeting == "chu.example.fr")
                guard case .accepted(let identifier) = outcome else { continue }
                #expect(String(decoding: message.data, as: UTF8.self).contains("Message-ID: \(identifier)\r\n"))
            }
            // One connection for all.
            #expect(Set(messages.map(\.peer)).count == 1)
        }
    }

    @Test func `one refusal does not keep the others from leaving`() async throws {
        try await withServer { server in
            let outcomes = await PostOffice(try settings(port: server.port)).send([
                letter("a@b.fr", "1"), letter("inconnu@b.fr"), letter("plus.tard@b.fr"), letter("a@b.fr", "refuse"),
                letter("a@b.fr\r\nRCPT TO:<x@y.fr>"), letter("a@b.fr", "x\r\nBcc: x@y.fr"), letter("a@b.fr", "2"),
            ])
            #expect(isAccepted(try #require(outcomes.first)))
            #expect(isAccepted(try #require(outcomes.last)))
            #expect(
                outcomes.dropFirst().dropLast() == [
                    .failed(.recipientRefused(code: 550)), .failed(.recipientRefused(code: 451)),
                    .failed(.messageRefused(code: 554)), .failed(.invalidAddress), .failed(.invalidText),
                ])
            #expect(try server.messages.map(\.subject) == ["1", "2"])
        }
    }

    @Test func `nobody listens`() async throws {
        // Port 1 (tcpmux) is served nowhere.
        let outcomes = await PostOffice(try settings(port: 1)).send([letter("a@b.fr"), letter("c@d.fr")])
        #expect(outcomes == [.failed(.unreachable), .failed(.unreachable)])
        let nowhere = try settings(port: 25, host: "mail.invalid")
        #expect(await PostOffice(nowhere).send([letter("a@b.fr")]) == [.failed(.unreachable)])
    }

    @Test func `a sender who is refused is refused for every letter`() async throws {
        try await withServer { server in
            let office = PostOffice(try settings(port: server.port, sender: "banni@chu.example.fr"))
            let outcomes = await office.send([letter("a@b.fr"), letter("c@d.fr")])
            #expect(outcomes == [.failed(.senderRefused(code: 550)), .failed(.senderRefused(code: 550))])
        }
    }

    @Test func `login with a password`() async throws {
        try await withServer("login") { server in
            func outcome(_ password: String?) async throws -> PostOffice.Outcome {
                let user = password == nil ? nil : "carene"
                let office = PostOffice(try settings(port: server.port, user: user, password: password))
                return try #require(await office.send([letter("a@b.fr")]).first)
            }
            #expect(try await outcome("faux") == .failed(.loginRefused))
            #expect(try await outcome(nil) == .failed(.senderRefused(code: 530)))
            let accepted = try await outcome("mot de passé")
            #expect(isAccepted(accepted))
            #expect(try server.messages.map(\.login) == ["carene"])
        }
    }

    @Test func `without STARTTLS no letter leaves`() async throws {
        try await withServer { server in
            for security in [MailSettings.Security.startTLS, .tls] {
                let office = PostOffice(try settings(port: server.port, security))
                #expect(await office.send([letter("a@b.fr")]) == [.failed(.encryptionFailed)])
            }
            #expect(try server.messages.isEmpty)
        }
    }

    @Test(arguments: [MailSettings.Security.startTLS, .tls])
    func `only a certificate that is vouched for is trusted`(_ security: MailSettings.Security) async throws {
        try await withTemporaryDirectory { directory in
            try Certificate.make(for: "localhost", in: directory)
            try await LocalServer.run(in: directory, [security.rawValue]) { server in
                func outcome(_ authorities: String?, _ host: String) async throws -> PostOffice.Outcome {
                    let settings = try settings(port: server.port, security, authorities: authorities, host: host)
                    return try #require(await PostOffice(settings).send([letter("a@b.fr")]).first)
                }
                let own = directory + "/server.pem"
                #expect(try await outcome(nil, "localhost") == .failed(.certificateRefused))
                #expect(try await outcome(own, "127.0.0.1") == .failed(.certificateRefused))
                #expect(try await outcome(directory + "/absent.pem", "localhost") == .failed(.certificateRefused))
                let accepted = try await outcome(own, "localhost")
                #expect(isAccepted(accepted))
                #expect(try server.messages.count == 1)
            }
        }
    }

    @Test func `who cancels stops what has not left`() async throws {
        try await withServer { server in
            let office = PostOffice(try settings(port: server.port))
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await office.send([letter("a@b.fr"), letter("c@d.fr")])
            }
            #expect(await task.value == [.failed(.cancelled), .failed(.cancelled)])
            #expect(try server.messages.isEmpty)
        }
    }
}
