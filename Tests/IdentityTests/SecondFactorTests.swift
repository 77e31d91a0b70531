// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Persistence
import Primitives
import TestSupport
import Testing

@testable import Identity

@Suite struct SecondFactorTests {
    /// An account with its second factor on, its application and recovery codes; the step of enabling has passed.
    private static func enrolled(
        _ house: House, _ email: String = "a@exemple.fr"
    ) async throws -> (id: Account.ID, totp: TOTP, codes: [RecoveryCode], token: SessionToken) {
        let id = try await house.account(email, [(.securityOfficer, house.hospital)])
        let token = try await house.enter(email)
        let totp = try await house.own.startSecondFactor(try await house.info(token))
        let enabled = try await house.own.enableSecondFactor(
            try await house.info(token), code: totp.code(step: TOTP.step(at: house.clock.now)))
        house.clock.advance(seconds: 60)
        return (id, totp, enabled.recoveryCodes, enabled.token)
    }

    private static func code(_ totp: TOTP, _ house: House) -> String { totp.code(step: TOTP.step(at: house.clock.now)) }

    @Test(arguments: TestEngine.available)
    func `is asked at the next sign-in, and a pending session has no right`(engine: TestEngine) async throws {
        try await House.open(on: engine, rules: .init()) { house in
            let person = try await Self.enrolled(house)
            guard case .secondFactorNeeded(let pending) = try await house.attempt("a@exemple.fr") else {
                Issue.record("the second factor was not asked for")
                return
            }
            let found = try #require(try await house.session(pending))
            #expect(found.info.standing == .secondFactorPending)
            #expect(found.access.grants.isEmpty)

            let outcome = try await house.signIn.confirmSecondFactor(pending, code: Self.code(person.totp, house))
            guard case .signedIn(let token) = outcome else {
                Issue.record("the code was refused")
                return
            }
            let full = try #require(try await house.session(token))
            #expect(full.info.standing == .full)
            #expect(full.access.grants.map(\.role) == [.securityOfficer])
            #expect(try await house.session(pending) == nil, "the secret changed")
        }
    }

