// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// One value of a JSON document. Values stand in document order; `end` is the first that is not inside.
struct JSONNode {
    enum Kind: UInt8 {
        case object
        case array
        case string
        /// A number or a truth value, as written.
        case bare
        case null
    }

    var kind: Kind
    /// In the text buffer.
    var name = 0..<0
    var value = 0..<0
    var end = 0
}

/// Reads one JSON object (RFC 8259) into a flat list, its texts unescaped and repaired into a buffer. Limits bound time
/// and memory whatever comes in; nothing is called recursively.
struct JSONTree: ~Copyable {
    enum Result: Equatable {
        /// The place behind the object.
        case complete(Int)
        /// The bytes end first.
        case incomplete
        case malformed
        /// Deeper, wider or longer than any event; the place where reading stopped.
        case excessive(Int)
    }

    static let deepest = 64
    static let mostNodes = 16_384
    static let longest = 4 << 20

    private(set) var nodes: [JSONNode] = []
    private var open: [Int] = []
    private var position = 0

    /// Reads the object that begins at `start` with a brace.
    mutating func read(_ bytes: RawSpan, at start: Int, into text: inout ByteBuffer) -> Result {
        nodes.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        position = start
        let limit = min(bytes.byteCount, start + JSONTree.longest)
        let cut: Result = limit < bytes.byteCount ? .excessive(limit) : .incomplete
        var name = 0..<0
        while true {
            skipBlanks(bytes, limit)
            guard position < limit else { return cut }
            // Within an object, a name comes first.
            if let container = open.last, nodes[container].kind == .object {
                guard bytes.byte(position) == UInt8(ascii: "\"") else { return .malformed }
                guard let read = string(bytes, limit, &text) else { return position >= limit ? cut : .malformed }
                name = read
                skipBlanks(bytes, limit)
                guard position < limit else { return cut }
                guard bytes.byte(position) == UInt8(ascii: ":") else { return .malformed }
                position += 1
                skipBlanks(bytes, limit)
                guard position < limit else { return cut }
            }
            guard nodes.count < JSONTree.mostNodes, open.count < JSONTree.deepest else { return .excessive(position) }
            guard let isOpened = value(bytes, limit, name, &text) else {
                return position >= limit ? cut : .malformed
            }
            name = 0..<0
            if isOpened, !closes(bytes, limit) { continue }
            if let result = follow(bytes, limit) { return result == .incomplete ? cut : result }
        }
    }

    /// Whether the object or array just opened is empty, and closes at once.
    private mutating func closes(_ bytes: RawSpan, _ limit: Int) -> Bool {
        skipBlanks(bytes, limit)
        guard position < limit, let container = open.last else { return false }
        let closing = nodes[container].kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
        return bytes.byte(position) == closing
    }

    /// What comes behind a value: nil where another value does.
    private mutating func follow(_ bytes: RawSpan, _ limit: Int) -> Result? {
        while let container = open.last {
            skipBlanks(bytes, limit)
            guard position < limit else { return .incomplete }
            let byte = bytes.byte(position)
            if byte == UInt8(ascii: ",") {
                position += 1
                return nil
            }
            let closing = nodes[container].kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
            guard byte == closing else { return .malformed }
            position += 1
            nodes[container].end = nodes.count
            open.removeLast()
        }
        return .complete(position)
    }

    private mutating func skipBlanks(_ bytes: RawSpan, _ limit: Int) {
        while position < limit {
            switch bytes.byte(position) {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// Whether the value opens an object or an array; nil where it is none.
    private mutating func value(
        _ bytes: RawSpan, _ limit: Int, _ name: Range<Int>, _ text: inout ByteBuffer
    ) -> Bool? {
        let byte = bytes.byte(position)
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            open.append(nodes.count)
            nodes.append(JSONNode(kind: byte == UInt8(ascii: "{") ? .object : .array, name: name))
            position += 1
            return true
        case UInt8(ascii: "\""):
            guard let range = string(bytes, limit, &text) else { return nil }
            nodes.append(JSONNode(kind: .string, name: name, value: range, end: nodes.count + 1))
            return false
        default:
            let start = text.count
            while position < limit, bytes.byte(position).isBareByte {
                text.append(bytes.byte(position))
                position += 1
            }
            guard position > 0, text.count > start, text.count - start <= 64 else { return nil }
            let isNull = text.bytes.span.extracting(start..<text.count).isEqual(to: "null")
            nodes.append(
                JSONNode(kind: isNull ? .null : .bare, name: name, value: start..<text.count, end: nodes.count + 1))
            return false
        }
    }

    /// A string, its escapes resolved; nil where it does not end, at the limit or at the end of the line.
    private mutating func string(_ bytes: RawSpan, _ limit: Int, _ text: inout ByteBuffer) -> Range<Int>? {
        position += 1
        let start = text.count
        while position < limit {
            position += text.appendPlain(bytes, from: position, to: limit)
            guard position < limit else { return nil }
            let byte = bytes.byte(position)
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return start..<text.count
            case UInt8(ascii: "\\"):
                guard escape(bytes, limit, &text) else { return nil }
            case 0x0A: return nil
            case 0x80...: position += text.appendRepaired(bytes, at: position, limit)
            default:
                text.append(byte)
                position += 1
            }
        }
        return nil
    }

    private mutating func escape(_ bytes: RawSpan, _ limit: Int, _ text: inout ByteBuffer) -> Bool {
        guard position + 1 < limit else {
            position = limit
            return false
        }
        let byte = bytes.byte(position + 1)
        position += 2
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"):
            guard let high = codeUnit(bytes, limit) else { return false }
            var scalar = high
            if high & 0xFC00 == 0xD800, position + 6 <= limit, bytes.byte(position) == UInt8(ascii: "\\"),
                bytes.byte(position + 1) == UInt8(ascii: "u")
            {
                let saved = position
                position += 2
                guard let low = codeUnit(bytes, limit) else { return false }
                if low & 0xFC00 == 0xDC00 {
                    scalar = 0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF)
                } else {
                    position = saved
                }
            }
            text.append(scalar: scalar)
        default:
            // A Windows path whose writer forgot to escape: kept as it stands.
            text.append(UInt8(ascii: "\\"))
            position -= 1
        }
        return true
    }

    private mutating func codeUnit(_ bytes: RawSpan, _ limit: Int) -> UInt32? {
        guard position + 4 <= limit else {
            position = limit
            return nil
        }
        var value: UInt32 = 0
        for step in 0..<4 {
            let byte = bytes.byte(position + step).asciiLowercase
            if byte &- 0x30 < 10 {
                value = value << 4 | UInt32(byte - 0x30)
            } else if byte &- 0x61 < 6 {
                value = value << 4 | UInt32(byte - 0x57)
            } else {
                return nil
            }
        }
        position += 4
        return value
    }
}

extension UInt8 {
    /// Of numbers, `true`, `false` and `null`.
    fileprivate var isBareByte: Bool {
        asciiLowercase &- 0x61 < 26 || self &- 0x30 < 10 || self == UInt8(ascii: "-") || self == UInt8(ascii: "+")
            || self == UInt8(ascii: ".")
    }
}
