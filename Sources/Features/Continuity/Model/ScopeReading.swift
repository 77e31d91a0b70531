// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Organisations
import Persistence
import Primitives

/// What objectives O1.C and O1.D of the second domain of CaRE want of an establishment, element by element, read from the
/// proofs by the same rules as the objectives themselves (order of 3 July 2025, annex 1; `frameworks/care-d2.yaml`).
struct ScopeReading: Sendable {
    enum Element: Sendable, Hashable {
        case analysis(CareScope)
        case continuity
        case recovery
        case test
        case schedule

        static let plans: [Element] = CareScope.allCases.map { .analysis($0) } + [.continuity, .recovery]
        static let tests: [Element] = [.test, .schedule]
        static let all = plans + tests

        var rule: EvidenceRule {
            switch self {
            case .analysis(let scope):
                .any([
                    Self.proof("impact.analysis", "scope", scope.rawValue),
                    Self.proof("procedure.document", "subject", "impact-analysis-justification"),
                ])
            case .continuity: Self.proof("plan.document", "subject", "PCA")
            case .recovery: Self.proof("plan.document", "subject", "PRA")
            case .test:
                .any([
                    Self.proof("plan.tested", "plan", "PCA", since: ScopeReading.start),
                    Self.proof("exercise.held", "kind", "continuity", since: ScopeReading.start),
                ])
            case .schedule: Self.proof("plan.document", "subject", "continuity-test-schedule")
            }
        }

        private static func proof(
            _ kind: String, _ fact: String, _ value: String, since: Day? = nil
        ) -> EvidenceRule {
            .proof(
                ProofCondition(
                    kind: kind, facts: [FactCondition(name: fact, value: .text(value))],
                    since: since.flatMap { CalendarDay($0) }))
        }
    }

    /// The operational phase begins: a test of before does not count.
    static let start = Day(year: 2025, month: 7, day: 16)
    static let threshold = 0.66

    struct Member: Sendable {
        let organisation: Organisation
        /// Of the combined activity of all; nil when its weight is not known, or when there is nobody else.
        let share: Double?
        /// Those that a proof in force satisfies.
        let held: Set<Element>

        var hasPlans: Bool { Element.plans.allSatisfy(held.contains) }
        var hasTest: Bool { Element.tests.allSatisfy(held.contains) }
        var missing: [Element] { Element.all.filter { !held.contains($0) } }
    }

    let organisation: Organisation
    let members: [Member]

    /// From 0 to 1: the share of the combined activity of those that have their plans, and of those that tested one. For one
    /// establishment alone, all or nothing.
    var plansShare: Double { share { $0.hasPlans } }
    var testsShare: Double { share { $0.hasTest } }
    /// Weights that nobody gave: the share is then a floor.
    var unweighed: [Member] { members.count > 1 ? members.filter { $0.share == nil } : [] }

    private func share(_ holds: (Member) -> Bool) -> Double {
        guard !members.isEmpty else { return 0 }
        // When everybody holds, weights do not matter.
        if members.allSatisfy(holds) { return 1 }
        return members.filter(holds).reduce(0) { $0 + ($1.share ?? 0) }
    }

    func passes(_ share: Double) -> Bool {
        guard members.count > 1 else { return share >= 1 }
        return share >= Self.threshold - 1e-12
    }

    /// Six statements. The legal entities of a group; elsewhere the organisation alone.
    static func read(
        of organisation: Organisation, on day: Day, in session: any Session
    ) throws(DatabaseError) -> ScopeReading {
        let shelf = try ProofShelf.read(under: organisation.lineage, in: session)
        let weights = try OrganisationStore.latestActivity(under: organisation.lineage, in: session)
        let found = organisation.kind == .ght ? shelf.members(of: organisation) : []
        let members = found.isEmpty ? [organisation] : found
        let total = members.reduce(0) { $0 + (weights[$1.id] ?? 0) }
        guard let today = CalendarDay(day) else { return ScopeReading(organisation: organisation, members: []) }
        return ScopeReading(
            organisation: organisation,
            members: members.map { member in
                let reader = shelf.reader(for: member)
                let held = Element.all.filter { element in
                    let requirement = Requirement(code: "continuity", title: "", evidence: element.rule)
                    return reader.reading(of: requirement, in: "care-d2", on: today).standing.holds
                }
                return Member(
                    organisation: member,
                    share: members.count > 1 && total > 0 ? weights[member.id].map { $0 / total } : nil,
                    held: Set(held))
            })
    }
}