    @Test(arguments: TestEngine.available)
    func `never accepts the same code twice`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let person = try await Self.enrolled(house)
            let code = Self.code(person.totp, house)
            let first = try await house.enter("a@exemple.fr")
            let second = try await house.enter("a@exemple.fr")
            guard case .signedIn = try await house.signIn.confirmSecondFactor(first, code: code) else {
                Issue.record("the code was refused")
                return
            }
            #expect(try await house.signIn.confirmSecondFactor(second, code: code) == .refused)
            let earlier = person.totp.code(step: TOTP.step(at: house.clock.now) - 1)
            #expect(try await house.signIn.confirmSecondFactor(second, code: earlier) == .refused)
            #expect(try await house.journal("secondFactor.refused").count == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func `one code used twice at the same time opens one door`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let person = try await Self.enrolled(house)
            for typed in [Self.code(person.totp, house), try #require(person.codes.first).text] {
                let first = try await house.enter("a@exemple.fr")
                let second = try await house.enter("a@exemple.fr")
                async let one = house.signIn.confirmSecondFactor(first, code: typed)
                async let two = house.signIn.confirmSecondFactor(second, code: typed)
                let outcomes = [try await one, try await two]
                #expect(outcomes.filter { $0 == .refused }.count == 1)
            }
            let id = person.id
            #expect(try await house.database.read { try SecondFactorStore.recoveryCodesLeft(of: id, in: $0) } == 9)
            #expect(try await house.journal("recoveryCode.used").map(\.detail) == ["9"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `a pending session ends after ten minutes`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let person = try await Self.enrolled(house)
            let pending = try await house.enter("a@exemple.fr")
            house.clock.advance(seconds: 600)
            await #expect(throws: IdentityError.sessionEnded) {
                _ = try await house.signIn.confirmSecondFactor(pending, code: Self.code(person.totp, house))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `slows down who guesses`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let person = try await Self.enrolled(house)
            let pending = try await house.enter("a@exemple.fr")
            for guess in ["000000", "AAAA-AAAA-AAAA-AAAA", "", "999999", "…"] {
                #expect(try await house.signIn.confirmSecondFactor(pending, code: guess) == .refused)
            }
            let right = Self.code(person.totp, house)
            #expect(
                try await house.signIn.confirmSecondFactor(pending, code: right) == .tooMany(retryAfterSeconds: 300))
        }
    }

    @Test(arguments: TestEngine.available)
    func `takes effect with a first code only, and ends other sessions`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let id = try await house.account("a@exemple.fr")
            let other = try await house.enter("a@exemple.fr")
            let token = try await house.enter("a@exemple.fr")
            let info = try await house.info(token)
            await #expect(throws: IdentityError.secondFactorNotStarted) {
                _ = try await house.own.enableSecondFactor(info, code: "123456")
            }
            let abandoned = try await house.own.startSecondFactor(info)
            let totp = try await house.own.startSecondFactor(info)
            #expect(abandoned.secret != totp.secret)
            let key = house.entrance.secretKey
            let shown = try await house.database.read { try SecondFactorStore.started(for: id, under: key, in: $0) }
            #expect(shown?.secret == totp.secret)
            #expect(try await house.attempt("a@exemple.fr").message == nil)
            #expect(try await house.session(other)?.info.standing == .full, "not asked before it is on")

            await #expect(throws: IdentityError.wrongCode) {
                _ = try await house.own.enableSecondFactor(info, code: Self.code(abandoned, house))
            }
            let enabled = try await house.own.enableSecondFactor(info, code: Self.code(totp, house))
            #expect(Set(enabled.recoveryCodes).count == 10)
            #expect(try await house.session(other) == nil)
            #expect(try await house.session(token) == nil)
            let kept = try await house.info(enabled.token)
            #expect(kept.standing == .full)
            await #expect(throws: IdentityError.secondFactorAlreadyEnabled) {
                _ = try await house.own.startSecondFactor(kept)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `is kept sealed, and codes hashed`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let person = try await Self.enrolled(house)
            let stored = try await house.database.read { session in
                try session.all("SELECT sealed_secret FROM second_factor") { row throws(DatabaseError) in
                    try row.bytes(0)
                }
            }
            #expect(stored.count == 1)
            #expect(stored.allSatisfy { $0.count > person.totp.secret.count && !$0.starts(with: person.totp.secret) })
            let hashes = try await house.database.read { session in
                try session.all("SELECT code_hash FROM recovery_code") { row throws(DatabaseError) in try row.text(0) }
            }
            #expect(Set(hashes) == Set(person.codes.map(\.hash)))

            let (id, another) = (person.id, SecretKey(bytes: Array(repeating: 9, count: 32)))
            let code = Self.code(person.totp, house)
            await #expect(throws: IdentityError.sealedWithAnotherKey) {
                try await house.change { try SecondFactorStore.check(code, of: id, under: another, in: $0) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `new recovery codes replace the former, against a code`(engine: TestEngine) async throws {
        try await House.open(on: engine) { house in
            let person = try await Self.enrolled(house)
            let info = try await house.info(person.token)
            await #expect(throws: IdentityError.wrongCode) {
                _ = try await house.own.renewRecoveryCodes(info, code: "000000")
            }
            let fresh = try await house.own.renewRecoveryCodes(info, code: Self.code(person.totp, house))
            #expect(Set(fresh).isDisjoint(with: person.codes))
            let pending = try await house.enter("a@exemple.fr")
            let former = try #require(person.codes.first).text
            #expect(try await house.signIn.confirmSecondFactor(pending, code: former) == .refused)
            let new = try #require(fresh.last).text.lowercased()
            #expect(try await house.signIn.confirmSecondFactor(pending, code: new) != .refused)
        }
    }

    @Test(arguments: TestEngine.available)
    func `cannot be turned off where a role requires it`(engine: TestEngine) async throws {
        try await House.open(on: engine, rules: .init()) { house in
            let person = try await Self.enrolled(house)
            let info = try await house.info(person.token)
            await #expect(throws: IdentityError.secondFactorMandatory) {
                try await house.own.disableSecondFactor(info, code: Self.code(person.totp, house))
            }
        }
        try await House.open(on: engine) { house in
            let person = try await Self.enrolled(house)
            let info = try await house.info(person.token)
            try await house.own.disableSecondFactor(info, code: Self.code(person.totp, house))
            guard case .signedIn = try await house.attempt("a@exemple.fr") else {
                Issue.record("a second factor was asked for")
                return
            }
            #expect(try await house.journal("secondFactor.disabled").count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an administrator may reset it for somebody who lost everything`(engine: TestEngine) async throws {
        try await House.open(on: engine, rules: .init()) { house in
            let person = try await Self.enrolled(house)
            let (id, sessions) = (person.id, house.entrance.sessions)
            let granter = try await house.granter(house.root)
            try await house.change { try SecondFactorStore.reset(for: id, by: granter, sessions: sessions, in: $0) }
            #expect(try await house.session(person.token) == nil)
            let again = try #require(try await house.session(try await house.enter("a@exemple.fr")))
            #expect(again.info.standing == .secondFactorMissing)
        }
    }
}
