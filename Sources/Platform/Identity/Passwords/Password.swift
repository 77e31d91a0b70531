// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

// Foundation rather than FoundationEssentials: Unicode normalisation is only there.
import Foundation

/// What a person typed as a password. Never printed, never stored.
public struct Password: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    let text: String

    /// Normalised to NFC (RFC 8265 §4.2.2): the same "é" is one code point on one keyboard and two on another.
    public init(_ typed: String) {
        text = typed.precomposedStringWithCanonicalMapping
    }

    var bytes: [UInt8] { Array(text.utf8) }

    /// Bounds the work before anything is computed: nobody's password is longer.
    var isOverlong: Bool { text.utf8.count > 1024 || text.count > PasswordPolicy.longest }

    public var description: String { "(password)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
