// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps

/// What the continuity of an organisation is told from, on every page that tells it in short.
struct ContinuityFacts: Sendable {
    let organisation: Organisation
    let day: Day
    let map: PlacedMap
    let analyses: [PlacedNode.ID: Analysis]
    let modes: [DegradedMode]
    let plans: [Plan]
    let tests: [PlanTest]

    /// Seven statements.
    static func read(
        of organisation: Organisation, on day: Day, in session: any Session
    ) throws(DatabaseError) -> ContinuityFacts {
        let place = organisation.lineage
        return ContinuityFacts(
            organisation: organisation, day: day, map: try ServiceMapStore.map(seenFrom: place, in: session),
            analyses: try AnalysisStore.all(seenFrom: place, in: session),
            modes: try ModeStore.all(under: place, in: session), plans: try PlanStore.seen(from: place, in: session),
            tests: try TestStore.seen(from: place, in: session))
    }

    /// Activities kept here or below.
    var activities: [PlacedNode] {
        map.nodes.filter { $0.layer == .activity && organisation.lineage.contains($0.keeperLineage) }
    }

    /// Lives depend on them within a day: care classes 1 and 2. All of them where nobody gave a class.
    var critical: [PlacedNode] {
        let classed = activities.filter { ($0.node.careClass ?? 9) <= 2 }
        return classed.isEmpty && activities.allSatisfy { $0.node.careClass == nil } ? activities : classed
    }

    func state(of node: PlacedNode) -> AnalysisState { AnalysisState.of(analyses[node.id], on: day) }

    var validatedCritical: Int { critical.count { state(of: $0) == .validated } }

    /// Of what is kept here or below: the rest is told where it is kept.
    var findings: [Finding] {
        // Of two rules that the same two nodes break, the graver is told: both ask for the same change.
        var pairs: Set<[String]> = []
        return map.map.findings().filter { finding in
            [finding.node, finding.other].contains { key in
                map[key].map { organisation.lineage.contains($0.keeperLineage) } ?? false
            } && pairs.insert([finding.node, finding.other]).inserted
        }
    }

    var violations: [Finding] { findings.filter { $0.severity == .violation } }

    /// Kept modes, those that give up first at the top.
    var lines: [ModesPage.Line] { ModesPage.lines(map, modes) }

    /// The first to give up, among those that somebody measured.
    var shortest: DegradedMode? { modes.first { !$0.isRemoved && $0.draft.endurance != nil } }

    var keptPlans: [Plan] { plans.filter { !$0.isRemoved && organisation.lineage.contains($0.keeper.lineage) } }

    /// Those that people test.
    var testedPlans: [Plan] { keptPlans.filter { $0.kind.testedPlan != nil && $0.approved != nil } }

    func lastFieldTest(of plan: Plan) -> PlanTest? {
        tests.filter { $0.plan == plan.id && $0.isHeld && $0.draft.isInField && !$0.isRemoved }.max { $0.day < $1.day }
    }

    var recentlyTested: [Plan] {
        testedPlans.filter { plan in lastFieldTest(of: plan).map { $0.day > day.adding(days: -366) } ?? false }
    }
}
