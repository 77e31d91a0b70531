// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Primitives
import Site
import Testing

@testable import Access

struct `The front door` {
    @Test func `never writes a password back`() {
        let text = SignInPage.render(.init(email: "a@b.fr", failure: "non"), .french).text
        #expect(text.contains("type=\"password\" id=\"champ-password\""))
        #expect(!text.contains("autocomplete=\"current-password\" value"))
        #expect(text.contains("autocomplete=\"username\""))
        #expect(text.contains("autocomplete=\"current-password\""))
    }

    @Test func `says the same whichever of address and password was wrong`() throws {
        let sentence = try #require(SignIn.Outcome.refused.message)
        let text = SignInPage.render(.init(failure: sentence(.french)), .french).text
        #expect(text.contains(sentence(.french)))
        #expect(!text.contains("n’existe pas"))
    }

    @Test(
        arguments: [
            ("/evaluations/12", "/evaluations/12"), ("//mechant.exemple", nil), ("https://mechant.exemple", nil),
            ("/\\mechant.exemple", nil), ("", nil), ("javascript:alert(1)", nil), ("/a b", nil),
        ] as [(String, String?)])
    func `goes on to a page of this site only`(_ typed: String, _ path: String?) {
        #expect(wantedPage(typed)?.full == path)
    }

    @Test func `the page of a dead link says what to do and names nobody`() {
        for t in Language.allCases {
            let text = OneTimeLinkPage.renderDead(t).text
            #expect(text.contains(SiteAddress.signIn.path.full))
            #expect(text.contains(DoorURL.forgotten.path.full))
        }
    }

    @Test func `asking for a new password asks for no address`() {
        #expect(!ForgottenPage.render(.french).text.contains("<input"))
    }

    @Test func `the code field is the one that telephones fill`() {
        #expect(SecondStepPage.render(.init(), .english).text.contains("autocomplete=\"one-time-code\""))
    }
}

struct `The QR drawing` {
    @Test func `draws one run of dark modules as one rectangle, inside the quiet zone`() {
        #expect(QRDrawing.outline([[true, true, false], [false, false, true]]) == "M4 4h2v1h-2zM6 5h1v1h-1z")
        #expect(QRDrawing.outline([]) == "")
    }

    @Test func `covers exactly the dark modules of a real code`() throws {
        let matrix = try QRCode.matrix(of: "otpauth://totp/Car%C3%A8ne:a%40b.fr?secret=ABCDEFGH")
        let drawn = QRDrawing.outline(matrix).split(separator: "z").compactMap { run -> Int? in
            run.split(separator: "h").dropFirst().first.flatMap { Int($0.prefix { $0 != "v" }) }
        }
        #expect(drawn.reduce(0, +) == matrix.joined().count { $0 })
        let text = QRDrawing.svg(matrix, label: "code").text
        #expect(TagBalance.fault(in: text) == nil)
        #expect(text.contains("viewBox=\"0 0 \(matrix.count + 8) \(matrix.count + 8)\""))
    }
}

struct `The routes` {
    @Test func `are those that every page's frame leads to`() {
        let routes = Set(AccessRoutes.all.map { "\($0.method.rawValue) \($0.pattern.text)" })
        for wanted in [
            "GET /connexion", "POST /connexion", "POST /deconnexion", "GET /compte", "GET /compte/second-facteur",
            "GET /premiere-connexion/:token", "POST /premiere-connexion/:token",
        ] {
            #expect(routes.contains(wanted), "\(wanted)")
        }
        #expect(routes.count == AccessRoutes.all.count)
    }

    @Test func `only the door itself is open to everybody`() {
        let open = AccessRoutes.all.filter { $0.gate == .everyone }.map(\.pattern.text)
        #expect(open.allSatisfy { $0.hasPrefix("/connexion") || $0.hasPrefix("/premiere") || $0 == "/deconnexion" })
    }

    @Test(arguments: AccessPermissions.all)
    func `a permission has an identifier of its own and a title in both languages`(_ permission: Permission) {
        #expect(AccessPermissions.all.count { $0.id == permission.id } == 1)
        #expect(permission.title.french != permission.title.english)
    }
}
