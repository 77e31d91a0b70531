// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// The pieces that both documents are made of.
struct OSCALAssessmentParts {
    let assessment: OSCALAssessment
    /// Of the controls, as the catalogue that Carène writes names them.
    private let ids: [String: String]
    private let proofs: [String: OSCALAssessment.Proof]

    init(_ assessment: OSCALAssessment) {
        self.assessment = assessment
        ids = OSCALWriter.identifiers(assessment.framework)
        proofs = Dictionary(assessment.proofs.map { ($0.identifier, $0) }) { first, _ in first }
    }

    /// What was looked at: what does not apply was not.
    var reviewed: [OSCALAssessment.Finding] { assessment.findings.filter { $0.state != .notApplicable } }

    var gaps: [OSCALAssessment.Finding] { reviewed.filter { !$0.state.isSatisfied } }

    func uuid(_ name: String) -> String { NameUUID.text(for: "assessment/\(assessment.identifier)/\(name)") }

    var party: String { NameUUID.text(for: "organisation/\(assessment.subject.identifier)") }

    private var catalog: String { NameUUID.text(for: "catalog/\(assessment.framework.identity)") }

    private static func file(_ sha256: String) -> String { NameUUID.text(for: "file/sha-256/\(sha256)") }

    func control(_ code: String) -> String { ids[code] ?? code }

    var metadata: JSONValue {
        let subject = assessment.subject
        let framework = assessment.framework
        return .object(compacting: [
            ("title", .text(OSCALText.line(assessment.title))), ("last-modified", .text(assessment.madeAt)),
            ("version", .text(OSCALText.line(assessment.madeAt))),
            ("oscal-version", .text(OSCALResultsWriter.version)),
            (
                "props",
                .list([
                    OSCALWriter.property("language", assessment.language),
                    OSCALWriter.property("framework", framework.identity.identifier),
                    OSCALWriter.property("framework-version", framework.identity.version),
                ])
            ),
            (
                "parties",
                .list([
                    .object(compacting: [
                        ("uuid", .text(party)), ("type", .text("organization")),
                        ("name", .text(OSCALText.line(subject.name))),
                        (
                            "external-ids",
                            .list(
                                subject.finess.map {
                                    [.object([("scheme", .text("https://finess.esante.gouv.fr")), ("id", .text($0))])]
                                } ?? [])
                        ),
                    ])
                ])
            ),
        ])
    }

    /// Every control that applies, by name; the others are said to be left out.
    var reviewedControls: JSONValue {
        func named(_ findings: [OSCALAssessment.Finding]) -> JSONValue {
            .list(findings.map { .object([("control-id", .text(control($0.code)))]) })
        }
        let aside = assessment.findings.filter { $0.state == .notApplicable }
        var selection: [(String, JSONValue)] = [
            reviewed.isEmpty ? ("include-all", .object([])) : ("include-controls", named(reviewed))
        ]
        if !aside.isEmpty { selection.append(("exclude-controls", named(aside))) }
        return .object([("control-selections", .list([.object(selection)]))])
    }

    func finding(_ finding: OSCALAssessment.Finding) -> JSONValue {
        .object(compacting: [
            ("uuid", .text(uuid("finding/\(finding.code)"))), ("title", .text(OSCALText.line(finding.title))),
            ("description", .text(OSCALText.prose(finding.description))), ("props", .list(properties(finding))),
            ("target", target(finding)),
            (
                "related-observations",
                .list(observationNames(finding).map { .object([("observation-uuid", .text($0))]) })
            ),
            (
                "related-risks",
                .list(finding.state.isSatisfied ? [] : [.object([("risk-uuid", .text(riskName(finding)))])])
            ),
        ])
    }

    /// The part of the catalogue that is met or not: the objective where it has one, else what it states.
    private func target(_ finding: OSCALAssessment.Finding) -> JSONValue {
        let requirement = assessment.framework.requirement(finding.code)
        let isObjective = requirement.map { !$0.typicalEvidence.isEmpty || $0.expectation.isEmpty } ?? true
        return .object([
            ("type", .text(isObjective ? "objective-id" : "statement-id")),
            ("target-id", .text(control(finding.code) + (isObjective ? "_obj" : "_smt"))),
            (
                "status",
                .object([
                    ("state", .text(finding.state.isSatisfied ? "satisfied" : "not-satisfied")),
                    ("reason", .text(finding.state.reason)),
                ])
            ),
        ])
    }

    func properties(_ finding: OSCALAssessment.Finding) -> [JSONValue] {
        var list = [
            OSCALWriter.property("code", finding.code), OSCALWriter.property("state", finding.state.token),
        ]
        if let level = finding.level {
            list.append(
                OSCALWriter.property("maturity-level", "\(level.value)", remarks: OSCALText.line(level.title)))
            list.append(OSCALWriter.property("maturity-score", "\(level.score)"))
        }
        if let difference = finding.difference { list.append(OSCALWriter.property("difference", difference.token)) }
        if let end = finding.validUntil { list.append(OSCALWriter.property("valid-until", "\(end)")) }
        if let requirement = assessment.framework.requirement(finding.code) {
            list.append(OSCALWriter.property("priority", requirement.priority.rawValue))
        }
        return list
    }

    private func riskName(_ finding: OSCALAssessment.Finding) -> String { uuid("risk/\(finding.code)") }

