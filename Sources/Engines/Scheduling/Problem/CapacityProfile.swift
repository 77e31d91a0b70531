// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// How many units of a resource there are, as a function of time: shifts, nights, arrivals of helpers.
///
/// Constant between two steps; the last step lasts for ever, and nothing exists before the first.
public struct CapacityProfile: Sendable, Hashable, Codable {
    public struct Step: Sendable, Hashable, Codable {
        public var from: Int
        public var capacity: Int

        public init(from: Int, capacity: Int) {
            self.from = from
            self.capacity = capacity
        }
    }

    /// By increasing times from 0, each of another capacity than the one before.
    public var steps: [Step] {
        didSet { steps = Self.normalised(steps) }
    }

    public init(constant: Int) {
        steps = Self.normalised([Step(from: 0, capacity: constant)])
    }

    /// In any order; of two steps at one time the later in the list counts, and below zero there is nothing.
    public init(steps: [Step]) {
        self.steps = Self.normalised(steps)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(steps: try container.decode([Step].self, forKey: .steps))
    }

    private enum CodingKeys: String, CodingKey { case steps }

    public func capacity(at time: Int) -> Int {
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].from <= time { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 0 : steps[low - 1].capacity
    }

    /// The same with so many units more (or fewer, though never below none) from one time until another.
    public func adding(_ amount: Int, from: Int, until: Int) -> CapacityProfile {
        let from = max(0, from)
        guard from < until else { return self }
        let kept = steps.filter { $0.from < from || $0.from >= until }
        let inside =
            [Step(from: from, capacity: capacity(at: from))] + steps.filter { $0.from > from && $0.from < until }
        let changed = inside.map { step in
            let (sum, overflows) = step.capacity.addingReportingOverflow(amount)
            return Step(from: step.from, capacity: overflows ? (amount > 0 ? .max : 0) : sum)
        }
        return CapacityProfile(steps: [Step(from: until, capacity: capacity(at: until))] + kept + changed)
    }

    private static func normalised(_ steps: [Step]) -> [Step] {
        let ordered = steps.enumerated().sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }
        var result = [Step(from: 0, capacity: 0)]
        for (_, step) in ordered {
            let step = Step(from: max(0, step.from), capacity: max(0, step.capacity))
            if result.last?.from == step.from { result.removeLast() }
            if result.last?.capacity != step.capacity { result.append(step) }
        }
        return result
    }
}
