// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Finds the first place where markup is not well formed: a tag closed that was not open, or left open, an attribute
/// without its closing quote. Used by every page test; it is not a validator of HTML's content model.
public enum TagBalance {
    /// Elements without content (HTML Living Standard §13.1.2).
    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    /// A sentence about the first fault, or nil when every tag is balanced.
    public static func fault(in markup: String) -> String? {
        let bytes = Array(markup.utf8)
        var open: [String] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if bytes[index...].starts(with: "<!--".utf8) {
                guard let end = position(of: Array("-->".utf8), in: bytes, from: index + 4) else {
                    return "unclosed comment at byte \(index)"
                }
                index = end + 3
                continue
            }
            guard let tag = Tag(bytes, at: index) else { return "malformed tag at byte \(index)" }
            index = tag.end
            if tag.isDeclaration || tag.isSelfClosing { continue }
            if tag.isClosing {
                guard let last = open.popLast() else { return "</\(tag.name)> closes nothing" }
                guard last == tag.name else { return "<\(last)> is closed by </\(tag.name)>" }
            } else if !void.contains(tag.name) {
                open.append(tag.name)
            }
        }
        return open.last.map { "<\($0)> is never closed" }
    }

    private static func position(of pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start <= bytes.count - pattern.count else { return nil }
        return (start...(bytes.count - pattern.count)).first { bytes[$0...].starts(with: pattern) }
    }

    private struct Tag {
        var name = ""
        var end = 0
        var isClosing = false
        var isSelfClosing = false
        var isDeclaration = false

        init?(_ bytes: [UInt8], at start: Int) {
            var index = start + 1
            guard index < bytes.count else { return nil }
            if bytes[index] == UInt8(ascii: "!") { isDeclaration = true }
            if bytes[index] == UInt8(ascii: "/") {
                isClosing = true
                index += 1
            }
            let nameStart = index
            while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">"),
                bytes[index] != UInt8(ascii: "/")
            {
                index += 1
            }
            name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
            guard !name.isEmpty else { return nil }
            var quote: UInt8?
            while index < bytes.count {
                let byte = bytes[index]
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else if byte == UInt8(ascii: "<") {
                    return nil
                } else if byte == UInt8(ascii: ">") {
                    isSelfClosing = bytes[index - 1] == UInt8(ascii: "/")
                    end = index + 1
                    return
                }
                index += 1
            }
            return nil
        }
    }
}
