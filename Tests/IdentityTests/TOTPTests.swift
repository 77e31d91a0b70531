// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Testing

@testable import Identity

@Suite struct TOTPTests {
    /// The key of RFC 6238, appendix B.
    static let totp = TOTP(secret: Array("12345678901234567890".utf8))

    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `gives the codes of RFC 6238`(seconds: Int, eightDigits: String) {
        let step = TOTP.step(at: Instant(millisecondsSinceEpoch: Int64(seconds) * 1000))
        #expect(TOTP.digits(Self.totp.truncated(step), 8) == eightDigits)
        #expect(Self.totp.code(step: step) == eightDigits.suffix(6))
    }

    /// RFC 4226, appendix D.
    @Test(arguments: [
        (0, "755224"), (1, "287082"), (2, "359152"), (3, "969429"), (4, "338314"), (5, "254676"), (6, "287922"),
        (7, "162583"), (8, "399871"), (9, "520489"),
    ])
    func `gives the codes of RFC 4226`(counter: Int, code: String) {
        #expect(Self.totp.code(step: counter) == code)
    }

    @Test(arguments: [(-2, false), (-1, true), (0, true), (1, true), (2, false)])
    func `allows one period of drift`(drift: Int, isAccepted: Bool) {
        let now = Instant(millisecondsSinceEpoch: 1_795_000_000_000)
        let step = TOTP.step(at: now) + drift
        #expect((Self.totp.accepts(Self.totp.code(step: step), at: now, after: 0) != nil) == isAccepted)
    }

    @Test func `refuses a step already used and those before it`() {
        let now = Instant(millisecondsSinceEpoch: 1_795_000_000_000)
        let step = TOTP.step(at: now)
        #expect(Self.totp.accepts(Self.totp.code(step: step), at: now, after: step) == nil)
        #expect(Self.totp.accepts(Self.totp.code(step: step - 1), at: now, after: step) == nil)
        #expect(Self.totp.accepts(Self.totp.code(step: step + 1), at: now, after: step) == step + 1)
    }

    @Test(arguments: ["", "12345", "1234567", "12345a", "１２３４５６", "-12345", "12345\u{0}", "abc def"])
    func `refuses what is not six digits`(typed: String) {
        #expect(!TOTP.isCode(typed))
        #expect(Self.totp.accepts(typed, at: Instant(millisecondsSinceEpoch: 59_000), after: 0) == nil)
    }

    @Test func `forgives a space in the middle`() {
        #expect(Self.totp.accepts("287 082", at: Instant(millisecondsSinceEpoch: 59_000), after: 0) == 1)
    }

    @Test func `writes the address that applications read`() {
        #expect(
            Self.totp.provisioningURI(account: "claire.morel@chu-exemple.fr")
                == "otpauth://totp/Car%C3%A8ne:claire.morel%40chu-exemple.fr?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Car%C3%A8ne&algorithm=SHA1&digits=6&period=30")
    }
}
