// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Journal
import Organisations
import Persistence
import Primitives
import ServiceMaps

/// Every statement that changes restore tests. What a test measured is told to the map, and what it proves to the vault, in
/// the same transaction.
extension RestoreStore {
    static let feature = "backups"

    @discardableResult
    static func record(
        _ draft: RestoreTestDraft, at keeper: Organisation, today: Day, in change: Change
    ) throws -> RestoreTest.ID {
        try check(draft, at: keeper.lineage, today: today, in: change.session)
        let id = RestoreTest.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO backup_restore (id, organisation_id, tested_on, copy, hours, gigabytes, result, checker, note,
                proof_id, run_id, created_at)
            VALUES (\(id), \(keeper.id), \(draft.testedOn), \(draft.copy), \(draft.hours), \(draft.gigabytes),
                \(draft.result.rawValue), \(draft.checker), \(draft.note), \(draft.proof), \(draft.run), \(change.now))
            """)
        try fill(id, draft.nodes, in: change.session)
        try settle(id, in: change)
        try note("backup.restoreRecorded", id, in: change)
        return id
    }

    static func correct(
        _ test: RestoreTest, _ draft: RestoreTestDraft, today: Day, in change: Change
    ) throws {
        try check(draft, at: test.keeper.lineage, today: today, in: change.session)
        let changed = try change.session.execute(
            """
            UPDATE backup_restore SET tested_on = \(draft.testedOn), copy = \(draft.copy), hours = \(draft.hours),
                gigabytes = \(draft.gigabytes), result = \(draft.result.rawValue), checker = \(draft.checker),
                note = \(draft.note), proof_id = \(draft.proof)
            WHERE id = \(test.id) AND removed_at IS NULL
            """)
        guard changed == 1 else { throw BackupsError.alreadySo }
        try forget(test, in: change)
        try fill(test.id, draft.nodes, in: change.session)
        try settle(test.id, in: change)
        try note("backup.restoreCorrected", test.id, in: change)
    }

    static func remove(_ test: RestoreTest, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE backup_restore SET removed_at = \(change.now) WHERE id = \(test.id) AND removed_at IS NULL")
        guard changed == 1 else { throw BackupsError.alreadySo }
        try settle(test.id, in: change)
        try note("backup.restoreRemoved", test.id, in: change)
    }

    static func resume(_ test: RestoreTest, in change: Change) throws {
        let changed = try change.session.execute(
            "UPDATE backup_restore SET removed_at = NULL WHERE id = \(test.id) AND removed_at IS NOT NULL")
        guard changed == 1 else { throw BackupsError.alreadySo }
        try settle(test.id, in: change)
        try note("backup.restoreResumed", test.id, in: change)
    }

    private static func fill(
        _ id: RestoreTest.ID, _ nodes: [PlacedNode.ID], in session: any Session
    ) throws(DatabaseError) {
        try session.execute("DELETE FROM backup_restore_node WHERE restore_id = \(id)")
        for node in Set(nodes) {
            try session.execute("INSERT INTO backup_restore_node (restore_id, node_id) VALUES (\(id), \(node))")
        }
    }

    /// Brings the measures of the map and the proof in line with what the test says now.
    private static func settle(_ id: RestoreTest.ID, in change: Change) throws {
        guard let test = try test(id, in: change.session) else { throw BackupsError.unknown }
        guard !test.isRemoved, test.result == .succeeded else {
            try forget(test, in: change)
            return try ProofStore.retract(feature: feature, object: object(test.id), in: change)
        }
        for node in test.nodes {
            // Restored together, each took at most as long; how the volume divides is not known.
            try ServiceMapStore.measure(
                RestoreMeasure(
                    node: node.id, measuredOn: test.testedOn, hours: test.hours,
                    gigabytes: test.nodes.count == 1 ? test.gigabytes : nil),
                source: feature, object: "\(test.id)/\(node.id)", in: change)
        }
        let critical = try ServiceMapStore.map(seenFrom: test.keeper.lineage, in: change.session).critical
        guard test.isChecked, test.nodes.contains(where: { critical.contains($0.id) }) else {
            return try ProofStore.retract(feature: feature, object: object(test.id), in: change)
        }
        let names = test.nodes.map(\.name).joined(separator: ", ")
        try ProofStore.publish(
            Measurement(
                feature: feature, object: object(test.id), kind: "backup.restoreTested",
                title: "Essai de restauration\u{00A0}: \(names)".prefixed(200), facts: ["scope": .text("critical")],
                obtainedOn: test.testedOn, organisation: test.keeper.id), in: change)
    }

    private static func forget(_ test: RestoreTest, in change: Change) throws {
        for node in test.nodes {
            try ServiceMapStore.forgetMeasure(source: feature, object: "\(test.id)/\(node.id)", in: change)
        }
    }

    private static func object(_ id: RestoreTest.ID) -> String { "restore/\(id)" }

    private static func check(
        _ draft: RestoreTestDraft, at place: Lineage, today: Day, in session: any Session
    ) throws {
        guard draft.copy.unicodeScalars.count <= 200, draft.checker.unicodeScalars.count <= 200,
            draft.note.unicodeScalars.count <= 2000
        else { throw BackupsError.textTooLong }
        guard (0...8760).contains(draft.hours), (0...100_000_000).contains(draft.gigabytes ?? 0) else {
            throw BackupsError.outOfRange
        }
        guard draft.testedOn <= today else { throw BackupsError.inFuture }
        guard !draft.nodes.isEmpty else { throw BackupsError.nothingCovered }
        guard draft.nodes.count <= BackupJobDraft.nodeLimit else { throw BackupsError.tooMany }
        try Reach.check(draft.nodes, from: place, in: session)
        if let proof = draft.proof {
            guard try ReportProofs.isKnown(proof, at: place, in: session) else { throw BackupsError.unknownProof }
        }
        if let run = draft.run {
            guard let found = try RunStore.run(run, in: session), found.organisation == place.identifiers.last else {
                throw BackupsError.unknown
            }
        }
    }

    private static func note(_ action: String, _ id: RestoreTest.ID, in change: Change) throws {
        guard let test = try test(id, in: change.session) else { throw BackupsError.unknown }
        try change.record(
            action, organisation: test.keeper.id.text, subject: id.text,
            detail: test.nodes.map(\.name).joined(separator: ", ").prefixed(200))
    }
}

/// The proofs of the vault that may tell how a test went.
enum ReportProofs {
    struct Choice: Sendable, Hashable {
        let id: Proof.ID
        let title: String
    }

    static func choices(at place: Lineage, in session: any Session) throws(DatabaseError) -> [Choice] {
        try session.all(
            """
            SELECT p.id, p.title FROM proof p WHERE p.kind = 'backup.restoreTested' AND p.feature IS NULL
                AND p.replaced_by IS NULL AND p.withdrawn_at IS NULL AND \(valid(at: place))
            ORDER BY p.obtained_on DESC, p.id LIMIT 100
            """
        ) { row throws(DatabaseError) in Choice(id: try row.identifier(0), title: try row.text(1)) }
    }

    static func isKnown(_ proof: Proof.ID, at place: Lineage, in session: any Session) throws(DatabaseError) -> Bool {
        try session.exists("SELECT 1 FROM proof p WHERE p.id = \(proof) AND p.feature IS NULL AND \(valid(at: place))")
    }

    private static func valid(at place: Lineage) -> SQL {
        """
        EXISTS (SELECT 1 FROM proof_holder h JOIN organisation ho ON ho.id = h.organisation_id
            WHERE h.proof_id = p.id
                AND (ho.id IN (\(list: place.identifiers)) OR \(place.sqlCondition(on: "ho.lineage"))))
        """
    }
}
