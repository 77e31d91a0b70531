// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Text as a cell can hold it.
enum CellText {
    /// UTF-16 units (Microsoft, "Excel specifications and limits").
    static let maximumLength = 32_767

    /// Without what XML 1.0 forbids (section 2.2), lines ended by a line feed, cut with "…" when too long. A text that
    /// looks like an escape `_x0041_` is escaped, or Excel would show "A" (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
    static func written(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var length = 0
        var followsReturn = false
        for scalar in text.unicodeScalars {
            defer { followsReturn = scalar == "\r" }
            if scalar == "\n", followsReturn { continue }
            let kept: Unicode.Scalar = scalar == "\r" ? "\n" : scalar
            guard isAllowed(kept) else { continue }
            let width = UTF16.width(kept)
            // Room for "…" is kept only where it is needed: a text of exactly the limit stays whole.
            guard length + width <= maximumLength else {
                while length > maximumLength - 1, let last = result.popLast() { length -= UTF16.width(last) }
                result.append("…")
                break
            }
            result.append(kept)
            length += width
        }
        return escaped(String(result))
    }

    /// The inverse for what is read: escapes decoded, line ends made one, other control characters dropped.
    static func read(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "_") }) else { return text }
        let bytes = Array(text.utf8)
        var result = String.UnicodeScalarView()
        var start = 0
        var index = 0
        func flush(_ end: Int) {
            result.append(contentsOf: String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars)
        }
        while index < bytes.count {
            guard let unit = escape(in: bytes, at: index) else {
                index += 1
                continue
            }
            flush(index)
            // Half of a pair stands for nothing here: Excel writes characters above U+FFFF as themselves.
            if let scalar = Unicode.Scalar(unit) { result.append(scalar) }
            index += 7
            start = index
        }
        flush(bytes.count)
        return normalized(result)
    }

    private static func normalized(_ text: String.UnicodeScalarView) -> String {
        var result = String.UnicodeScalarView()
        var followsReturn = false
        for scalar in text {
            defer { followsReturn = scalar == "\r" }
            if scalar == "\n", followsReturn { continue }
            if scalar == "\r" { result.append("\n") } else if isAllowed(scalar) { result.append(scalar) }
        }
        return String(result)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: true
        case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for index in bytes.indices {
            if escape(in: bytes, at: index) != nil { result += Array("_x005F".utf8) }
            result.append(bytes[index])
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The unit of `_xHHHH_` at this place.
    private static func escape(in bytes: [UInt8], at index: Int) -> UInt32? {
        guard bytes[index] == UInt8(ascii: "_"), index + 6 < bytes.count, bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_")
        else { return nil }
        var value: UInt32 = 0
        for byte in bytes[(index + 2)..<(index + 6)] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: return nil
            }
        }
        return value
    }
}
