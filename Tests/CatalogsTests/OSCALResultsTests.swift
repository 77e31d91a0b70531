// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct OSCALResultsTests {
    /// One requirement in each state, a proof that serves two of them, and texts that the schema would refuse as they
    /// are.
    static func assessment(madeAt: String = "2026-11-21T09:00:00.000Z") throws -> OSCALAssessment {
        let states: [RequirementState] = [
            .proven, .expiring(try day(2026, 12, 1)), .expired(try day(2026, 6, 30)), .partial, .declared, .notMet,
            .notApplicable, .open,
        ]
        let framework = try Framework(
            identity: try #require(Framework.Identity(identifier: "essai", version: "1")), title: " Essai\ncoupé ",
            requirements: states.enumerated().map { place, state in
                Requirement(
                    code: "\(place)", title: "Titre\n\(place)", expectation: place == 2 ? "" : "Attendu",
                    typicalEvidence: place == 1 ? "Un écrit" : "")
            })
        let findings = states.enumerated().map { place, state in
            OSCALAssessment.Finding(
                code: "\(place)", title: place == 3 ? " " : "Titre\n\(place)",
                statement: place == 4 ? "" : "Attendu\n\n*fort*",
                description: "", state: state, difference: place == 2 ? .answeredButLapsed : nil,
                level: framework.scale.level(place % 3), validUntil: try? Self.day(2026, 12, 1),
                declaration: place == 5
                    ? nil : .init(text: "«\u{A0}Oui\u{A0}»\n<b>", madeAt: "2026-11-01T08:00:00.000Z"),
                proofs: place < 3 ? ["p1", "absente"] : place == 3 ? ["p2"] : [],
                remedy: place == 5 ? .init(title: "Écrire", description: "", isPlanned: true) : nil,
                deadline: try? Self.day(2027, 1, 31))
        }
        return OSCALAssessment(
            identifier: "a1", title: "CH\nd’essai", description: "", language: "fr", framework: framework,
            subject: .init(identifier: "o1", name: "CH d’essai", finess: "440000289"),
            start: "2026-10-01T08:00:00.000Z",
            end: nil, madeAt: madeAt, findings: findings,
            proofs: [
                .init(
                    identifier: "p1", title: "Politique", method: .document, collectedOn: try day(2026, 3, 1),
                    expiresOn: try day(2027, 3, 1),
                    file: .init(
                        name: "pssi.pdf", mediaType: "application/pdf", sha256: String(repeating: "ab", count: 32)),
                    address: "/preuves/p1"),
                .init(
                    identifier: "p2", title: "Essai de restauration", method: .measurement,
                    collectedOn: try day(2026, 5, 2), expiresOn: nil, file: nil, address: "/preuves/p2"),
            ], catalogAddress: "/referentiels/essai/1/oscal.json")
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDay {
        try #require(CalendarDay(year: year, month: month, day: day))
    }

    private static func text(_ tree: Tree?) -> String? {
        if case .scalar(let text, _)? = tree?.content { text } else { nil }
    }

    private static func list(_ tree: Tree?) -> [Tree] {
        if case .sequence(let items)? = tree?.content { items } else { [] }
    }

    private static func properties(_ tree: Tree) -> [String: String] {
        Dictionary(list(tree["props"]).map { (text($0["name"]) ?? "", text($0["value"]) ?? "") }) { first, _ in first }
    }

    @Test func `results and plan are what the schema asks for`() throws {
        let results = try OSCALRules.check(OSCALResultsWriter.results(try Self.assessment()))
        #expect(results == OSCALRules.Verdict(model: "assessment-results", faults: []))
        let plan = try OSCALRules.check(try #require(OSCALResultsWriter.plan(try Self.assessment())))
        #expect(plan == OSCALRules.Verdict(model: "plan-of-action-and-milestones", faults: []))
    }

    @Test func `each requirement that applies is found satisfied or not, with its reason and its state`() throws {
        let tree = try JSONParser.parse(OSCALResultsWriter.results(try Self.assessment()))
        let results = Self.list(tree["assessment-results"]?["results"])
        let result = try #require(results.first)
        let findings = Self.list(result["findings"])
        let told = findings.map { finding in
            [
                Self.text(finding["target"]?["target-id"]), Self.text(finding["target"]?["status"]?["state"]),
                Self.text(finding["target"]?["status"]?["reason"]), Self.properties(finding)["state"],
            ].map { $0 ?? "" }.joined(separator: " ")
        }
        #expect(
            told == [
                "_0_smt satisfied pass proven", "_1_obj satisfied pass expiring", "_2_obj not-satisfied fail expired",
                "_3_smt not-satisfied other partial", "_4_smt satisfied pass declared",
                "_5_smt not-satisfied fail not-met", "_7_smt not-satisfied other open",
            ])
        #expect(Self.properties(try #require(findings.first))["maturity-level"] == "0")
        let selections = Self.list(result["reviewed-controls"]?["control-selections"])
        let selection = try #require(selections.first)
        #expect(Self.list(selection["include-controls"]).count == 7)
        #expect(Self.list(selection["exclude-controls"]).map { Self.text($0["control-id"]) } == ["_6"])
    }

    @Test func `a proof is one observation, examined or tested, with its file's digest`() throws {
        let tree = try JSONParser.parse(OSCALResultsWriter.results(try Self.assessment()))
        let document = try #require(tree["assessment-results"])
        let result = try #require(Self.list(document["results"]).first)
        let observations = Self.list(result["observations"])
        let methods = observations.map { Self.list($0["methods"]).compactMap(Self.text).joined() }
        #expect(methods == ["EXAMINE", "TEST"] + Array(repeating: "INTERVIEW", count: 7))
        let first = try #require(observations.first)
        #expect(Self.text(first["collected"]) == "2026-03-01T00:00:00Z")
        #expect(Self.text(first["expires"]) == "2027-03-01T23:59:59Z")
        let href = try #require(Self.text(Self.list(first["relevant-evidence"]).first?["href"]))
        let resource = Self.list(document["back-matter"]?["resources"]).first {
            "#" + (Self.text($0["uuid"]) ?? "") == href
        }
        let hash = Self.list(Self.list(resource?["rlinks"]).first?["hashes"]).first
        #expect(Self.text(hash?["algorithm"]) == "SHA-256")
        #expect(Self.text(hash?["value"]) == String(repeating: "ab", count: 32))
    }

    @Test func `the plan holds what is missing, with its deadline, and nothing else`() throws {
        let tree = try JSONParser.parse(try #require(OSCALResultsWriter.plan(try Self.assessment())))
        let plan = try #require(tree["plan-of-action-and-milestones"])
        #expect(Self.list(plan["poam-items"]).map { Self.properties($0)["code"] } == ["2", "3", "5", "7"])
        let risks = Self.list(plan["risks"])
        #expect(risks.map { Self.text($0["status"]) } == ["open", "open", "remediating", "open"])
        #expect(risks.allSatisfy { Self.text($0["deadline"]) == "2027-01-31T23:59:59Z" })
        var satisfied = try Self.assessment()
        satisfied.findings.removeAll { !$0.state.isSatisfied && $0.state != .notApplicable }
        #expect(OSCALResultsWriter.plan(satisfied) == nil)
    }

    @Test func `nothing that applies still makes a sound document`() throws {
        var aside = try Self.assessment()
        aside.findings.removeAll { $0.state != .notApplicable }
        #expect(try OSCALRules.check(OSCALResultsWriter.results(aside)).faults == [])
    }

    @Test func `the same values give the same bytes, and a later export another document with the same findings`()
        throws
    {
        let first = OSCALResultsWriter.results(try Self.assessment())
        #expect(first == OSCALResultsWriter.results(try Self.assessment()))
        let later = OSCALResultsWriter.results(try Self.assessment(madeAt: "2026-11-22T09:00:00.000Z"))
        func names(_ bytes: [UInt8]) throws -> (document: String?, findings: [String?]) {
            let document = try #require(try JSONParser.parse(bytes)["assessment-results"])
            let findings = Self.list(Self.list(document["results"]).first?["findings"])
            return (Self.text(document["uuid"]), findings.map { Self.text($0["uuid"]) })
        }
        #expect(try names(first).document != names(later).document)
        #expect(try names(first).findings == names(later).findings)
    }
}
