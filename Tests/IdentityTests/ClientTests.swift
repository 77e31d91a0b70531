// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Identity

@Suite struct ClientTests {
    @Test(arguments: [
        ("192.0.2.17", "192.0.2.0/24", "192.0.2.17"),
        ("::ffff:192.0.2.17", "192.0.2.0/24", "192.0.2.17"),
        ("2001:db8:12:34:56::1", "2001:db8:12::/48", "2001:db8:12:34::/64"),
        ("::1", "0:0:0::/48", "0:0:0:0::/64"),
    ])
    func `only the network of an address is kept`(text: String, network: String, origin: String) throws {
        let address = try #require(ClientAddress(text))
        #expect(address.network == network)
        #expect(address.origin == origin)
    }

    @Test(arguments: ["", "localhost", "192.0.2", "192.0.2.256", "::g", "192.0.2.1\u{0}", "192.0.2.1, 198.51.100.1"])
    func `refuses what is not an address`(text: String) {
        #expect(ClientAddress(text) == nil)
    }

    private static let webkit = "(KHTML, like Gecko)"

    @Test(arguments: [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 \(webkit) Chrome/140.0 Safari/537.36 Edg/140",
            "Edge, Windows"
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1 \(webkit) Safari/605.1.15", "Safari, macOS"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 \(webkit) Chrome/140.0 Safari/537.36", "Chrome, Android"),
        ("curl/8.5", "curl"),
        ("", ""),
        ("un programme \u{0}\u{1b}[31m inconnu", "un programme [31m inconnu"),
        (String(repeating: "z", count: 9000), String(repeating: "z", count: 40)),
    ])
    func `a browser is named in two words`(header: String, name: String) {
        #expect(UserAgent.shortened(header) == name)
    }
}
