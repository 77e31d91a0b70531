// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Asks the rules of one event after the other. Not shared: each thread has its own, over the same `RuleSet`.
///
/// One pass of an automaton over the folded values says which tests are true, which tests say which rules are worth
/// evaluating, and only those are: a rule costs nothing on the events that do not concern it.
public struct Matcher: ~Copyable {
    private let rules: RuleSet
    private var scanner = Scanner()
    private var places: [EventSource: Int] = [:]
    private var sources: [SourceRules] = []
    private var met = 0
    /// Of the events of one log, most come from the same channel.
    private var recent = EventSource(channel: "", eventID: 0)
    private var recentPlaces: [Int: Int] = [:]
    /// By test: what is known of it for this event, valid when its stamp is the event's number.
    private var truth: [Truth]
    private var stamps: [UInt32]
    private var ruleStamps: [UInt32]
    private var candidates: [Int32] = []
    private var now: UInt32 = 0
    private var isScanFull = false

    private enum Truth: UInt8 {
        case no
        case yes
        /// A part of the pattern is there.
        case perhaps
    }

    public init(_ rules: RuleSet) {
        self.rules = rules
        truth = Array(repeating: .no, count: rules.tests.count)
        stamps = Array(repeating: 0, count: rules.tests.count)
        ruleStamps = Array(repeating: 0, count: rules.rules.count)
        if let automaton = rules.literalAutomaton { scanner.prepare(automaton) }
        if let automaton = rules.wordAutomaton { scanner.prepare(automaton) }
        for automaton in rules.expressionAutomata { if let automaton { scanner.prepare(automaton) } }
    }

    /// Calls `found` with the number of each rule that the event matches.
    public mutating func match(_ event: borrowing DetectionEvent, _ found: (Int) -> Void) {
        let place = place(of: event.source)
        guard !sources[place].asked.isNothing else { return }
        now &+= 1
        if now == 0 { restart() }
        candidates.removeAll(keepingCapacity: true)
        isScanFull = false
        scan(event, upTo: event.askedEnd, with: rules.literalAutomaton, rules.literals, place)
        if sources[place].asked.isEverything {
            scan(event, upTo: event.folded.count, with: rules.wordAutomaton, rules.words, place)
        }
        scanExpressions(event, place)
        guard !isScanFull else {
            for rule in rules.rules.indices where sources[place].isActive[rule] && evaluate(Int32(rule), event) {
                found(rule)
            }
            return
        }
        for rule in candidates where evaluate(rule, event) { found(Int(rule)) }
        for rule in sources[place].unwitnessed where evaluate(rule, event) { found(Int(rule)) }
    }

    private mutating func restart() {
        for index in stamps.indices { stamps[index] = 0 }
        for index in ruleStamps.indices { ruleStamps[index] = 0 }
        now = 1
    }

    /// What the rules want to know of events of a source.
    public mutating func asked(of source: EventSource) -> AskedFields { sources[place(of: source)].asked }

    private mutating func place(of source: EventSource) -> Int {
        if source.channel == recent.channel, source.logSource == recent.logSource {
            if let place = recentPlaces[source.eventID] { return place }
        } else {
            recent = source
            recentPlaces.removeAll(keepingCapacity: true)
        }
        let place = placeAmongAll(of: source)
        recentPlaces[source.eventID] = place
        return place
    }

    private mutating func placeAmongAll(of source: EventSource) -> Int {
        if let place = places[source] { return place }
        // Senders invent channels; the rules know a few hundred sources.
        if sources.count > 4096 {
            places.removeAll()
            sources.removeAll()
            recentPlaces.removeAll()
        }
        places[source] = sources.count
        sources.append(SourceRules(rules, source, number: met))
        met += 1
        return sources.count - 1
    }

    private mutating func propose(_ rule: Int32) {
        guard ruleStamps[Int(rule)] != now else { return }
        ruleStamps[Int(rule)] = now
        candidates.append(rule)
    }

    private mutating func note(_ test: Int32, _ value: Truth, _ place: Int) {
        let test = Int(test)
        if stamps[test] == now {
            if value == .yes { truth[test] = .yes }
            return
        }
        stamps[test] = now
        truth[test] = value
        for index in rules.witnessedStarts[test]..<rules.witnessedStarts[test + 1] {
            let rule = rules.witnessed[index]
            if sources[place].isActive[Int(rule)] { propose(rule) }
        }
    }

