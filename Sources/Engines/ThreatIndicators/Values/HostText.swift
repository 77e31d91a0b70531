// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Names of hosts, and what is built on them.
enum HostText {
    /// Lower case, without the final dot. Letters beyond ASCII stay as they are: an internationalised name is compared as
    /// it was written, and `xn--` forms with one another.
    static func domain(_ text: some StringProtocol) -> String? {
        var name = text.lowercased()
        if name.hasPrefix("*.") { name.removeFirst(2) }
        if name.hasSuffix(".") { name.removeLast() }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, name.utf8.count <= 253, labels.allSatisfy(isLabel), let top = labels.last,
            top.unicodeScalars.count >= 2, !top.utf8.contains(where: \.isDigit) || top.hasPrefix("xn--")
        else { return nil }
        return name
    }

    static func isLabel(_ label: some StringProtocol) -> Bool {
        guard (1...63).contains(label.utf8.count), label.first != "-", label.last != "-" else { return false }
        return label.unicodeScalars.allSatisfy { scalar in
            if scalar.isASCII {
                let byte = UInt8(truncatingIfNeeded: scalar.value)
                return byte.isDigit || byte.isLetter || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
            return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
                || scalar.properties.generalCategory == .spacingMark
        }
    }

    /// Scheme and host in lower case, the rest as it was: what follows the host may mind its case.
    static func url(_ text: String) -> String? {
        guard let colon = text.range(of: "://") else { return nil }
        let scheme = text[..<colon.lowerBound].lowercased()
        guard let first = scheme.utf8.first, first.isLetter, scheme.utf8.count <= 20,
            scheme.utf8.allSatisfy({ $0.isLetter || $0.isDigit || [0x2B, 0x2D, 0x2E].contains($0) })
        else { return nil }
        let rest = text[colon.upperBound...]
        guard !rest.contains(where: \.isWhitespace) else { return nil }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let tail = rest[authority.endIndex...]
        var user = Substring()
        var place = authority
        if let at = authority.lastIndex(of: "@") {
            user = authority[...at]
            place = authority[authority.index(after: at)...]
        }
        guard let host = place.isEmpty ? nil : self.host(place) else { return nil }
        return scheme + "://" + user + host + tail
    }

    /// A host with an optional port.
    private static func host(_ text: Substring) -> String? {
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]"),
                let bytes = AddressText.ipv6(text[text.index(after: text.startIndex)..<close]),
                let port = port(text[text.index(after: close)...])
            else { return nil }
            return "[" + AddressText.text(bytes) + "]" + port
        }
        let name = text.prefix { $0 != ":" }
        guard let port = port(text[name.endIndex...]) else { return nil }
        if AddressText.ipv4(name) != nil { return String(name) + port }
        if let domain = domain(name) { return domain + port }
        return isLabel(name) ? name.lowercased() + port : nil
    }

    private static func port(_ text: Substring) -> String? {
        guard !text.isEmpty else { return "" }
        guard text.hasPrefix(":"), (2...6).contains(text.utf8.count), text.dropFirst().utf8.allSatisfy(\.isDigit) else {
            return nil
        }
        return String(text)
    }

    static func email(_ text: String) -> String? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), let domain = domain(parts[1]),
            !parts[0].contains(where: { $0.isWhitespace || "<>()[],;:\"\\".contains($0) })
        else { return nil }
        return parts[0].lowercased() + "@" + domain
    }
}

extension String {
    /// Where a short text stands, byte by byte.
    func range(of wanted: String) -> Range<String.Index>? { firstRange(of: wanted) }
}
