// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct ProofShelfTests {
    private static let rule = EvidenceRule.proof(
        ProofCondition(kind: "policy.document", facts: [FactCondition(name: "subject", value: .text("security"))]))

    private static func requirement(
        _ scope: Scope? = .legalEntity, coverage: Coverage? = nil, evidence: EvidenceRule? = rule
    ) -> Requirement {
        Requirement(code: "R1", title: "Exigence", scope: scope, evidence: evidence, coverage: coverage)
    }

    private static func holds(
        _ requirement: Requirement, for organisation: Organisation, _ tree: Tree, under top: Organisation? = nil
    ) async throws -> Bool {
        let shelf = try await tree.read { session in
            try ProofShelf.read(under: (top ?? organisation).lineage, in: session)
        }
        let day = try #require(CalendarDay(today))
        return shelf.reader(for: organisation).reading(of: requirement, in: "essai", on: day).standing.holds
    }

    @Test(arguments: TestEngine.available)
    func `what is valid for a group is valid for its members`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            try await tree.register(draft(for: [tree.group]), at: tree.group)
            for organisation in [tree.group, tree.north, tree.south, tree.mail, tree.port] {
                #expect(try await Self.holds(Self.requirement(), for: organisation, tree))
            }
            #expect(try await !Self.holds(Self.requirement(), for: tree.clinic, tree))
            #expect(try await !Self.holds(Self.requirement(), for: tree.region, tree))
        }
    }

    @Test(arguments: TestEngine.available)
    func `an entity has the proofs of its sites, not of its neighbours`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            try await tree.register(draft(for: [tree.mail]), at: tree.mail)
            #expect(try await Self.holds(Self.requirement(), for: tree.mail, tree))
            #expect(try await Self.holds(Self.requirement(), for: tree.north, tree))
            #expect(try await !Self.holds(Self.requirement(), for: tree.port, tree))
            #expect(try await !Self.holds(Self.requirement(), for: tree.south, tree))
        }
    }

    @Test(arguments: TestEngine.available)
    func `a group answers by its members, by weight where that is asked`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            let weighted = Coverage(
                scope: .legalEntity, otherwise: .site, weight: "combinedActivity", atLeast: 0.66)
            let all = Self.requirement()
            let most = Self.requirement(coverage: weighted)
            let asSuch = Self.requirement(.group)
            #expect(try await !Self.holds(most, for: tree.group, tree))
            let small = try await tree.register(draft(for: [tree.south]), at: tree.south)
            #expect(try await !Self.holds(most, for: tree.group, tree))
            try await tree.change { change in try ProofStore.withdraw(small, in: change) }
            // 700 of 1,000.
            try await tree.register(draft(for: [tree.north]), at: tree.north)
            #expect(try await Self.holds(most, for: tree.group, tree))
            #expect(try await !Self.holds(all, for: tree.group, tree))
            #expect(try await !Self.holds(asSuch, for: tree.group, tree))
            try await tree.register(draft(for: [tree.group]), at: tree.group)
            #expect(try await Self.holds(asSuch, for: tree.group, tree))
            #expect(try await Self.holds(all, for: tree.group, tree))
            #expect(try await Self.holds(all, for: tree.north, tree, under: tree.group))
        }
    }

    @Test(arguments: TestEngine.available)
    func `an entity of several sites counts them where the rule does`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            let bySite = Self.requirement(coverage: Coverage(scope: .legalEntity, otherwise: .site, atLeast: 0.5))
            let day = try #require(CalendarDay(today))
            try await tree.register(draft(for: [tree.mail]), at: tree.mail)
            let shelf = try await tree.read { session in try ProofShelf.read(under: tree.north.lineage, in: session) }
            let coverage = try #require(
                shelf.reader(for: tree.north).reading(of: bySite, in: "essai", on: day).coverage)
            #expect(coverage.members.count == 2)
            #expect(coverage.share == 0.5)
            #expect(coverage.members.compactMap { shelf.name(of: $0.id) } == ["Site du Mail", "Site du Port"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a proof attached by hand answers a requirement without a rule, and no other`(
        _ engine: TestEngine
    ) async throws {
        try await Tree.planted(on: engine) { tree in
            let id = try await tree.register(draft(for: [tree.north]), at: tree.north)
            let pin = ProofPin(framework: "essai", requirement: "R1")
            try await tree.change { change in
                let proof = try #require(try ProofStore.proof(id, in: change.session))
                try ProofStore.pin(proof, to: [pin], in: change)
            }
            let open = Self.requirement(evidence: nil)
            #expect(try await Self.holds(open, for: tree.north, tree))
            #expect(try await !Self.holds(open, for: tree.south, tree))
            var other = open
            other.code = "R2"
            #expect(try await !Self.holds(other, for: tree.north, tree))
            let ruled = Self.requirement(evidence: .proof(ProofCondition(kind: "plan.tested")))
            #expect(try await !Self.holds(ruled, for: tree.north, tree))
        }
    }

    @Test(arguments: TestEngine.available)
    func `without a proof, what it held falls`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            let id = try await tree.register(draft("Une", for: [tree.north]), at: tree.north)
            let day = try #require(CalendarDay(today))
            let shelf = try await tree.read { session in try ProofShelf.read(under: tree.north.lineage, in: session) }
            func holds(_ shelf: ProofShelf) -> Bool {
                shelf.reader(for: tree.north).reading(of: Self.requirement(), in: "essai", on: day).standing.holds
            }
            #expect(holds(shelf))
            #expect(!holds(shelf.without(id)))
            #expect(holds(shelf.without(Proof.ID.make(at: noon))))
        }
    }

    @Test(arguments: TestEngine.available)
    func `replaced and withdrawn proofs count no more`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            let id = try await tree.register(draft(for: [tree.north]), at: tree.north)
            let other = draft(facts: ["subject": .text("backup")], for: [tree.north])
            let scope = [tree.region.lineage]
            let newer = try await tree.change { change in
                try ProofStore.replace(id, by: other, allowed: scope, today: today, in: change)
            }
            #expect(try await !Self.holds(Self.requirement(), for: tree.north, tree))
            let kept = try await tree.register(draft(for: [tree.north]), at: tree.north)
            #expect(try await Self.holds(Self.requirement(), for: tree.north, tree))
            try await tree.change { change in
                try ProofStore.withdraw(kept, in: change)
                try ProofStore.withdraw(newer, in: change)
            }
            #expect(try await !Self.holds(Self.requirement(), for: tree.north, tree))
        }
    }
}
