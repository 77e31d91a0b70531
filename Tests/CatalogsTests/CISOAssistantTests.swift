// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogs

@Suite struct CISOAssistantTests {
    static let library = """
        urn: urn:Essai:risk:library:Cadre
        locale: fr
        ref_id: CADRE
        name: Un cadre
        description: Fait pour les essais
        copyright: libre
        version: 3
        provider: Essai
        packager: essai
        translations:
          en: { name: A framework, description: Made for tests }
        objects:
          reference_controls:
            - urn: urn:essai:risk:reference_control:RC1
              ref_id: RC1
              name: Sauvegarde
              category: technical
              csf_function: recover
          threats:
            - { urn: "urn:essai:risk:threat:t1", ref_id: T1, name: Rançongiciel }
          risk_matrix:
            - { urn: "urn:essai:risk:matrix:m", grid: [[0, 1], [1, 1]] }
          framework:
            urn: urn:Essai:risk:framework:Cadre
            ref_id: CADRE
            name: Un cadre
            min_score: 1
            max_score: 3
            scores_definition:
              scale:
                - { score: 1, name: Bas, description: d }
                - { score: 2, name: Moyen }
                - { score: 3, name: Haut }
              alternatives: { autre: [] }
            implementation_groups_definition:
              - { ref_id: "Groupe É", name: Un groupe, default_selected: true }
            requirement_nodes:
              - { urn: "urn:essai:risk:req_node:cadre:c1", assessable: false, depth: 1, ref_id: "1", name: Chapitre }
              - urn: urn:essai:risk:req_node:cadre:C2
                assessable: false
                depth: 1
                ref_id: "2"
                description: "Un chapitre sans nom mais avec une description \\xE9crite bien trop longuement pour \\
                  tenir dans un titre de quatre-vingt-dix signes."
              - urn: urn:essai:risk:req_node:cadre:r1
                parent_urn: URN:essai:risk:req_node:cadre:C1
                assessable: true
                depth: 2
                ref_id: 1.1 (a)
                name: Exigence
                description: Faire
                annotation: Comment
                typical_evidence: Un document
                weight: 3
                importance: mandatory
                implementation_groups: ["Groupe É"]
                reference_controls: ["urn:essai:risk:reference_control:rc1"]
                threats: ["URN:essai:risk:threat:T1"]
                translations: { en: { name: Requirement } }
                questions:
                  urn:essai:risk:req_node:cadre:r1:question:1:
                    type: single_choice
                    text: Est-ce fait ?
                    choices:
                      - { urn: "urn:q:1:choice:1", value: Oui, compute_result: compliant, add_score: 2 }
                      - { urn: "urn:q:1:choice:2", value: En partie, compute_result: partially_compliant }
                      - { urn: "urn:q:1:choice:3", value: Non, compute_result: false }
                      - { urn: "urn:q:1:choice:4", value: Sans objet, compute_result: not_applicable }
              - urn: urn:essai:risk:req_node:cadre:r2
                parent_urn: urn:essai:risk:req_node:cadre:c1
                assessable: true
                ref_id: double
                questions:
                  urn:essai:q:2:
                    type: text
                    text: Lequel ?
                    depends_on: { question: "urn:Q:1", answers: ["urn:q:1:choice:1"], condition: any }
              - urn: urn:cadre:r3
                parent_urn: "urn:essai:risk:req_node:cadre:c2"
                assessable: true
                ref_id: double
              - { urn: "urn:cadre:r4", parent_urn: "urn:cadre:r3", assessable: true }
          requirement_mapping_sets:
            - urn: urn:essai:risk:req_mapping_set:cadre-vers-loin
              ref_id: m
              name: Vers loin
              source_framework_urn: urn:essai:risk:framework:cadre
              target_framework_urn: urn:essai:risk:framework:loin
              requirement_mappings:
                - source_requirement_urn: urn:essai:risk:req_node:cadre:R1
                  target_requirement_urn: urn:essai:risk:req_node:loin:x.1
                  relationship: intersect
                  strength_of_relationship: 2
                  rationale: semantic
                - source_requirement_urn: urn:cadre:r3
                  target_requirement_urn: urn:essai:risk:req_node:loin:x.2
                  relationship: not_related
                  strength_of_relationship: 3
        """

    private func changed(_ old: String, _ new: String) -> String {
        CISOAssistantTests.library.replacing(old, with: new)
    }

