// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Drills
import Testing

/// A scenario that has one of each thing.
enum Sample {
    static let yaml = """
        format: 1
        id: panne-de-nuit
        version: 2
        title: "Panne de nuit"
        summary: "Le dossier patient s’arrête."
        threat: ransomware
        level: beginner
        duration: 120
        stopWord: "RÉEL RÉEL RÉEL"
        rules: ["On joue avec ses moyens."]
        forbidden: ["La production."]
        variables: { etablissement: "Centre hospitalier", ville: "Ici" }
        situation: |
          Il est 2 h à {{etablissement}}.

          Tout est calme.
        synopsis: "Un rançongiciel."
        cells: [strategic, operational]
        roles:
          - { id: directeur, kind: director, title: "Directeur d’exercice" }
          - { id: garde, kind: player, cell: strategic, title: "Administrateur de garde" }
        objectives:
          - id: alerter
            title: "Alerter sans tarder"
            criteria:
              - { id: alerter-1, text: "La direction est prévenue.", kind: delay, from: s01, to: alert, within: 20 }
              - { id: alerter-2, text: "Une seule personne parle.", kind: observed }
        injects:
          - id: s01
            at: 0
            from: "Service des urgences"
            to: operational
            channel: phone
            title: "Le dossier ne répond plus"
            text: |
              Ici {{etablissement}}.
              Plus rien ne marche.
            phase: contain
            objectives: [alerter]
            expected:
              - { text: "Prévenir la garde", within: 10, kind: contact }
            branches:
              - { ifNotDoneBy: 15, then: r01 }
          - id: s02
            at: 30
            from: "Presse"
            to: garde
            channel: press
            title: "Un article paraît"
            text: "On en parle."
            expected:
              - { text: "Décider qui parle", within: 20, kind: decision }
          - { id: r01, degree: reserve, from: "Urgences", to: garde, channel: phone, title: "Relance", text: "Alors ?" }
        hotWash: ["Qu’avez-vous bien fait ?"]
        """

    static func scenario() throws -> Scenario { try ScenarioReader.read(yaml).scenario }
}

@Suite struct ScenarioTests {
    @Test func `A file says what it says`() throws {
        let (scenario, warnings) = try ScenarioReader.read(Sample.yaml)
        #expect(scenario.injects.map(\.id) == ["s01", "s02", "r01"])
        #expect(scenario.injects[0].text == "Ici {{etablissement}}.\nPlus rien ne marche.")
        #expect(scenario.variables.map(\.name) == ["etablissement", "ville"])
        #expect(scenario.objectives[0].criteria[0].from == .inject("s01"))
        #expect(scenario.cell(receiving: "garde") == .strategic)
        #expect(warnings.isEmpty)
    }

    @Test func `What is written is read back alike`() throws {
        let scenario = try Sample.scenario()
        let again = try ScenarioReader.read(ScenarioWriter.yaml(scenario)).scenario
        #expect(again == scenario)
    }

    @Test func `Texts that look like YAML come back as they were`() throws {
        var scenario = try Sample.scenario()
        let texts = [
            "- liste: \"a\"\n# pas un commentaire", "yes", "null", "{{etablissement}}: 'x'", "a\tb\n  c\n\nd", "\\n",
            "ligne\u{2028}autre", "é\u{301}", "fin d’espace \nsuite",
        ]
        for text in texts {
            scenario.injects[1].text = text
            scenario.title = String(text.prefix(20))
            #expect(try ScenarioReader.read(ScenarioWriter.yaml(scenario)).scenario == scenario, "\(text)")
        }
    }

    @Test(
        arguments: [
            ("to: garde", "to: personne", "injects[2].to"),
            ("objectives: [alerter]", "objectives: [autre]", "injects[1].objectives"),
            ("then: r01", "then: r99", "injects[1].branches[1].then"), ("at: 30", "at: 300", "injects[2].at"),
            ("at: 30", "at: -3", "injects[2].at"), ("id: s02", "id: s01", "injects[2].id"),
            ("channel: press", "chanel: press", "injects[2].chanel"),
            ("to: operational", "to: care", "injects[1].to"),
            ("{{etablissement}}.\n      Plus", "{{inconnu}}.\n      Plus", "injects[1].text"),
            ("from: s01, to: alert", "from: s77, to: alert", "objectives[1].criteria[1]"),
            ("duration: 120", "duration: beaucoup", "duration"),
            ("threat: ransomware", "threat: dragon", "threat"), ("format: 1", "format: 2", "format"),
            ("id: panne-de-nuit", "id: Panne de nuit", "id"),
        ])
    func `A fault names its field and its line`(_ before: String, _ after: String, _ path: String) throws {
        let yaml = Sample.yaml.replacing(before, with: after, maxReplacements: 1)
        #expect(yaml != Sample.yaml)
        let fault = #expect(throws: DrillFault.self) { try ScenarioReader.read(yaml, file: "panne.yaml") }
        let issue = fault?.issues.first { $0.path == path }
        #expect(issue != nil, "\(fault?.description ?? "")")
        #expect((issue?.line ?? 0) > 0)
        #expect(fault?.sentences.first?.french.hasPrefix("panne.yaml, ligne ") == true)
    }

    @Test func `Branches that go round in a circle are refused`() throws {
        let yaml = Sample.yaml.replacing(
            "title: \"Relance\", text: \"Alors ?\"",
            with: "title: \"Relance\", text: \"Alors ?\", branches: [{ ifNotDoneBy: 5, then: s01 }]")
        let fault = #expect(throws: DrillFault.self) { try ScenarioReader.read(yaml) }
        #expect(fault?.issues.contains { $0.english.contains("s01 → r01 → s01") } == true)
    }

    @Test func `A main inject of which nothing is expected is pointed at, not refused`() throws {
        let yaml = Sample.yaml.replacing(
            "    expected:\n      - { text: \"Décider qui parle\", within: 20, kind: decision }\n", with: "")
        let warnings = try ScenarioReader.read(yaml).warnings
        #expect(warnings.map(\.path) == ["injects[2].expected"])
        #expect(warnings.allSatisfy { $0.weight == .warning })
    }

    @Test(
        arguments: [
            "", "\u{0}", "- a", "a: &x 1\nb: *x", "format: !!int 1", "a: 1\na: 2", "{", "format: 1",
            String(repeating: "[", count: 5000), "x: \"" + String(repeating: "é", count: 3_000_000) + "\"",
        ])
    func `A hostile file is refused in words`(_ yaml: String) {
        let fault = #expect(throws: DrillFault.self) { try ScenarioReader.read(yaml) }
        #expect(fault?.issues.isEmpty == false)
    }

    @Test func `Any piece of a file is read or refused, and never stops the program`() throws {
        let bytes = Array(Sample.yaml.utf8)
        for end in stride(from: 0, to: bytes.count, by: 7) {
            _ = try? ScenarioReader.read(String(decoding: bytes[..<end], as: UTF8.self))
        }
    }

    @Test func `Words are filled once, and what is unknown is seen`() {
        let values = ["ville": "{{etablissement}}", "etablissement": "CH"]
        #expect(
            Variables.filled("{{ville}} et {{ etablissement }} et {{autre}} et {{", values)
                == "{{etablissement}} et CH et {{autre}} et {{")
        #expect(Variables.names(in: "{{a}} {{b}} {{a}} {{ }} {{c d") == ["a", "b"])
        #expect(Variables.filled("{{ville}}", [:]) == "{{ville}}")
    }
}
