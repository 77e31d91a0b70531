// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The simple patterns of STIX 2.1 (part 9 of the standard): equalities on known properties, joined by OR and AND, with
/// `IN` of a list and `ISSUBSET` of a block of addresses. Anything else is told, not guessed: a pattern understood by half
/// would be looked for in the wrong places.
enum STIXPattern {
    enum Fault: Error, Hashable {
        /// Time qualifiers, negations, other operators and properties.
        case unsupported
        /// A known property whose value is not what it says.
        case value(String)
    }

    /// Each alternative is a list of values that must be seen together, the most precise first.
    static func alternatives(_ pattern: String) throws(Fault) -> [[IndicatorValue]] {
        guard pattern.utf8.count <= 100_000 else { throw .unsupported }
        var parser = Parser(try Lexer.tokens(of: pattern))
        let alternatives = try parser.observations()
        var values: [[IndicatorValue]] = []
        for conditions in alternatives { values.append(try self.values(conditions)) }
        return values
    }

    static let alternativeLimit = 1000

    fileprivate struct Condition: Hashable {
        let property: String
        let text: String
    }

    private static func values(_ conditions: [Condition]) throws(Fault) -> [IndicatorValue] {
        var values: [IndicatorValue] = []
        var names: [String] = []
        var folders: [String] = []
        for condition in conditions {
            switch condition.property {
            case "file:name": names.append(condition.text)
            case "file:parent_directory_ref.path": folders.append(condition.text)
            default: values.append(try value(condition))
            }
        }
        for (index, folder) in folders.enumerated() {
            guard names.indices.contains(index) else { throw .unsupported }
            values.append(try checked(.filePath, joined(folder, names[index])))
        }
        for name in names.dropFirst(folders.count) { values.append(try checked(.fileName, name)) }
        guard values.count <= ThreatIndicator.companionLimit + 1 else { throw .unsupported }
        return values.sorted { ($0.kind.precision, $0.text) < ($1.kind.precision, $1.text) }
    }

    private static func value(_ condition: Condition) throws(Fault) -> IndicatorValue {
        let text = condition.text
        switch condition.property {
        case "ipv4-addr:value", "ipv6-addr:value", "network-traffic:dst_ref.value", "network-traffic:src_ref.value":
            for kind in [IndicatorKind.ipv4, .ipv6] {
                if let value = IndicatorValue(kind, text) { return value }
            }
            if let single = NetworkText.single(text) { return single }
            if let value = IndicatorValue(.network, text) { return value }
            if condition.property.hasPrefix("network"), let domain = IndicatorValue(.domain, text) { return domain }
            throw .value(text)
        case "domain-name:value": return try checked(.domain, text)
        case "url:value": return try checked(.url, text)
        case "email-addr:value", "email-message:from_ref.value", "email-message:sender_ref.value":
            return try checked(.email, text)
        case "file:hashes.md5": return try checked(.md5, text)
        case "file:hashes.sha-1", "file:hashes.sha1": return try checked(.sha1, text)
        case "file:hashes.sha-256", "file:hashes.sha256": return try checked(.sha256, text)
        case "directory:path": return try checked(.filePath, text)
        case "windows-registry-key:key": return try checked(.registryKey, text)
        case "process:command_line", "process:name", "process:image_ref.name": return try checked(.process, text)
        case "user-account:account_login", "user-account:user_id": return try checked(.account, text)
        default: throw .unsupported
        }
    }

    private static func checked(_ kind: IndicatorKind, _ text: String) throws(Fault) -> IndicatorValue {
        guard let value = IndicatorValue(kind, text) else { throw .value(text) }
        return value
    }

    static func joined(_ folder: String, _ name: String) -> String {
        if folder.hasSuffix("\\") || folder.hasSuffix("/") { return folder + name }
        return folder + (folder.contains("\\") ? "\\" : "/") + name
    }

    // MARK: Writing

    static func text(_ indicator: ThreatIndicator) -> String {
        "[" + ([indicator.value] + indicator.companions).map(equality).joined(separator: " AND ") + "]"
    }

    private static func equality(_ value: IndicatorValue) -> String {
        switch value.kind {
        case .ipv4: "ipv4-addr:value = \(quoted(value.text))"
        case .ipv6: "ipv6-addr:value = \(quoted(value.text))"
        case .network:
            "\(value.text.contains(":") ? "ipv6" : "ipv4")-addr:value ISSUBSET \(quoted(value.text))"
        case .domain: "domain-name:value = \(quoted(value.text))"
        case .url: "url:value = \(quoted(value.text))"
        case .email: "email-addr:value = \(quoted(value.text))"
        case .md5: "file:hashes.MD5 = \(quoted(value.text))"
        case .sha1: "file:hashes.'SHA-1' = \(quoted(value.text))"
        case .sha256: "file:hashes.'SHA-256' = \(quoted(value.text))"
        case .fileName: "file:name = \(quoted(value.text))"
        case .filePath: path(value.text)
        case .registryKey: "windows-registry-key:key = \(quoted(value.text))"
        case .process: "process:command_line = \(quoted(value.text))"
        case .account: "user-account:account_login = \(quoted(value.text))"
        }
    }

    /// STIX keeps a folder and a name apart.
    private static func path(_ text: String) -> String {
        let whole = "directory:path = \(quoted(text))"
        guard let cut = text.lastIndex(where: { $0 == "/" || $0 == "\\" }) else { return whole }
        let name = String(text[text.index(after: cut)...])
        var folder = String(text[..<cut])
        if folder.isEmpty || joined(folder, name) != text { folder = String(text[...cut]) }
        guard IndicatorValue(.fileName, name)?.text == name, joined(folder, name) == text else { return whole }
        return "file:name = \(quoted(name)) AND file:parent_directory_ref.path = \(quoted(folder))"
    }

