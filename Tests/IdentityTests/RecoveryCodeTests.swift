// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Primitives
import Testing

@testable import Identity

@Suite struct RecoveryCodeTests {
    static let code = RecoveryCode.make(Entropy { count in (0..<count).map { UInt8($0 * 25) } })

    @Test func `is written in four groups of four`() {
        #expect(Self.code.text.split(separator: "-").map(\.count) == [4, 4, 4, 4])
        #expect(Self.code.hash.count == 64)
    }

    @Test func `is read as people copy it`() {
        for typed in [
            Self.code.text, Self.code.text.lowercased(), Self.code.text.filter { $0 != "-" },
            " " + Self.code.text.split(separator: "-").joined(separator: " "),
        ] {
            #expect(RecoveryCode(typed) == Self.code)
        }
    }

    @Test(arguments: ["", "123456", "AAAA-BBBB-CCCC", "AAAA-BBBB-CCCC-DDDD-EEEE", "AAAA-BBBB-CCCC-DDD!"])
    func `refuses anything else`(typed: String) {
        #expect(RecoveryCode(typed) == nil)
    }
}
