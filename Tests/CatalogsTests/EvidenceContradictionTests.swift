// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct EvidenceContradictionTests {
    private static func file(_ evidence: String) -> String {
        """
        format: carene-framework/1
        identifier: small
        version: "1"
        title: Petit
        license: CC0-1.0
        requirements:
          - code: A
            title: Un
          - code: B
            title: Deux
        \(evidence)
        """
    }

    @Test(arguments: [
        ("    evidence: { kind: a.b, since: 2026-01-02, until: 2026-01-01 }", "‘since’ is after ‘until’"),
        ("    evidence: { kind: a.b, spaced: { count: 1, from: P1M, to: P2M } }", "between 2 and 1,000"),
        ("    evidence: { kind: a.b, spaced: { count: 2, from: P60D, to: P45D } }", "‘to’ is shorter than ‘from’"),
        ("    evidence: { all: [{ kind: a.b }, { not: { kind: a.b } }] }", "a thing and its contrary"),
        ("    evidence: { all: [{ all: [{ kind: a.b }] }, { not: { kind: a.b } }] }", "a thing and its contrary"),
        ("    evidence: { atLeast: { count: 2, of: [{ kind: a.b }, { not: { kind: a.b } }] } }", "its contrary"),
        ("    evidence: { any: [{ all: [{ not: { kind: a.b } }, { kind: a.b }] }] }", "a thing and its contrary"),
        ("    evidence: { atLeast: { count: 0, of: [{ kind: a.b }] } }", "between 1 and the number"),
        ("    evidence: { atLeast: { count: 2, of: [{ kind: a.b }] } }", "between 1 and the number"),
        ("    coverage: { scope: EJ, atLeast: 0 }", "0 would ask nothing"),
        ("    coverage: { scope: EJ, atLeast: 1.01 }", "from 0 to 1"),
        ("    deadlines: [{ title: T, from: 2026-02-03, to: 2026-01-01 }]", "‘to’ is before ‘from’"),
        ("    evidence: { kind: a.b, where: { x: \">= 3\", x: \"<= 2\" } }", "written twice"),
    ])
    func `refuses what nothing can satisfy, with its line`(_ evidence: String, _ words: String) throws {
        let error = try #require(throws: CatalogError.self) {
            try FrameworkReader.read(EvidenceContradictionTests.file(evidence))
        }
        let issue = try #require(error.issues.first { $0.message.contains(words) }, "\(error)")
        #expect(error.issues.count == 1, "\(error)")
        #expect((9...11).contains(try #require(issue.line)))
        #expect(issue.severity == .error)
    }

    @Test(arguments: [
        "{ kind: a.b, since: 2026-01-01, until: 2026-01-01 }",
        "{ kind: a.b, within: P1M, until: 2020-01-01 }",
        "{ kind: a.b, spaced: { count: 2, from: P60D, to: P60D } }",
        "{ any: [{ kind: a.b }, { not: { kind: a.b } }] }",
        "{ all: [{ kind: a.b }, { not: { kind: a.b, since: 2026-01-01 } }] }",
        "{ atLeast: { count: 1, of: [{ kind: a.b }, { not: { kind: a.b } }] } }",
        "{ all: [{ kind: a.b, where: { x: \">= 3\" } }, { kind: a.b, where: { x: \"<= 2\" } }] }",
    ])
    func `accepts what something may satisfy`(_ evidence: String) throws {
        let framework = try FrameworkReader.read(EvidenceContradictionTests.file("    evidence: \(evidence)"))
        #expect(framework.requirement("B")?.evidence != nil)
    }

    private static func number(_ comparison: FactCondition.Comparison, _ number: Double) -> FactCondition {
        FactCondition(name: "x", comparison: comparison, value: .number(number))
    }

    @Test(arguments: [
        ([number(.greaterOrEqual, 3), number(.lessOrEqual, 2)], false),
        ([number(.greaterOrEqual, 3), number(.lessOrEqual, 3)], true),
        ([number(.greater, 3), number(.lessOrEqual, 3)], false),
        ([number(.greaterOrEqual, 3), number(.lessOrEqual, 3), number(.notEqual, 3)], false),
        ([number(.greater, 3), number(.less, 4), number(.notEqual, 3.5)], true),
        ([number(.equal, 3), number(.notEqual, 3)], false),
        ([number(.equal, 3), number(.greater, 2)], true),
        ([.init(name: "x", value: .text("a")), .init(name: "x", value: .text("b"))], false),
        ([.init(name: "x", value: .text("a")), number(.greater, 2)], false),
        ([.init(name: "x", value: .text("a")), number(.notEqual, 2)], true),
        ([.init(name: "x", value: .flag(true)), .init(name: "x", value: .flag(true))], true),
    ])
    func `knows whether one value satisfies several conditions`(_ facts: [FactCondition], _ isPossible: Bool) throws {
        #expect(EvidenceContradictions.isSatisfiable(facts) == isPossible)
        let flaws = EvidenceContradictions.flaws(of: ProofCondition(kind: "a.b", facts: facts), saysPeriods: true)
        #expect(!flaws.isEmpty)
        #expect(flaws.contains { $0.contains("no value satisfies") } == !isPossible)
    }

    @Test func `refuses the same in values that no file was read for`() throws {
        let identity = try #require(Framework.Identity(identifier: "small", version: "1"))
        func issues(_ requirement: Requirement) -> [String] {
            do throws(CatalogError) {
                _ = try Framework(identity: identity, title: "Petit", requirements: [requirement])
                return []
            } catch {
                return error.issues.map(\.message)
            }
        }
        let spaced = try Evidence.condition(spaced: (2, "P60D", "P45D"))
        #expect(issues(Evidence.requirement(spaced)) == ["‘to’ is shorter than ‘from’"])
        let (first, last) = (try Evidence.day("2026-01-01"), try Evidence.day("2026-01-02"))
        let window = Deadline(title: "T", timing: .window(from: last, to: first))
        let late = Requirement(code: "A", title: "Un", deadlines: [window])
        #expect(issues(late) == ["‘to’ is before ‘from’ in a deadline"])
        #expect(issues(Evidence.requirement(try Evidence.condition())) == [])
    }
}
