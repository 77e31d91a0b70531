// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Markup
import Primitives
import Site
import Testing

@testable import SelfAssessment

struct FrameworksFilterTests {
    @Test(
        arguments: [
            (nil, nil, ["A", "A1", "A2", "B", "B1", "B2"]),
            (nil, "exigence b2", ["B", "B2"]), (nil, "EXIGENCE", ["A", "A1", "A2", "B", "B1", "B2"]),
            (nil, "b1", ["B", "B1"]), (nil, "attendu de a1", ["A", "A1"]), (nil, "chapitre", []), (nil, "rien", []),
            ("base", nil, ["A", "A1", "A2"]), ("avance", nil, ["A", "A1", "A2", "B", "B1", "B2"]), ("base", "b1", []),
        ] as [(String?, String?, [String])])
    func `keeps what answers and the chapters above it`(
        _ profile: String?, _ text: String?, _ expected: [String]
    ) throws {
        let framework = try FrameworksSamples.framework()
        let kept = FrameworkFilter(profile: profile, text: text).kept(in: framework)
        #expect(zip(framework.requirements, kept).filter(\.1).map(\.0.code) == expected)
    }

    @Test func `keeps every ancestor of a deep node, and no cousin`() throws {
        let framework = try Framework(
            identity: try FrameworksSamples.identity("profond"), title: "Profond",
            requirements: [
                Requirement(code: "1", isAssessable: false, title: "Un"),
                Requirement(code: "1.1", parent: "1", isAssessable: false, title: "Un un"),
                Requirement(code: "1.1.1", parent: "1.1", title: "Cousin"),
                Requirement(code: "1.2", parent: "1", isAssessable: false, title: "Un deux"),
                Requirement(code: "1.2.1", parent: "1.2", title: "Cible"),
                Requirement(code: "2", isAssessable: false, title: "Deux"),
                Requirement(code: "2.1", parent: "2", title: "Ailleurs"),
            ])
        let kept = FrameworkFilter(text: "cible").kept(in: framework)
        #expect(zip(framework.requirements, kept).filter(\.1).map(\.0.code) == ["1", "1.2", "1.2.1"])
    }

    @Test func `a code comes first, then titles, then expectations`() throws {
        let framework = try FrameworksSamples.framework()
        func codes(_ text: String) -> [String] {
            FrameworkSearch.hits(SoughtWords(text), in: [framework], .french).map(\.detail)
        }
        #expect(codes("a2").first?.hasPrefix("A2 ·") == true)
        #expect(codes("référentiel") == ["Référentiel"])
        #expect(codes("REFERENTIEL D'ESSAI") == ["Référentiel"])
        #expect(codes("attendu b1").map { $0.prefix(2) } == ["B1"])
        #expect(codes("").isEmpty)
        #expect(codes("   ").isEmpty)
    }

    @Test func `a hit leads to the requirement on the page of its framework`() throws {
        let framework = try FrameworksSamples.framework()
        let hit = FrameworkSearch.hits(SoughtWords("b2"), in: [framework], .french).first
        #expect(hit?.href.full == "/referentiels/essai/1#e-B2")
    }

    @Test func `never more than thirty hits`() throws {
        let requirements = (1...200).map { Requirement(code: "R\($0)", title: "Sauvegarde \($0)") }
        let framework = try Framework(
            identity: try FrameworksSamples.identity("long"), title: "Sauvegardes", requirements: requirements)
        #expect(FrameworkSearch.hits(SoughtWords("sauvegarde"), in: [framework, framework], .french).count == 30)
    }
}
