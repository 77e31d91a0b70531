// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct ProofStoreTests {
    @Test(arguments: TestEngine.available)
    func `what is registered is read again`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            var written = draft(
                hostile, facts: ["subject": .text("a\tb\r\nc"), "level": .number(2.5), "done": .flag(true)],
                until: today.adding(days: 30), for: [tree.north, tree.south])
            written.note = "Une note\nsur deux lignes"
            written.file = Proof.File(
                sha256: String(repeating: "a", count: 64), name: "n.pdf", mediaType: "application/pdf", size: 12)
            let id = try await tree.register(written, at: tree.group)
            let proof = try #require(try await tree.proof(id))
            #expect(proof.title == hostile)
            #expect(proof.note == written.note)
            #expect(proof.facts == ["subject": .text("a b  c"), "level": .number(2.5), "done": .flag(true)])
            #expect(proof.obtainedOn == written.obtainedOn)
            #expect(proof.validUntil == written.validUntil)
            #expect(proof.file == written.file)
            #expect(proof.owner.id == tree.group.id)
            #expect(proof.holders.map(\.name) == ["Nord", "Sud"])
            #expect(proof.author == tree.author)
            #expect(proof.version == 1)
            #expect(proof.series == id)
            #expect(proof.isCurrent)
            let entries = try await tree.read { session in
                try JournalStore.page(where: "action = 'proof.registered'", limit: 5, offset: 0, in: session).entries
            }
            #expect(entries.map(\.subject) == [id.text])
        }
    }

    @Test(arguments: TestEngine.available)
    func `what cannot be kept is refused`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            let good = draft(for: [tree.north])
            func changed(_ change: (inout ProofDraft) -> Void) -> ProofDraft {
                var copy = good
                change(&copy)
                return copy
            }
            let cases: [(ProofDraft, ProofError)] = [
                (changed { $0.title = "" }, .titleMissing),
                (changed { $0.title = String(repeating: "é", count: 201) }, .tooLong(200)),
                (changed { $0.note = String(repeating: "x", count: 2001) }, .tooLong(2000)),
                (changed { $0.kind = "Policy;DROP" }, .unknownKind("Policy;DROP")),
                (changed { $0.obtainedOn = today.adding(days: 1) }, .dateInFuture),
                (changed { $0.validUntil = $0.obtainedOn.adding(days: -1) }, .validityBeforeDate),
                (changed { $0.holders = [] }, .noOrganisation),
                (changed { $0.holders = [tree.clinic.id] }, .organisationOutside),
                (changed { $0.holders = [tree.north.id, Organisation.ID.make(at: noon)] }, .organisationOutside),
                (changed { $0.facts = ["a b": .flag(true)] }, .tooManyFacts),
                (changed { $0.facts = ["level": .number(.infinity)] }, .tooManyFacts),
                (changed { $0.facts = ["subject": .text(String(repeating: "x", count: 121))] }, .tooLong(120)),
            ]
            for (draft, error) in cases {
                await #expect(throws: error) {
                    try await tree.register(draft, at: tree.north, allowed: [tree.group.lineage])
                }
            }
            let kept = try await tree.titles(ProofQuery(scope: [tree.region.lineage], today: today))
            #expect(kept.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a newer version takes the place of the old one, which is kept`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            let first = try await tree.register(draft("Version une", for: [tree.north]), at: tree.north)
            let pin = ProofPin(framework: "essai", requirement: "R1")
            try await tree.change { change in
                let proof = try #require(try ProofStore.proof(first, in: change.session))
                try ProofStore.pin(proof, to: [pin], in: change)
            }
            let scope = [tree.region.lineage]
            let newer = draft("Version deux", daysAgo: 1, for: [tree.south])
            let second = try await tree.change { change in
                try ProofStore.replace(first, by: newer, allowed: scope, today: today, in: change)
            }
            let (old, new) = (try #require(try await tree.proof(first)), try #require(try await tree.proof(second)))
            #expect(old.title == "Version une")
            #expect(old.replacedBy == second)
            #expect(!old.isCurrent)
            #expect(new.version == 2)
            #expect(new.series == first)
            #expect(new.owner.id == tree.north.id)
            let versions = try await tree.read { session in try ProofStore.versions(of: first, in: session) }
            #expect(versions.map(\.id) == [second, first])
            #expect(versions.map { $0.holders.map(\.name) } == [["Sud"], ["Nord"]])
            // What was attached by hand stays with the series.
            #expect(try await tree.read { session in try ProofStore.pins(of: first, in: session) } == [pin])
            #expect(try await tree.titles(ProofQuery(scope: scope, today: today)) == ["Version deux"])
            // A version is replaced once.
            await #expect(throws: ProofError.replaced) {
                try await tree.change { change in
                    try ProofStore.replace(first, by: newer, allowed: scope, today: today, in: change)
                }
            }
            let elsewhere = [tree.clinic.lineage]
            await #expect(throws: ProofError.organisationOutside) {
                try await tree.change { change in
                    try ProofStore.replace(second, by: newer, allowed: elsewhere, today: today, in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a withdrawn proof can be restored`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            let id = try await tree.register(draft(for: [tree.north]), at: tree.north)
            try await tree.change { change in try ProofStore.withdraw(id, in: change) }
            #expect(try await tree.proof(id)?.withdrawnAt == noon)
            await #expect(throws: ProofError.withdrawn) {
                try await tree.change { change in try ProofStore.withdraw(id, in: change) }
            }
            let (scope, newer) = ([tree.region.lineage], draft(for: [tree.north]))
            await #expect(throws: ProofError.withdrawn) {
                try await tree.change { change in
                    try ProofStore.replace(id, by: newer, allowed: scope, today: today, in: change)
                }
            }
            try await tree.change { change in try ProofStore.restore(id, in: change) }
            #expect(try await tree.proof(id)?.isCurrent == true)
            await #expect(throws: ProofError.unknown) {
                try await tree.change { change in try ProofStore.withdraw(Proof.ID.make(at: noon), in: change) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `pins are what was last said`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            let id = try await tree.register(draft(for: [tree.north]), at: tree.north)
            let proof = try #require(try await tree.proof(id))
            let (one, two) = (
                ProofPin(framework: "essai", requirement: "R1"), ProofPin(framework: "essai", requirement: "R2")
            )
            for pins in [[one, two], [two], []] as [Set<ProofPin>] {
                try await tree.change { change in try ProofStore.pin(proof, to: pins, in: change) }
                #expect(Set(try await tree.read { session in try ProofStore.pins(of: id, in: session) }) == pins)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `what is measured is one proof, changed by each measurement`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            func publish(_ title: String, _ place: Organisation, daysAgo: Int) async throws {
                let measurement = Measurement(
                    feature: "governance", object: "rssi", kind: "function.appointed", title: title,
                    facts: ["function": .text("RSSI")], obtainedOn: today.adding(days: -daysAgo),
                    organisation: place.id)
                try await tree.change { change in
                    try ProofStore.publish(measurement, in: change)
                    try change.record("rssi.appointed", organisation: place.id.text)
                }
            }
            let query = ProofQuery(scope: [tree.region.lineage], today: today)
            try await publish("RSSI nommé", tree.north, daysAgo: 9)
            try await publish("RSSI du groupement", tree.group, daysAgo: 2)
            let rows = try await tree.read { session in try ProofStore.page(query, in: session).rows }
            #expect(rows.map(\.proof.title) == ["RSSI du groupement"])
            #expect(rows.map(\.holder) == ["Groupement"])
            let proof = try #require(rows.first?.proof)
            #expect(proof.source == .measurement(feature: "governance", object: "rssi"))
            #expect(proof.owner.id == tree.group.id)
            // Only its feature changes it.
            await #expect(throws: ProofError.measured) {
                try await tree.change { change in try ProofStore.withdraw(proof.id, in: change) }
            }
            try await tree.change { change in
                try ProofStore.retract(feature: "governance", object: "rssi", in: change)
                try change.record("rssi.left", organisation: tree.group.id.text)
            }
            #expect(try await tree.titles(query).isEmpty)
            try await publish("RSSI de retour", tree.group, daysAgo: 0)
            #expect(try await tree.titles(query) == ["RSSI de retour"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `the files of every version are those that the vault must hold`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            func file(_ letter: String) -> Proof.File {
                Proof.File(
                    sha256: String(repeating: letter, count: 64), name: "n.pdf", mediaType: "application/pdf", size: 12)
            }
            var first = draft(for: [tree.north])
            first.file = file("a")
            var second = draft(for: [tree.north])
            second.file = file("b")
            let scope = [tree.region.lineage]
            let id = try await tree.register(first, at: tree.north)
            try await tree.register(first, at: tree.south)
            try await tree.register(draft(for: [tree.north]), at: tree.north)
            let newer = second
            _ = try await tree.change { change in
                try ProofStore.replace(id, by: newer, allowed: scope, today: today, in: change)
            }
            let files = try await tree.read { session in try ProofStore.files(in: session) }
            #expect(files.map(\.file.sha256.first) == ["a", "b"])
            #expect(files.map(\.proofs) == [2, 1])
        }
    }
}
