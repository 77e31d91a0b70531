// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A condition over the named searches of a rule.
public indirect enum Condition: Sendable, Hashable {
    /// By position among the rule's detections.
    case detection(Int)
    case not(Condition)
    case and([Condition])
    case or([Condition])

    /// - Throws: a sentence for people, without origin.
    static func parse(_ text: String, names: [String]) throws(ConditionFault) -> Condition {
        var parser = ConditionParser(text, names: names)
        return try parser.whole()
    }
}

enum ConditionFault: Error, Sendable, Hashable {
    case syntax(String)
    case unknown(String)
}

/// Precedence: or < and < not < x of < ( ) (specification 2.1, "Condition").
private struct ConditionParser {
    private let tokens: [String]
    private let names: [String]
    private var index = 0
    private var depth = 0
    /// Searches named so far, those that `of` stands for included: what the condition will cost.
    private var size = 0

    /// Public rules have some tens.
    private static let mostTokens = 2000
    private static let largest = 20_000

    init(_ text: String, names: [String]) {
        var tokens: [String] = []
        var word = ""
        for character in text {
            if character == "(" || character == ")" || character.isWhitespace {
                if !word.isEmpty { tokens.append(word) }
                word = ""
                if !character.isWhitespace { tokens.append(String(character)) }
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty { tokens.append(word) }
        self.tokens = tokens
        self.names = names
    }

    private var next: String? { index < tokens.count ? tokens[index] : nil }

    private mutating func take(_ word: String) -> Bool {
        guard let next, next.lowercased() == word else { return false }
        index += 1
        return true
    }

    mutating func whole() throws(ConditionFault) -> Condition {
        guard tokens.count <= Self.mostTokens else { throw .syntax("too long") }
        let condition = try alternatives()
        guard let rest = next else { return condition }
        throw .syntax(
            rest == "|" ? "aggregation with | is not part of Sigma 2; use a correlation" : "unexpected \(rest)")
    }

    private mutating func alternatives() throws(ConditionFault) -> Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 100 else { throw .syntax("nested too deep") }
        var terms = [try conjunction()]
        while take("or") { terms.append(try conjunction()) }
        return terms.count == 1 ? terms[0] : .or(terms)
    }

    private mutating func conjunction() throws(ConditionFault) -> Condition {
        var terms = [try negation()]
        while take("and") { terms.append(try negation()) }
        return terms.count == 1 ? terms[0] : .and(terms)
    }

    private mutating func negation() throws(ConditionFault) -> Condition {
        var isNegated = false
        while take("not") { isNegated.toggle() }
        let term = try primary()
        return isNegated ? .not(term) : term
    }

    private mutating func primary() throws(ConditionFault) -> Condition {
        if take("(") {
            let inner = try alternatives()
            guard take(")") else { throw .syntax("a parenthesis is not closed") }
            return inner
        }
        guard let word = next else { throw .syntax("ends too soon") }
        index += 1
        guard let following = next, following.lowercased() == "of" else { return try named(word) }
        index += 1
        guard let target = next else { throw .syntax("of what?") }
        index += 1
        let chosen = try matching(target)
        if word.lowercased() == "all" { return chosen.count == 1 ? chosen[0] : .and(chosen) }
        guard let count = Int(word), count > 0 else { throw .syntax("\(word) of is neither a number nor all") }
        return try atLeast(count, of: chosen, target)
    }

    private mutating func named(_ word: String) throws(ConditionFault) -> Condition {
        guard let place = names.firstIndex(of: word) else { throw .unknown(word) }
        try grow(by: 1)
        return .detection(place)
    }

    private mutating func grow(by count: Int) throws(ConditionFault) {
        size += count
        guard size <= Self.largest else { throw .syntax("too long") }
    }

    private mutating func matching(_ target: String) throws(ConditionFault) -> [Condition] {
        let places: [Int]
        if target.lowercased() == "them" {
            places = names.indices.filter { !names[$0].hasPrefix("_") }
        } else {
            let pattern = WildcardPattern(sigma: target, isCased: true)
            places = names.indices.filter { pattern.matches(Array(names[$0].utf8).span) }
        }
        guard !places.isEmpty else { throw .unknown(target) }
        try grow(by: places.count)
        return places.map { .detection($0) }
    }

    /// `2 of x*` has no native form: every choice of two, where they are few.
    private mutating func atLeast(_ count: Int, of terms: [Condition], _ target: String) throws(ConditionFault)
        -> Condition
    {
        guard count <= terms.count else { throw .syntax("\(count) of \(target), but there are only \(terms.count)") }
        if count == 1 { return terms.count == 1 ? terms[0] : .or(terms) }
        guard terms.count <= 12 else { throw .syntax("\(count) of \(target) has too many choices") }
        var choices: [Condition] = []
        for mask in 0..<(1 << terms.count) where mask.nonzeroBitCount == count {
            try grow(by: count)
            choices.append(.and(terms.indices.filter { mask >> $0 & 1 == 1 }.map { terms[$0] }))
        }
        return .or(choices)
    }
}
