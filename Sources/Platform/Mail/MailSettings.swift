// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The server that takes our letters, and in whose name they go.
public struct MailSettings: Sendable {
    public enum Security: String, Sendable, CaseIterable {
        /// In clear: for a relay on the same machine or a closed network.
        case none
        /// In clear until STARTTLS, which the server must offer (RFC 3207). Usual port: 587.
        case startTLS = "starttls"
        /// Encrypted from the first byte (RFC 8314). Usual port: 465.
        case tls
    }

    public let host: String
    public let port: UInt16
    public let security: Security
    public let user: String?
    public let sender: MailAddress
    public let senderName: String
    /// For one letter, from connection to acceptance.
    public let timeout: Duration
    /// PEM file of the authorities that are trusted instead of the system's: a hospital often has its own.
    public let authorities: String?
    let password: Password

    /// Throws `.invalidHost`, `.invalidAddress`, `.invalidText` (the name) or `.passwordInClear`.
    public init(
        host: String, port: UInt16, security: Security, user: String? = nil, password: String? = nil, sender: String,
        senderName: String, timeout: Duration = .seconds(30), authorities: String? = nil
    ) throws(MailError) {
        guard MailAddress.isHost(host) || Self.isAddress6(host) else { throw .invalidHost }
        guard let sender = MailAddress(sender) else { throw .invalidAddress }
        guard HeaderText.isPlain(senderName) else { throw .invalidText }
        // Who listens on the network must not learn a password. Nobody listens inside the machine.
        let isLocal = ["localhost", "127.0.0.1", "::1"].contains(host)
        guard password == nil || security != .none || isLocal else { throw .passwordInClear }
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = Password(text: password)
        self.sender = sender
        self.senderName = senderName
        self.timeout = timeout
        self.authorities = authorities
    }

    private static func isAddress6(_ text: String) -> Bool {
        text.contains(":") && text.utf8.count <= 45
            && text.utf8.allSatisfy { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") || isHexadecimal($0) }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    /// Never shown, whatever prints the settings.
    struct Password: Sendable, CustomStringConvertible, CustomReflectable {
        let text: String?
        var description: String { text == nil ? "none" : "hidden" }
        var customMirror: Mirror { Mirror(self, children: []) }
    }
}
