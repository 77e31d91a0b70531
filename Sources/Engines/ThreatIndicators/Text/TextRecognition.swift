// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A value found in a text that somebody pasted.
public struct RecognisedValue: Sendable, Hashable {
    /// Why it is shown but not chosen.
    public enum Caution: String, Sendable, Hashable, CaseIterable {
        /// Every network has this address.
        case localAddress
        /// Reports cite these sites as their sources.
        case citedSite
    }

    public let value: IndicatorValue
    public internal(set) var times: Int
    /// The first line on which it stands, from 1.
    public let line: Int
    public let caution: Caution?
    public internal(set) var wasDefanged: Bool
}

/// Finds indicators in free text: a mail of a CERT, a report copied from a PDF, a list of one per line.
public struct TextRecognition: Sendable, Hashable {
    public private(set) var found: [RecognisedValue] = []
    /// Words that look like sums of other lengths, by the length in digits: told, since they were meant.
    public private(set) var otherSums = 0
    public private(set) var beyondLimit = 0
    /// The strictest marking written in the text, if any.
    public private(set) var tlp: TLP?

    public static let valueLimit = 5000
    /// Of the text, in bytes.
    public static let textLimit = 1 << 20

    /// - Throws: `ReadingFault.tooLarge`.
    public init(_ text: String) throws(ReadingFault) {
        guard text.utf8.count <= Self.textLimit else { throw .tooLarge }
        var known: [String: Int] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            marking(in: line)
            if let whole = Self.wholeLine(line) {
                take(whole, line: index + 1, wasDefanged: false, known: &known)
                continue
            }
            for word in line.split(whereSeparator: Self.isSeparator) { take(word, line: index + 1, known: &known) }
        }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character.isWhitespace || "<>\"'|,;`«»“”’‘•".contains(character)
    }

    /// A path or a key may hold spaces; alone on its line it is taken whole.
    private static func wholeLine(_ line: Substring) -> IndicatorValue? {
        let text = String(line).trimmedText
        guard text.contains(where: \.isWhitespace), text.utf8.count <= 1024 else { return nil }
        if let key = IndicatorValue(.registryKey, text) { return key }
        let isDrive = text.dropFirst().hasPrefix(":\\") || text.hasPrefix("\\\\") || text.hasPrefix("%")
        return isDrive && PathText.isPath(text) && PathText.hasFileExtension(text)
            ? IndicatorValue(.filePath, text) : nil
    }

    private mutating func marking(in line: Substring) {
        guard let start = line.lowercased().firstRange(of: "tlp:") else { return }
        let word = line.lowercased()[start.lowerBound...].prefix { !$0.isWhitespace && !")],;.".contains($0) }
        if let written = TLP(written: word) { tlp = max(tlp ?? written, written) }
    }

    private mutating func take(_ word: Substring, line: Int, known: inout [String: Int]) {
        guard word.utf8.count >= 4, word.utf8.count <= IndicatorValue.limit else { return }
        let (whole, wasDefanged) = Defanging.undone(String(word))
        let text = Self.stripped(whole)
        if [96, 128].contains(text.utf8.count), text.utf8.allSatisfy(\.isHexadecimal) {
            otherSums += 1
            return
        }
        guard let value = Self.value(text, wasDefanged: wasDefanged) else { return }
        take(value, line: line, wasDefanged: wasDefanged, known: &known)
    }

    private mutating func take(
        _ value: IndicatorValue, line: Int, wasDefanged: Bool, known: inout [String: Int]
    ) {
        let key = value.kind.rawValue + " " + value.key
        if let index = known[key] {
            found[index].times += 1
            if wasDefanged { found[index].wasDefanged = true }
            return
        }
        guard found.count < Self.valueLimit else {
            beyondLimit += 1
            return
        }
        known[key] = found.count
        found.append(
            RecognisedValue(
                value: value, times: 1, line: line, caution: Self.caution(value, wasDefanged), wasDefanged: wasDefanged)
        )
    }

    /// Without the punctuation of the sentence around it.
    private static func stripped(_ text: String) -> String {
        var rest = Substring(text)
        // Two colons are zeros of an IPv6 address.
        while let first = rest.first, "([{.,:;!?*-=".contains(first), !rest.hasPrefix("::") { rest.removeFirst() }
        while let last = rest.last, ".,:;!?)]}*=".contains(last), !rest.hasSuffix("::") {
            // A closing bracket that the word itself opened belongs to it.
            if last == ")", rest.contains("(") { break }
            if last == "]", rest.contains("[") { break }
            rest.removeLast()
        }
        return String(rest)
    }

    private static func value(_ text: String, wasDefanged: Bool) -> IndicatorValue? {
        if let host = withoutPort(text) { return host }
        guard let value = IndicatorValue.recognised(text, isHost: wasDefanged) else { return nil }
        switch value.kind {
        case .domain: return wasDefanged || isLikelyDomain(text) ? value : nil
        case .fileName: return isLikelyFile(text) ? value : nil
        case .filePath:
            // `/24`, `et/ou`, dates: only what surely is a path.
            return text.hasPrefix("/") && text.utf8.count < 6 ? nil : value
        default: return value
        }
    }

    /// `203.0.113.7:4444`: the address is what is looked for.
    private static func withoutPort(_ text: String) -> IndicatorValue? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...5).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(\.isDigit) else {
            return nil
        }
        return IndicatorValue(.ipv4, String(parts[0]))
    }

    /// Not a sentence whose space was forgotten (« serveur.Il »), nor an abbreviation (« p.ex »).
    private static func isLikelyDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".")
        guard let top = labels.last, labels.count >= 2, labels[labels.count - 2].count >= 2 else { return false }
        let isUpper = text.uppercased() == text
        if !isUpper, labels.dropFirst().contains(where: { $0.first?.isUppercase ?? false }) { return false }
        return top.utf8.count == 2 || topLevels.contains(top.lowercased()) || top.lowercased().hasPrefix("xn--")
    }

    private static func isLikelyFile(_ text: String) -> Bool {
        guard let dot = text.lastIndex(of: "."), text[..<dot].count >= 2 else { return false }
        return text[..<dot].contains { $0.isLetter || $0.isNumber }
    }

    private static func caution(_ value: IndicatorValue, _ wasDefanged: Bool) -> RecognisedValue.Caution? {
        if value.isLocalAddress { return .localAddress }
        guard !wasDefanged else { return nil }
        let host: Substring
        switch value.kind {
        case .domain: host = Substring(value.text)
        case .url:
            guard let colon = value.text.range(of: "://") else { return nil }
            host = value.text[colon.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != ":" }
        case .email: host = value.text.drop { $0 != "@" }.dropFirst()
        default: return nil
        }
        return citedSites.contains { host == $0 || host.hasSuffix("." + $0) } ? .citedSite : nil
    }

    /// Top-level domains of more than two letters that are common, and those that attackers like. A rarer one is recognised
    /// when it is defanged, or in a URL.
    private static let topLevels: Set<String> = [
        "com", "net", "org", "info", "biz", "gov", "edu", "mil", "int", "name", "pro", "mobi", "asia", "top", "xyz",
        "site", "online", "shop", "store", "club", "live", "icu", "vip", "work", "click", "link", "space", "website",
        "tech", "host", "press", "fun", "life", "world", "today", "news", "email", "cloud", "app", "dev", "page", "bid",
        "loan", "men", "date", "win", "stream", "download", "racing", "review", "trade", "party", "science", "buzz",
        "rest", "monster", "cyou", "cfd", "sbs", "quest", "bond", "lol", "bar", "surf", "support", "services",
        "solutions", "systems", "center", "network", "digital", "agency", "group", "onion", "test", "example", "paris",
        "bzh", "alsace", "corsica",
    ]

    /// Sites that a report names to prove what it says. The attacker may use them too: shown, not chosen.
    private static let citedSites = [
        "gouv.fr", "europa.eu", "cert.org", "first.org", "mitre.org", "nist.gov", "cisa.gov", "microsoft.com",
        "google.com", "github.com", "virustotal.com", "misp-project.org", "esante.gouv.fr", "wikipedia.org",
        "ssi.gouv.fr", "windows.com", "office.com", "apple.com", "w3.org", "oasis-open.org", "abuse.ch",
    ]
}
