// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The log as people read it: each line with what later lines said of it. Computed whole; a line never changes.
public struct LogReading: Sendable {
    /// A line and what became of it.
    public struct Line: Sendable, Hashable {
        public let entry: LogEntry
        /// From 1 when several lines have this number, 0 when it is alone.
        public let fork: Int
        /// What holds: the line itself, or its last correction.
        public let current: LogStatement
        /// Every correction of it, directly or through another, oldest entry first.
        public let corrections: [LogEntry]
        /// Corrections made apart that contradict one another: none of them holds over the others, both are shown.
        public let conflicting: [LogEntry]
        public let closings: [LogEntry]
        public let answers: [LogEntry]

        public var reference: LogReference { entry.reference }
        public var isCorrection: Bool { entry.statement.relation == .corrects }
        public var isCorrected: Bool { !corrections.isEmpty }
        public var isConflicting: Bool { !conflicting.isEmpty }

        /// Whether it can be open at all: somebody asked for something, or began something.
        public var isAsked: Bool { !isCorrection && (current.kind == .request || current.kind == .action) }

        /// Asked for or begun, and nobody said how it ended.
        public var isOpen: Bool { isAsked && ending == nil }

        /// How it ended, as the last closing says; nil while it is open.
        public var ending: LogStatus? {
            guard isAsked else { return nil }
            if let closing = closings.last { return closing.statement.status == .dropped ? .dropped : .done }
            return current.status == .open ? nil : current.status
        }

        public func isLate(at now: Moment) -> Bool { isOpen && (current.due.map { $0 < now } ?? false) }
    }

    /// In the order of the entries given.
    public let lines: [Line]
    private let places: [LogReference: [Int]]

    /// The lines that have this number: one, or several after a fork.
    public func lines(_ reference: LogReference) -> [Line] { (places[reference] ?? []).map { lines[$0] } }

    /// Those that are asked for and not ended, the earliest deadline first, those without one last.
    public let open: [Line]
    /// Those whose corrections contradict one another.
    public let conflicts: [Line]

    /// In time proportional to the number of lines.
    public init(of entries: [LogEntry]) {
        let relations = LogRelations(entries)
        places = relations.places
        let lines = entries.indices.map { relations.line($0) }
        self.lines = lines
        conflicts = lines.filter(\.isConflicting)
        open = lines.filter(\.isOpen).sorted { left, right in
            let (one, other) = (left.current.due?.milliseconds ?? .max, right.current.due?.milliseconds ?? .max)
            return (one, left.current.factAt.milliseconds, left.reference)
                < (other, right.current.factAt.milliseconds, right.reference)
        }
    }
}

/// Who speaks of whom, by place in the list.
private struct LogRelations {
    let entries: [LogEntry]
    let places: [LogReference: [Int]]
    private var corrections: [LogReference: [Int]] = [:]
    private var closings: [LogReference: [Int]] = [:]
    private var answers: [LogReference: [Int]] = [:]

    init(_ entries: [LogEntry]) {
        self.entries = entries
        var places: [LogReference: [Int]] = [:]
        for (place, entry) in entries.enumerated() {
            places[entry.reference, default: []].append(place)
            guard let about = entry.statement.about, let relation = entry.statement.relation else { continue }
            switch relation {
            case .corrects: corrections[about, default: []].append(place)
            case .closes: closings[about, default: []].append(place)
            case .answers:
                answers[about, default: []].append(place)
                // An answer may say by itself that nothing more is waited for.
                if [.done, .dropped].contains(entry.statement.status) { closings[about, default: []].append(place) }
            }
        }
        self.places = places.mapValues { places in places.sorted { entries[$0].hash < entries[$1].hash } }
    }

    func line(_ place: Int) -> LogReading.Line {
        let entry = entries[place]
        let same = places[entry.reference] ?? []
        let fork = same.count > 1 ? (same.firstIndex(of: place) ?? 0) + 1 : 0
        let isRoot = entry.statement.relation != .corrects
        let tree = isRoot ? corrected(from: place) : []
        let heads = heads(of: tree)
        let numbers = Set([entry.reference] + tree.map { entries[$0].reference })
        func about(_ kind: [LogReference: [Int]]) -> [LogEntry] {
            // Nothing speaks of most lines: they cost nothing.
            guard isRoot, !kind.isEmpty else { return [] }
            return byEntry(numbers.flatMap { kind[$0] ?? [] })
        }
        let isSettled = Set(heads.map { said(entries[$0].statement) }).count <= 1
        return LogReading.Line(
            entry: entry, fork: fork,
            current: isSettled ? heads.last.map { current(entry, entries[$0]) } ?? entry.statement : entry.statement,
            corrections: byEntry(tree), conflicting: isSettled ? [] : byEntry(heads), closings: about(closings),
            answers: about(answers))
    }

    /// The corrections of a line, and theirs. A hostile archive may tie a knot: each is visited once.
    private func corrected(from place: Int) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = [place]
        var waiting = corrections[entries[place].reference] ?? []
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted else { continue }
            found.append(next)
            waiting += corrections[entries[next].reference] ?? []
        }
        return found
    }

    /// The corrections that no other one replaced. On one device the later replaces the earlier: its author had it before
    /// their eyes. Between two devices nobody can tell.
    private func heads(of tree: [Int]) -> [Int] {
        guard tree.count > 1 else { return tree }
        let replaced = Set(tree.compactMap { entries[$0].statement.about })
        let ends = tree.filter { !replaced.contains(entries[$0].reference) }
        var last: [String: [Int]] = [:]
        for place in ends {
            let device = entries[place].reference.device
            let known = last[device]?.first.map { entries[$0].reference.sequence } ?? 0
            let sequence = entries[place].reference.sequence
            if sequence > known { last[device] = [place] } else if sequence == known { last[device]?.append(place) }
        }
        return last.values.flatMap { $0 }.sorted { LogMerge.order(entries[$0], entries[$1]) }
    }

    /// What a correction says, without its place in the log.
    private func said(_ statement: LogStatement) -> LogStatement {
        var bare = statement
        (bare.relation, bare.about) = (nil, nil)
        return bare
    }

    private func current(_ entry: LogEntry, _ correction: LogEntry) -> LogStatement {
        var statement = correction.statement
        (statement.relation, statement.about) = (entry.statement.relation, entry.statement.about)
        return statement
    }

    private func byEntry(_ places: [Int]) -> [LogEntry] {
        places.map { entries[$0] }.sorted {
            $0.countedAt == $1.countedAt ? LogMerge.order($0, $1) : $0.countedAt < $1.countedAt
        }
    }
}
