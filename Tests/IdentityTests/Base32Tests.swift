// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import TestSupport
import Testing

@testable import Identity

@Suite struct Base32Tests {
    /// RFC 4648 §10, without padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `agrees with the RFC`(plain: String, encoded: String) {
        #expect(Base32.text(of: Array(plain.utf8)) == encoded)
        #expect(Base32.bytes(of: encoded) == Array(plain.utf8))
        #expect(Base32.bytes(of: encoded.lowercased()) == Array(plain.utf8))
    }

    @Test(arguments: 1...50)
    func `reads back what it writes`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed) &* 77_777)
        let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(Base32.bytes(of: Base32.text(of: bytes)) == bytes)
    }

    @Test(arguments: ["M", "MZX", "MZ", "MY=", "é", "M9", "MZXW6!", "🙂"])
    func `refuses what no bytes give`(text: String) {
        #expect(Base32.bytes(of: text) == nil)
    }
}
