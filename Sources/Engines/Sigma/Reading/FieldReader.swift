// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// `field|modifier|modifier: value`. Modifiers apply from left to right (specification 2.1, "Modifiers").
struct FieldReader {
    private let field: String
    private let modifiers: [String]
    private let placeholders: [String: [String]]

    init(key: String, placeholders: [String: [String]]) {
        let parts = key.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        field = parts.first ?? ""
        modifiers = parts.dropFirst().map { $0.lowercased() }
        self.placeholders = placeholders
    }

    private func has(_ modifier: String) -> Bool { modifiers.contains(modifier) }

    private static let known: Set<String> = [
        "contains", "startswith", "endswith", "all", "cased", "exists", "neq", "re", "i", "m", "s", "ignorecase",
        "multiline", "dotall", "cidr", "lt", "lte", "gt", "gte", "minute", "hour", "day", "week", "month", "year",
        "base64", "base64offset", "utf16le", "wide", "utf16be", "utf16", "windash", "fieldref", "expand",
    ]

    func search(_ values: [YAMLTree]) throws(SigmaFault.Reason) -> Search {
        if let unknown = modifiers.first(where: { !Self.known.contains($0) }) { throw .unknownModifier(unknown) }
        guard !values.isEmpty else { throw .badValue(field.isEmpty ? "a keyword" : field) }
        var searches: [Search] = []
        for value in values {
            guard let scalar = value.scalar else { throw .badValue(field.isEmpty ? "a keyword" : field) }
            searches.append(try alternatives(scalar))
        }
        if searches.count == 1 { return searches[0] }
        // "Not one of these" is "none of these".
        return has("all") != has("neq") ? .all(searches) : .any(searches)
    }

    /// One value may stand for several (dashes, encodings, placeholders): any of them will do.
    private func alternatives(_ scalar: YAMLTree.Scalar) throws(SigmaFault.Reason) -> Search {
        let tests = try tests(scalar)
        let searches = tests.map { test -> Search in
            guard field.isEmpty else {
                return .field(FieldTest(field: field, test: test, isNegated: has("neq")))
            }
            switch test {
            case .expression(let expression): return .keywordExpression(expression)
            case .pattern(let pattern): return .keyword(pattern.surrounded(before: true, after: true))
            default: return .any([])
            }
        }
        guard let first = searches.first else { throw .badValue(field.isEmpty ? "a keyword" : field) }
        if searches.count == 1 { return first }
        return has("neq") ? .all(searches) : .any(searches)
    }

    private func tests(_ scalar: YAMLTree.Scalar) throws(SigmaFault.Reason) -> [ValueTest] {
        if has("exists") {
            guard let bool = scalar.bool, !field.isEmpty else { throw .badModifier("exists takes true or false") }
            return [.exists(bool)]
        }
        if has("fieldref") {
            guard !field.isEmpty, !scalar.text.isEmpty else { throw .badModifier("fieldref takes the name of a field") }
            return [.sameAs(field: scalar.text, relation, isCased: has("cased"))]
        }
        if let part = modifiers.compactMap(DatePart.init).first {
            guard let number = scalar.number, !field.isEmpty else {
                throw .badModifier("\(part.rawValue) takes a number")
            }
            return [.datePart(part, number, comparison ?? .equal)]
        }
        if let comparison {
            guard let number = scalar.number ?? Double(scalar.text), !field.isEmpty else {
                throw .badModifier("a comparison takes a number")
            }
            return [.number(number, comparison)]
        }
        if has("cidr") {
            guard let network = IPNetwork(scalar.text), !field.isEmpty else {
                throw .badModifier("\(scalar.text) is no network")
            }
            return [.network(network)]
        }
        if has("re") {
            let texts = try expanded(scalar.text)
            return texts.map { .expression(expression($0)) }
        }
        guard !field.isEmpty || !scalar.isNull else { throw .badValue("a keyword") }
        if scalar.isNull { return [.null] }
        if modifiers.isEmpty || modifiers == ["neq"], !field.isEmpty, let number = scalar.number {
            return [.number(number, .equal)]
        }
        var tests: [ValueTest] = []
        for text in try expanded(scalar.text) { tests += try patterns(text).map { .pattern($0) } }
        return tests
    }

