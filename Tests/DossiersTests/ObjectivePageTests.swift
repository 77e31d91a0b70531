// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Components
import Markup
import Primitives
import Site
import TestSupport
import Testing

@testable import Dossiers

@Suite("Objectives of a framework")
struct ObjectivePageTests {
    private static let framework = try? FrameworkReader.read(
        Array(
            """
            format: carene-framework/1
            identifier: essai
            version: "1"
            title: Essai
            summary: Un essai.
            language: fr
            publisher: Nous
            license: EUPL-1.2
            requirements:
              - code: A
                title: Chapitre
                children:
                  - code: A.1
                    title: Sauvegarder
                    expectation: On sauvegarde.
            """.utf8))

    private func model(
        _ states: [RequirementState], filter: ObjectivePage.Filter = .all, title: String = "Sauvegarder"
    ) throws -> ObjectivePage.Model {
        let lines = states.filter { filter.keeps($0) }.enumerated().map { place, state in
            ObjectivePage.Line(
                code: "A.\(place)", title: title, expectation: "On sauvegarde.", state: state,
                difference: state == .proven ? .provenButAnsweredLess : nil, summary: "Il manque un plan.",
                detail: "<p>Un plan.</p>", adding: state.isProven ? nil : "/preuves")
        }
        return ObjectivePage.Model(
            name: "CH d’essai", framework: try #require(Self.framework), count: ObjectiveCount([]),
            chapters: lines.isEmpty ? [] : [ObjectivePage.Chapter(title: "Chapitre", lines: lines)], filter: filter,
            archive: "/dossier.zip", report: "/rapport.pdf", hasPrinter: true, this: "/objectifs")
    }

    @Test(arguments: Language.allCases)
    func `the page is well formed in both languages, whatever the states`(_ language: Language) throws {
        let day = try #require(CalendarDay("2026-12-01"))
        let states: [RequirementState] = [
            .proven, .expiring(day), .expired(day), .partial, .declared, .notMet, .notApplicable, .open,
        ]
        let page = ObjectivePage.render(try model(states), language)
        #expect(TagBalance.fault(in: page.text) == nil)
        for state in states { #expect(page.text.contains(state.badge(language).word ?? "?")) }
    }

    @Test func `a difference between answer and proofs is told in words`() throws {
        let page = ObjectivePage.render(try model([.proven]), .french).text
        #expect(page.contains("Réponse et preuves diffèrent"))
        #expect(page.contains("mais la réponse dit moins"))
    }

    @Test func `what is proven asks for no more proofs`() throws {
        #expect(!ObjectivePage.render(try model([.proven]), .french).text.contains("Ajouter une preuve"))
        #expect(ObjectivePage.render(try model([.notMet]), .french).text.contains("Ajouter une preuve"))
    }

    @Test func `a hostile title stays text`() throws {
        let page = ObjectivePage.render(try model([.open], title: "<script>alert(1)</script>"), .french).text
        #expect(!page.contains("<script>"))
        #expect(page.contains("&lt;script&gt;"))
    }

    @Test(arguments: [
        (ObjectivePage.Filter.all, 3), (.missing, 1), (.proven, 1),
    ])
    func `a filter keeps what it says`(_ filter: ObjectivePage.Filter, _ count: Int) throws {
        let states: [RequirementState] = [.proven, .open, .notApplicable]
        #expect(states.count { filter.keeps($0) } == count)
        let page = ObjectivePage.render(try model([.notApplicable], filter: filter), .french).text
        #expect(page.contains("Aucun objectif dans cet état") == (filter != .all))
    }

    @Test func `without a printer no PDF is promised`() throws {
        var model = try model([.open])
        model = ObjectivePage.Model(
            name: model.name, framework: model.framework, count: model.count, chapters: model.chapters,
            filter: .all, archive: nil, report: model.report, hasPrinter: false, this: model.this)
        let page = ObjectivePage.render(model, .french).text
        #expect(!page.contains("Rapport PDF"))
        #expect(!page.contains("dossier (ZIP)"))
    }
}
