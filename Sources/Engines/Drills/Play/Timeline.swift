// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Where a play stands: what comes next, what is late, which reactions are awaited, which branches are to be proposed. A
/// pure function of the timeline, of what happened, and of the time of play.
public struct Timeline: Sendable, Hashable {
    /// What happened, at a second of play.
    public enum Fact: Sendable, Hashable {
        case sent(String, at: Int)
        case skipped(String, at: Int)
        /// To another second of play.
        case delayed(String, to: Int)
        case acknowledged(String, at: Int)
        /// The expectation at this place, from 1, was met.
        case met(String, expectation: Int, at: Int)
        /// It will not be: nobody waits any longer.
        case missed(String, expectation: Int, at: Int)
    }

    public struct Due: Sendable, Hashable {
        public let inject: Inject
        /// Second of play.
        public let at: Int
    }

    public struct Awaited: Sendable, Hashable {
        public let inject: Inject
        /// From 1.
        public let number: Int
        public let expectation: Expectation
        /// Second of play; nil: before the end.
        public let deadline: Int?
    }

    public struct Proposal: Sendable, Hashable {
        /// Whose reaction did not come.
        public let after: Inject
        public let next: Inject
        /// Second of play since which it is proposed.
        public let since: Int
    }

    public struct Standing: Sendable, Hashable {
        /// Should have been sent by now, the longest due first.
        public let late: [Due]
        /// Soonest first.
        public let next: [Due]
        /// Outside the timeline, neither sent nor skipped.
        public let reserve: [Inject]
        /// Soonest deadline first, without deadline last.
        public let awaited: [Awaited]
        /// Oldest first; one for each inject that is proposed.
        public let proposals: [Proposal]
        public let sent: Int
        public let skipped: Int

        public func overdue(at second: Int) -> [Awaited] {
            awaited.filter { $0.deadline.map { $0 < second } ?? false }
        }
    }

    private let injects: [Inject]
    private var moved: [String: Int] = [:]
    private var sent: [String: Int] = [:]
    private var skipped: Set<String> = []
    private var acknowledged: Set<String> = []
    private var settled: [String: Set<Int>] = [:]
    private var met: [String: Set<Int>] = [:]

    /// - Parameter injects: those that are enabled, of distinct identifiers. A fact about another one is left aside.
    public init(_ injects: [Inject], _ facts: [Fact]) {
        self.injects = injects
        let known = Dictionary(injects.map { ($0.id, $0) }) { first, _ in first }
        for fact in facts {
            switch fact {
            case .sent(let id, let at): if known[id] != nil, sent[id] == nil { sent[id] = at }
            case .skipped(let id, _): if known[id] != nil { skipped.insert(id) }
            case .delayed(let id, let to): if known[id] != nil { moved[id] = max(to, 0) }
            case .acknowledged(let id, _): acknowledged.insert(id)
            case .met(let id, let number, _):
                settled[id, default: []].insert(number)
                met[id, default: []].insert(number)
            case .missed(let id, let number, _): settled[id, default: []].insert(number)
            }
        }
        // What was sent was not skipped, whoever pressed first.
        skipped.subtract(sent.keys)
    }

    /// The second of play at which an inject is to be sent; nil for a reserve that nobody placed.
    public func due(_ inject: Inject) -> Int? {
        if let moved = moved[inject.id] { return moved }
        return inject.at.map { $0 * 60 }
    }

    public func standing(at second: Int) -> Standing {
        let waiting = injects.filter { sent[$0.id] == nil && !skipped.contains($0.id) }
        let planned = waiting.enumerated().compactMap { place, inject -> (place: Int, due: Due)? in
            // A reserve waits for somebody, even when its file says a time: only placing it puts it on the timeline.
            if inject.degree == .reserve, moved[inject.id] == nil { return nil }
            return due(inject).map { (place, Due(inject: inject, at: $0)) }
        }.sorted { ($0.due.at, $0.place) < ($1.due.at, $1.place) }.map(\.due)
        let placed = Set(planned.map(\.inject.id))
        return Standing(
            late: planned.filter { $0.at <= second }, next: planned.filter { $0.at > second },
            reserve: waiting.filter { !placed.contains($0.id) }, awaited: awaited(), proposals: proposals(at: second),
            sent: sent.count, skipped: skipped.count)
    }

    private func awaited() -> [Awaited] {
        var found: [(place: Int, awaited: Awaited)] = []
        for inject in injects {
            guard let at = sent[inject.id] else { continue }
            for (index, expectation) in inject.expected.enumerated()
            where !(settled[inject.id]?.contains(index + 1) ?? false) {
                found.append(
                    (
                        found.count,
                        Awaited(
                            inject: inject, number: index + 1, expectation: expectation,
                            deadline: expectation.within.map { at + $0 * 60 })
                    ))
            }
        }
        return found.sorted {
            ($0.awaited.deadline ?? .max, $0.place) < ($1.awaited.deadline ?? .max, $1.place)
        }.map(\.awaited)
    }

    /// A branch is proposed once its time has come and not every expectation of its inject was met; an inject of which
    /// nothing is expected counts as done when it was acknowledged. It goes away when the reaction comes after all.
    private func proposals(at second: Int) -> [Proposal] {
        let known = Dictionary(injects.map { ($0.id, $0) }) { first, _ in first }
        var found: [(place: Int, proposal: Proposal)] = []
        for inject in injects {
            guard let at = sent[inject.id], !isDone(inject) else { continue }
            for branch in inject.branches {
                let since = at + branch.ifNotDoneBy * 60
                guard since <= second, let next = known[branch.then], sent[next.id] == nil, !skipped.contains(next.id)
                else { continue }
                found.append((found.count, Proposal(after: inject, next: next, since: since)))
            }
        }
        var seen: Set<String> = []
        return found.sorted { ($0.proposal.since, $0.place) < ($1.proposal.since, $1.place) }.map(\.proposal)
            .filter { seen.insert($0.next.id).inserted }
    }

    private func isDone(_ inject: Inject) -> Bool {
        guard !inject.expected.isEmpty else { return acknowledged.contains(inject.id) }
        let met = met[inject.id] ?? []
        return (1...inject.expected.count).allSatisfy(met.contains)
    }
}
