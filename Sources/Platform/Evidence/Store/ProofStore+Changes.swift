// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Journal
import Organisations
import Persistence
import Primitives

/// Every statement that changes proofs. Nothing is ever deleted: a proof is replaced by a newer version, or withdrawn.
extension ProofStore {
    /// - Parameter allowed: the parts of the tree that the author is in charge of.
    /// - Throws: `ProofError`.
    public static func register(
        _ draft: ProofDraft, owner: Organisation.ID, allowed: [Lineage], today: Day, in change: Change
    ) throws -> Proof.ID {
        try check(draft, allowed: allowed, today: today, in: change.session)
        let id = Proof.ID.make(at: change.now)
        try insert(draft, id: id, series: id, version: 1, owner: owner, in: change)
        try change.record("proof.registered", organisation: owner.text, subject: id.text, detail: draft.title)
        return id
    }

    /// Puts a newer version in the place of a proof, which is kept.
    public static func replace(
        _ id: Proof.ID, by draft: ProofDraft, allowed: [Lineage], today: Day, in change: Change
    ) throws -> Proof.ID {
        guard let old = try proof(id, in: change.session) else { throw ProofError.unknown }
        try requireOpen(old)
        guard allowed.contains(where: { $0.contains(old.owner.lineage) }) else { throw ProofError.organisationOutside }
        try check(draft, allowed: allowed, today: today, in: change.session)
        let new = Proof.ID.make(at: change.now)
        try insert(draft, id: new, series: old.series, version: old.version + 1, owner: old.owner.id, in: change)
        let replaced = try change.session.execute(
            "UPDATE proof SET replaced_by = \(new) WHERE id = \(id) AND replaced_by IS NULL AND withdrawn_at IS NULL")
        guard replaced == 1 else { throw ProofError.replaced }
        try change.record("proof.replaced", organisation: old.owner.id.text, subject: new.text, detail: draft.title)
        return new
    }

    public static func withdraw(_ id: Proof.ID, in change: Change) throws {
        guard let proof = try proof(id, in: change.session) else { throw ProofError.unknown }
        try requireOpen(proof)
        try change.session.execute("UPDATE proof SET withdrawn_at = \(change.now) WHERE id = \(id)")
        try change.record("proof.withdrawn", organisation: proof.owner.id.text, subject: id.text, detail: proof.title)
    }

    /// Undoes `withdraw`.
    public static func restore(_ id: Proof.ID, in change: Change) throws {
        guard let proof = try proof(id, in: change.session) else { throw ProofError.unknown }
        guard proof.replacedBy == nil else { throw ProofError.replaced }
        if case .measurement = proof.source { throw ProofError.measured }
        try change.session.execute("UPDATE proof SET withdrawn_at = NULL WHERE id = \(id)")
        try change.record("proof.restored", organisation: proof.owner.id.text, subject: id.text, detail: proof.title)
    }

    /// Attaches a series to requirements by hand; what is not listed is detached.
    public static func pin(_ proof: Proof, to pins: Set<ProofPin>, in change: Change) throws {
        try change.session.execute("DELETE FROM proof_requirement WHERE series_id = \(proof.series)")
        for pin in pins {
            try change.session.execute(
                """
                INSERT INTO proof_requirement (series_id, framework, requirement)
                VALUES (\(proof.series), \(pin.framework), \(pin.requirement))
                """)
        }
        try change.record(
            "proof.attached", organisation: proof.owner.id.text, subject: proof.id.text, detail: "\(pins.count)")
    }

    /// What a feature measured becomes a proof, or changes the one it already is. Records nothing by itself beyond what the
    /// feature records of its own act.
    public static func publish(_ measurement: Measurement, in change: Change) throws {
        let id = Proof.ID.make(at: change.now)
        try change.session.execute(
            """
            INSERT INTO proof (id, series_id, version, organisation_id, kind, title, folded_title, note, facts, obtained_on,
                valid_until, feature, object, author_id, author, created_at)
            VALUES (\(id), \(id), 1, \(measurement.organisation), \(measurement.kind), \(measurement.title),
                \(folded(measurement.title)), '', \(FactCodec.text(measurement.facts)), \(measurement.obtainedOn),
                \(measurement.validUntil), \(measurement.feature), \(measurement.object), \(change.actor.account),
                \(change.actor.name), \(change.now))
            ON CONFLICT (feature, object) DO UPDATE SET organisation_id = excluded.organisation_id,
                kind = excluded.kind, title = excluded.title,
                folded_title = excluded.folded_title, facts = excluded.facts, obtained_on = excluded.obtained_on,
                valid_until = excluded.valid_until, withdrawn_at = NULL
            """)
        try change.session.execute(
            """
            DELETE FROM proof_holder WHERE organisation_id <> \(measurement.organisation) AND proof_id IN (
                SELECT p.id FROM proof p
                WHERE p.feature = \(measurement.feature) AND p.object = \(measurement.object))
            """)
        try change.session.execute(
            """
            INSERT INTO proof_holder (proof_id, organisation_id)
            SELECT p.id, p.organisation_id FROM proof p
            WHERE p.feature = \(measurement.feature) AND p.object = \(measurement.object)
            ON CONFLICT (proof_id, organisation_id) DO NOTHING
            """)
    }

    /// What a feature measured no longer stands.
    public static func retract(feature: String, object: String, in change: Change) throws {
        try change.session.execute(
            """
            UPDATE proof SET withdrawn_at = \(change.now)
            WHERE feature = \(feature) AND object = \(object) AND withdrawn_at IS NULL
            """)
    }

    private static func requireOpen(_ proof: Proof) throws(ProofError) {
        if case .measurement = proof.source { throw .measured }
        guard proof.replacedBy == nil else { throw .replaced }
        guard proof.withdrawnAt == nil else { throw .withdrawn }
    }

    private static func insert(
        _ draft: ProofDraft, id: Proof.ID, series: Proof.ID, version: Int, owner: Organisation.ID, in change: Change
    ) throws {
        try change.session.execute(
            """
            INSERT INTO proof (id, series_id, version, organisation_id, kind, title, folded_title, note, facts, obtained_on,
                valid_until, file_sha256, file_name, file_type, file_size, author_id, author, created_at)
            VALUES (\(id), \(series), \(version), \(owner), \(draft.kind), \(draft.title), \(folded(draft.title)),
                \(draft.note), \(FactCodec.text(draft.facts)), \(draft.obtainedOn), \(draft.validUntil),
                \(draft.file?.sha256), \(draft.file?.name), \(draft.file?.mediaType), \(draft.file?.size),
                \(change.actor.account), \(change.actor.name), \(change.now))
            """)
        for holder in Set(draft.holders) {
            try change.session.execute(
                "INSERT INTO proof_holder (proof_id, organisation_id) VALUES (\(id), \(holder))")
        }
    }
}
