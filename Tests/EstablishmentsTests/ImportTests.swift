// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import Establishments

struct ImportTests {
    @Test(arguments: Language.allCases)
    func `explains each file with an example and its limit`(_ t: Language) {
        var model = ImportPage.Model(id: makeID(1), name: hostile, offered: ImportKind.allCases)
        model.errors.add("Choisissez un fichier.", to: "membres")
        let page = ImportPage.render(model, t)
        checkPage(page)
        for kind in ImportKind.allCases {
            #expect(page.text.contains("name=\"\(kind.field)\""))
            #expect(page.text.contains(kind.path(at: makeID(1)).full))
        }
        #expect(page.text.contains(t("300 Mo", "300 MB")))
        #expect(page.text.contains("id=\"champ-membres-erreur\""))
    }

    @Test func `offers FINESS to the nation only, and groups down to the region`() {
        #expect(Organisation.Kind.allCases.filter { ImportKind.register.isOffered(at: $0) } == [.national])
        #expect(Organisation.Kind.allCases.filter { ImportKind.memberships.isOffered(at: $0) } == [.national, .region])
        #expect(ImportKind.activity.isOffered(at: .site))
    }

    @Test(arguments: TestEngine.available)
    func `shows examples that the imports accept`(_ engine: TestEngine) async throws {
        let register = ImportHelp(.register).examples
        let memberships = ImportHelp(.memberships).examples.joined(separator: "\n")
        let activity = ImportHelp(.activity).examples.joined(separator: "\n")
        try await withDatabase(engine, migrations: schema) { database in
            let refused = try await database.changing { change in
                var refused: [RefusedLine] = []
                for example in register {
                    refused += try FINESSImport.run(.bytes(Array(example.utf8)), in: change).refused
                }
                refused += try MembershipImport.run(.bytes(Array(memberships.utf8)), in: change).refused
                refused += try ActivityImport.run(.bytes(Array(activity.utf8)), in: change).refused
                return refused
            }
            #expect(refused == [])
            let number = try #require(FINESS("389990005"))
            let entity = try await database.read { session in
                try OrganisationStore.organisation(finess: number, in: session)
            }
            #expect(entity?.groupRole == .support)
        }
    }

    @Test(arguments: TestEngine.available)
    func `stays inside the place where the file is loaded`(_ engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let tree = try await SampleTree.make(in: database)
            func fault(_ text: String, at place: Organisation, groups: String? = nil) async throws -> String? {
                try await database.read { session in
                    do {
                        try ImportReach(place: place)
                            .check(.bytes(Array(text.utf8)), numbers: "finess", groups: groups, in: session)
                        return nil
                    } catch let fault as ImportReach.Fault {
                        return fault.message.french
                    }
                }
            }
            let own = "finess;annee;activite_combinee\n389990005;2025;10\n389990013;2025;4\n"
            let others = own + "299990006;2025;10\n"
            let unknown = own + "999999999;2025;10\n"
            #expect(try await fault(own, at: tree.group) == nil)
            #expect(try await fault(others, at: tree.nation) == nil)
            let elsewhere = try #require(try await fault(others, at: tree.group))
            #expect(elsewhere.contains("Ligne 4"))
            // What is elsewhere cannot be told from what does not exist.
            let missing = try #require(try await fault(unknown, at: tree.group))
            #expect(missing.replacing("999999999", with: "299990006") == elsewhere)
            let theft = "ght_code;finess\n29-1;389990005\n"
            #expect(try await fault(theft, at: tree.region, groups: "ght_code")?.contains("29-1") == true)
            #expect(try await fault("ght_code;finess\nnouveau;389990005\n", at: tree.region, groups: "ght_code") == nil)
        }
    }

    /// What the import takes for a space, the check before it must too: else a line slips past it.
    @Test(
        arguments: TestEngine.available,
        [
            "\u{00A0}299990006", "299990006\u{00A0}", "\u{FEFF}299990006", "\u{0085}299990006", " 299990006\t",
            "'299990006",
        ])
    func `no disguise of a number lets a file reach elsewhere`(_ engine: TestEngine, _ cell: String) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let tree = try await SampleTree.make(in: database)
            let file = ByteSource.bytes(Array("finess;annee;activite_combinee\n\(cell);2025;10\n".utf8))
            let (isRefusedBefore, isWritten) = try await database.changing { change in
                var isRefused = false
                do {
                    try ImportReach(place: tree.group).check(file, numbers: "finess", groups: nil, in: change.session)
                } catch is ImportReach.Fault {
                    isRefused = true
                }
                return (isRefused, try ActivityImport.run(file, in: change).created > 0)
            }
            #expect(isRefusedBefore || !isWritten)
        }
    }

    @Test(arguments: TestEngine.available, ["29-1", "\u{00A0}29-1", "\u{FEFF}29-1", "29-1\u{0085}"])
    func `no disguise of a group's code lets a file take its members`(_ engine: TestEngine, _ code: String) async throws
    {
        try await withDatabase(engine, migrations: schema) { database in
            let tree = try await SampleTree.make(in: database)
            let file = ByteSource.bytes(Array("ght_code;finess\n\(code);389990005\n".utf8))
            await #expect(throws: ImportReach.Fault.self) {
                try await database.read { session in
                    try ImportReach(place: tree.region)
                        .check(file, numbers: "finess", groups: "ght_code", in: session)
                }
            }
        }
    }

    @Test func `tells progress in hundredths of the file, whatever the sizes`() {
        for (read, total, expected) in [(0, 300, 0), (150, 300, 50), (900, 300, 100)] {
            let progress = ImportJob.progress(lines: 12_345, read: read, of: total)
            #expect(progress.done == expected)
            #expect(progress.total == 100)
            #expect(progress.note.french.contains("12\u{202F}345\u{00A0}lignes lues"))
        }
        let endless = ImportJob.progress(lines: 7, read: 10, of: nil)
        #expect(endless.done == 7)
        #expect(endless.total == nil)
    }
}