    private static func quoted(_ text: String) -> String {
        "'"
            + text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
            .split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'") + "'"
    }
}

private enum Token: Hashable {
    case open, close, openGroup, closeGroup, comma
    case and, or, equals, subset, oneOf
    case property(String)
    case text(String)
}

private enum Lexer {
    static func tokens(of pattern: String) throws(STIXPattern.Fault) -> [Token] {
        let bytes = Array(pattern.utf8)
        var tokens: [Token] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            case UInt8(ascii: "["): (index, _) = (index + 1, tokens.append(.open))
            case UInt8(ascii: "]"): (index, _) = (index + 1, tokens.append(.close))
            case UInt8(ascii: "("): (index, _) = (index + 1, tokens.append(.openGroup))
            case UInt8(ascii: ")"): (index, _) = (index + 1, tokens.append(.closeGroup))
            case UInt8(ascii: ","): (index, _) = (index + 1, tokens.append(.comma))
            case UInt8(ascii: "="):
                index += bytes[index...].starts(with: [byte, byte]) ? 2 : 1
                tokens.append(.equals)
            case UInt8(ascii: "'"): tokens.append(.text(try literal(bytes, &index)))
            case _ where byte.isLetter: tokens.append(try word(bytes, &index))
            default: throw .unsupported
            }
        }
        return tokens
    }

    private static func literal(_ bytes: [UInt8], _ index: inout Int) throws(STIXPattern.Fault) -> String {
        index += 1
        var out: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "'") { return String(decoding: out, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                guard index < bytes.count else { break }
                out.append(bytes[index])
                index += 1
            } else {
                out.append(byte)
            }
        }
        throw .unsupported
    }

    /// A word of the language, or the path of a property: `file:hashes.'SHA-256'`.
    private static func word(_ bytes: [UInt8], _ index: inout Int) throws(STIXPattern.Fault) -> Token {
        var out: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte.isLetter || byte.isDigit || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte) {
                out.append(byte)
                index += 1
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\""), out.last == UInt8(ascii: ".") {
                guard let end = bytes[(index + 1)...].firstIndex(of: byte) else { throw .unsupported }
                out += bytes[(index + 1)..<end]
                index = end + 1
            } else {
                break
            }
        }
        switch String(decoding: out, as: UTF8.self) {
        case "AND": return .and
        case "OR": return .or
        case "IN": return .oneOf
        case "ISSUBSET": return .subset
        case let word:
            guard word.contains(":") else { throw .unsupported }
            return .property(word.lowercased())
        }
    }
}

/// Recursive descent. Alternatives multiply under AND: their number is bounded, and so is the depth.
private struct Parser {
    typealias Alternatives = [[STIXPattern.Condition]]

    private let tokens: [Token]
    private var index = 0

    init(_ tokens: [Token]) { self.tokens = tokens }

    private var current: Token? { tokens.indices.contains(index) ? tokens[index] : nil }

    private mutating func take(_ token: Token) -> Bool {
        guard current == token else { return false }
        index += 1
        return true
    }

    private mutating func need(_ token: Token) throws(STIXPattern.Fault) {
        guard take(token) else { throw .unsupported }
    }

    mutating func observations() throws(STIXPattern.Fault) -> Alternatives {
        let all = try either(depth: 0, inside: false)
        guard index == tokens.count, !all.isEmpty else { throw .unsupported }
        return all
    }

    private mutating func either(depth: Int, inside: Bool) throws(STIXPattern.Fault) -> Alternatives {
        var all = try both(depth: depth, inside: inside)
        while take(.or) { all = try bounded(all + (try both(depth: depth, inside: inside))) }
        return all
    }

    private mutating func both(depth: Int, inside: Bool) throws(STIXPattern.Fault) -> Alternatives {
        var all = try one(depth: depth, inside: inside)
        while take(.and) {
            let more = try one(depth: depth, inside: inside)
            guard all.count * more.count <= STIXPattern.alternativeLimit else { throw .unsupported }
            all = all.flatMap { left in more.map { left + $0 } }
        }
        return all
    }

    private func bounded(_ all: Alternatives) throws(STIXPattern.Fault) -> Alternatives {
        guard all.count <= STIXPattern.alternativeLimit else { throw .unsupported }
        return all
    }

    private mutating func one(depth: Int, inside: Bool) throws(STIXPattern.Fault) -> Alternatives {
        guard depth < 32 else { throw .unsupported }
        if take(.openGroup) {
            let all = try either(depth: depth + 1, inside: inside)
            try need(.closeGroup)
            return all
        }
        if !inside {
            try need(.open)
            let all = try either(depth: depth + 1, inside: true)
            try need(.close)
            return all
        }
        return try comparison()
    }

    private mutating func comparison() throws(STIXPattern.Fault) -> Alternatives {
        guard case .property(let property) = current else { throw .unsupported }
        index += 1
        if take(.oneOf) {
            try need(.openGroup)
            var all: Alternatives = []
            repeat { all.append([STIXPattern.Condition(property: property, text: try literal())]) } while take(.comma)
            try need(.closeGroup)
            return try bounded(all)
        }
        if take(.subset) {
            guard property == "ipv4-addr:value" || property == "ipv6-addr:value" else { throw .unsupported }
        } else {
            try need(.equals)
        }
        return [[STIXPattern.Condition(property: property, text: try literal())]]
    }

    private mutating func literal() throws(STIXPattern.Fault) -> String {
        guard case .text(let text) = current else { throw .unsupported }
        index += 1
        return text
    }
}
