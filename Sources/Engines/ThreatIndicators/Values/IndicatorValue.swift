// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A value one can look for: checked, and written in one way only, so that the same thing is never kept twice.
public struct IndicatorValue: Sendable, Hashable {
    public let kind: IndicatorKind
    /// Addresses as RFC 5952 writes them; names of hosts and sums in lower case; the rest as it was given.
    public let text: String

    /// Longest value of any kind, in code points: longer command lines are not typed but pasted by mistake.
    public static let limit = 2048

    /// What tells two values apart in a list.
    public var key: String { kind.ignoresCase ? text.lowercased() : text }

    /// Checks and normalises. Nil when the text is not such a value. Defanged text must be restored first.
    public init?(_ kind: IndicatorKind, _ typed: String) {
        let text = typed.trimmedText
        guard !text.isEmpty, text.unicodeScalars.count <= Self.limit,
            !text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        else { return nil }
        let normal: String? =
            switch kind {
            case .ipv4: AddressText.ipv4(text).map(AddressText.text)
            case .ipv6: AddressText.ipv6(text).map(AddressText.text)
            case .network: NetworkText.normal(text)
            case .domain: HostText.domain(text)
            case .url: HostText.url(text)
            case .email: HostText.email(text)
            case .md5: Self.sum(text, digits: 32)
            case .sha1: Self.sum(text, digits: 40)
            case .sha256: Self.sum(text, digits: 64)
            case .fileName: PathText.name(text)
            case .filePath: PathText.path(text)
            case .registryKey: PathText.registryKey(text)
            case .process: text
            case .account: text.unicodeScalars.count <= 256 ? text : nil
            }
        guard let normal else { return nil }
        self.kind = kind
        self.text = normal
    }

    private static func sum(_ text: String, digits: Int) -> String? {
        guard text.utf8.count == digits, text.utf8.allSatisfy(\.isHexadecimal) else { return nil }
        return text.lowercased()
    }

    /// The kind that a bare text most likely has; nil when it resembles none. A defanged host is never a file.
    ///
    /// - Parameter isHost: the text was defanged, so that `facture[.]zip` is a domain.
    public static func recognised(_ typed: String, isHost: Bool = false) -> IndicatorValue? {
        let text = typed.trimmedText
        if text.contains("://") { return IndicatorValue(.url, text) }
        if text.contains("/"), let network = NetworkText.single(text) { return network }
        for kind in [IndicatorKind.ipv4, .ipv6, .network, .email, .md5, .sha1, .sha256, .registryKey] {
            if let value = IndicatorValue(kind, text) { return value }
        }
        if PathText.isPath(text), let value = IndicatorValue(.filePath, text) { return value }
        if !isHost, PathText.hasFileExtension(text), let value = IndicatorValue(.fileName, text) { return value }
        return IndicatorValue(.domain, text)
    }
}

extension String {
    var trimmedText: String {
        var rest = Substring(self)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// At most so many code points; says whether anything was cut off.
    func bounded(_ limit: Int) -> (text: String, isCut: Bool) {
        let scalars = unicodeScalars
        guard scalars.count > limit else { return (self, false) }
        return (String(String.UnicodeScalarView(scalars.prefix(limit))), true)
    }
}

extension UInt8 {
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isHexadecimal: Bool { isDigit || (0x61...0x66).contains(self) || (0x41...0x46).contains(self) }
    var isLetter: Bool { (0x61...0x7A).contains(self) || (0x41...0x5A).contains(self) }
}
