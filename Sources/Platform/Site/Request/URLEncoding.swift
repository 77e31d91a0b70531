// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// `application/x-www-form-urlencoded` (WHATWG URL §5.1).
enum URLEncoding {
    static func items(in text: some StringProtocol, limit: Int) -> [(name: String, value: String)] {
        var items: [(name: String, value: String)] = []
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            guard items.count < limit else { break }
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            items.append((decoded(halves[0]), halves.count > 1 ? decoded(halves[1]) : ""))
        }
        return items
    }

    /// Malformed escapes stay as they are; invalid UTF-8 becomes U+FFFD; NUL, which no database keeps, is dropped.
    static func decoded(_ bytes: some Sequence<UInt8>) -> String {
        let source = Array(bytes)
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            switch source[index] {
            case UInt8(ascii: "+"):
                result.append(UInt8(ascii: " "))
                index += 1
            case UInt8(ascii: "%"):
                if index + 2 < source.count, let high = hexadecimal(source[index + 1]),
                    let low = hexadecimal(source[index + 2])
                {
                    if high | low != 0 { result.append(high << 4 | low) }
                    index += 3
                } else {
                    result.append(source[index])
                    index += 1
                }
            default:
                if source[index] != 0 { result.append(source[index]) }
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension String {
    /// Without white space at either end.
    public var trimmed: String {
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
