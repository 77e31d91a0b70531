// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Primitives
import Testing

@testable import Frameworks
@testable import SelfAssessment

struct FrameworksPageTests {
    private func summary(_ title: String, _ identity: Framework.Identity) -> FrameworkSummary {
        FrameworkSummary(
            identity: identity, title: title, publisher: "Carène", status: .toConfirm, language: "fr",
            assessableCount: 4, origin: .imported, isInterview: false, addedAt: FrameworksSamples.now)
    }

    @Test(arguments: Language.allCases)
    func `the list names each framework, its state and its size`(_ t: Language) throws {
        let identity = try FrameworksSamples.identity("essai")
        let model = FrameworkListPage.Model(
            frameworks: [summary(FrameworksSamples.hostile, identity)], mayLoad: true)
        let page = FrameworkListPage.render(model, t).text
        #expect(TagBalance.fault(in: page) == nil)
        #expect(page.contains("/referentiels/essai/1"))
        #expect(page.contains(t("À confirmer", "To be confirmed")))
        #expect(page.contains("/referentiels/chargement"))
        #expect(!page.contains("<script>"))
    }

    @Test func `an empty library tells an administrator what to do`() {
        let page = FrameworkListPage.render(FrameworkListPage.Model(frameworks: [], mayLoad: true), .french).text
        #expect(page.contains("Chargez un premier référentiel"))
        let other = FrameworkListPage.render(FrameworkListPage.Model(frameworks: [], mayLoad: false), .french).text
        #expect(other.contains("Un administrateur doit"))
        #expect(!other.contains("/referentiels/chargement"))
    }

    @Test(arguments: Language.allCases)
    func `the whole tree is on the page, each node with its own anchor`(_ t: Language) throws {
        let framework = try FrameworksSamples.framework(guidance: "Un conseil.\nUn autre.")
        let page = FrameworkPage.render(FrameworkPage.Model(framework: framework), t).text
        #expect(TagBalance.fault(in: page) == nil)
        for requirement in framework.requirements {
            #expect(page.ranges(of: " id=\"e-\(requirement.code)\"").count == 1)
        }
        #expect(page.contains("Ce qui est attendu de B2."))
        #expect(page.contains("<details"))
        #expect(page.contains("EUPL-1.2"))
        #expect(page.contains("/referentiels/essai/1/oscal.json"))
        #expect(page.contains("/referentiels/essai/1/referentiel.yaml"))
        #expect(page.contains("lang=\"fr\"") == (t == .english))
    }

    @Test func `guidance opens for printing`() throws {
        let framework = try FrameworksSamples.framework(guidance: "Un conseil.")
        let folded = FrameworkTree(framework: framework, filter: FrameworkFilter(), showsGuidance: false)
        let open = FrameworkTree(framework: framework, filter: FrameworkFilter(), showsGuidance: true)
        #expect(!folded.render(.french).text.contains(" open>"))
        #expect(open.render(.french).text.ranges(of: " open>").count == 4)
    }

    @Test func `a filter that finds nothing offers to show everything`() throws {
        var model = FrameworkPage.Model(framework: try FrameworksSamples.framework())
        model.filter.text = "introuvable"
        let page = FrameworkPage.render(model, .french).text
        #expect(page.contains("Aucune exigence ne correspond"))
        #expect(page.contains("Tout afficher"))
    }

    @Test(arguments: [
        ("https://cyber.gouv.fr", true), ("http://x.fr", true), ("javascript:alert(1)", false), ("//x", false),
        ("data:text/html,x", false), ("JAVASCRIPT:x", false),
    ])
    func `only an address of the web becomes a link`(_ url: String, _ isLink: Bool) {
        let markup = FrameworkPage.source(Framework.Source(title: FrameworksSamples.hostile, url: url)).text
        #expect(markup.contains("href=") == isLink)
        #expect(!markup.contains("<script>"))
        #expect(TagBalance.fault(in: markup) == nil)
    }

    @Test func `mappings name the framework at their other end and count their pairs`() throws {
        let pairs = [MappingSet.Pair(from: "A1", to: "X1", relation: .equal)]
        let mappings = [
            MappingSet(identifier: "m1", title: "M1", source: "essai", target: "autre", pairs: pairs),
            MappingSet(identifier: "m2", title: "M2", source: "tiers", target: "essai", pairs: pairs + pairs),
            MappingSet(identifier: "m3", title: "M3", source: "tiers", target: "autre", pairs: pairs),
        ]
        let summaries = [
            summary("Autre", try FrameworksSamples.identity("autre", "1.9")),
            summary("Autre, nouveau", try FrameworksSamples.identity("autre", "1.10")),
        ]
        let found = FrameworkPage.correspondences(of: "essai", mappings, among: summaries)
        #expect(found.map(\.title) == ["Autre, nouveau", "tiers"])
        #expect(found.map(\.pairs) == [1, 2])
        #expect(found.first?.identity?.version == "1.10")
        #expect(found.last?.identity == nil)
    }

    @Test func `faults of a file are a table that holds no markup of the file`() {
        let issue = Issue(line: 12, path: FrameworksSamples.hostile, message: FrameworksSamples.hostile)
        let model = FrameworkLoadingPage.Model(
            error: "Rien n’a été chargé.", faults: [FrameworkFiles.Fault(file: FrameworksSamples.hostile, issue: issue)]
        )
        let page = FrameworkLoadingPage.render(model, .french).text
        #expect(TagBalance.fault(in: page) == nil)
        #expect(page.contains("Rien n’a été chargé."))
        #expect(page.contains(">12<"))
        #expect(!page.contains("<script>"))
        #expect(page.contains("multipart/form-data"))
    }
}
