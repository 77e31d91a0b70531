// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Organisations
import Persistence
import Primitives

/// The proofs of the vault that may be attached to an appointment or to a decision.
enum Attachments {
    /// Letters of mission are kept as appointments or as written policies.
    static let missionKinds = ["function.appointed", "policy.document"]
    static let minutesKinds = ["governance.minutes"]

    private static let shown = 200

    /// Current documents valid for an organisation, newest first. What Carène measured itself is not a letter.
    static func choices(
        _ kinds: [String], at place: Lineage, today: Day, in session: any Session
    ) throws(DatabaseError) -> [Appointment.Attachment] {
        try session.all(
            """
            SELECT p.id, p.title FROM proof p
            WHERE \(current(kinds, at: place)) ORDER BY p.obtained_on DESC, p.id LIMIT \(shown)
            """
        ) { row throws(DatabaseError) in Appointment.Attachment(id: try row.identifier(0), title: try row.text(1)) }
    }

    /// - Throws: `GovernanceError.unknownProof` for a proof that is not valid for the organisation.
    static func check(_ proof: Proof.ID?, at place: Lineage, in session: any Session) throws {
        guard let proof else { return }
        // One that was withdrawn or replaced after it was attached stays attached: history is not rewritten.
        let exists = try session.exists(
            "SELECT 1 FROM proof p WHERE p.id = \(proof) AND p.feature IS NULL AND \(valid(at: place))")
        guard exists else { throw GovernanceError.unknownProof }
    }

    private static func current(_ kinds: [String], at place: Lineage) -> SQL {
        """
        p.kind IN (\(list: kinds)) AND p.feature IS NULL AND p.replaced_by IS NULL AND p.withdrawn_at IS NULL
            AND \(valid(at: place))
        """
    }

    private static func valid(at place: Lineage) -> SQL {
        """
        EXISTS (SELECT 1 FROM proof_holder h JOIN organisation ho ON ho.id = h.organisation_id
            WHERE h.proof_id = p.id
                AND (ho.id IN (\(list: place.identifiers)) OR \(place.sqlCondition(on: "ho.lineage"))))
        """
    }

    /// The last crisis exercise that counts for an organisation or for a part of it.
    static func lastExercise(at place: Lineage, until day: Day, in session: any Session) throws(DatabaseError) -> Day? {
        try session.first(
            """
            SELECT p.obtained_on FROM proof p
            WHERE p.kind = 'exercise.held' AND p.replaced_by IS NULL AND p.withdrawn_at IS NULL
                AND p.obtained_on <= \(day) AND (p.valid_until IS NULL OR p.valid_until >= \(day)) AND \(valid(at: place))
            ORDER BY p.obtained_on DESC LIMIT 1
            """
        ) { row throws(DatabaseError) in try row.day(0) }
    }
}