    private mutating func scan(
        _ event: borrowing DetectionEvent, upTo end: Int, with automaton: Automaton?, _ index: LiteralIndex,
        _ source: Int
    ) {
        guard let automaton else {
            isScanFull = isScanFull || !index.literals.isEmpty
            return
        }
        scanner.scan(event.folded.span.extracting(0..<end), with: automaton)
        isScanFull = isScanFull || scanner.isFull
        var entry = 0
        for number in 0..<scanner.count {
            let hit = scanner[number]
            let literal = Int(hit.pattern)
            let end = Int32(truncatingIfNeeded: hit.end)
            let start = end - Int32(index.literals[literal].count)
            // Ends come in order, so the value is the same one or a later one.
            while entry < event.entries.count, event.entries[entry].foldedEnd < end { entry += 1 }
            guard entry < event.entries.count, start >= event.entries[entry].foldedStart else { continue }
            let value = event.entries[entry]
            for place in index.starts[literal]..<index.starts[literal + 1] {
                let use = index.uses[place]
                if (use.atStart && start != value.foldedStart) || (use.atEnd && end != value.foldedEnd) { continue }
                if let field = use.field, field != value.field,
                    !event.aliases.contains(where: { $0.entry == entry && $0.field == field })
                {
                    continue
                }
                note(use.test, use.isProof ? .yes : .perhaps, source)
            }
        }
    }

    private mutating func scanExpressions(_ event: borrowing DetectionEvent, _ place: Int) {
        for group in sources[place].groups {
            guard let automaton = rules.expressionAutomata[group] else {
                isScanFull = true
                continue
            }
            let field = rules.expressionIndex.groups[group].field
            for entry in event.entries.indices where event.has(field, at: entry) {
                scan(event, entry, with: automaton)
                isScanFull = isScanFull || scanner.isFull
                for index in 0..<scanner.count {
                    note(Int32(rules.expressionIndex.groups[group].tests[Int(scanner[index].pattern)]), .yes, place)
                }
            }
        }
    }

    private mutating func scan(_ event: borrowing DetectionEvent, _ entry: Int, with automaton: Automaton) {
        let value = event.entries[entry]
        scanner.scan(event.raw.span.extracting(Int(value.start)..<Int(value.end)), with: automaton)
    }

    private mutating func evaluate(_ rule: Int32, _ event: borrowing DetectionEvent) -> Bool {
        var index = Int(rules.program.starts[Int(rule)])
        return evaluate(&index, event)
    }

    /// Evaluates the step at `index` and leaves it behind that step.
    private mutating func evaluate(_ index: inout Int, _ event: borrowing DetectionEvent) -> Bool {
        let step = rules.program.steps[index]
        index += 1
        switch step {
        case .test(let test): return isTrue(Int(test), event)
        case .not: return !evaluate(&index, event)
        case .and(let end):
            while index < Int(end) {
                guard evaluate(&index, event) else {
                    index = Int(end)
                    return false
                }
            }
            return true
        case .or(let end):
            while index < Int(end) {
                guard evaluate(&index, event) else { continue }
                index = Int(end)
                return true
            }
            return false
        }
    }

    private mutating func isTrue(_ test: Int, _ event: borrowing DetectionEvent) -> Bool {
        if stamps[test] == now {
            switch truth[test] {
            case .yes: return true
            case .no: return false
            case .perhaps: break
            }
        } else if !isScanFull, rules.isFoundByScanning(test) {
            return false
        }
        let result = event.passes(rules.tests[test], rules.eventIDField)
        stamps[test] = now
        truth[test] = result ? .yes : .no
        return result
    }
}

extension RuleSet {
    /// Whether the automata would have said so, had it been true.
    func isFoundByScanning(_ test: Int) -> Bool {
        if literals.lengths[test] != nil || words.lengths[test] != nil { return true }
        if case .expression = tests[test].test { return true }
        return false
    }

    /// False when the number of the event alone decides against the rule.
    func mayMatch(_ rule: Int, eventID: Int) -> Bool {
        expressions[rule].known { test in
            guard let eventIDField, tests[test].field == eventIDField else { return nil }
            return switch tests[test].test {
            case .number(let number, .equal): number == Double(eventID)
            case .pattern(let pattern): pattern.literal.map { $0 == Array(String(eventID).utf8) }
            default: nil
            }
        } != false
    }
}
