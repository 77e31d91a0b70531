// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Addresses that begin with the same bits (RFC 4632, RFC 4291).
public struct IPNetwork: Sendable, Hashable {
    let address: [UInt8]
    let prefix: Int

    /// `10.0.0.0/8`, `fe80::/10`, or one address.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = Self.address(Array(parts[0].utf8).span) else { return nil }
        self.address = address
        guard parts.count == 2 else {
            prefix = address.count * 8
            return
        }
        guard let prefix = Int(parts[1]), (0...address.count * 8).contains(prefix) else { return nil }
        self.prefix = prefix
    }

    public func contains(_ text: Span<UInt8>) -> Bool {
        guard var other = Self.address(text) else { return false }
        // ::ffff:10.1.2.3, as Windows writes IPv4 on a dual socket.
        if address.count == 4, other.count == 16, other[..<10].allSatisfy({ $0 == 0 }), other[10] == 0xFF,
            other[11] == 0xFF
        {
            other = Array(other[12...])
        }
        guard other.count == address.count else { return false }
        let whole = prefix / 8
        guard other[..<whole] == address[..<whole] else { return false }
        let rest = prefix % 8
        return rest == 0 || (other[whole] ^ address[whole]) >> UInt8(8 - rest) == 0
    }

    private static func address(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count <= 64 else { return nil }
        var bytes: [UInt8] = []
        for index in 0..<text.count { bytes.append(text[index]) }
        return bytes.contains(UInt8(ascii: ":")) ? version6(bytes) : version4(bytes[...])
    }

    private static func version4(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: [UInt8] = []
        for part in parts {
            guard part.count <= 3, let number = UInt8(String(decoding: part, as: UTF8.self)) else { return nil }
            address.append(number)
        }
        return address
    }

    private static func version6(_ bytes: [UInt8]) -> [UInt8]? {
        // A zone (%eth0) says on which link, not which address.
        let bytes = bytes.prefix { $0 != UInt8(ascii: "%") }
        let text = String(decoding: bytes, as: UTF8.self)
        let halves = text.components(on: "::")
        guard halves.count <= 2 else { return nil }
        guard let head = groups(halves[0]) else { return nil }
        guard halves.count == 2 else { return head.count == 16 ? head : nil }
        guard let tail = groups(halves[1]), head.count + tail.count <= 14 else { return nil }
        return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var result: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if part.contains(".") {
                guard index == parts.count - 1, let last = version4(Array(part.utf8)[...]) else { return nil }
                result += last
            } else {
                guard (1...4).contains(part.utf8.count), let value = UInt16(part, radix: 16) else { return nil }
                result += [UInt8(value >> 8), UInt8(value & 0xFF)]
            }
        }
        return result.count <= 16 ? result : nil
    }
}

extension String {
    /// Split at each occurrence of a separator.
    fileprivate func components(on separator: String) -> [Substring] {
        var result: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            result.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        result.append(rest)
        return result
    }
}
