// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import SelfAssessment

struct AssessmentScopeTests {
    /// Random assessments, shared or not, entrusted or not, seen by people of random roles: what the list shows is what
    /// the rule of one assessment allows, no more and no less.
    @Test(arguments: TestEngine.available)
    func `the condition of the list and the rule of one assessment agree`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let world = try await AssessmentSample.World.make(in: database)
            var generator = SplitMix64(seed: 2026)
            var people: [Account.ID] = []
            for name in ["Anne", "Bob", "Carl"] { people.append(try await AssessmentSample.person(name, in: database)) }
            let places = [world.group] + world.members
            for number in 0..<24 {
                let place = try #require(places.randomElement(using: &generator))
                let assessment = try await world.open(place, in: database, title: "Essai \(number)")
                if Bool.random(using: &generator) {
                    try await database.changing { change in try AssessmentStore.share(assessment, true, in: change) }
                }
                if let person = people.randomElement(using: &generator), Bool.random(using: &generator) {
                    try await database.changing { change in
                        try AnswerStore.entrust(["C1.1"], to: person, of: assessment, in: change)
                    }
                }
            }
            for _ in 0..<40 {
                let account = try #require(people.randomElement(using: &generator))
                let grants = (0..<Int.random(in: 0...3, using: &generator)).compactMap { _ -> Grant? in
                    guard let role = Role.allCases.randomElement(using: &generator),
                        let place = places.randomElement(using: &generator)
                    else { return nil }
                    return Grant(
                        role: role, organisation: place.id, organisationName: place.name, lineage: place.lineage)
                }
                let access = Access(account: account, name: "essai", grants: grants, today: AssessmentSample.today)
                try await compare(AssessmentScope(access), places, database)
            }
        }
    }

    private func compare(
        _ scope: AssessmentScope, _ places: [Organisation], _ database: any Database
    ) async throws {
        for place in places where place.parent == nil {
            let query = AssessmentQuery(under: place.lineage, limit: 500)
            let (shown, allowed) = try await database.read { session in
                let shown = try AssessmentStore.page(query, for: scope, in: session)
                #expect(shown.rows.count == shown.total)
                let ids = try session.all("SELECT id FROM assessment") { row throws(DatabaseError) in
                    try row.identifier(0, Assessment.self)
                }
                let all = try ids.compactMap { try AssessmentStore.assessment($0, in: session) }
                let allowed = try all.filter { assessment in
                    let isEntrusted = try AnswerStore.isEntrusted(assessment.id, to: scope.account, in: session)
                    return place.lineage.contains(assessment.lineage)
                        && scope.mayRead(assessment, isEntrusted: isEntrusted)
                }
                return (Set(shown.rows.map(\.id)), Set(allowed.map(\.id)))
            }
            #expect(shown == allowed)
        }
    }
}
