// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import Catalogs

/// The rules of the files that the product ships, read as a group of hospitals would.
@Suite struct EvidenceShippedTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../frameworks").standardizedFileURL

    private static func frameworks() throws -> [Framework] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return try names.filter { $0.hasSuffix(".yaml") }.sorted().map { name in
            try FrameworkReader.read(Array(try Data(contentsOf: folder.appending(path: name))))
        }
    }

    /// A proof that says what a condition wants to read.
    private static func proof(_ condition: ProofCondition, _ id: String, _ obtained: CalendarDay) -> ProofRecord {
        var facts: [String: FactCondition.Value] = [:]
        for fact in condition.facts { facts[fact.name] = fact.value }
        return ProofRecord(id: id, kind: condition.kind, facts: facts, obtainedOn: obtained)
    }

    @Test func `can be satisfied, every one of them`() throws {
        let day = try Evidence.day("2030-01-01")
        for framework in try EvidenceShippedTests.frameworks() {
            for requirement in framework.requirements {
                guard let rule = requirement.evidence else { continue }
                var proofs: [ProofRecord] = []
                for (index, condition) in rule.conditions.enumerated() {
                    let last = condition.until ?? day
                    proofs.append(EvidenceShippedTests.proof(condition, "\(index)", last))
                    for step in 1..<max(1, condition.spacing?.count ?? 1) {
                        let earlier = try Evidence.days(last.daysSince1970 - 50 * step)
                        proofs.append(EvidenceShippedTests.proof(condition, "\(index).\(step)", earlier))
                    }
                }
                let one = requirement.reading(of: .one(ProofSet(proofs)), on: day)
                #expect(one.standing.holds, "\(framework.identity) \(requirement.code)")
                #expect(requirement.reading(of: .one(.empty), on: day).standing == .missing, "\(requirement.code)")
            }
        }
    }

    /// Forty establishments with sixty proofs each; the time is printed, never judged: a machine may be busy.
    @Test func `reads every requirement of forty establishments`() throws {
        let frameworks = try EvidenceShippedTests.frameworks()
        let requirements = frameworks.flatMap(\.requirements)
        let conditions = requirements.flatMap { $0.evidence?.conditions ?? [] }
        let today = try Evidence.day("2026-01-10")
        var random = RandomEvidence(seed: 7)
        var establishments: [ProofSet] = []
        for _ in 0..<40 {
            var proofs: [ProofRecord] = []
            for index in 0..<60 {
                let condition = try #require(conditions.randomElement(using: &random.generator))
                proofs.append(EvidenceShippedTests.proof(condition, "\(index)", try random.nearby(-700...0)))
            }
            establishments.append(ProofSet(proofs))
        }
        var (held, others) = (0, 0)
        let duration = ContinuousClock().measure {
            for proofs in establishments {
                for requirement in requirements {
                    let reading = requirement.reading(of: .one(proofs), on: today)
                    if reading.standing.holds { held += 1 } else { others += 1 }
                }
            }
        }
        print("\(held + others) readings of \(requirements.count) requirements in \(duration)")
        #expect(held + others == 40 * requirements.count)
        #expect(held > 0 && others > held)
    }
}
