// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Testing

@testable import Identity

@Suite struct IdentityErrorTests {
    @Test(arguments: [
        IdentityError.emailMalformed, .emailTaken, .nameMissing, .nameTooLong, .unknownAccount, .unknownOrganisation,
        .roleNotYours(.auditor), .roleElsewhere(.regionalOfficer), .roleElsewhere(.nationalOfficer), .endInThePast,
        .accountNotYours, .lastAdministrator, .password(.tooShort), .wrongPassword,
        .tooManyAttempts(retryAfterSeconds: 1), .linkInvalid, .secondFactorAlreadyEnabled, .secondFactorNotStarted,
        .secondFactorMandatory, .wrongCode, .sealedWithAnotherKey, .sessionEnded, .qrCodeTooLong, .busy, .hashingFailed,
    ])
    func `is a sentence in both languages`(error: IdentityError) {
        #expect(error.message.french.hasSuffix("."))
        #expect(error.message.english.hasSuffix("."))
        #expect(error.message.french != error.message.english)
    }

    @Test(arguments: [
        (0, "0\u{A0}seconde."), (1, "1\u{A0}seconde."), (59, "59\u{A0}secondes."), (60, "1\u{A0}minute."),
        (61, "2\u{A0}minutes."),
    ])
    func `says how long to wait`(seconds: Int, end: String) {
        #expect(IdentityError.tooManyAttempts(retryAfterSeconds: seconds).message.french.hasSuffix(end))
    }
}
