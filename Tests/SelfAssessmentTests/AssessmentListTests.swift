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

struct AssessmentListTests {
    typealias World = AssessmentSample.World

    func scope(_ world: World, _ account: Account.ID) -> AssessmentScope {
        AssessmentScope(
            Access(
                account: account, name: "essai",
                grants: [
                    Grant(
                        role: .securityOfficer, organisation: world.group.id, organisationName: world.group.name,
                        lineage: world.group.lineage)
                ], today: AssessmentSample.today))
    }

    func campaign(_ world: World, in database: any Database) async throws -> Campaign.ID {
        try await database.changing { change in
            try CampaignStore.open(
                world.framework, by: world.group, members: [world.north, world.south], title: "Campagne d’automne",
                profiles: [], dueOn: AssessmentSample.today, isInterview: false, in: change)
        }
    }

    /// The session's own statement is the third.
    @Test(arguments: TestEngine.available)
    func `the list takes two statements, its campaigns included, whatever the number of rows`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let counting = CountingDatabase(database)
            let world = try await World.make(in: counting)
            for number in 0..<60 { _ = try await world.open(world.north, in: counting, title: "Essai \(number)") }
            let id = try await campaign(world, in: counting)
            let scope = scope(world, try await AssessmentSample.person("Anne", in: counting))
            counting.reset()
            let listing = try await counting.read { session in
                let path = try OrganisationStore.path(to: world.group.id, in: session)
                let lineage = try #require(path.last?.lineage)
                return try AssessmentStore.page(AssessmentQuery(under: lineage), for: scope, in: session)
            }
            #expect(counting.statements == 2)
            #expect(listing.rows.count == 50 && listing.total == 62)
            // All were opened at the same instant: only a page that holds them all is sure to hold the campaign's.
            let whole = try await counting.read { session in
                try AssessmentStore.page(
                    AssessmentQuery(under: world.group.lineage, limit: 100), for: scope, in: session)
            }
            #expect(whole.campaigns.map(\.id) == [id])
            #expect(whole.campaigns.first?.organisationName == "GHT d’essai")
        }
    }

    @Test(arguments: TestEngine.available, AssessmentQuery.Sort.allCases)
    func `pages in any order show every row once`(engine: TestEngine, sort: AssessmentQuery.Sort) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let world = try await World.make(in: database)
            for number in 0..<11 {
                _ = try await world.open(number % 2 == 0 ? world.north : world.south, in: database)
            }
            let scope = scope(world, try await AssessmentSample.person("Anne", in: database))
            for isDescending in [true, false] {
                var seen: [Assessment.ID] = []
                for page in 0..<3 {
                    let query = AssessmentQuery(
                        under: world.group.lineage, sort: sort, isDescending: isDescending, limit: 4, offset: page * 4)
                    seen += try await database.read { session in
                        try AssessmentStore.page(query, for: scope, in: session).rows.map(\.id)
                    }
                }
                #expect(seen.count == 11 && Set(seen).count == 11)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the filters keep what they say`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let world = try await World.make(in: database)
            let north = try await world.open(world.north, in: database)
            let south = try await world.open(world.south, in: database)
            try await database.changing { change in try AssessmentStore.close(south, in: change) }
            let scope = scope(world, try await AssessmentSample.person("Anne", in: database))
            func found(_ change: (inout AssessmentQuery) -> Void) async throws -> Set<Assessment.ID> {
                var query = AssessmentQuery(under: world.group.lineage)
                change(&query)
                let asked = query
                return try await database.read { session in
                    Set(try AssessmentStore.page(asked, for: scope, in: session).rows.map(\.id))
                }
            }
            #expect(try await found { $0.state = .open } == [north.id])
            #expect(try await found { $0.state = .closed } == [south.id])
            #expect(try await found { $0.framework = "essai" } == [north.id, south.id])
            #expect(try await found { $0.framework = "autre" } == [])
            #expect(try await found { $0.text = "ch DU nord" } == [north.id])
            #expect(try await found { $0.text = "%" } == [])
        }
    }
}
