// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Primitives

/// One line of the journal: who did what, where and when, bound to the line before by its hash.
public struct Entry: Sendable, Hashable {
    public let sequence: Int
    public let at: Instant
    public let account: String?
    public let actor: String
    public let organisation: String?
    /// A dotted verb of the past: `assessment.opened`.
    public let action: String
    /// The identifier of the thing, or nil.
    public let subject: String?
    /// A short sentence or figures. Never a secret, never an answer's text.
    public let detail: String
    public let previousHash: String
    public let hash: String

    /// SHA-256 over every field, each preceded by its length in bytes, so that no two different entries share a text.
    static func hash(
        sequence: Int, at: Instant, account: String?, actor: String, organisation: String?, action: String,
        subject: String?, detail: String, previousHash: String
    ) -> String {
        var hash = SHA256()
        for field in [
            previousHash, String(sequence), at.text, account ?? "", actor, organisation ?? "", action, subject ?? "",
            detail,
        ] {
            let bytes = Array(field.utf8)
            hash.update(data: Array("\(bytes.count):".utf8))
            hash.update(data: bytes)
        }
        return Hexadecimal.text(of: hash.finalize())
    }

    /// The hash that the fields give today; equal to `hash` unless somebody touched the row.
    var recomputedHash: String {
        Self.hash(
            sequence: sequence, at: at, account: account, actor: actor, organisation: organisation, action: action,
            subject: subject, detail: detail, previousHash: previousHash)
    }

    /// The hash before the first entry.
    static let origin = String(repeating: "0", count: 64)
}
