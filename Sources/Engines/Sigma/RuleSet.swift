// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Rules compiled to be asked of many events. Immutable: any number of matchers share it.
public struct RuleSet: Sendable {
    public let rules: [SigmaRule]
    public let correlations: [Correlation]
    public let filters: [SigmaFilter]
    /// What could not be used, and why.
    public let refused: [SigmaFault]
    public let fields: FieldNames

    /// The automata were not compiled: the cache fitted.
    public let isFromCache: Bool

    let tests: [TestTable.Test]
    let program: Program
    let expressions: [Expression]
    let literals: LiteralIndex
    /// Looked for in any field.
    let words: LiteralIndex
    let expressionIndex: ExpressionIndex
    /// Nil when there is nothing to look for, or when this processor cannot: rules are then asked one by one.
    var literalAutomaton: Automaton?
    var wordAutomaton: Automaton?
    var expressionAutomata: [Automaton?]
    /// The rules that each test is a witness of, and where those of each begin.
    let witnessed: [Int32]
    let witnessedStarts: [Int]
    /// Rules without witness: asked of every event of their log source.
    let unwitnessed: [Int32]
    /// The different log sources, and by rule which one is its: a few hundred for thousands of rules.
    let logSources: [LogSource]
    let logSourceNumbers: [Int32]
    /// Numbers of the fields that correlations group or count by.
    let correlatedFields: [Int]
    /// Number of the field `EventID`, where a rule asks for it.
    let eventIDField: Int?

    /// - Parameters:
    ///   - minimum: rules below this level are left out, but for those that a correlation refers to.
    ///   - cache: what `automata` of the same documents gave: saves compiling. Ignored when it does not fit.
    public init(
        _ documents: [SigmaDocument], refused: [SigmaFault] = [], minimum: Level = .informational,
        cache: CompiledAutomata? = nil
    ) {
        var rules: [SigmaRule] = []
        var correlations: [Correlation] = []
        var filters: [SigmaFilter] = []
        var refused = refused
        for document in documents {
            switch document {
            case .rule(let rule): rules.append(rule)
            case .correlation(let correlation): correlations.append(correlation)
            case .filter(let filter): filters.append(filter)
            }
        }
        correlations = Self.resolved(correlations, rules, &refused)
        let referenced = Set(correlations.flatMap(\.rules))
        rules.removeAll { $0.level < minimum && !$0.isNamed(in: referenced) }
        rules = Self.usable(rules, &refused)

        var table = TestTable()
        var program = Program()
        var expressions: [Expression] = []
        for rule in rules {
            var expression = Expression.or(rule.conditions.map { Expression($0, rule.detections, &table) })
            for filter in filters where filter.applies(to: rule) {
                expression = .and([expression, .not(Expression(filter.condition, filter.detections, &table))])
            }
            expressions.append(expression)
            program.append(expression)
        }
        correlatedFields = correlations.flatMap { $0.fieldsNeeded }.map { table.intern(field: $0) }
        var sourceNumbers: [LogSource: Int32] = [:]
        var logSources: [LogSource] = []
        logSourceNumbers = rules.map { rule in
            if let known = sourceNumbers[rule.logSource] { return known }
            logSources.append(rule.logSource)
            sourceNumbers[rule.logSource] = Int32(logSources.count - 1)
            return Int32(logSources.count - 1)
        }
        self.logSources = logSources
        eventIDField = table.fields.number(of: "EventID")

        let literals = LiteralIndex(table.tests, anywhere: false)
        let words = LiteralIndex(table.tests, anywhere: true)
        let expressionIndex = ExpressionIndex(table.tests)
        let found = Self.witnesses(expressions, table, literals, words)
        witnessed = found.witnessed.flatMap { $0 }
        witnessedStarts = found.witnessed.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        unwitnessed = found.unwitnessed
        let kept = cache?.automata(for: [literals, words], expressionIndex)
        isFromCache = kept != nil
        let automata =
            kept
            ?? [Automaton.literals(literals.literals), Automaton.literals(words.literals)]
            + expressionIndex.groups.map { Automaton.expressions($0.expressions) }
        literalAutomaton = automata[0]
        wordAutomaton = automata[1]
        expressionAutomata = Array(automata.dropFirst(2))
        self.rules = rules
        self.correlations = correlations
        self.filters = filters
        self.refused = refused
        self.program = program
        self.expressions = expressions
        self.literals = literals
        self.words = words
        self.expressionIndex = expressionIndex
        tests = table.tests
        fields = table.fields
    }

    /// What takes long to compile, to be kept on disk.
    public var automata: CompiledAutomata { CompiledAutomata(self) }

