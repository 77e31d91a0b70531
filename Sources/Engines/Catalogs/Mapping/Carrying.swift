// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

extension MappingSet {
    /// What an answer to one framework suggests for a requirement of another.
    public struct Suggestion: Sendable, Hashable {
        /// The code of the requirement of the target framework.
        public let target: String
        public let response: Response
        /// The codes of the requirements of the source framework whose answers it comes from.
        public let from: [String]
        /// The weakest relation among them.
        public let relation: Relation
        /// Whether it can stand without being reviewed: every source paired with the target has an answer, and each
        /// asks as much as the target or more.
        public let isCertain: Bool

        public init(target: String, response: Response, from: [String], relation: Relation, isCertain: Bool) {
            self.target = target
            self.response = response
            self.from = from
            self.relation = relation
            self.isCertain = isCertain
        }
    }

    /// Carries answers over, in the order of the target framework.
    ///
    /// A level becomes the best level of the target's scale that promises no more; several sources give the lowest of
    /// theirs. A target is not applicable only when all its answered sources are so. An unanswered source says nothing.
    public func carry(
        _ answers: [String: Response], from origin: Framework, to destination: Framework
    ) -> [Suggestion] {
        let byTarget = Dictionary(grouping: pairs, by: \.to)
        return destination.assessable().compactMap { requirement in
            byTarget[requirement.code].flatMap { suggestion(for: requirement.code, $0, answers, origin, destination) }
        }
    }

    private func suggestion(
        for target: String, _ pairs: [Pair], _ answers: [String: Response], _ origin: Framework,
        _ destination: Framework
    ) -> Suggestion? {
        var used: [Pair] = []
        var lowest: Double?
        for pair in pairs where origin.requirement(pair.from)?.isAssessable == true {
            switch answers[pair.from] ?? .unanswered {
            case .unanswered: continue
            case .notApplicable: used.append(pair)
            case .level(let value):
                guard let fraction = origin.scale.fraction(of: value) else { continue }
                used.append(pair)
                lowest = min(lowest ?? fraction, fraction)
            }
        }
        guard let relation = used.map(\.relation).max(by: { $0.weakness < $1.weakness }) else { return nil }
        let response: Response
        if let lowest {
            guard let level = destination.scale.level(notAbove: lowest) else { return nil }
            response = .level(level.value)
        } else {
            response = .notApplicable
        }
        return Suggestion(
            target: target, response: response, from: used.map(\.from), relation: relation,
            isCertain: used.count == pairs.count && used.allSatisfy(\.relation.carriesOver))
    }

    /// The same pairs, seen from the other framework.
    public func reversed() -> MappingSet {
        let suffix = "-reversed"
        let isReversed = identifier.hasSuffix(suffix)
        return MappingSet(
            identifier: isReversed ? String(identifier.dropLast(suffix.count)) : identifier + suffix,
            title: title, source: target, sourceVersion: targetVersion,
            target: source, targetVersion: sourceVersion, status: status, license: license,
            pairs: pairs.map {
                Pair(from: $0.to, to: $0.from, relation: $0.relation.reversed, strength: $0.strength, note: $0.note)
            })
    }

    /// From the source of this one to the target of the next, through what they have in common. Each link is as good
    /// as its weakest half; where several ways lead to the same pair, the best is kept.
    /// - Returns: nil unless the next begins where this one ends, or when they have millions of ways in common.
    public func followed(by next: MappingSet) -> MappingSet? {
        guard target == next.source else { return nil }
        if let mine = targetVersion, let other = next.sourceVersion, mine != other { return nil }
        let onward = Dictionary(grouping: next.pairs, by: \.from)
        let ways = pairs.reduce(0) { $0 + (onward[$1.to]?.count ?? 0) }
        guard ways <= 1_000_000 else { return nil }
        var best: [[String]: Pair] = [:]
        var order: [[String]] = []
        for first in pairs {
            for second in onward[first.to] ?? [] {
                let strength = [first.strength, second.strength].compactMap { $0 }.min()
                let pair = Pair(
                    from: first.from, to: second.to, relation: first.relation.followed(by: second.relation),
                    strength: strength, note: first.to)
                let key = [pair.from, pair.to]
                guard let known = best[key] else {
                    order.append(key)
                    best[key] = pair
                    continue
                }
                if pair.relation.weakness < known.relation.weakness { best[key] = pair }
            }
        }
        return MappingSet(
            identifier: "\(identifier)-\(next.identifier)", title: "\(title), \(next.title)", source: source,
            sourceVersion: sourceVersion, target: next.target, targetVersion: next.targetVersion,
            status: status == .confirmed ? next.status : .toConfirm,
            license: [license, next.license].filter { !$0.isEmpty }.joined(separator: " ; "),
            pairs: order.compactMap { best[$0] })
    }
}

extension MappingSet.Relation {
    /// How little an answer says about the other side.
    var weakness: Int {
        switch self {
        case .equal: 0
        case .superset: 1
        case .subset: 2
        case .intersects: 3
        }
    }

    /// The relation of two links in a row: what asks less of what asks more says nothing of either.
    public func followed(by next: MappingSet.Relation) -> MappingSet.Relation {
        if self == .equal { return next }
        if next == .equal || next == self { return self }
        return .intersects
    }
}