    @Test func `reads a library with all its traps`() throws {
        let library = try CISOAssistantReader.read(CISOAssistantTests.library)
        let framework = try #require(library.frameworks.first)
        #expect(library.urn == "urn:essai:risk:library:cadre")
        #expect(library.translations["en"]?.title == "A framework")
        #expect(framework.identity.description == "cadre@3")
        #expect(framework.scale.levels.map(\.score) == [0, 0.5, 1])
        #expect(framework.requirements.map(\.code) == ["1", "1.1-a", "r2", "2", "r3", "r4"])
        #expect(framework.requirements.map(\.depth) == [0, 1, 1, 0, 1, 2])
        #expect(framework.assessable().count == 4)
        #expect(framework.profiles.map(\.code) == ["Groupe"])
        #expect(framework.defaultProfiles == ["Groupe"])

        let first = try #require(framework.requirement("1.1-a"))
        #expect(first.weight == 3 && first.priority == .indispensable && first.profiles == ["Groupe"])
        #expect(first.guidance == "Comment" && first.typicalEvidence == "Un document")
        #expect(first.threats == ["urn:essai:risk:threat:t1"])
        #expect(first.translations["en"]?.title == "Requirement")
        #expect(first.question?.choices.map(\.response) == [.level(3), .level(2), .level(1), .notApplicable])
        #expect(library.questions[framework.identity]?["1.1-a"]?.first?.choices.first?.addedScore == 2)
        #expect(library.questions[framework.identity]?["r2"]?.first?.dependency?.question == "urn:q:1")
        #expect(framework.requirement("r2")?.question == nil)

        let chapter = try #require(framework.requirement("2"))
        #expect(chapter.title.count <= 90 && chapter.title.hasSuffix("…"))
        #expect(chapter.expectation.contains("écrite"))

        let mapping = try #require(library.mappings.first)
        #expect(mapping.source == "cadre" && mapping.target == "loin")
        #expect(mapping.pairs.map(\.from) == ["1.1-a"] && mapping.pairs.map(\.to) == ["x.1"])
        #expect(mapping.pairs.first?.relation == .intersects)
        #expect(abs((mapping.pairs.first?.strength ?? 0) - 2.0 / 3) < 1e-9)
        #expect(library.notes.allSatisfy { $0.severity == .note })
        #expect(library.notes.contains { $0.path == "objects.risk_matrix" })
        #expect(try FrameworkReader.read(FrameworkWriter.write(framework)) == framework)
    }

    @Test(arguments: [
        ("urn: urn:Essai:risk:framework:Cadre", "urn: ", "‘urn’ is missing"),
        ("[\"URN:essai:risk:threat:T1\"]", "[\"urn:essai:risk:threat:t9\"]", "is unknown"),
        ("[\"urn:essai:risk:reference_control:rc1\"]", "[\"urn:rc9\"]", "is unknown"),
        ("implementation_groups: [\"Groupe É\"]", "implementation_groups: [Z]", "is not defined"),
        ("parent_urn: \"urn:cadre:r3\"", "parent_urn: \"urn:nulle:part\"", "is not a node"),
        ("parent_urn: \"urn:essai:risk:req_node:cadre:c2\"", "parent_urn: \"urn:cadre:r4\"", "a cycle"),
        ("{ urn: \"urn:cadre:r4\"", "{ urn: \"urn:cadre:R3\"", "already a node"),
        ("{ score: 2, name: Moyen }", "{ score: 3, name: Moyen }", "the same score"),
        ("relationship: intersect", "relationship: cousin", "is not a relationship"),
        ("type: single_choice", "type: riddle", "is not a type of question"),
        ("compute_result: false", "compute_result: perhaps", "is not a result"),
        ("version: 3", "version: trois", "a whole number"),
        ("weight: 3", "weight: -3", "a weight is a positive number"),
        ("  framework:\n", "  frameworks: []\n  framework:\n", "exclude each other"),
    ])
    func `refuses a library that is wrong`(_ old: String, _ new: String, _ words: String) throws {
        let text = changed(old, new)
        #expect(text != CISOAssistantTests.library)
        let error = try #require(throws: CatalogError.self) { try CISOAssistantReader.read(text) }
        #expect(error.issues.contains { $0.message.contains(words) && $0.severity == .error }, "\(error)")
    }

    @Test func `refuses a node that is its own parent`() throws {
        let node = "{ urn: \"urn:essai:risk:req_node:cadre:c1\", "
        let text = changed(node, node + "parent_urn: \"urn:essai:risk:req_node:cadre:c1\", ")
        let error = try #require(throws: CatalogError.self) { try CISOAssistantReader.read(text) }
        #expect(error.issues.contains { $0.message.contains("form a cycle") })
    }

    @Test func `trusts another library for what it depends on`() throws {
        let text = changed("packager: essai", "packager: essai\ndependencies: [\"urn:x\"]")
            .replacing("urn:essai:risk:reference_control:rc1\"]", with: "urn:ailleurs\"]")
        let library = try CISOAssistantReader.read(text)
        #expect(library.frameworks.first?.requirement("1.1-a")?.referenceControls == ["urn:ailleurs"])
    }

    @Test func `accepts a library that holds only a matrix`() throws {
        let text = """
            urn: urn:essai:risk:library:matrice
            name: Une matrice
            version: 1
            objects:
              risk_matrix: { grid: [[0]] }
            """
        guard case .library(let library) = try CatalogFile.read(bytes: Array(text.utf8), name: "m.yaml") else {
            Testing.Issue.record("not taken for a library")
            return
        }
        #expect(library.frameworks.isEmpty && library.notes.count == 1)
    }

    @Test func `gives a code to every node of one name`() throws {
        var names = CodeNames()
        let codes = (0..<3000).map { _ in names.code(preferring: "même", otherwise: "même") }
        #expect(Set(codes).count == 3000)
        #expect(codes.allSatisfy(FrameworkRules.isCode))
    }
}
