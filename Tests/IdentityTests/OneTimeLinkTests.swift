// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Identity

@Suite struct OneTimeLinkTests {
    private static func issue(
        _ purpose: OneTimeLink.Purpose, _ id: Account.ID, _ house: House
    ) async throws -> OneTimeLink.Token {
        try await house.change { try OneTimeLinkStore.issue(purpose, for: id, by: .serverOperator, in: $0) }
    }

    private static func find(_ token: OneTimeLink.Token, _ house: House) async throws -> OneTimeLink? {
        let now = house.clock.now
        return try await house.database.read { try OneTimeLinkStore.find(token, at: now, in: $0) }
    }

    @Test(arguments: TestEngine.available)
    func `sets the first password once`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr", password: nil)
            let token = try await Self.issue(.firstSignIn, id, house)
            #expect(try await Self.find(token, house)?.account.email.text == "a@exemple.fr")

            await #expect(throws: IdentityError.password(.tooShort)) {
                try await house.own.redeem(token, password: "court")
            }
            #expect(try await Self.find(token, house) != nil, "a refused password does not use the link up")
            #expect(try await house.own.redeem(token, password: House.goodPassword) == id)
            #expect(try await Self.find(token, house) == nil)
            await #expect(throws: IdentityError.linkInvalid) {
                try await house.own.redeem(token, password: House.goodPassword)
            }
            guard case .signedIn = try await house.attempt("a@exemple.fr") else {
                Issue.record("the new password was refused")
                return
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `used twice at the same time works once`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr", password: nil)
            let token = try await Self.issue(.firstSignIn, id, house)
            let successes = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        do {
                            try await house.own.redeem(token, password: House.goodPassword)
                            return true
                        } catch IdentityError.linkInvalid {
                            return false
                        } catch {
                            Issue.record(error)
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(successes == 1)
            #expect(try await house.journal("link.used").count == 1)
        }
    }

    @Test(arguments: TestEngine.available, [(OneTimeLink.Purpose.firstSignIn, 7 * 86_400), (.passwordReset, 86_400)])
    func `expires`(engine: TestEngine, lifetime: (purpose: OneTimeLink.Purpose, seconds: Int)) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr", password: nil)
            let token = try await Self.issue(lifetime.purpose, id, house)
            house.clock.advance(seconds: lifetime.seconds - 1)
            #expect(try await Self.find(token, house) != nil)
            house.clock.advance(seconds: 1)
            #expect(try await Self.find(token, house) == nil)
            await #expect(throws: IdentityError.linkInvalid) {
                try await house.own.redeem(token, password: House.goodPassword)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `gives way to a newer one, and to a disabled account`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr", password: nil)
            let former = try await Self.issue(.firstSignIn, id, house)
            let latter = try await Self.issue(.passwordReset, id, house)
            #expect(try await Self.find(former, house) == nil)
            #expect(try await Self.find(latter, house) != nil)
            try await house.change { try AccountStore.disable(id, by: .serverOperator, in: $0) }
            #expect(try await Self.find(latter, house) == nil)
            await #expect(throws: IdentityError.unknownAccount) { _ = try await Self.issue(.passwordReset, id, house) }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a reset ends every session`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr")
            let session = try await house.enter("a@exemple.fr")
            let token = try await Self.issue(.passwordReset, id, house)
            try await house.own.redeem(token, password: "une tout autre phrase")
            #expect(try await house.session(session) == nil)
            #expect(try await house.attempt("a@exemple.fr") == .refused)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a forged secret finds nothing`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr", password: nil)
            let token = try await Self.issue(.firstSignIn, id, house)
            let forged = try #require(OneTimeLink.Token(token.id.text + "." + String(repeating: "0", count: 64)))
            #expect(try await Self.find(forged, house) == nil)
            await #expect(throws: IdentityError.linkInvalid) {
                try await house.change { try OneTimeLinkStore.consume(forged, in: $0) }
            }
        }
    }
}
