// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Identity

@Suite struct SignInTests {
    @Test(arguments: TestEngine.available)
    func `does the same work and says the same thing whoever is refused`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            try await house.account("known@exemple.fr")
            try await house.account("new@exemple.fr", password: nil)
            let disabled = try await house.account("disabled@exemple.fr")
            try await house.change { try AccountStore.disable(disabled, by: .serverOperator, in: $0) }

            for (email, password) in [
                ("known@exemple.fr", "ce n’est pas le bon"), ("new@exemple.fr", House.goodPassword),
                ("disabled@exemple.fr", House.goodPassword), ("nobody@exemple.fr", House.goodPassword),
                ("", ""), ("pas une adresse", "x"), ("known@exemple.fr", ""), ("a\u{0}b@exemple.fr", "x"),
                ("known@exemple.fr", String(repeating: "x", count: 100_000)),
                (String(repeating: "x", count: 100_000), House.goodPassword), ("new@exemple.fr", ""),
            ] {
                let (hashed, verified) = (house.hasher.hashed, house.hasher.verified)
                #expect(try await house.attempt(email, password) == .refused)
                #expect(house.hasher.verified == verified + 1, "exactly one verification")
                #expect(house.hasher.hashed == hashed)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `writes failures to the journal without what was typed`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("known@exemple.fr", [(.auditor, house.hospital), (.auditor, house.site)])
            for _ in 0..<3 { _ = try await house.attempt("known@exemple.fr", "indiscret-secret") }
            _ = try await house.attempt("indiscret@exemple.fr", "indiscret-secret")

            let refused = try await house.journal("signIn.refused")
            #expect(refused.map(\.subject) == [nil, id.text, id.text, id.text])
            #expect(refused.map(\.detail) == ["", "3", "2", "1"])
            #expect(refused.map(\.organisation) == [nil] + Array(repeating: house.hospital.id.text, count: 3))
            let all = try await house.database.read { session in
                try JournalStore.page(where: "1 = 1", limit: 500, offset: 0, in: session).entries
            }
            #expect(!all.contains { "\($0)".contains("indiscret") })

            _ = try await house.enter("known@exemple.fr")
            _ = try await house.attempt("known@exemple.fr", "indiscret-secret")
            #expect(try await house.journal("signIn.refused").first?.detail == "1", "a success starts the count again")
            #expect(try await house.journal("signIn.succeeded").map(\.account) == [id.text])
        }
    }

    @Test(arguments: TestEngine.available, ["known@exemple.fr", "nobody@exemple.fr"])
    func `slows down who guesses, known or not`(engine: TestEngine, email: String) async throws {
        try await House.open(on: engine) { house in
            try await house.account("known@exemple.fr")
            for _ in 0..<10 { #expect(try await house.attempt(email, "faux mot de passe") == .refused) }
            let verified = house.hasher.verified
            #expect(try await house.attempt(email.uppercased()) == .tooMany(retryAfterSeconds: 60))
            #expect(house.hasher.verified == verified, "nothing is computed for them")
            house.clock.advance(seconds: 60)
            let outcome = try await house.attempt(email)
            #expect((outcome == .refused) == (email == "nobody@exemple.fr"))
        }
    }

    @Test(arguments: TestEngine.available)
    func `never slows down who is right`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            try await house.account("known@exemple.fr")
            for _ in 0..<70 { _ = try await house.enter("known@exemple.fr") }
            #expect(try await house.journal("signIn.succeeded").count == 70)
        }
    }

    @Test(arguments: TestEngine.available)
    func `hashes again when the parameters rise`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            try await house.account("known@exemple.fr")
            let stronger = CountingHasher(strength: 2)
            let entrance = Entrance(
                database: house.database, secretKey: house.entrance.secretKey, rules: house.entrance.sessions.rules,
                hasher: stronger, clock: house.clock.wallClock)
            for expected in [1, 1] {
                let outcome = try await SignIn(entrance).attempt(
                    email: "known@exemple.fr", password: House.goodPassword, address: nil, userAgent: nil)
                #expect(outcome.message == nil)
                #expect(stronger.hashed == expected)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a new password asks for the present one and ends other sessions`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            try await house.account("a@exemple.fr")
            let other = try await house.enter("a@exemple.fr")
            let token = try await house.enter("a@exemple.fr")
            let info = try await house.info(token)
            await #expect(throws: IdentityError.wrongPassword) {
                _ = try await house.own.changePassword(info, current: "faux", new: "une tout autre phrase")
            }
            await #expect(throws: IdentityError.password(.tooCommon)) {
                _ = try await house.own.changePassword(info, current: House.goodPassword, new: "motdepasse123")
            }
            let renewed = try await house.own.changePassword(
                info, current: House.goodPassword, new: "une tout autre phrase")
            #expect(try await house.session(other) == nil)
            #expect(try await house.session(token) == nil)
            #expect(try await house.session(renewed)?.info.standing == .full)
            #expect(try await house.attempt("a@exemple.fr") == .refused)
            _ = try await house.enter("a@exemple.fr", "une tout autre phrase")

            let kept = try await house.info(renewed)
            for _ in 0..<9 {
                await #expect(throws: IdentityError.wrongPassword) {
                    _ = try await house.own.changePassword(kept, current: "faux", new: "une autre phrase encore")
                }
            }
            await #expect(throws: IdentityError.tooManyAttempts(retryAfterSeconds: 60)) {
                _ = try await house.own.changePassword(kept, current: "faux", new: "une autre phrase encore")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `the whole path leaves a chain that holds`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            try await house.account("a@exemple.fr", [(.contributor, house.site)])
            _ = try await house.attempt("a@exemple.fr", "faux")
            _ = try await house.enter("a@exemple.fr")
            guard case .intact(let entries, _) = try await JournalStore.verify(house.database) else {
                Issue.record("the chain is broken")
                return
            }
            #expect(entries > 8)
        }
    }
}
