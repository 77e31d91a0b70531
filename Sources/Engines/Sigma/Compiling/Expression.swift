// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// What a rule says, over numbered tests.
indirect enum Expression: Sendable {
    case test(Int)
    case not(Expression)
    case and([Expression])
    case or([Expression])

    init(_ condition: Condition, _ detections: [Detection], _ table: inout TestTable) {
        switch condition {
        case .detection(let place): self.init(detections[place].search, &table)
        case .not(let inner): self = .not(Expression(inner, detections, &table))
        case .and(let terms): self = .and(terms.map { Expression($0, detections, &table) })
        case .or(let terms): self = .or(terms.map { Expression($0, detections, &table) })
        }
    }

    private init(_ search: Search, _ table: inout TestTable) {
        switch search {
        case .all(let terms): self = .and(terms.map { Expression($0, &table) })
        case .any(let terms): self = .or(terms.map { Expression($0, &table) })
        case .field(let field):
            let test = Expression.test(table.number(of: field))
            self = field.isNegated ? .not(test) : test
        case .keyword(let pattern): self = .test(table.number(ofKeyword: .pattern(pattern)))
        case .keywordExpression(let expression): self = .test(table.number(ofKeyword: .expression(expression)))
        }
    }

    /// Tests of which at least one is true whenever the expression is, the rarest such set that is found; nil when there
    /// is none among those that the automata find by themselves.
    func witnesses(_ rarity: (Int) -> Double?) -> (tests: [Int], rarity: Double)? {
        switch self {
        case .test(let test): return rarity(test).map { ([test], $0) }
        case .not: return nil
        case .and(let terms):
            return terms.compactMap { $0.witnesses(rarity) }.max { $0.rarity < $1.rarity }
        case .or(let terms):
            var all: [Int] = []
            var least = Double.infinity
            for term in terms {
                guard let found = term.witnesses(rarity) else { return nil }
                all += found.tests
                least = min(least, found.rarity)
            }
            return all.isEmpty ? nil : (all, least)
        }
    }

    /// The truth as far as it is known: nil when it depends on tests that are not.
    func known(_ truth: (Int) -> Bool?) -> Bool? {
        switch self {
        case .test(let test): return truth(test)
        case .not(let inner): return inner.known(truth).map { !$0 }
        case .and(let terms):
            var isSure = true
            for term in terms {
                switch term.known(truth) {
                case false?: return false
                case nil: isSure = false
                case true?: continue
                }
            }
            return isSure ? true : nil
        case .or(let terms):
            var isSure = true
            for term in terms {
                switch term.known(truth) {
                case true?: return true
                case nil: isSure = false
                case false?: continue
                }
            }
            return isSure ? false : nil
        }
    }

    func forEachTest(_ body: (Int) -> Void) {
        switch self {
        case .test(let test): body(test)
        case .not(let inner): inner.forEachTest(body)
        case .and(let terms), .or(let terms): for term in terms { term.forEachTest(body) }
        }
    }
}

/// Expressions of all rules in one array, evaluated without touching a reference count.
struct Program: Sendable {
    enum Step: Sendable {
        case test(Int32)
        /// The next step, negated.
        case not
        /// Ends before `end`; true as soon as (or) or unless (and) a term is.
        case and(end: Int32)
        case or(end: Int32)
    }

    private(set) var steps: [Step] = []
    /// Where each rule begins.
    private(set) var starts: [Int32] = []

    func forEachTest(of rule: Int, _ body: (Int32) -> Void) {
        let end = rule + 1 < starts.count ? Int(starts[rule + 1]) : steps.count
        for step in steps[Int(starts[rule])..<end] {
            if case .test(let test) = step { body(test) }
        }
    }

    mutating func append(_ expression: Expression) {
        starts.append(Int32(steps.count))
        write(expression)
    }

    private mutating func write(_ expression: Expression) {
        switch expression {
        case .test(let test): steps.append(.test(Int32(test)))
        case .not(let inner):
            steps.append(.not)
            write(inner)
        case .and(let terms), .or(let terms):
            let place = steps.count
            steps.append(.not)
            for term in terms { write(term) }
            let end = Int32(steps.count)
            if case .and = expression { steps[place] = .and(end: end) } else { steps[place] = .or(end: end) }
        }
    }
}
