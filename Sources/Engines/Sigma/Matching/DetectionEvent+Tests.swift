// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension DetectionEvent {
    /// Whether an entry is a value of the field, under its own or its other name; any entry is when no field is asked.
    func has(_ field: Int?, at entry: Int) -> Bool {
        guard let field else { return true }
        return entries[entry].field == Int32(field)
            || aliases.contains { $0.entry == Int32(entry) && $0.field == Int32(field) }
    }

    /// One test made by itself, exactly: for what the automata do not say. A field with several values passes when one does.
    func passes(_ test: TestTable.Test, _ eventIDField: Int?) -> Bool {
        switch test.test {
        case .exists(let isWanted): return entries.indices.contains { has(test.field, at: $0) } == isWanted
        case .null:
            return !entries.indices.contains { has(test.field, at: $0) && entries[$0].end > entries[$0].start }
        case .sameAs(_, let relation, let isCased):
            return entries.indices.contains { first in
                has(test.field, at: first)
                    && entries.indices.contains { has(test.other, at: $0) && relates(first, $0, relation, isCased) }
            }
        default:
            for entry in entries.indices where has(test.field, at: entry) {
                if passes(test.test, entry) { return true }
            }
            return false
        }
    }

    private func passes(_ test: ValueTest, _ entry: Int) -> Bool {
        if case .pattern(let pattern) = test, !pattern.isCased {
            return withFoldedValue(of: entries[entry]) { pattern.matches($0) }
        }
        return withValue(of: entries[entry]) { value in
            switch test {
            case .pattern(let pattern): pattern.matches(value)
            case .expression(let expression): Automaton.matches(expression, value)
            case .network(let network): network.contains(value)
            case .number(let number, let comparison):
                ValueReading.number(value).map { comparison.holds($0, number) } ?? false
            case .datePart(let part, let number, let comparison):
                ValueReading.date(value).map { comparison.holds($0.value(of: part), number) } ?? false
            case .null, .exists, .sameAs: false
            }
        }
    }

    private func relates(_ first: Int, _ second: Int, _ relation: Relation, _ isCased: Bool) -> Bool {
        isCased
            ? withValue(of: entries[first]) { left in
                withValue(of: entries[second]) { relation.holds(left, $0) }
            }
            : withFoldedValue(of: entries[first]) { left in
                withFoldedValue(of: entries[second]) { relation.holds(left, $0) }
            }
    }

    /// The first value of a field, for what groups or counts by it.
    public func text(of field: Int) -> String? {
        for entry in entries.indices where has(field, at: entry) {
            return String(decoding: raw[Int(entries[entry].start)..<Int(entries[entry].end)], as: UTF8.self)
        }
        return nil
    }
}

extension Comparison {
    func holds(_ value: Double, _ bound: Double) -> Bool {
        switch self {
        case .equal: value == bound
        case .less: value < bound
        case .lessOrEqual: value <= bound
        case .greater: value > bound
        case .greaterOrEqual: value >= bound
        }
    }
}

extension Relation {
    func holds(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard right.count <= left.count else { return false }
        func isThere(_ place: Int) -> Bool {
            for index in 0..<right.count where left[place + index] != right[index] { return false }
            return true
        }
        switch self {
        case .equals: return left.count == right.count && isThere(0)
        case .startsWith: return isThere(0)
        case .endsWith: return isThere(left.count - right.count)
        case .contains:
            for place in 0...left.count - right.count where isThere(place) { return true }
            return false
        }
    }
}
