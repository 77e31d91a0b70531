// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HTTPTypes
import Markup
import Primitives
import Site
import TestSupport
import Testing

/// The front door: forged requests, headers, errors in words.
@Suite("Front door", .serialized)
struct FrontTests {
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .server

    @Test func `a request forged on another site is refused and changes nothing`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let inside = try await Fixture.inside(test)
            let cases: [HTTPFields] = [
                [Self.fetchSite: "cross-site"], [Self.fetchSite: "same-site"], [.origin: "https://attaquant.example"],
                [.origin: "null"],
            ]
            for headers in cases {
                let answer = try await test.post(
                    "/evaluations/\(inside.assessment)/cloture", as: .rssi, headers: headers)
                #expect(answer.status == 400)
            }
            let page = try await test.get("/evaluations/\(inside.assessment)", as: .rssi)
            let isStillOpen = page.text.contains("/cloture")
            #expect(isStillOpen)
        }
    }

    @Test func `an older browser that only sends its origin is let in`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let answer = try await test.post(
                "/preferences", ["theme": "dark"], headers: [.origin: "http://carene.test"])
            #expect(answer.status == 303)
        }
    }

    @Test func `every page carries the security headers`() async throws {
        try await TestHouse.open(.sqlite) { test in
            for path in ["/connexion", "/sante", "/n-existe-pas", "/"] {
                let answer = try await test.get(path)
                let policy = answer.headers[.contentSecurityPolicy] ?? ""
                #expect(policy.contains("default-src 'none'"))
                #expect(policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            }
        }
    }

    @Test func `a visitor is sent to sign in and back to where he wanted to go`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let inside = try await Fixture.inside(test)
            let answer = try await test.get("/evaluations/\(inside.assessment)")
            #expect(answer.status == 303)
            #expect(answer.location == "/connexion?suite=%2Fevaluations%2F\(inside.assessment)")
        }
    }

    @Test(arguments: [
        "//attaquant.example", "https://attaquant.example", "/\\attaquant.example", "javascript:alert(1)",
    ])
    func `the page to go back to is never on another site`(_ target: String) async throws {
        try await TestHouse.open(.sqlite) { test in
            let encoded = target.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let answer = try await test.get("/langue/en?suite=\(encoded)")
            #expect(answer.status == 303)
            #expect(answer.location == "/")
        }
    }

    @Test func `hostile requests get a clear page and never a server error`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let inside = try await Fixture.inside(test)
            let answerPath = "/evaluations/\(inside.assessment)/exigences/H1/reponse"
            let huge = [UInt8](repeating: UInt8(ascii: "a"), count: 400_000)
            var table: [(String, TestHouse.Answer, Set<Int>)] = []
            table.append(
                (
                    "oversize form",
                    try await test.send(
                        body: huge, type: "application/x-www-form-urlencoded", to: answerPath, as: .rssi), [413]
                ))
            table.append(
                (
                    "JSON to a form",
                    try await test.send(
                        body: Array("{}".utf8), type: "application/json", to: answerPath, as: .rssi), [400]
                ))
            table.append(
                (
                    "file where none is expected",
                    try await test.send(
                        body: Array("--x\r\n\r\n--x--\r\n".utf8), type: "multipart/form-data; boundary=x",
                        to: answerPath,
                        as: .rssi), [400]
                ))
            table.append(
                (
                    "truncated upload",
                    try await test.send(
                        body: Array(
                            "--x\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"a\"\r\n\r\nabc".utf8),
                        type: "multipart/form-data; boundary=x", to: "/referentiels/chargement", as: .administrator),
                    [400]
                ))
            table.append(
                (
                    "invalid UTF-8",
                    try await test.send(
                        body: [0x6C, 0x3D, 0xFF, 0xFE, 0x26, 0x25, 0x30, 0x30],
                        type: "application/x-www-form-urlencoded", to: answerPath, as: .rssi), [303, 400, 409, 422]
                ))
            table.append(
                (
                    "page number beyond all",
                    try await test.get("/etablissements?page=99999999999999999999", as: .rssi), [200]
                ))
            table.append(("unknown sort", try await test.get("/etablissements?tri=%27%3B--", as: .rssi), [200]))
            table.append(("NUL in a search", try await test.get("/recherche?q=a%00b", as: .rssi), [200]))
            table.append(("LIKE wildcards", try await test.get("/recherche?q=%25%25_%5C", as: .rssi), [200]))
            for (name, answer, expected) in table {
                #expect(expected.contains(answer.status), "\(name): \(answer.status)")
            }
        }
    }

    @Test func `markup typed by people comes back as text`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let answer = try await test.get("/recherche?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", as: .rssi)
            let found = ["<script>alert", "&lt;script&gt;"].filter { answer.text.contains($0) }
            #expect(found == ["&lt;script&gt;"])
            #expect(TagBalance.fault(in: answer.text) == nil)
        }
    }

    @Test func `a closed house says so on every page and on the health page`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let closed = House(
                database: test.house.database, features: test.house.features, library: test.house.library,
                entrance: test.house.entrance, vaultFolder: "/nonexistent", settings: test.house.settings,
                logger: test.house.logger,
                closure: House.Closure(reason: "migration 0099-x failed"))
            let shut = TestHouse(closing: test, with: closed)
            let health = try await shut.get("/sante")
            #expect(health.status == 503)
            #expect(health.text.contains("0099-x"))
            let page = try await shut.get("/etablissements", as: .rssi)
            #expect(page.status == 503)
            let saysWhy = page.text.contains("réparation")
            #expect(saysWhy)
        }
    }
}
