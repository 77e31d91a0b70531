// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import SelfAssessment

struct CampaignReopeningTests {
    /// Two people look at a closed campaign; one reopens it and closes it again before the other clicks.
    @Test(arguments: TestEngine.available)
    func `a closure that is no longer the one on the screen is not taken back`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: AssessmentSample.migrations) { database in
            let world = try await AssessmentSample.World.make(in: database)
            func step<Value: Sendable>(
                _ second: Int, _ body: @escaping @Sendable (Change) throws -> Value
            ) async throws -> Value {
                try await database.change(by: .system, at: AssessmentSample.now.adding(seconds: second), body)
            }
            let id = try await step(0) { change in
                try CampaignStore.open(
                    world.framework, by: world.group, members: [world.north, world.south], title: "Automne",
                    profiles: [], dueOn: nil, isInterview: false, in: change)
            }
            func campaign() async throws -> Campaign {
                try #require(try await database.read { session in try CampaignStore.campaign(id, in: session) })
            }
            let open = try await campaign()
            try await step(1) { try CampaignStore.close(open, in: $0) }
            let closed = try await campaign()
            try await step(2) { try CampaignStore.reopen(closed, in: $0) }
            let again = try await campaign()
            try await step(3) { try CampaignStore.close(again, in: $0) }
            await #expect(throws: AssessmentError.notClosed) {
                try await step(4) { try CampaignStore.reopen(closed, in: $0) }
            }
            let members = try await database.read { session in try AssessmentStore.ofCampaign(id, in: session) }
            #expect(members.map(\.isClosed) == [true, true])
        }
    }
}
