// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Governance

/// Committees, decisions, posts, interpretations and measures: what is kept is found again, and only where it may be.
struct KeepingTests {
    @Test(arguments: TestEngine.available)
    func `decisions are listed with the late ones first, and moved back and forth`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { inner in
            let world = try await World.make(in: inner)
            let committee = try await inner.changing { change in
                let id = try CommitteeStore.open(
                    CommitteeDraft(name: "Comité", rhythm: .quarterly, nextOn: today.adding(days: 9)),
                    at: world.north.id,
                    in: change)
                for (text, due, state) in [
                    ("Sans échéance", nil, .todo), ("Bientôt", 10, .todo), ("En retard", -3, .todo),
                    ("Faite", -9, .done),
                ] as [(String, Int?, Decision.State)] {
                    _ = try DecisionStore.take(
                        DecisionDraft(
                            committee: id, decidedOn: today.adding(days: -30), text: text,
                            dueOn: due.map { today.adding(days: $0) }, state: state), today: today, in: change)
                }
                return id
            }
            let database = CountingDatabase(inner)
            func page(_ filter: DecisionQuery.Filter?, _ text: String = "", under place: Lineage) async throws
                -> [Decision]
            {
                try await database.read { session in
                    try DecisionStore.page(
                        DecisionQuery(under: place, filter: filter, text: text, today: today), in: session
                    ).rows
                }
            }
            let all = try await page(nil, under: world.group.lineage)
            #expect(database.statements == 1)
            #expect(all.map(\.text) == ["En retard", "Bientôt", "Sans échéance", "Faite"])
            #expect(try await page(.overdue, under: world.north.lineage).map(\.text) == ["En retard"])
            #expect(try await page(nil, "retard", under: world.north.lineage).map(\.text) == ["En retard"])
            #expect(try await page(nil, "100%_", under: world.north.lineage).isEmpty)
            #expect(try await page(nil, under: world.south.lineage).isEmpty)

            let late = try #require(all.first)
            try await inner.changing { change in
                try DecisionStore.move(late, to: .done, today: today, in: change)
            }
            #expect(try await page(.overdue, under: world.north.lineage).isEmpty)
            await #expect(throws: GovernanceError.alreadySo) {
                try await inner.changing { change in
                    try DecisionStore.move(late, to: .done, today: today, in: change)
                }
            }
            try await inner.changing { change in
                try DecisionStore.move(late, to: .todo, today: today, in: change)
            }
            let counts = try await inner.read { session in
                try DecisionStore.counts(under: world.group.lineage, on: today, in: session)
            }
            #expect(counts == (3, 1, 4))
            let found = try await inner.read { session in try CommitteeStore.committee(committee, in: session) }
            let kept = try #require(found)
            #expect(kept.open == 3)
            try await inner.changing { change in try CommitteeStore.close(kept, in: change) }
            await #expect(throws: GovernanceError.committeeClosed) {
                try await inner.changing { change in
                    _ = try DecisionStore.take(
                        DecisionDraft(committee: committee, decidedOn: today, text: "Encore"), today: today, in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `posts add up by skill, without those that were removed`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            try await database.changing { change in
                for (skill, authorised, filled) in [
                    (.infrastructure, 400, 300), (.infrastructure, 100, 100), (.care, 50, 0),
                ] as [(Post.Skill, Int, Int)] {
                    try PostStore.add(
                        PostDraft(title: "Poste", skill: skill, authorised: authorised, filled: filled),
                        at: world.north.id, in: change)
                }
            }
            func sums() async throws -> [SkillSum] {
                try await database.read { session in try PostStore.sums(under: world.group.lineage, in: session) }
            }
            #expect(
                try await sums() == [
                    SkillSum(skill: .infrastructure, authorised: 500, filled: 400, vacantPosts: 1),
                    SkillSum(skill: .care, authorised: 50, filled: 0, vacantPosts: 1),
                ])
            let page = try await database.read { session in
                try PostStore.page(under: world.group.lineage, in: session)
            }
            #expect(page.total == 3)
            let care = try #require(page.rows.first { $0.skill == .care })
            try await database.changing { change in try PostStore.remove(care, in: change) }
            #expect(try await sums().map(\.skill) == [.infrastructure])
            try await database.changing { change in try PostStore.restore(care, in: change) }
            #expect(try await sums().count == 2)
            await #expect(throws: GovernanceError.outOfRange) {
                try await database.changing { change in
                    try PostStore.add(
                        PostDraft(title: "Trop", skill: .care, authorised: 100, filled: 101), at: world.north.id,
                        in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `an interpretation is read where it is kept, below and from above, nowhere else`(engine: TestEngine)
        async throws
    {
        try await withDatabase(engine, migrations: schema) { inner in
            let world = try await World.make(in: inner)
            let wanted = InterpretationDraft(
                question: "Un seul plan suffit-il\u{00A0}?", answer: "Oui, si les modes dégradés sont les mêmes.",
                source: "DNS", address: "https://exemple.fr/reponse", givenOn: today, framework: "care-d2",
                requirement: "D2.O1.C")
            let id = try await inner.changing { change in
                try InterpretationStore.add(wanted, at: world.group.id, today: today, in: change)
            }
            let database = CountingDatabase(inner)
            func total(_ place: Organisation, _ text: String = "", framework: String? = nil) async throws -> Int {
                try await database.read { session in
                    try InterpretationStore.page(at: place.lineage, text: text, framework: framework, in: session).total
                }
            }
            for place in [world.group, world.north, world.sites[0]] { #expect(try await total(place) == 1) }
            #expect(database.statements == 3)
            #expect(try await total(world.elsewhere) == 0)
            #expect(try await total(world.north, "degrades") == 1)
            #expect(try await total(world.north, "dégradés D2.O1.C") == 1)
            #expect(try await total(world.north, "autre") == 0)
            #expect(try await total(world.north, framework: "hygiene") == 0)
            let found = try await inner.read { session in try InterpretationStore.interpretation(id, in: session) }
            let kept = try #require(found)
            try await inner.changing { change in try InterpretationStore.remove(kept, in: change) }
            #expect(try await total(world.group) == 0)
            try await inner.changing { change in try InterpretationStore.restore(kept, in: change) }
            #expect(try await total(world.group) == 1)
            for address in ["http://exemple.fr", "https://", "javascript:alert(1)", "https://a.fr\"onclick=x"] {
                var wrong = wanted
                wrong.address = address
                await #expect(throws: GovernanceError.addressRefused) {
                    try await inner.changing { [wrong] change in
                        _ = try InterpretationStore.add(wrong, at: world.group.id, today: today, in: change)
                    }
                }
            }
        }
    }

    @Test(arguments: [
        ("https://esante.gouv.fr/faq?x=1#y", true), ("https://banque.fr@voleur.fr/", false), ("https://hote", false),
        ("HTTPS://a.fr", false), ("https://a.fr/ b", false), ("https://a.fr/é", false), ("https://.fr", false),
    ])
    func `a source is an https address without surprise`(_ text: String, _ isRight: Bool) {
        #expect(InterpretationDraft.isAddress(text) == isRight)
    }

    @Test(arguments: TestEngine.available)
    func `a measure of a day is kept once, and a target is set and taken back`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            for (day, value) in [(-30, 0.4), (-1, 0.5), (-1, 0.6)] {
                try await database.write { session in
                    try IndicatorStore.keep(
                        ["essai.part": value, "x": 1, "essai.infini": .infinity], of: world.north.id,
                        on: today.adding(days: day), in: session)
                }
            }
            let history = try await database.read { session in
                try IndicatorStore.history(of: world.north.id, since: today.adding(days: -60), in: session)
            }
            #expect(Array(history.keys) == ["essai.part"])
            #expect(history["essai.part"]?.map(\.value) == [0.4, 0.6])
            let members = try await database.read { session in
                try IndicatorStore.members(of: world.group.lineage, indicator: "essai.part", in: session)
            }
            #expect(members.map(\.member.id) == [world.north.id])
            #expect(members.first?.point.value == 0.6)
            try await database.changing { change in
                try IndicatorStore.setTarget(0.9, of: "essai.part", at: world.north.id, in: change)
                try IndicatorStore.setTarget(0.8, of: "essai.part", at: world.north.id, in: change)
            }
            func targets() async throws -> [String: Double] {
                try await database.read { session in try IndicatorStore.targets(of: world.north.id, in: session) }
            }
            #expect(try await targets() == ["essai.part": 0.8])
            try await database.changing { change in
                try IndicatorStore.setTarget(nil, of: "essai.part", at: world.north.id, in: change)
            }
            #expect(try await targets() == [:])
            let followed = try await database.read { session in try IndicatorStore.followed(in: session) }
            #expect(followed.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `remembers the reading before today's, however often the page is opened today`(engine: TestEngine) async throws
    {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let reader = try await database.changing { change in
                try AccountStore.create(
                    email: try EmailAddress("a@exemple.fr"), name: "Direction", language: .french, in: change)
            }
            var seen: [Day?] = []
            for offset in [0, 0, 12, 12, 30] {
                seen.append(
                    try await database.write { session in
                        try IndicatorStore.read(world.north.id, by: reader, on: today.adding(days: offset), in: session)
                    })
            }
            #expect(seen == [nil, nil, today, today, today.adding(days: 12)])
        }
    }
}
