// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// Writes an assessment as OSCAL assessment-results, and what it found missing as a plan of action and milestones.
///
/// The output depends on nothing but the values: identifiers are made from theirs (`NameUUID`), so that two exports of
/// one assessment name the same findings. What OSCAL has no field for (level of maturity, state, difference, priority)
/// goes into properties of our own namespace.
public enum OSCALResultsWriter {
    static let version = "1.2.2"

    /// What was found.
    public static func results(_ assessment: OSCALAssessment) -> [UInt8] {
        let parts = OSCALAssessmentParts(assessment)
        let plan = parts.uuid("assessment-plan")
        let result: [(String, JSONValue?)] = [
            ("uuid", .text(parts.uuid("result"))), ("title", .text(OSCALText.line(assessment.title))),
            ("description", .text(OSCALText.prose(assessment.description))), ("start", .text(assessment.start)),
            ("end", assessment.end.map { .text($0) }), ("reviewed-controls", parts.reviewedControls),
            ("observations", .list(parts.observations())), ("risks", .list(parts.gaps.map { parts.risk($0) })),
            ("findings", .list(parts.reviewed.map { parts.finding($0) })),
        ]
        let content: [(String, JSONValue?)] = [
            // A document that says something else is another document.
            ("uuid", .text(parts.uuid("results/\(assessment.madeAt)"))), ("metadata", parts.metadata),
            ("import-ap", .object([("href", .text("#\(plan)"))])),
            ("results", .list([.object(compacting: result)])),
            ("back-matter", parts.backMatter(of: assessment.proofs, plan: plan)),
        ]
        return JSONValue.object([("assessment-results", .object(compacting: content))]).bytes
    }

    /// What is missing, with when and how it will be there; nil when nothing is: OSCAL knows no empty plan.
    public static func plan(_ assessment: OSCALAssessment) -> [UInt8]? {
        let parts = OSCALAssessmentParts(assessment)
        let gaps = parts.gaps
        guard !gaps.isEmpty else { return nil }
        let named = Set(gaps.flatMap(\.proofs))
        let system: JSONValue = .object([
            ("identifier-type", .text("http://ietf.org/rfc/rfc4122")), ("id", .text(parts.party)),
        ])
        let content: [(String, JSONValue?)] = [
            ("uuid", .text(parts.uuid("plan/\(assessment.madeAt)"))), ("metadata", parts.metadata),
            ("system-id", system), ("observations", .list(parts.observations(for: gaps))),
            ("risks", .list(gaps.map { parts.risk($0) })), ("findings", .list(gaps.map { parts.finding($0) })),
            ("poam-items", .list(gaps.map { parts.item($0) })),
            (
                "back-matter",
                parts.backMatter(of: assessment.proofs.filter { named.contains($0.identifier) }, plan: nil)
            ),
        ]
        return JSONValue.object([("plan-of-action-and-milestones", .object(compacting: content))]).bytes
    }
}
