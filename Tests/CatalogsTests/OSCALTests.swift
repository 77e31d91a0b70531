// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import Catalogs

@Suite struct OSCALTests {
    static let catalog = """
        {"catalog": {"uuid": "74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724",
          "metadata": {"title": "Essai \\u00e9crit", "last-modified": "2026-01-01T00:00:00Z", "version": "1.0 b",
            "oscal-version": "1.1.2"},
          "params": [{"id": "p0", "label": "un délai", "values": ["deux jours", "trois jours"]}],
          "groups": [{"id": "g1", "title": "Groupe", "controls": [
            {"id": "ac-1", "title": "Accès", "params": [
                {"id": "p1", "select": {"choice": ["rien", "attendre {{ insert: param, p0 }}"]}},
                {"id": "p2", "label": "personne"}, {"id": "loop", "values": ["{{ insert: param, loop }}"]}],
              "parts": [
                {"id": "ac-1_smt", "name": "statement", "prose": "Choisir {{ insert: param, p1 }}:", "parts": [
                  {"id": "ac-1_smt.a", "name": "item", "props": [{"name": "label", "value": "a."}],
                   "prose": "nommer {{ insert: param, p2 }} et {{ insert: param, inconnu }}"}]},
                {"id": "ac-1_gdn", "name": "guidance", "prose": "Conseil {{ insert: param, loop }}"}],
              "controls": [{"id": "ac-1.1", "title": "Détail"}, {"id": "ac-1.2", "title": "Autre"}]},
            {"id": "ac-2", "title": "Second"}]},
            {"id": "g2", "title": "Vide", "controls": [{"id": "au-1", "title": "Journal"}]}]}}
        """

    static let profile = """
        {"profile": {"uuid": "7eca4589-7ed9-4552-9da6-738126660be3",
          "metadata": {"title": "Profil", "last-modified": "2026-01-01T00:00:00Z", "version": "1",
            "oscal-version": "1.1.2"},
          "imports": [{"href": "#r1", "include-controls": [{"with-ids": ["ac-1"], "with-child-controls": "yes"},
              {"matching": [{"pattern": "a?-*"}]}], "exclude-controls": [{"with-ids": ["ac-1.1", "ac-2"]}]}],
          "merge": {"as-is": true},
          "modify": {"set-parameters": [{"param-id": "p2", "values": ["la direction"]}],
            "alters": [{"control-id": "ac-1", "removes": [{"by-name": "guidance"}],
              "adds": [{"position": "after", "by-id": "ac-1_smt.a", "parts": [
                {"name": "item", "prose": "ajouté"}]}]}]},
          "back-matter": {"resources": [{"uuid": "r1", "rlinks": [{"href": "catalogue.json"}]}]}}}
        """

    private func resolve(_ profile: String = OSCALTests.profile) throws -> Framework {
        try OSCALReader.readProfile(Array(profile.utf8)) { address in
            address == "catalogue.json" ? Array(OSCALTests.catalog.utf8) : nil
        }
    }

