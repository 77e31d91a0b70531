// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Foundation
import Journal
import Organisations
import Primitives
import Site

/// The proofs of the fictional group, with small files in the vault.
enum ProofDemonstration {
    static func add(_ demonstration: Demonstration, in house: House) async throws {
        let group = try demonstration.organisation(.group)
        var files: [(script: ProofScript, file: Proof.File?)] = []
        for script in ProofScript.all(today: demonstration.today) {
            files.append((script, try await file(script, demonstration, house)))
        }
        // In the order of their days, so that the journal reads as it would have been written.
        for (script, file) in files.sorted(by: { $0.script.obtained < $1.script.obtained }) {
            let owner = try demonstration.organisation(script.owner)
            let holders = try script.holders.map { try demonstration.organisation($0).id }
            let draft = ProofDraft(
                kind: script.kind, title: script.title, note: script.note, facts: script.facts,
                obtainedOn: script.obtained, validUntil: script.until, file: file, holders: holders)
            let person = demonstration.person(script.author)
            let author = Actor(account: person?.account.text, name: person?.name ?? Actor.system.name)
            // Registered the day after it was obtained, at a working hour of every season.
            let day = min(script.obtained.adding(days: 1), demonstration.today)
            let moment = min(day.startUTC.adding(seconds: 9 * 3600), house.clock.now)
            try await house.database.change(by: author, at: moment) { change in
                _ = try ProofStore.register(
                    draft, owner: owner.id, allowed: [group.lineage], today: demonstration.today, in: change)
            }
        }
    }

    private static func file(
        _ script: ProofScript, _ demonstration: Demonstration, _ house: House
    ) async throws -> Proof.File? {
        let owner = try demonstration.organisation(script.owner).name
        let day = Language.french.date(script.obtained)
        let lines = [
            owner, "En date du \(day)", script.note, "Document fictif, écrit pour la démonstration de Carène.",
        ]
        switch script.document {
        case .none: return nil
        case .pdf:
            let bytes = DemonstrationDocument.pdf(title: script.title, lines: lines.filter { !$0.isEmpty })
            return try await store(bytes, name: script.title + ".pdf", house)
        case .text:
            let text = ([script.title] + lines.filter { !$0.isEmpty }).joined(separator: "\n") + "\n"
            return try await store(Array(text.utf8), name: script.title + ".txt", house)
        }
    }

    private static func store(_ bytes: [UInt8], name: String, _ house: House) async throws -> Proof.File {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "carene-" + Hexadecimal.text(of: Entropy.system.bytes(16)))
        guard
            FileManager.default.createFile(
                atPath: path.path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw ProofError.vaultUnavailable }
        do {
            let file = try await house.vault.store(path: path.path, name: name)
            try FileManager.default.removeItem(at: path)
            return file
        } catch {
            _ = unlink(path.path)
            throw error
        }
    }
}
