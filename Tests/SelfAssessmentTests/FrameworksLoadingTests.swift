// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Frameworks
import Journal
import Persistence
import Primitives
import TestSupport
import Testing

@testable import SelfAssessment

struct FrameworksLoadingTests {
    private func file(_ name: String, _ text: String) -> FrameworkFiles.File {
        FrameworkFiles.File(name: name, bytes: Array(text.utf8))
    }

    private func yaml(_ framework: Framework) -> FrameworkFiles.File {
        file("\(framework.identity.identifier).yaml", FrameworkWriter.write(framework))
    }

    private static let catalog = """
        {"catalog":{"uuid":"11111111-1111-4111-8111-111111111111","metadata":{"title":"Catalogue",
        "last-modified":"2026-01-01T00:00:00Z","version":"1","oscal-version":"1.1.2"},
        "groups":[{"id":"g","title":"Groupe","controls":[{"id":"c1","title":"Un"},{"id":"c2","title":"Deux"}]}]}}
        """
    private static let profile = """
        {"profile":{"uuid":"22222222-2222-4222-8222-222222222222","metadata":{"title":"Profil",
        "last-modified":"2026-01-01T00:00:00Z","version":"1","oscal-version":"1.1.2"},
        "imports":[{"href":"https://exemple.fr/cat/catalogue.json","include-controls":[{"with-ids":["c2"]}]}]}}
        """

    @Test func `a profile finds its catalogue among the files, which is then not a framework of its own`() throws {
        let files = FrameworkFiles([file("profil.json", Self.profile), file("catalogue.json", Self.catalog)])
        #expect(files.faults.isEmpty)
        #expect(files.frameworks.map(\.title) == ["Profil"])
        #expect(files.frameworks.first?.assessable().map(\.title) == ["Deux"])
    }

    @Test func `a profile alone says which catalogue it lacks`() {
        let files = FrameworkFiles([file("profil.json", Self.profile)])
        #expect(files.missingResources == ["catalogue.json"])
        #expect(!files.faults.isEmpty)
        #expect(files.frameworks.isEmpty)
    }

    @Test(arguments: [
        "", "   \n", "{", "{}", "[1]", "a: &a [*a]", "format: carene-framework/9", "\u{0}\u{1}", "- - - x",
    ])
    func `a file that is nothing known is refused with a reason`(_ text: String) {
        let files = FrameworkFiles([file("x.yaml", text)])
        #expect(!files.faults.isEmpty)
        #expect(files.frameworks.isEmpty && files.mappings.isEmpty)
    }

    @Test(arguments: TestEngine.available)
    func `loading twice changes nothing, another text under the same version is refused whole`(
        _ engine: TestEngine
    ) async throws {
        let first = try FrameworksSamples.framework()
        let changed = try FrameworksSamples.framework(title: "Autre texte")
        let other = try FrameworksSamples.framework("autre")
        let (once, both) = (FrameworkFiles([yaml(first)]), FrameworkFiles([yaml(other), yaml(changed)]))
        try await withDatabase(engine, migrations: FrameworksSamples.migrations) { database in
            func load(_ files: FrameworkFiles) async throws -> FrameworkLoading.Outcome {
                try await database.change(by: .system, at: FrameworksSamples.now) { change in
                    try FrameworkLoading.load(files, in: change)
                }
            }
            #expect(try await load(once) == FrameworkLoading.Outcome(frameworks: 1))
            #expect(try await load(once) == FrameworkLoading.Outcome(unchanged: 1))
            await #expect(throws: FrameworkLoading.Refused(identity: first.identity)) { _ = try await load(both) }
            let kept = try await database.read { session in try FrameworkStore.summaries(in: session) }
            #expect(kept.map(\.title) == ["Référentiel d’essai"])
        }
    }
}
