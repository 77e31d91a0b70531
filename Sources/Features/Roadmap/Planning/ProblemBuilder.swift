// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Planning
import Primitives

/// Turns what is left to do and what could be done into a problem for the engine. Pure.
///
/// An action is planned for each establishment that it helps; once for all of them when it can be shared and helps several.
/// Euros are the middle of the range. The share of a requirement that an action brings is applied to whatever is left of
/// it: nobody knows whether the half that is done is the half that the action would do.
struct ProblemBuilder {
    let settings: RoadmapSettings
    let members: [MemberReading]
    /// The actions that may be proposed, those already excluded left out.
    let actions: [CandidateAction]

    init(_ settings: RoadmapSettings, members: [MemberReading], actions: [CandidateAction]) {
        self.settings = settings
        self.members = members
        let excluded = Set(settings.excluded)
        self.actions = actions.filter { !excluded.contains($0.id) }
    }

    func snapshot(on day: Day) -> RoadmapSnapshot {
        var gaps: [PlanningProblem.Gap] = []
        var labels: [RoadmapSnapshot.GapLabel] = []
        var places: [[String: Int]] = []
        for (index, member) in members.enumerated() {
            var own: [String: Int] = [:]
            for gap in member.gaps {
                own[MemberReading.key(gap.framework, gap.code)] = gaps.count
                gaps.append(
                    PlanningProblem.Gap(
                        id: "\(index + 1)/\(gap.framework)/\(gap.code)", site: index, weight: gap.weight * gap.share,
                        deadline: period(of: gap.deadline)))
                labels.append(
                    RoadmapSnapshot.GapLabel(
                        member: index, framework: gap.framework, frameworkTitle: gap.frameworkTitle, code: gap.code,
                        title: gap.title, share: gap.share, reason: gap.reason, deadline: gap.deadline?.text))
            }
            places.append(own)
        }
        let variants = variants(places)
        let problem = PlanningProblem(
            periods: settings.quarters, periodsPerBudget: 4, firstPeriodOfBudget: settings.first.number - 1,
            budgets: settings.budgets, skills: Skill.allCases.map(\.rawValue),
            capacity: Skill.allCases.map { skill in
                Array(repeating: settings.capacity[skill] ?? 0, count: settings.quarters)
            },
            sites: members.map(\.member.name), gaps: gaps, actions: planned(variants, places))
        return RoadmapSnapshot(
            first: settings.first, takenOn: day.text, members: members.map(\.member), gaps: labels,
            actions: variants.map(label), problem: problem,
            read: members.reduce(0) { $0 + $1.met.count + $1.gaps.count })
    }

    /// The last quarter that ends by the deadline. One that falls within the first quarter is due at its end: that is the
    /// soonest that a plan by quarters can promise.
    func period(of deadline: Day?) -> Int? {
        guard let deadline, deadline >= settings.first.firstDay, deadline <= settings.last.lastDay else { return nil }
        let quarter = Quarter(deadline)
        let whole = quarter.lastDay <= deadline ? quarter : quarter.adding(-1)
        return max(0, settings.first.quarters(until: whole))
    }

    /// An action as it would be done: by one establishment, or once for several.
    struct Variant: Hashable {
        let action: Int
        let members: [Int]
        let isShared: Bool
        let key: String
    }

    private func variants(_ places: [[String: Int]]) -> [Variant] {
        let wanted = wanted(places)
        var variants: [Variant] = []
        for (index, action) in actions.enumerated() {
            let helped = members.indices.filter { wanted[$0].contains(index) }
            if helped.isEmpty { continue }
            if action.sharing != nil, helped.count > 1 {
                variants.append(Variant(action: index, members: helped, isShared: true, key: action.id))
                continue
            }
            for member in helped {
                // No identifier holds a dot: the two parts cannot be confused.
                let key = members.count > 1 ? "\(action.id).\(member + 1)" : action.id
                variants.append(Variant(action: index, members: [member], isShared: false, key: key))
            }
        }
        return variants
    }

    /// For each establishment, the actions that close something, and those that must come before although no framework
    /// that was chosen asks for them.
    private func wanted(_ places: [[String: Int]]) -> [Set<Int>] {
        let byIdentifier = Dictionary(actions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return members.indices.map { member in
            var found: Set<Int> = []
            var waiting = actions.indices.filter { index in
                actions[index].closes.contains {
                    $0.share > 0 && places[member][MemberReading.key($0.framework, $0.code)] != nil
                }
            }
            while let next = waiting.popLast() {
                guard found.insert(next).inserted else { continue }
                for needed in actions[next].after {
                    guard let index = byIdentifier[needed], !isDone(actions[index], by: member) else { continue }
                    waiting.append(index)
                }
            }
            return found
        }
    }

    /// Everything that the action would bring, among what was asked, is there already.
    private func isDone(_ action: CandidateAction, by member: Int) -> Bool {
        let keys = Set(action.closes.map { MemberReading.key($0.framework, $0.code) })
        return !keys.isDisjoint(with: members[member].met)
            && !members[member].gaps.contains { keys.contains(MemberReading.key($0.framework, $0.code)) }
    }

    private func planned(_ variants: [Variant], _ places: [[String: Int]]) -> [PlanningProblem.Action] {
        var positions: [String: [(index: Int, members: Set<Int>)]] = [:]
        for (index, variant) in variants.enumerated() {
            positions[actions[variant.action].id, default: []].append((index, Set(variant.members)))
        }
        return variants.map { variant in
            let action = actions[variant.action]
            let sharing = variant.isShared ? action.sharing : nil
            let needed = action.after.flatMap { id in
                (positions[id] ?? []).filter { !$0.members.isDisjoint(with: variant.members) }.map(\.index)
            }
            let closes = variant.members.flatMap { member in
                action.closes.compactMap { closing -> PlanningProblem.Closing? in
                    guard closing.share > 0,
                        let gap = places[member][MemberReading.key(closing.framework, closing.code)]
                    else { return nil }
                    return PlanningProblem.Closing(gap: gap, share: min(closing.share, 1))
                }
            }
            return PlanningProblem.Action(
                id: variant.key, cost: action.cost.middle * (sharing?.costFactor ?? 1),
                recurringCost: action.recurring.middle * (sharing?.costFactor ?? 1) / 4,
                effort: Skill.allCases.map { (action.effort[$0] ?? 0) * (sharing?.effortFactor ?? 1) },
                duration: action.duration, prerequisites: Array(Set(needed)).sorted(), closes: closes)
        }
    }

    private func label(_ variant: Variant) -> RoadmapSnapshot.ActionLabel {
        let action = actions[variant.action]
        let factor = variant.isShared ? action.sharing?.costFactor ?? 1 : 1
        return RoadmapSnapshot.ActionLabel(
            action: action.id, title: action.title, description: action.description, pillar: action.pillar,
            members: variant.members, isShared: variant.isShared,
            cost: CandidateAction.Estimate(low: action.cost.low * factor, high: action.cost.high * factor),
            proofs: action.proofs)
    }
}