    @Test func `reads a catalogue with its parameters`() throws {
        let framework = try OSCALReader.readCatalog(Array(OSCALTests.catalog.utf8))
        #expect(framework.title == "Essai écrit")
        #expect(framework.identity.version == "1.0-b")
        #expect(framework.requirements.map(\.code) == ["g1", "ac-1", "ac-1.1", "ac-1.2", "ac-2", "g2", "au-1"])
        #expect(framework.requirements.map(\.isAssessable) == [false, true, true, true, true, false, true])
        #expect(
            framework.requirement("ac-1")?.expectation == """
                Choisir [rien | attendre deux jours, trois jours]:
                  a. nommer [personne] et {{ insert: param, inconnu }}
                """)
        #expect(framework.requirement("ac-1")?.guidance.isEmpty == false)
    }

    @Test func `resolves a profile`() throws {
        let framework = try resolve()
        #expect(framework.requirements.map(\.code) == ["g1", "ac-1", "ac-1.2", "g2", "au-1"])
        let first = try #require(framework.requirement("ac-1"))
        #expect(first.expectation.contains("nommer la direction"))
        #expect(first.expectation.hasSuffix("\n  ajouté"))
        #expect(first.guidance.isEmpty)
    }

    @Test func `merges in the way that is asked`() throws {
        let flat = try resolve(OSCALTests.profile.replacing("\"as-is\": true", with: "\"flat\": {}"))
        #expect(flat.requirements.map(\.code) == ["ac-1", "ac-1.2", "au-1"])
        let custom = """
            "custom": {"groups": [{"id": "n", "title": "Neuf", "insert-controls": [
              {"order": "descending", "include-all": {}}]}]}
            """
        let grouped = try resolve(OSCALTests.profile.replacing("\"as-is\": true", with: custom))
        #expect(grouped.requirements.map(\.code) == ["n", "au-1", "ac-1", "ac-1.2"])
        let orphan = OSCALTests.profile.replacing("\"ac-1.1\", \"ac-2\"", with: "\"ac-1\", \"ac-2\"")
        #expect(try resolve(orphan).requirements.map(\.code) == ["g1", "ac-1.1", "ac-1.2", "g2", "au-1"])
    }

    @Test func `refuses a profile that imports itself, or nothing that exists`() throws {
        #expect(throws: CatalogError.self) { try resolve(OSCALTests.profile.replacing("catalogue.json", with: "x")) }
        let error = try #require(throws: CatalogError.self) {
            try OSCALReader.readProfile(Array(OSCALTests.profile.utf8)) { _ in Array(OSCALTests.profile.utf8) }
        }
        #expect(error.description.contains("import one another"))
    }

    @Test func `keeps parameters that insert one another within bounds`() throws {
        let inserts = String(repeating: "{{ insert: param, p }}", count: 200)
        let catalog = """
            {"catalog": {"metadata": {"title": "T", "version": "1"}, "params": [{"id": "p", "values": ["\(inserts)"]}],
              "controls": [{"id": "a", "title": "A", "parts": [{"name": "statement", "prose": "\(inserts)"}]}]}}
            """
        let framework = try OSCALReader.readCatalog(Array(catalog.utf8))
        #expect((framework.requirement("a")?.expectation.utf8.count ?? 0) < 2_000_000)
    }

    @Test(arguments: 0..<150)
    func `reads back what it writes`(_ seed: UInt64) throws {
        var random = RandomFrameworks(seed: seed)
        let framework = try random.next(isPortable: true)
        let bytes = OSCALWriter.write(framework, lastModified: "2026-01-01T00:00:00Z")
        #expect(bytes == OSCALWriter.write(framework, lastModified: "2026-01-01T00:00:00Z"))
        #expect(try OSCALReader.readCatalog(bytes) == framework)
        // Another reader of JSON agrees.
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) }
    }

    @Test func `writes the shape that OSCAL asks for`() throws {
        let framework = try FrameworkReader.read(Samples.complete)
        let bytes = OSCALWriter.write(framework, lastModified: "2026-01-01T00:00:00Z")
        let catalog = try #require(try JSONParser.parse(bytes)["catalog"])
        let uuid = try Regex("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
        let token = try Regex(#"[\p{L}_][\p{L}\p{N}.\-_]*"#)
        func text(_ tree: Tree?) -> String {
            if case .scalar(let text, _)? = tree?.content { text } else { "" }
        }
        func check(_ tree: Tree) {
            switch tree.content {
            case .scalar(let text, let isPlain): #expect(!text.isEmpty && !isPlain)
            case .sequence(let items):
                #expect(!items.isEmpty)
                for item in items { check(item) }
            case .mapping(let entries):
                for entry in entries { check(entry.value) }
                #expect(tree["groups"] == nil || tree["controls"] == nil)
                if tree["id"] != nil { #expect(text(tree["id"]).wholeMatch(of: token) != nil) }
                if tree["uuid"] != nil { #expect(text(tree["uuid"]).wholeMatch(of: uuid) != nil) }
            }
        }
        check(catalog)
        for key in ["title", "last-modified", "version", "oscal-version"] {
            #expect(catalog["metadata"]?[key] != nil)
        }
    }

    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (String(repeating: "a", count: 119), "ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56"),
    ])
    func `hashes as the standard says`(_ text: String, _ digest: String) {
        let hex = NameUUID.sha1(Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(hex == digest)
    }

    @Test(arguments: [
        ("ac-1", "ac-1", true), ("ac-1", "*", true), ("ac-1", "a*1", true), ("ac-1", "a*2", false), ("", "*", true),
        ("ac-12", "ac-?", false), ("", "?", false), ("aaab", "*a*b", true), ("abc", "abc*", true), ("ab", "abc", false),
    ])
    func `matches patterns`(_ text: String, _ pattern: String, _ matches: Bool) {
        #expect(text.matches(pattern) == matches)
    }

    @Test(arguments: [
        #"{"a":1,}"#, #"{"a" 1}"#, "[1 2]", "nul", "01x", "\"\\x\"", "\"\\ud800\"", "\"a", "\"\t\"", "+1", ".5", "[1]]",
        "{1:2}", "",
    ])
    func `refuses what is not JSON`(_ text: String) {
        #expect(throws: CatalogError.self) { try JSONParser.parse(Array(text.utf8)) }
    }

    // Public-domain examples of NIST, beside the project where it is developed.

    private static let examples = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/oscal").standardizedFileURL

    private static var hasExamples: Bool { FileManager.default.fileExists(atPath: examples.path) }

    private func example(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: OSCALTests.examples.appending(path: name)))
    }

    @Test(.enabled(if: hasExamples, "the OSCAL examples are not beside the project"))
    func `resolves the low baseline of NIST as NIST does`() throws {
        let resolved = try example("NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog.json")
        let expected = try OSCALReader.readCatalog(resolved)
        let found = try OSCALReader.readProfile(try example("NIST_SP-800-53_rev5_LOW-baseline_profile.json")) { _ in
            resolved
        }
        #expect(expected.assessable().count == 149)
        #expect(found.requirements.map(\.code) == expected.requirements.map(\.code))
        #expect(found.requirements.map(\.expectation) == expected.requirements.map(\.expectation))
        #expect(expected.assessable().allSatisfy { !$0.expectation.isEmpty && !$0.expectation.contains("insert:") })
    }

    @Test(.enabled(if: hasExamples, "the OSCAL examples are not beside the project"))
    func `reads the sample catalogue`() throws {
        let framework = try OSCALReader.readCatalog(try example("basic-catalog.json"))
        #expect(framework.requirements.map(\.code).prefix(3) == ["s1", "s1.1", "s1.1.1"])
        #expect(framework.requirement("s1.1.1")?.expectation.hasPrefix("All information security") == true)
    }
}