    func risk(_ finding: OSCALAssessment.Finding) -> JSONValue {
        let remedy = finding.remedy
        let remediation = remedy.map { remedy in
            JSONValue.object([
                ("uuid", .text(uuid("remedy/\(finding.code)"))),
                ("lifecycle", .text(remedy.isPlanned ? "planned" : "recommendation")),
                ("title", .text(OSCALText.line(remedy.title))),
                ("description", .text(OSCALText.prose(remedy.description))),
            ])
        }
        return .object(compacting: [
            ("uuid", .text(riskName(finding))), ("title", .text(OSCALText.line(finding.title))),
            ("description", .text(OSCALText.prose(finding.description))),
            ("statement", .text(OSCALText.prose(finding.statement, otherwise: OSCALText.line(finding.title)))),
            ("props", .list(properties(finding))),
            ("status", .text(remedy?.isPlanned == true ? "remediating" : "open")),
            ("deadline", finding.deadline.map { .text(OSCALText.end(of: $0)) }),
            ("remediations", .list(remediation.map { [$0] } ?? [])),
            (
                "related-observations",
                .list(observationNames(finding).map { .object([("observation-uuid", .text($0))]) })
            ),
        ])
    }

    func item(_ finding: OSCALAssessment.Finding) -> JSONValue {
        .object([
            ("uuid", .text(uuid("item/\(finding.code)"))), ("title", .text(OSCALText.line(finding.title))),
            ("description", .text(OSCALText.prose(finding.remedy?.description ?? finding.description))),
            ("props", .list(properties(finding))),
            ("related-findings", .list([.object([("finding-uuid", .text(uuid("finding/\(finding.code)")))])])),
            ("related-risks", .list([.object([("risk-uuid", .text(riskName(finding)))])])),
        ])
    }
}

extension OSCALAssessmentParts {
    private func answerName(_ finding: OSCALAssessment.Finding) -> String { uuid("answer/\(finding.code)") }

    private func proofName(_ proof: String) -> String { uuid("proof/\(proof)") }

    /// The answer, then the proofs that count.
    private func observationNames(_ finding: OSCALAssessment.Finding) -> [String] {
        (finding.declaration == nil ? [] : [answerName(finding)])
            + finding.proofs.filter { proofs[$0] != nil }.map(proofName)
    }

    /// Each proof once, however many requirements it serves; each answer; also why what does not apply does not.
    func observations(for findings: [OSCALAssessment.Finding]? = nil) -> [JSONValue] {
        let told = findings ?? assessment.findings
        let named = Set(told.flatMap(\.proofs))
        return assessment.proofs.filter { named.contains($0.identifier) }.map { observation($0) }
            + told.compactMap { observation(of: $0) }
    }

    private var subjects: JSONValue {
        .list([
            .object([
                ("subject-uuid", .text(party)), ("type", .text("party")),
                ("title", .text(OSCALText.line(assessment.subject.name))),
            ])
        ])
    }

    private func observation(_ proof: OSCALAssessment.Proof) -> JSONValue {
        let href = proof.file.map { "#" + Self.file($0.sha256) } ?? proof.address
        let evidence = JSONValue.object([
            ("href", .text(href)), ("description", .text(OSCALText.prose(proof.file?.name ?? proof.title))),
        ])
        return .object(compacting: [
            ("uuid", .text(proofName(proof.identifier))), ("title", .text(OSCALText.line(proof.title))),
            ("description", .text(OSCALText.prose(proof.title))), ("methods", .list([.text(proof.method.rawValue)])),
            ("types", .list([.text("control-objective")])), ("subjects", subjects),
            ("relevant-evidence", .list([evidence])), ("collected", .text(OSCALText.start(of: proof.collectedOn))),
            ("expires", proof.expiresOn.map { .text(OSCALText.end(of: $0)) }),
        ])
    }

    private func observation(of finding: OSCALAssessment.Finding) -> JSONValue? {
        guard let declaration = finding.declaration else { return nil }
        return .object([
            ("uuid", .text(answerName(finding))), ("title", .text(OSCALText.line(finding.title))),
            ("description", .text(OSCALText.prose(declaration.text))), ("props", .list(properties(finding))),
            ("methods", .list([.text("INTERVIEW")])), ("types", .list([.text("control-objective")])),
            ("subjects", subjects), ("collected", .text(declaration.madeAt)),
        ])
    }

    /// The catalogue, the plan that OSCAL asks for and that Carène's way of working has no document for, and the files.
    func backMatter(of proofs: [OSCALAssessment.Proof], plan: String?) -> JSONValue {
        let framework = assessment.framework
        var resources: [JSONValue] = []
        if let plan {
            resources.append(
                .object([
                    ("uuid", .text(plan)), ("title", .text(OSCALText.line(assessment.title))),
                    (
                        "description",
                        .text(
                            "The assessment follows the framework itself, requirement by requirement: see #\(catalog).")
                    ),
                ]))
        }
        let link = assessment.catalogAddress.map {
            JSONValue.list([.object([("href", .text($0)), ("media-type", .text("application/oscal+json"))])])
        }
        resources.append(
            .object(compacting: [
                ("uuid", .text(catalog)), ("title", .text(OSCALText.line(framework.title))), ("rlinks", link),
            ]))
        var seen: Set<String> = []
        for proof in proofs {
            guard let file = proof.file, seen.insert(file.sha256).inserted else { continue }
            let hash = JSONValue.object([("algorithm", .text("SHA-256")), ("value", .text(file.sha256))])
            resources.append(
                .object([
                    ("uuid", .text(Self.file(file.sha256))), ("title", .text(OSCALText.line(file.name))),
                    (
                        "rlinks",
                        .list([
                            .object([
                                ("href", .text(proof.address)), ("media-type", .text(OSCALText.line(file.mediaType))),
                                ("hashes", .list([hash])),
                            ])
                        ])
                    ),
                ]))
        }
        return .object([("resources", .list(resources))])
    }
}
