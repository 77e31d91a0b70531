// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives

/// An e-mail address, used as the name under which a person signs in. No mail is sent to it by this room.
public struct EmailAddress: Sendable, Hashable {
    public let text: String

    /// What makes two addresses the same: lower case, without accents.
    public var key: String { folded(text) }

    /// Checks the shape only: one `@`, a dotted domain, no space, no control character, at most 254 bytes (RFC 5321
    /// §4.5.3.1 as corrected by erratum 1690). A stricter grammar refuses addresses that work.
    public init(_ typed: String) throws(IdentityError) {
        let trimmed = typed.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        let text = String(trimmed)
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, !parts[0].isEmpty,
            parts[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }),
            parts[1].contains("."), text.unicodeScalars.allSatisfy(Self.isAcceptable)
        else { throw .emailMalformed }
        self.text = text
    }

    /// The key of whatever was typed at sign-in, to look it up and to count attempts; empty, which no account has, when
    /// the text cannot be an address.
    static func key(of typed: String) -> String {
        typed.utf8.count > 320 || typed.utf8.contains(0) ? "" : folded(typed)
    }

    /// Trusts a value that the database returned.
    init(stored text: String) { self.text = text }

    private static func isAcceptable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            false
        default: !"<>()[]\\,;:\"".unicodeScalars.contains(scalar)
        }
    }
}
