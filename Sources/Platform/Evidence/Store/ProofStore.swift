// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Identity
import Organisations
import Persistence
import Primitives

/// Every statement that reads proofs.
public enum ProofStore {
    static let columns: SQL =
        """
        p.id, p.series_id, p.version, p.kind, p.title, p.note, p.facts, p.obtained_on, p.valid_until,
        p.file_sha256, p.file_name, p.file_type, p.file_size, p.feature, p.object,
        p.organisation_id, own.name, own.lineage, p.author_id, p.author, p.created_at, p.replaced_by, p.withdrawn_at
        """
    static let tables: SQL = "proof p JOIN organisation own ON own.id = p.organisation_id"

    static func proof(_ row: Row, holders: [Proof.Holder]) throws(DatabaseError) -> Proof {
        Proof(
            id: try row.identifier(0), series: try row.identifier(1), version: try row.int(2), kind: try row.text(3),
            title: try row.text(4), note: try row.text(5), facts: FactCodec.facts(try row.text(6)),
            obtainedOn: try row.day(7), validUntil: try row.optionalDay(8), source: try source(row),
            owner: Proof.Holder(
                id: try row.identifier(15), name: try row.text(16), lineage: Lineage(stored: try row.text(17))),
            holders: holders, author: row.optionalIdentifier(18), authorName: try row.text(19),
            createdAt: try row.instant(20), replacedBy: row.optionalIdentifier(21),
            withdrawnAt: try row.optionalInstant(22))
    }

    private static func source(_ row: Row) throws(DatabaseError) -> Proof.Source {
        if let sha256 = row.optionalText(9) {
            return .document(
                Proof.File(
                    sha256: sha256, name: try row.text(10), mediaType: try row.text(11), size: try row.int(12)))
        }
        if let feature = row.optionalText(13) { return .measurement(feature: feature, object: try row.text(14)) }
        return .statement
    }

    /// With its holders: two statements.
    public static func proof(_ id: Proof.ID, in session: any Session) throws(DatabaseError) -> Proof? {
        let holders = try holders(of: [id], in: session)[id] ?? []
        return try session.first("SELECT \(columns) FROM \(tables) WHERE p.id = \(id)") { row throws(DatabaseError) in
            try proof(row, holders: holders)
        }
    }

    /// Every version of a series, the latest first. Holders are those of each version.
    public static func versions(of series: Proof.ID, in session: any Session) throws(DatabaseError) -> [Proof] {
        try list("p.series_id = \(series)", order: "p.version DESC", in: session)
    }

    /// Two statements, whatever the number of rows.
    static func list(
        _ condition: SQL, order: SQL, limit: Int = 5000, offset: Int = 0, in session: any Session
    ) throws(DatabaseError) -> [Proof] {
        let proofs = try session.all(
            """
            SELECT \(columns) FROM \(tables) WHERE \(condition) ORDER BY \(order), p.id
            LIMIT \(limit) OFFSET \(offset)
            """
        ) { row throws(DatabaseError) in try proof(row, holders: []) }
        let holders = try holders(of: proofs.map(\.id), in: session)
        return proofs.map { $0.with(holders: holders[$0.id] ?? []) }
    }

    static func holders(
        of proofs: [Proof.ID], in session: any Session
    ) throws(DatabaseError) -> [Proof.ID: [Proof.Holder]] {
        var found: [Proof.ID: [Proof.Holder]] = [:]
        for start in stride(from: 0, to: proofs.count, by: 1000) {
            try session.each(
                """
                SELECT h.proof_id, o.id, o.name, o.lineage
                FROM proof_holder h JOIN organisation o ON o.id = h.organisation_id
                WHERE h.proof_id IN (\(list: proofs[start..<min(start + 1000, proofs.count)]))
                ORDER BY o.folded_name, o.id
                """
            ) { row throws(DatabaseError) in
                found[try row.identifier(0), default: []].append(
                    Proof.Holder(
                        id: try row.identifier(1), name: try row.text(2), lineage: Lineage(stored: try row.text(3))))
            }
        }
        return found
    }

    /// The requirements that people attached a series to by hand, as (framework, code).
    public static func pins(
        of series: Proof.ID, in session: any Session
    ) throws(DatabaseError) -> [ProofPin] {
        try session.all(
            """
            SELECT framework, requirement FROM proof_requirement WHERE series_id = \(series)
            ORDER BY framework, requirement
            """
        ) { row throws(DatabaseError) in ProofPin(framework: try row.text(0), requirement: try row.text(1)) }
    }
}

/// A requirement that a proof was attached to by hand: for requirements whose framework says nothing of proofs.
public struct ProofPin: Sendable, Hashable {
    /// The identifier of the framework, whatever its version.
    public let framework: String
    public let requirement: String

    public init(framework: String, requirement: String) {
        self.framework = framework
        self.requirement = requirement
    }
}

extension Proof {
    func with(holders: [Holder]) -> Proof {
        Proof(
            id: id, series: series, version: version, kind: kind, title: title, note: note, facts: facts,
            obtainedOn: obtainedOn, validUntil: validUntil, source: source, owner: owner, holders: holders,
            author: author, authorName: authorName, createdAt: createdAt, replacedBy: replacedBy,
            withdrawnAt: withdrawnAt)
    }
}
