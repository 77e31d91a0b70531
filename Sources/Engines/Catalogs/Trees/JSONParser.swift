// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// JSON (RFC 8259) read into a tree that knows its lines, with limits. Refuses a key written twice,
/// about which the RFC leaves every reader free, so that no two readers see two different documents.
struct JSONParser {
    private let bytes: [UInt8]
    private let limits: TreeLimits
    private var position = 0
    private var line = 1
    private var lineStart = 0
    private var nodes = 0

    static func parse(_ bytes: [UInt8], limits: TreeLimits = .json) throws(CatalogError) -> Tree {
        guard bytes.count <= limits.bytes else {
            throw CatalogError("the file is larger than \(limits.bytes) bytes")
        }
        var parser = JSONParser(bytes: bytes, limits: limits)
        // RFC 8259 §8.1: a reader may ignore a byte order mark.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
        let tree = try parser.value(depth: 1)
        parser.skipBlanks()
        guard parser.position == bytes.count else { throw parser.error("something follows the document") }
        return tree
    }

    private init(bytes: [UInt8], limits: TreeLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private var mark: Tree.Mark { Tree.Mark(line: line, column: position - lineStart + 1) }

    private func error(_ message: String) -> CatalogError {
        CatalogError(issues: [Issue(line: mark.line, column: mark.column, message: message)])
    }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0D: position += 1
            case 0x0A:
                position += 1
                line += 1
                lineStart = position
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(CatalogError) -> Tree {
        skipBlanks()
        nodes += 1
        guard nodes <= limits.nodes else { throw error("more than \(limits.nodes) values") }
        guard depth <= limits.depth else { throw error("nested more than \(limits.depth) deep") }
        let mark = mark
        switch current {
        case UInt8(ascii: "{"): return Tree(content: .mapping(try entries(depth: depth)), mark: mark)
        case UInt8(ascii: "["): return Tree(content: .sequence(try elements(depth: depth)), mark: mark)
        case UInt8(ascii: "\""): return Tree(content: .scalar(try string(), isPlain: false), mark: mark)
        case nil: throw error("the document ends too early")
        default: return Tree(content: .scalar(try word(), isPlain: true), mark: mark)
        }
    }

    private mutating func entries(depth: Int) throws(CatalogError) -> [Tree.Entry] {
        position += 1
        var entries: [Tree.Entry] = []
        var seen: Set<String> = []
        skipBlanks()
        if current == UInt8(ascii: "}") {
            position += 1
            return []
        }
        while true {
            skipBlanks()
            let mark = mark
            guard current == UInt8(ascii: "\"") else { throw error("expected a key between quotes") }
            let key = try string()
            if !seen.insert(key).inserted { throw error("the key ‘\(key)’ is written twice") }
            skipBlanks()
            guard current == UInt8(ascii: ":") else { throw error("expected a colon") }
            position += 1
            entries.append(Tree.Entry(key: key, mark: mark, value: try value(depth: depth + 1)))
            if try ends(with: UInt8(ascii: "}")) { return entries }
        }
    }

    private mutating func elements(depth: Int) throws(CatalogError) -> [Tree] {
        position += 1
        var elements: [Tree] = []
        skipBlanks()
        if current == UInt8(ascii: "]") {
            position += 1
            return []
        }
        while true {
            elements.append(try value(depth: depth + 1))
            if try ends(with: UInt8(ascii: "]")) { return elements }
        }
    }

    /// Whether the object or array ends here, a comma being the other possibility.
    private mutating func ends(with closing: UInt8) throws(CatalogError) -> Bool {
        skipBlanks()
        guard let byte = current, byte == closing || byte == UInt8(ascii: ",") else {
            throw error("expected a comma or the end of the list")
        }
        position += 1
        return byte == closing
    }

    /// `true`, `false`, `null` or a number, kept as it is written.
    private mutating func word() throws(CatalogError) -> String {
        let start = position
        while let byte = current, byte.isCodeByte || byte == UInt8(ascii: "+") { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let isNumber = Cursor.number(text) != nil && !text.hasPrefix("+") && !text.hasPrefix(".")
        guard isNumber || text == "true" || text == "false" || text == "null" else {
            throw error("expected a value")
        }
        return text
    }

    private mutating func string() throws(CatalogError) -> String {
        position += 1
        var start = position
        var content: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                content += bytes[start..<position]
                position += 1
                guard let text = String(validating: content, as: UTF8.self) else { throw error("is not UTF-8") }
                return text
            case UInt8(ascii: "\\"):
                content += bytes[start..<position]
                position += 1
                content += try escaped()
                start = position
            case 0..<0x20: throw error("a control character must be escaped")
            default: position += 1
            }
        }
        throw error("the text is not closed")
    }

    private mutating func escaped() throws(CatalogError) -> [UInt8] {
        guard let byte = current else { throw error("the text is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var code = try codeUnit()
            if (0xD800...0xDBFF).contains(code), current == UInt8(ascii: "\\") {
                position += 1
                guard current == UInt8(ascii: "u") else { throw error("half a surrogate pair") }
                position += 1
                let low = try codeUnit()
                guard (0xDC00...0xDFFF).contains(low) else { throw error("half a surrogate pair") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw error("half a surrogate pair") }
            return Array(String(Character(scalar)).utf8)
        default: throw error("unknown escape")
        }
    }

    private mutating func codeUnit() throws(CatalogError) -> UInt32 {
        let digits = bytes[position..<min(position + 4, bytes.count)]
        guard digits.count == 4, let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            digits.first != UInt8(ascii: "+")
        else { throw error("expected four hexadecimal digits") }
        position += 4
        return code
    }
}
