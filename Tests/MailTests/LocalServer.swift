// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A mail server of another make (aiosmtpd, from the tests' virtual environment) on a port of this machine. It writes
/// each message that it takes to a file before it answers for it, and ends with the process that started it.
struct LocalServer {
    struct Message: Decodable {
        let peer: Int
        let greeting: String
        let from: String
        let to: [String]
        let login: String
        /// What travelled, without the dots that SMTP adds.
        let data: Data
        /// Subject, sender's name and body as Python's own parser reads them.
        let subject: String
        let senderName: String
        let text: String
    }

    struct NeverListened: Error {}

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    private static let python = root.appending(path: ".venv/bin/python").path(percentEncoded: false)

    static let isInstalled: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", "import aiosmtpd"]
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    private let directory: String
    let port: UInt16

    private init(directory: String, port: UInt16) {
        self.directory = directory
        self.port = port
    }

    /// Runs `body` while a server listens.
    /// - Parameter features: what `program` knows: "login", "starttls", "tls".
    static func run<Result>(
        in directory: String, _ features: [String], body: (LocalServer) async throws -> Result
    ) async throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", program, directory] + features
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // A process started from a thread of the pool inherits that thread's mask, under which SIGTERM waits for ever.
        defer { _ = kill(process.processIdentifier, SIGKILL) }
        for _ in 0..<600 where process.isRunning {
            if let text = try? String(contentsOfFile: directory + "/port", encoding: .utf8), let port = UInt16(text) {
                return try await body(LocalServer(directory: directory, port: port))
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw NeverListened()
    }

    var messages: [Message] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".json") }.sorted()
                .map { name in
                    let data = try Data(contentsOf: URL(filePath: directory + "/" + name))
                    return try JSONDecoder().decode(Message.self, from: data)
                }
        }
    }

    private static let program = #"""
        import asyncio, base64, email, email.policy, json, os, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult

        directory, features, parent = sys.argv[1], sys.argv[2:], os.getppid()

        class Handler:
            taken = 0

            async def handle_MAIL(self, server, session, envelope, address, options):
                if address.startswith("banni@"):
                    return "550 sender refused"
                envelope.mail_from = address
                return "250 OK"

            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("inconnu@"):
                    return "550 no such user"
                if address.startswith("plus.tard@"):
                    return "451 try again"
                envelope.rcpt_tos.append(address)
                return "250 OK"

            async def handle_DATA(self, server, session, envelope):
                message = email.message_from_bytes(envelope.content, policy=email.policy.default)
                if message["Subject"] == "refuse":
                    return "554 not this one"
                Handler.taken += 1
                kept = {
                    "peer": session.peer[1], "greeting": session.host_name, "from": envelope.mail_from,
                    "to": envelope.rcpt_tos, "login": session.auth_data or "",
                    "data": base64.b64encode(envelope.content).decode(), "subject": message["Subject"],
                    "senderName": message["From"].addresses[0].display_name, "text": message.get_content(),
                }
                with open(f"{directory}/{Handler.taken:04}.json", "w") as file:
                    json.dump(kept, file)
                return "250 taken"

        def authenticate(server, session, envelope, mechanism, data):
            right = (data.login, data.password) == (b"carene", "mot de passé".encode())
            return AuthResult(success=right, handled=False, auth_data=data.login.decode())

        context = None
        if "starttls" in features or "tls" in features:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(f"{directory}/server.pem", f"{directory}/server.key")
        options = {"hostname": "localhost"}
        if "login" in features:
            options |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False}
        if "starttls" in features:
            options |= {"tls_context": context, "require_starttls": True}

        async def main():
            loop = asyncio.get_running_loop()
            server = await loop.create_server(
                lambda: SMTP(Handler(), **options), "127.0.0.1", 0, ssl=context if "tls" in features else None)
            with open(f"{directory}/port.new", "w") as file:
                file.write(str(server.sockets[0].getsockname()[1]))
            os.rename(f"{directory}/port.new", f"{directory}/port")
            while os.getppid() == parent:
                await asyncio.sleep(0.5)

        asyncio.run(main())
        """#
}
