// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Identity

@Suite struct SessionTests {
    @Test(arguments: TestEngine.available)
    func `opens with its token, and shows what the account may do`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account(
                "a@exemple.fr", [(.contributor, house.site), (.auditor, house.otherHospital)])
            let token = try await house.enter("a@exemple.fr")
            let found = try #require(try await house.session(token))
            #expect(found.info.account == id)
            #expect(found.info.standing == .full)
            #expect(found.info.userAgent == "Firefox, Windows")
            #expect(found.info.network == "192.0.2.0/24")
            #expect(Set(found.access.grants.map(\.role)) == [.contributor, .auditor])
            #expect(found.access.sees(house.site.lineage))
            #expect(!found.access.sees(house.hospital.lineage))
        }
    }

    @Test(arguments: TestEngine.available)
    func `opens with nothing else`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            try await house.account("a@exemple.fr")
            let token = try await house.enter("a@exemple.fr")
            let other = try await house.enter("a@exemple.fr")
            let forged = try #require(SessionToken(token.id.text + "." + (other.text.split(separator: ".").last ?? "")))
            #expect(try await house.session(forged) == nil)
            #expect(try await house.session(SessionToken.make(at: house.clock.now, .system)) == nil)

            let stored = try await house.database.read { session in
                try session.all("SELECT secret_hash FROM account_session") { row throws(DatabaseError) in
                    try row.text(0)
                }
            }
            #expect(!stored.contains { token.text.contains($0) }, "only hashes are kept")
        }
    }

    @Test(arguments: ["", ".", "abc", "0.0", String(repeating: "a", count: 101), String(repeating: "é.", count: 60)])
    func `reads no token in other texts`(text: String) {
        #expect(SessionToken(text) == nil)
    }

    @Test func `a token survives its text`() {
        let token = SessionToken.make(at: Instant(millisecondsSinceEpoch: 5), .system)
        #expect(SessionToken(token.text) == token)
    }

    @Test(arguments: TestEngine.available)
    func `ends when idle, and at the absolute limit`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            try await house.account("a@exemple.fr")
            let idle = try await house.enter("a@exemple.fr")
            house.clock.advance(seconds: 12 * 3600 - 1)
            #expect(try await house.session(idle) != nil)
            house.clock.advance(seconds: 1)
            #expect(try await house.session(idle) == nil)

            let busy = try await house.enter("a@exemple.fr")
            let sessions = house.entrance.sessions
            for _ in 0..<27 {
                house.clock.advance(seconds: 6 * 3600)
                let info = try await house.info(busy)
                #expect(sessions.isDueForTouch(info, at: house.clock.now))
                let now = house.clock.now
                try await house.database.write { try sessions.touch(info, at: now, in: $0) }
            }
            house.clock.advance(seconds: 6 * 3600)
            #expect(try await house.session(busy) == nil, "seven days")

            let now = house.clock.now
            let purged = try await house.database.write { try sessions.purge(at: now, in: $0) }
            #expect(purged == 3, "two sessions and the link of the first sign-in")
        }
    }

    @Test(arguments: TestEngine.available)
    func `is touched at most every five minutes`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            try await house.account("a@exemple.fr")
            let token = try await house.enter("a@exemple.fr")
            let sessions = house.entrance.sessions
            let info = try await house.info(token)
            #expect(!sessions.isDueForTouch(info, at: house.clock.now.adding(seconds: 299)))
            #expect(sessions.isDueForTouch(info, at: house.clock.now.adding(seconds: 300)))
        }
    }

    @Test(arguments: TestEngine.available)
    func `is listed and revoked by its owner only`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr")
            let stranger = try await house.account("b@exemple.fr")
            let tokens = [
                try await house.enter("a@exemple.fr"), try await house.enter("a@exemple.fr"),
                try await house.enter("a@exemple.fr"),
            ]
            let strangers = try await house.enter("b@exemple.fr")
            let (sessions, now) = (house.entrance.sessions, house.clock.now)
            let listed = try await house.database.read { try sessions.list(of: id, at: now, in: $0) }
            #expect(Set(listed.map(\.id)) == Set(tokens.map(\.id)))

            await #expect(throws: IdentityError.sessionEnded) {
                try await house.change { try sessions.revoke(tokens[0].id, of: stranger, in: $0) }
            }
            try await house.change { try sessions.revoke(tokens[0].id, of: id, in: $0) }
            #expect(try await house.session(tokens[0]) == nil)
            let ended = try await house.change { try sessions.revokeAll(of: id, keeping: tokens[1].id, in: $0) }
            #expect(ended == 1)
            #expect(try await house.session(tokens[1]) != nil)
            #expect(try await house.session(tokens[2]) == nil)
            #expect(try await house.session(strangers) != nil)

            try await house.signIn.leave(try await house.info(tokens[1]), name: "A")
            #expect(try await house.session(tokens[1]) == nil)
            #expect(try await house.journal("session.closed").count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `ends with the account`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr")
            let token = try await house.enter("a@exemple.fr")
            try await house.change { try AccountStore.disable(id, by: .serverOperator, in: $0) }
            #expect(try await house.session(token) == nil)
            #expect(try await house.attempt("a@exemple.fr") == .refused)
        }
    }

    @Test(arguments: TestEngine.available)
    func `without the second factor that a role requires has no right`(engine: TestEngine) async throws {
        try await House.open(on: engine, rules: .init()) { house in
            try await house.account("a@exemple.fr", [(.securityOfficer, house.hospital)])
            let found = try #require(try await house.session(try await house.enter("a@exemple.fr")))
            #expect(found.info.standing == .secondFactorMissing)
            #expect(found.access.grants.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an ended role gives nothing, from one request to the next`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr")
            let (place, today) = (house.site.id, house.today)
            try await house.change {
                try AccountStore.give(.contributor, on: place, to: id, until: today, by: .serverOperator, in: $0)
            }
            let token = try await house.enter("a@exemple.fr")
            #expect(try await house.session(token)?.access.grants.count == 1)
            let sessions = house.entrance.sessions
            for _ in 0..<3 {
                house.clock.advance(seconds: 8 * 3600)
                let (info, now) = (try await house.info(token), house.clock.now)
                try await house.database.write { try sessions.touch(info, at: now, in: $0) }
            }
            #expect(try await house.session(token)?.access.grants.count == 0)
        }
    }
}
