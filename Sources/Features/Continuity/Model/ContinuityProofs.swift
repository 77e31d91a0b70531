// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Organisations
import Primitives
import Recovery
import ServiceMaps

/// What this room proves. The kinds and the facts are those that the shipped frameworks ask for.
///
/// A validated analysis or an approved plan counts until its review is due: after that day somebody must say again that it
/// still holds. A test in the field stays a fact for ever; the rules say how recent it must be.
enum ContinuityProofs {
    static let feature = "continuity"

    static func object(ofAnalysis node: PlacedNode.ID) -> String { "bia/\(node)" }
    static func object(ofPlan plan: Plan.ID) -> String { "plan/\(plan)" }
    static func object(ofTest test: PlanTest.ID) -> String { "test/\(test)" }
    static func object(ofWaivers organisation: Organisation.ID) -> String { "waiver/\(organisation)" }

    /// Nil for what is not validated, and for what none of the three scopes counts.
    static func measurement(of analysis: Analysis, _ node: PlacedNode) -> Measurement? {
        guard let validation = analysis.validation, !node.isRemoved, let scope = CareScope(node.node.kind) else {
            return nil
        }
        return Measurement(
            feature: feature, object: object(ofAnalysis: node.id), kind: "impact.analysis",
            title: "Bilan d’impact\u{00A0}: \(node.name)".prefixed(200), facts: ["scope": .text(scope.rawValue)],
            obtainedOn: validation.on, validUntil: validation.reviewOn, organisation: node.keeper)
    }

    static func measurement(of plan: Plan) -> Measurement? {
        guard let approval = plan.approved, !plan.isRemoved else { return nil }
        let (kind, subject) = plan.kind.proof
        return Measurement(
            feature: feature, object: object(ofPlan: plan.id), kind: kind,
            title: "\(plan.title), version \(approval.version)".prefixed(200), facts: ["subject": .text(subject)],
            obtainedOn: approval.on, validUntil: plan.reviewOn, organisation: plan.keeper.id)
    }

    /// Only a test with people at work counts: neither a meeting nor a switch between servers does (ARS Occitanie, what
    /// counts as a continuity exercise).
    static func measurement(of test: PlanTest) -> Measurement? {
        guard let held = test.draft.heldOn, test.draft.isInField, !test.isRemoved, let plan = test.planKind.testedPlan
        else { return nil }
        return Measurement(
            feature: feature, object: object(ofTest: test.id), kind: "plan.tested",
            title: "Essai sur le terrain\u{00A0}: \(test.planTitle)".prefixed(200), facts: ["plan": .text(plan)],
            obtainedOn: held, organisation: test.place.id)
    }
}

extension String {
    /// Cut where the schema cuts: at a number of code points.
    func prefixed(_ limit: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) }
}
