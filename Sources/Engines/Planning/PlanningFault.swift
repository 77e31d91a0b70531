// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Why a problem cannot be planned. Positions are those of the arrays of `PlanningProblem`.
public enum PlanningFault: Sendable, Hashable, Codable {
    /// More of something than the engine accepts.
    case tooMany(Part, limit: Int)
    /// The number of periods is not between 1 and `PlanningProblem.mostPeriods`.
    case periods(Int)
    /// A budget lasts less than one period or more than the longest plan.
    case periodsPerBudget(Int)
    /// The first period stands outside of its budget year.
    case firstPeriodOfBudget(Int)
    /// Some budget years of the plan have no budget.
    case missingBudgets(needed: Int, given: Int)
    /// Some skill or period has no capacity.
    case missingCapacity(skill: Int)
    /// An action asks for skills that are not counted.
    case unknownSkill(action: Int)
    /// A number is negative, infinite or not a number, or beyond `PlanningProblem.largestAmount`.
    case amount(Part, at: Int)
    case unknownSite(gap: Int)
    case deadline(gap: Int)
    /// A duration is below one period.
    case duration(action: Int)
    /// The earliest period is negative, or a decided start falls outside of the plan.
    case start(action: Int)
    case unknownPrerequisite(action: Int)
    case unknownGap(action: Int)
    /// A share is not between 0 and 1.
    case share(action: Int)
    /// Actions that wait for one another.
    case cycle(actions: [Int])

    public enum Part: String, Sendable, Hashable, Codable {
        case budgets, skills, capacity, sites, gaps, actions, closings, prerequisites
    }
}

/// The faults of a problem, never empty.
public struct InvalidProblem: Error, Sendable, Hashable {
    public let faults: [PlanningFault]

    public init(faults: [PlanningFault]) {
        self.faults = faults
    }
}

extension PlanningProblem {
    public static let mostPeriods = 40
    public static let mostSkills = 50
    public static let mostSites = 1_000
    public static let mostGaps = 50_000
    public static let mostActions = 20_000
    /// Closings of all actions together, and prerequisites likewise.
    public static let mostLinks = 1_000_000
    /// Of any number of euros, person-days or weight: sums of them stay exact to the cent.
    public static let largestAmount = 1e12

    /// Throws when there is any fault.
    public func validate() throws(InvalidProblem) {
        let faults = faults()
        if !faults.isEmpty { throw InvalidProblem(faults: faults) }
    }

    /// Everything that keeps this problem from being planned; sizes alone when they are beyond the limits.
    public func faults() -> [PlanningFault] {
        let excessive = excessiveSizes()
        if !excessive.isEmpty { return excessive }
        return calendarFaults() + gapFaults() + actionFaults() + cycleFaults()
    }

    private func excessiveSizes() -> [PlanningFault] {
        let sizes: [(PlanningFault.Part, Int, Int)] = [
            (.budgets, budgets.count, Self.mostPeriods),
            (.skills, skills.count, Self.mostSkills),
            (.capacity, capacity.count, Self.mostSkills),
            (.sites, sites.count, Self.mostSites),
            (.gaps, gaps.count, Self.mostGaps),
            (.actions, actions.count, Self.mostActions),
            (.closings, actions.reduce(0) { $0 + $1.closes.count }, Self.mostLinks),
            (.prerequisites, actions.reduce(0) { $0 + $1.prerequisites.count }, Self.mostLinks),
        ]
        return sizes.compactMap { $0.1 > $0.2 ? .tooMany($0.0, limit: $0.2) : nil }
    }

    private func calendarFaults() -> [PlanningFault] {
        var faults: [PlanningFault] = []
        if !(1...Self.mostPeriods).contains(periods) { faults.append(.periods(periods)) }
        if !(1...Self.mostPeriods).contains(periodsPerBudget) {
            faults.append(.periodsPerBudget(periodsPerBudget))
        } else if !(0..<periodsPerBudget).contains(firstPeriodOfBudget) {
            faults.append(.firstPeriodOfBudget(firstPeriodOfBudget))
        } else if faults.isEmpty, budgets.count < budgetYears {
            faults.append(.missingBudgets(needed: budgetYears, given: budgets.count))
        }
        for (year, budget) in budgets.enumerated() where !isAmount(budget) {
            faults.append(.amount(.budgets, at: year))
        }
        for skill in skills.indices {
            guard skill < capacity.count, capacity[skill].count >= periods else {
                faults.append(.missingCapacity(skill: skill))
                continue
            }
            if !capacity[skill].allSatisfy(isAmount) { faults.append(.amount(.capacity, at: skill)) }
        }
        return faults
    }

    private func gapFaults() -> [PlanningFault] {
        var faults: [PlanningFault] = []
        for (index, gap) in gaps.enumerated() {
            if !sites.indices.contains(gap.site) { faults.append(.unknownSite(gap: index)) }
            if !isAmount(gap.weight) { faults.append(.amount(.gaps, at: index)) }
            if let deadline = gap.deadline, deadline < 0 { faults.append(.deadline(gap: index)) }
        }
        return faults
    }

    private func actionFaults() -> [PlanningFault] {
        var faults: [PlanningFault] = []
        for (index, action) in actions.enumerated() {
            if !isAmount(action.cost) || !isAmount(action.recurringCost) || !action.effort.allSatisfy(isAmount) {
                faults.append(.amount(.actions, at: index))
            }
            if action.effort.count > skills.count { faults.append(.unknownSkill(action: index)) }
            if action.duration < 1 { faults.append(.duration(action: index)) }
            if action.earliest < 0 {
                faults.append(.start(action: index))
            } else if case .fixed(let start) = action.choice, start < 0 || start >= periods {
                faults.append(.start(action: index))
            }
            if !action.prerequisites.allSatisfy(actions.indices.contains) {
                faults.append(.unknownPrerequisite(action: index))
            }
            if !action.closes.allSatisfy({ gaps.indices.contains($0.gap) }) {
                faults.append(.unknownGap(action: index))
            }
            if !action.closes.allSatisfy({ $0.share >= 0 && $0.share <= 1 }) { faults.append(.share(action: index)) }
        }
        return faults
    }

    private func cycleFaults() -> [PlanningFault] {
        let rest = PrerequisiteOrder(actions.map(\.prerequisites)).unordered
        return rest.isEmpty ? [] : [.cycle(actions: rest)]
    }

    private func isAmount(_ number: Double) -> Bool { number >= 0 && number <= Self.largestAmount }
}
