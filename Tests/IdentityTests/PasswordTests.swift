// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Testing

@testable import Identity

@Suite struct PasswordTests {
    @Test(
        arguments: [
            ("quatre mots sans rapport", nil),
            ("éèàùçôîêâûëï", nil),
            ("kzw-4819-plume", nil),
            ("court", .tooShort),
            ("onze caract", .tooShort),
            ("🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂", .tooShort),
            (String(repeating: "longue phrase ", count: 19), .tooLong),
            (String(repeating: "e\u{301}\u{302}\u{303}\u{304}", count: 200), .tooLong),
            ("claire.morel@chu-exemple.fr", .isEmail),
            ("Claire.Morel@CHU-exemple.fr!", .isEmail),
            ("claire.morel.2026", .isEmail),
            ("Clairemorel123", .isEmail),
            ("motdepasse123", .tooCommon),
            ("Mot de passe 2026 !", .tooCommon),
            ("M0tD3P@sse2026", .tooCommon),
            ("P@ssw0rd123456", .tooCommon),
            ("azertyuiop12", .tooCommon),
            ("azertyuiopqsdf", .tooCommon),
            ("123456789012", .tooCommon),
            ("210987654321", .tooCommon),
            ("aaaaaaaaaaaaaaaa", .tooCommon),
            ("abababababab", .tooCommon),
            ("soleilsoleil", .tooCommon),
            ("Administrateur1!", .tooCommon),
            ("hopital-2026!", .tooCommon),
            ("correct horse battery staple", .tooCommon),
        ] as [(String, PasswordFault?)])
    func `the policy asks for length and refuses the obvious`(typed: String, fault: PasswordFault?) throws {
        let email = try EmailAddress("claire.morel@chu-exemple.fr")
        #expect(PasswordPolicy.fault(of: Password(typed), for: email) == fault)
    }

    @Test(arguments: PasswordFault.allCases)
    func `each refusal is explained`(fault: PasswordFault) {
        #expect(fault.explanation.french.hasSuffix("."))
        #expect(fault.explanation.english.hasSuffix("."))
    }

    @Test func `is never printed`() {
        let password = Password("quatre mots sans rapport")
        var dumped = ""
        dump(password, to: &dumped)
        for text in ["\(password)", String(reflecting: password), dumped] {
            #expect(!text.contains("mots"))
        }
    }

    /// Small enough to run many times: production's parameters are checked once, below.
    static let cheap = Argon2(Argon2.Parameters(memoryKiB: 64, passes: 1, lanes: 1))

    @Test func `argon2id accepts the password and no other`() async throws {
        let hash = try await Self.cheap.hash(Password("quatre mots sans rapport"))
        #expect(hash.hasPrefix("$argon2id$v=19$m=64,t=1,p=1$"))
        #expect(try await Self.cheap.matches(Password("quatre mots sans rapport"), hash))
        #expect(!(try await Self.cheap.matches(Password("quatre mots sans rapports"), hash)))
        #expect(!(try await Self.cheap.matches(Password(""), hash)))
        #expect(try await Self.cheap.hash(Password("quatre mots sans rapport")) != hash, "the salt differs")
    }

    @Test func `the same letters typed on two keyboards are the same password`() async throws {
        let hash = try await Self.cheap.hash(Password("ét\u{E9} à la c\u{F4}te"))
        #expect(try await Self.cheap.matches(Password("e\u{301}te\u{301} a\u{300} la co\u{302}te"), hash))
    }

    /// The reference implementation, phc-winner-argon2, test.c: version 0x13, t=2, m=2^16, p=1.
    @Test func `agrees with the reference implementation`() async throws {
        let encoded = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        #expect(try await Self.cheap.matches(Password("password"), encoded))
    }

    @Test(arguments: [Argon2.Parameters.production, Argon2.Parameters(memoryKiB: 64, passes: 1, lanes: 1)])
    func `the decoy costs the same and matches nothing`(parameters: Argon2.Parameters) async throws {
        let argon2 = Argon2(parameters)
        #expect(Argon2.parameters(of: argon2.decoy) == parameters)
        #expect(!argon2.isOutdated(argon2.decoy))
        for typed in ["", "quatre mots sans rapport"] {
            #expect(!(try await argon2.matches(Password(typed), argon2.decoy)))
        }
    }

    @Test(arguments: [
        ("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA", false),
        ("$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaA", false),
        ("$argon2id$v=19$m=19455,t=2,p=1$c2FsdHNhbHQ$aGFzaA", true),
        ("$argon2id$v=19$m=65536,t=1,p=1$c2FsdHNhbHQ$aGFzaA", true),
        ("$argon2i$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaA", true),
        ("", true), ("$$$$$", true), ("$argon2id$v=19$m,t,p$x$y", true),
        ("$argon2id$v=19$m=99999999999,t=2,p=1$x$y", true),
    ])
    func `a hash weaker than today's is outdated`(encoded: String, isOutdated: Bool) {
        #expect(Argon2().isOutdated(encoded) == isOutdated)
    }

    @Test func `a damaged hash is an error, not a trap`() async {
        for encoded in ["", "$argon2id$", "$argon2id$v=19$m=64,t=1,p=1$!!$!!", String(repeating: "$", count: 500)] {
            await #expect(throws: IdentityError.hashingFailed) {
                _ = try await Self.cheap.matches(Password("x"), encoded)
            }
        }
    }

    @Test func `more attempts than the line holds are told to come back`() async throws {
        let workshop = HashingWorkshop()
        let answers = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    do {
                        return try await workshop.run { true }
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(into: (done: 0, busy: 0)) { sum, isDone in
                if isDone { sum.done += 1 } else { sum.busy += 1 }
            }
        }
        #expect(answers.done >= 66, "two benches and a line of 64")
        #expect(answers.done + answers.busy == 200)
        #expect(try await workshop.run { 7 } == 7, "every bench was given back")
    }
}
