// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Internet addresses as text: dotted decimal, and RFC 4291 read, RFC 5952 written.
enum AddressText {
    /// Four bytes. A leading zero is refused: some programs read `010` as eight.
    static func ipv4(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy(\.isDigit),
                part.utf8.count == 1 || part.utf8.first != UInt8(ascii: "0"), let byte = UInt8(part)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    /// Sixteen bytes. A zone (`%eth0`) is refused: it means something on one machine only.
    static func ipv6(_ text: some StringProtocol) -> [UInt8]? {
        guard text.utf8.count <= 45, text.contains(":") else { return nil }
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        switch halves.count {
        case 1:
            guard let bytes = groups(halves[0], mayEndInIPv4: true), bytes.count == 16 else { return nil }
            return bytes
        case 2:
            guard let head = halves[0].isEmpty ? [] : groups(halves[0], mayEndInIPv4: false),
                let tail = halves[1].isEmpty ? [] : groups(halves[1], mayEndInIPv4: true),
                head.count + tail.count <= 14
            else { return nil }
            return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
        default: return nil
        }
    }

    private static func groups(_ text: some StringProtocol, mayEndInIPv4: Bool) -> [UInt8]? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 8 else { return nil }
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if mayEndInIPv4, index == parts.count - 1, part.contains(".") {
                guard let four = ipv4(part) else { return nil }
                bytes += four
                continue
            }
            guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(\.isHexadecimal),
                let group = UInt16(part, radix: 16)
            else { return nil }
            bytes += [UInt8(truncatingIfNeeded: group >> 8), UInt8(truncatingIfNeeded: group)]
        }
        return bytes
    }

    /// Of four or sixteen bytes.
    static func text(_ bytes: [UInt8]) -> String {
        guard bytes.count == 16 else { return bytes.map { String($0) }.joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        // The longest run of zeros, of two at least, the first of equals (RFC 5952 §4.2).
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(1, best.count) { best = start..<end }
            start = max(end, start + 1)
        }
        func joined(_ part: ArraySlice<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !best.isEmpty else { return joined(groups[...]) }
        return joined(groups[..<best.lowerBound]) + "::" + joined(groups[best.upperBound...])
    }

    /// An address that means another machine in every hospital: private, loopback, link-local, multicast or unspecified
    /// (RFC 1918, 3927, 4193, 4291, 5771). As an indicator from elsewhere it is a mistake.
    static func isLocal(_ bytes: [UInt8]) -> Bool {
        guard bytes.count == 16 else {
            return switch (bytes[0], bytes[1]) {
            case (0, _), (10, _), (127, _), (169, 254), (192, 168), (224..., _): true
            case (172, 16...31): true
            default: false
            }
        }
        if bytes.dropLast().allSatisfy({ $0 == 0 }) { return bytes[15] <= 1 }
        return bytes[0] & 0xFE == 0xFC || bytes[0] == 0xFF || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80)
    }
}

/// Blocks of addresses: `198.51.100.0/24`.
enum NetworkText {
    /// A wider block would be seen in every event: a slip of the keyboard, or a trick.
    static let widest = (ipv4: 8, ipv6: 16)

    static func parts(_ text: String) -> (bytes: [UInt8], length: Int)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(\.isDigit),
            let length = Int(parts[1])
        else { return nil }
        if let four = AddressText.ipv4(parts[0]) {
            return (widest.ipv4...32).contains(length) ? (four, length) : nil
        }
        guard let sixteen = AddressText.ipv6(parts[0]), (widest.ipv6...128).contains(length) else { return nil }
        return (sixteen, length)
    }

    /// With the bits beyond the prefix cleared.
    static func normal(_ text: String) -> String? {
        guard let (bytes, length) = parts(text) else { return nil }
        let masked = bytes.enumerated().map { index, byte in
            let kept = min(8, max(0, length - index * 8))
            return byte & UInt8(truncatingIfNeeded: 0xFF00 >> kept)
        }
        return AddressText.text(masked) + "/" + String(length)
    }

    /// A block of one address is that address.
    static func single(_ text: String) -> IndicatorValue? {
        guard let (bytes, length) = parts(text), length == bytes.count * 8 else { return nil }
        return IndicatorValue(bytes.count == 4 ? .ipv4 : .ipv6, AddressText.text(bytes))
    }
}

extension IndicatorValue {
    /// An address that every network has of its own.
    public var isLocalAddress: Bool {
        switch kind {
        case .ipv4: AddressText.ipv4(text).map(AddressText.isLocal) ?? false
        case .ipv6: AddressText.ipv6(text).map(AddressText.isLocal) ?? false
        case .network: NetworkText.parts(text).map { AddressText.isLocal($0.bytes) } ?? false
        default: false
        }
    }
}
