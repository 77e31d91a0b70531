// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Organisations
import Primitives

/// Pieces of sentences about proofs.
enum ProofWords {
    /// "Une politique écrite et validée".
    static func kind(_ kind: ProofKind, _ t: Language) -> String { capitalised(kind.title(t)) }

    /// The same by identifier; a kind that no feature publishes any more, as it is written.
    static func kind(_ id: String, among kinds: [String: ProofKind], _ t: Language) -> String {
        kinds[id].map { kind($0, t) } ?? id
    }

    static func source(_ source: Proof.Source, _ t: Language) -> String {
        switch source {
        case .document: t("document", "document")
        case .measurement: t("relevé par Carène", "recorded by Carène")
        case .statement: t("attestation", "statement")
        }
    }

    /// "Saint-Aubin et 2 autres".
    static func holders(_ row: ProofRow, _ t: Language) -> String {
        guard row.holders > 1 else { return row.holder }
        let others = t.count(row.holders - 1, ("autre", "autres"), ("other", "others"))
        return t("\(row.holder) et \(others)", "\(row.holder) and \(others)")
    }

    static func size(_ bytes: Int, _ t: Language) -> String {
        switch bytes {
        case ..<1024: t.count(bytes, ("octet", "octets"), ("byte", "bytes"))
        case ..<(1 << 20): t("\(t.number(bytes >> 10))\u{00A0}ko", "\(t.number(bytes >> 10)) kB")
        default:
            t("\(t.decimal(Double(bytes) / 1_048_576))\u{00A0}Mo", "\(t.decimal(Double(bytes) / 1_048_576)) MB")
        }
    }

    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// One line without control characters: what a title must be.
    static func line(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
            .split(separator: " ").joined(separator: " ")
    }
}