    private var comparison: Comparison? {
        if has("lt") { return .less }
        if has("lte") { return .lessOrEqual }
        if has("gt") { return .greater }
        return has("gte") ? .greaterOrEqual : nil
    }

    private var relation: Relation {
        if has("contains") { return .contains }
        if has("startswith") { return .startsWith }
        return has("endswith") ? .endsWith : .equals
    }

    private func expression(_ pattern: String) -> RegularExpression {
        RegularExpression(
            pattern: pattern, ignoresCase: has("i") || has("ignorecase"),
            isMultiline: has("m") || has("multiline"), dotMatchesNewline: has("s") || has("dotall"))
    }

    private func patterns(_ text: String) throws(SigmaFault.Reason) -> [WildcardPattern] {
        let isCased = has("cased")
        var patterns: [WildcardPattern]
        if modifiers.contains(where: { $0.hasPrefix("base64") || $0.hasPrefix("utf16") || $0 == "wide" }) {
            patterns = try encoded(text)
        } else {
            let texts = has("windash") ? ValueEncoding.dashes(text) : [text]
            patterns = texts.map { WildcardPattern(sigma: $0, isCased: isCased) }
        }
        switch relation {
        case .equals: break
        case .contains: patterns = patterns.map { $0.surrounded(before: true, after: true) }
        case .startsWith: patterns = patterns.map { $0.surrounded(before: false, after: true) }
        case .endsWith: patterns = patterns.map { $0.surrounded(before: true, after: false) }
        }
        return patterns
    }

    /// Encoded text is compared as it is: base64 has meaning in its letter case.
    private func encoded(_ text: String) throws(SigmaFault.Reason) -> [WildcardPattern] {
        guard let plain = WildcardPattern(sigma: text, isCased: true).literal else {
            throw .badModifier("a value with wildcards cannot be encoded")
        }
        let texts = has("windash") ? ValueEncoding.dashes(String(decoding: plain, as: UTF8.self)) : nil
        var values = texts.map { $0.map { Array($0.utf8) } } ?? [plain]
        var isBase64 = false
        for modifier in modifiers {
            switch modifier {
            case "utf16le", "wide": values = values.map { ValueEncoding.utf16($0, bigEndian: false) }
            case "utf16be": values = values.map { ValueEncoding.utf16($0, bigEndian: true) }
            case "utf16": values = values.map { [0xFF, 0xFE] + ValueEncoding.utf16($0, bigEndian: false) }
            case "base64":
                isBase64 = true
                values = values.map(ValueEncoding.base64)
            case "base64offset":
                isBase64 = true
                values = values.flatMap(ValueEncoding.base64Offsets).filter { !$0.isEmpty }
            default: break
            }
        }
        return values.map { WildcardPattern(literal: $0, isCased: isBase64 || has("cased")) }
    }

    /// `%name%` replaced by each of its values; a rule that cannot be expanded must be rejected.
    private func expanded(_ text: String) throws(SigmaFault.Reason) -> [String] {
        guard has("expand") else { return [text] }
        var results = [""]
        var rest = text[...]
        while let start = rest.firstIndex(of: "%"),
            let end = rest[rest.index(after: start)...].firstIndex(of: "%")
        {
            let name = String(rest[rest.index(after: start)..<end])
            guard let values = placeholders[name], !values.isEmpty, results.count * values.count <= 10_000 else {
                throw .placeholder(name)
            }
            let before = String(rest[..<start])
            results = results.flatMap { result in values.map { result + before + $0 } }
            rest = rest[rest.index(after: end)...]
        }
        return results.map { $0 + String(rest) }
    }
}