    /// Rules whose regular expressions can be used.
    private static func usable(_ rules: [SigmaRule], _ refused: inout [SigmaFault]) -> [SigmaRule] {
        rules.filter { rule in
            for detection in rule.detections {
                guard let fault = detection.search.badExpression else { continue }
                refused.append(SigmaFault(origin: rule.origin, reason: .badExpression(fault), subject: rule.title))
                return false
            }
            return true
        }
    }

    private static func witnesses(
        _ expressions: [Expression], _ table: TestTable, _ literals: LiteralIndex, _ words: LiteralIndex
    ) -> (witnessed: [[Int32]], unwitnessed: [Int32]) {
        var witnessed: [[Int32]] = Array(repeating: [], count: table.tests.count)
        var unwitnessed: [Int32] = []
        // Long texts that few rules look for say most; a program's name that hundreds of rules ask for says little.
        func rarity(_ test: Int) -> Double? {
            let uses = Double(table.uses[test])
            if case .expression = table.tests[test].test { return 8 - uses / 4 }
            guard let length = literals.lengths[test] ?? words.lengths[test] else { return nil }
            return Double(min(length, 24)) - (table.tests[test].field == nil ? 1 : 0) - 6 * uses / (uses + 8)
        }
        for (number, expression) in expressions.enumerated() {
            guard let found = expression.witnesses(rarity) else {
                unwitnessed.append(Int32(number))
                continue
            }
            for test in Set(found.tests) { witnessed[test].append(Int32(number)) }
        }
        return (witnessed, unwitnessed)
    }

    /// Correlations whose rules are all there; those that refer to others come after them.
    private static func resolved(
        _ correlations: [Correlation], _ rules: [SigmaRule], _ refused: inout [SigmaFault]
    ) -> [Correlation] {
        var known = Set(rules.flatMap(\.names))
        var kept: [Correlation] = []
        var waiting = correlations
        while !waiting.isEmpty {
            let ready = waiting.filter { $0.rules.allSatisfy(known.contains) }
            guard !ready.isEmpty else { break }
            kept += ready
            known.formUnion(ready.flatMap(\.names))
            waiting.removeAll { one in ready.contains(one) }
        }
        for correlation in waiting {
            let missing = correlation.rules.first { !known.contains($0) } ?? ""
            refused.append(
                SigmaFault(origin: correlation.origin, reason: .unknownRule(missing), subject: correlation.title))
        }
        return kept
    }
}

extension SigmaRule {
    /// What others may call it.
    var names: [String] { ([id] + (name.map { [$0] } ?? [])).filter { !$0.isEmpty } }

    func isNamed(in set: Set<String>) -> Bool { names.contains(where: set.contains) }
}

extension Correlation {
    var names: [String] { ([id] + (name.map { [$0] } ?? [])).filter { !$0.isEmpty } }

    var fieldsNeeded: [String] { groupBy + fields + aliases.values.flatMap(\.values) }
}

extension SigmaFilter {
    func applies(to rule: SigmaRule) -> Bool {
        guard rules.isEmpty else { return rules.contains { rule.names.contains($0) } }
        return (logSource.product == nil || logSource.product == rule.logSource.product)
            && (logSource.category == nil || logSource.category == rule.logSource.category)
            && (logSource.service == nil || logSource.service == rule.logSource.service)
    }
}

extension Search {
    /// The first regular expression that cannot be used, and why.
    var badExpression: String? {
        switch self {
        case .all(let terms), .any(let terms): terms.lazy.compactMap(\.badExpression).first
        case .field(let field):
            if case .expression(let expression) = field.test { Automaton.fault(in: expression) } else { nil }
        case .keyword: nil
        case .keywordExpression(let expression): Automaton.fault(in: expression)
        }
    }
}

extension RuleSet {
    /// A rule that a correlation refers to is quiet unless one of them says otherwise (`generate`).
    public func alertsAlone(_ rule: Int) -> Bool {
        let users = correlations.filter { $0.rules.contains { rules[rule].names.contains($0) } }
        return users.isEmpty || users.contains { $0.generates }
    }
}

extension RuleSet {
    /// What a rule or a correlation is called and how grave it is. Correlations are numbered behind the rules.
    public struct Headline: Sendable, Hashable {
        public let id: String
        public let title: String
        public let level: Level
        public let tags: [String]

        public init(id: String, title: String, level: Level, tags: [String]) {
            self.id = id
            self.title = title
            self.level = level
            self.tags = tags
        }
    }

    public func headline(_ number: Int) -> Headline {
        if rules.indices.contains(number) {
            let rule = rules[number]
            return Headline(id: rule.id, title: rule.title, level: rule.level, tags: rule.tags)
        }
        let place = number - rules.count
        guard correlations.indices.contains(place) else {
            return Headline(id: "", title: "", level: .informational, tags: [])
        }
        let correlation = correlations[place]
        return Headline(
            id: correlation.id, title: correlation.title, level: correlation.level, tags: correlation.tags)
    }
}
