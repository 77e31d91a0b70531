// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Mail
import Primitives

/// The mail server, from the environment: CARENE_SMTP_HOST, _PORT, _TLS, _USER, _PASSWORD, _FROM, _AUTHORITIES.
enum MailSettings {
    /// Nil when no host is given: nothing is then sent.
    static func postOffice() throws -> PostOffice? {
        let settings = Settings()
        guard let host = try settings.value("SMTP_HOST") else { return nil }
        let mode = try settings.value("SMTP_TLS") ?? Mail.MailSettings.Security.startTLS.rawValue
        guard let security = Mail.MailSettings.Security(rawValue: mode) else {
            let known = Mail.MailSettings.Security.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("CARENE_SMTP_TLS is one of \(known).")
        }
        guard let from = try settings.value("SMTP_FROM") else {
            throw CommandFailure(
                "CARENE_SMTP_FROM is needed with CARENE_SMTP_HOST: the address that letters come from.")
        }
        let port = try settings.value("SMTP_PORT").map(port) ?? usualPort(security)
        let (name, address) = sender(from)
        do {
            return PostOffice(
                try Mail.MailSettings(
                    host: host, port: port, security: security, user: try settings.value("SMTP_USER"),
                    password: try settings.value("SMTP_PASSWORD"), sender: address, senderName: name,
                    authorities: try settings.value("SMTP_AUTHORITIES")))
        } catch let error as MailError {
            throw CommandFailure("the mail server cannot be used as set by CARENE_SMTP_…: \(error.message(.english))")
        }
    }

    private static func port(_ text: String) throws -> UInt16 {
        guard let port = UInt16(text), port > 0 else { throw CommandFailure("CARENE_SMTP_PORT is a port number.") }
        return port
    }

    /// Submission with STARTTLS (RFC 6409), submission over TLS (RFC 8314), a relay in clear.
    private static func usualPort(_ security: Mail.MailSettings.Security) -> UInt16 {
        switch security {
        case .startTLS: 587
        case .tls: 465
        case .none: 25
        }
    }

    /// `carene@hopital.fr`, or `Carène du CHU <carene@hopital.fr>`.
    private static func sender(_ text: String) -> (name: String, address: String) {
        guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else { return ("Carène", text) }
        let name = text[..<open].split(separator: " ").joined(separator: " ")
        return (name.isEmpty ? "Carène" : name, String(text[text.index(after: open)...].dropLast()))
    }
}
