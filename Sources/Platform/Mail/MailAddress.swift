// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// An address that every server understands: ASCII, without quotes (RFC 5321 §4.1.2, `Dot-string "@" Domain`).
///
/// Narrower than the RFC, on purpose: no accepted address can carry a line end, a second address or a command.
public struct MailAddress: Sendable, Hashable {
    public let text: String
    let domain: String

    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        // RFC 5321 §4.5.3.1: 64 octets before the sign, 254 in all.
        guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64, Self.isDotString(parts[0]),
            Self.isHost(parts[1])
        else { return nil }
        self.text = text
        domain = String(parts[1])
    }

    /// Letters, digits and hyphens between dots (RFC 1123 §2.1). An IPv4 address reads as such a name.
    static func isHost(_ text: some StringProtocol) -> Bool {
        text.utf8.count <= 253
            && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == hyphen }
            }
    }

    private static func isDotString(_ text: some StringProtocol) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.utf8.allSatisfy { isAlphanumeric($0) || symbols.contains($0) }
        }
    }

    private static let hyphen = UInt8(ascii: "-")
    /// RFC 5322 §3.2.3, `atext`.
    private static let symbols = Set("!#$%&'*+-/=?^_`{|}~".utf8)

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
