// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials

/// What people wrote, made fit for a header: ASCII on short lines (RFC 5322 §2.2), accents as encoded words (RFC 2047).
enum HeaderText {
    /// No line end and no other control character. Line and paragraph separators count: some readers break lines there.
    static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control && $0 != "\u{2028}" && $0 != "\u{2029}"
        }
    }

    /// The text of a subject, folded where it is long.
    static func unstructured(_ text: String) -> String {
        isShortASCII(text) ? text : encodedWords(text)
    }

    /// A name before an address (RFC 5322 §3.4): a quoted string or encoded words.
    static func phrase(_ text: String) -> String {
        guard isShortASCII(text) else { return encodedWords(text) }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// May stand as it is: nothing to encode, nothing that reads as an encoded word, no space that folding would lose.
    private static func isShortASCII(_ text: String) -> Bool {
        text.utf8.count <= 60 && text.utf8.allSatisfy { 0x20...0x7E ~= $0 } && !text.contains("=?")
            && text.first != " " && text.last != " "
    }

    /// 39 octets are 52 characters of base64, 64 with their frame: 76 with the longest name of header before them,
    /// which is the limit of RFC 2047 §2. A character is never cut in two (§5). The space between two words does not
    /// count.
    private static func encodedWords(_ text: String) -> String {
        var words: [String] = []
        var piece: [UInt8] = []
        func close() {
            words.append("=?utf-8?B?" + Data(piece).base64EncodedString() + "?=")
            piece = []
        }
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if piece.count + bytes.count > 39 { close() }
            piece += bytes
        }
        if !piece.isEmpty { close() }
        return words.joined(separator: "\r\n ")
    }
}
