// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Primitives
import Testing

struct PageTests {
    private func plain(_ change: (inout Frame) -> Void = { _ in }) -> String {
        var frame = Frame(
            language: .french, title: "Preuves",
            assets: AssetPaths(style: "/site.css", script: "/site.js", icon: "/carene.svg"),
            printedAt: "21 novembre 2026", main: "<h1>Preuves</h1>")
        change(&frame)
        return page(frame).text
    }

    @Test func `has the landmarks of a document, once each`() {
        let read = elements(in: page(sampleFrame(.french)).text)
        for name in ["main", "header", "footer", "title", "search"] {
            #expect(read.count { $0.name == name } == 1, "\(name)")
        }
        let names = read.filter { $0.name == "nav" }.compactMap { $0.attributes["aria-label"] }
        #expect(names == ["Navigation principale", "Compte", "Fil d’Ariane"])
    }

    @Test func `begins with the way to the content`() throws {
        let read = elements(in: plain())
        let link = try #require(read.first { $0.name == "a" })
        #expect(link.attributes["href"] == "#contenu")
        #expect(read.contains { $0.name == "main" && $0.attributes["id"] == "contenu" })
    }

    @Test(arguments: [(Language.french, "fr", "en"), (.english, "en", "fr")])
    func `says its language and that of the link to the other`(_ language: Language, _ own: String, _ other: String) {
        let read = elements(in: page(sampleFrame(language)).text)
        #expect(read.first { $0.name == "html" }?.attributes["lang"] == own)
        #expect(read.first { $0.attributes["hreflang"] != nil }?.attributes["lang"] == other)
    }

    @Test func `says where we are in the trail and in the navigation`() {
        let read = elements(in: page(sampleFrame(.french)).text)
        #expect(read.count { $0.attributes["aria-current"] == "page" } == 2)
    }

    @Test func `leaves out what it is not given`() {
        let markup = plain()
        for absent in [
            "class=\"alarm\"", "<search>", "class=\"account\"", "hreflang", "class=\"pillars\"", "aria-current",
        ] {
            #expect(!markup.contains(absent), "\(absent)")
        }
        #expect(TagBalance.fault(in: markup) == nil)
    }

    @Test func `offers the colours without script only when the server takes them`() {
        #expect(plain().contains("data-needs-js"))
        #expect(!plain { $0.themeHref = "/couleurs" }.contains("data-needs-js"))
        #expect(plain { $0.theme = .dark }.contains("value=\"dark\" aria-pressed=\"true\""))
    }

    @Test func `writes a whole page always the same`() {
        #expect(
            plain { $0.trail = [Crumb("GHT", href: "/"), Crumb("Preuves")] }.contains(
                """
                <nav class="where" aria-label="Fil d’Ariane"><ol><li><a href="/">GHT</a></li>\
                <li><span aria-current="page">Preuves</span></li></ol></nav>
                """))
    }
}
