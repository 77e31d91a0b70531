// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Primitives
import Site

/// Where one establishment stands, as the planning needs it: what is left to do, and what is done.
struct MemberReading: Sendable, Hashable {
    struct Gap: Sendable, Hashable {
        /// `care-d2`
        let framework: String
        let frameworkTitle: String
        let code: String
        let title: String
        let share: Double
        let reason: RoadmapSnapshot.Reason
        /// What closing the whole requirement is worth.
        let weight: Double
        let deadline: Day?
    }

    let member: RoadmapSnapshot.Member
    var gaps: [Gap]
    /// `care-d2/D2.1.1`: requirements that apply and are met.
    var met: Set<String>

    static func key(_ framework: String, _ code: String) -> String { "\(framework)/\(code)" }

    /// What is indispensable counts twice.
    static let indispensable = 2.0

    init(member: RoadmapSnapshot.Member, gaps: [Gap] = [], met: Set<String> = []) {
        self.member = member
        self.gaps = gaps
        self.met = met
    }

    init(_ member: RoadmapSnapshot.Member, _ sheets: [StandingSheet], weights: [String: Double]) {
        self.init(member: member)
        for sheet in sheets {
            let framework = sheet.framework
            let factor = weights[framework.identity.description] ?? 1
            for line in sheet.lines {
                var fraction: Double?
                if case .level(let level)? = line.answer?.response { fraction = framework.scale.fraction(of: level) }
                add(
                    line.requirement, line.state, fraction: fraction, of: framework, factor: factor, today: sheet.day)
            }
        }
    }

    mutating func add(
        _ requirement: Requirement, _ state: RequirementState, fraction: Double?, of framework: Framework,
        factor: Double, today: Day
    ) {
        let identifier = framework.identity.identifier
        guard let gap = GapRule.gap(state, fraction: fraction) else {
            if state != .notApplicable { met.insert(Self.key(identifier, requirement.code)) }
            return
        }
        let priority = requirement.priority == .indispensable ? Self.indispensable : 1
        let deadlines = requirement.deadlines.compactMap(\.day).compactMap {
            Day(year: $0.year, month: $0.month, day: $0.day)
        }
        gaps.append(
            Gap(
                framework: identifier, frameworkTitle: framework.title, code: requirement.code,
                title: requirement.title, share: gap.share, reason: gap.reason,
                weight: requirement.weight * priority * factor, deadline: deadlines.filter { $0 >= today }.min()))
    }
}
