// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Organisations
import Persistence
import Primitives

/// A page of the vault: what is kept in these parts of the tree, or is valid for an organisation.
public struct ProofQuery: Sendable, Hashable {
    public enum Validity: String, Sendable, Hashable, CaseIterable {
        /// Neither replaced, withdrawn nor past its own end.
        case valid
        /// Ends within two months.
        case ending
        case ended
        case withdrawn
    }

    /// The parts of the tree whose proofs the person reads.
    public var scope: [Lineage]
    /// Only what counts for this organisation: kept for it, above it or below it.
    public var organisation: Lineage?
    /// Only what this person registered.
    public var author: Account.ID?
    public var kind: String?
    public var text: String
    public var validity: Validity?
    public var today: Day
    public var limit: Int
    public var offset: Int

    public init(
        scope: [Lineage], organisation: Lineage? = nil, author: Account.ID? = nil, kind: String? = nil,
        text: String = "", validity: Validity? = nil, today: Day, limit: Int = 50, offset: Int = 0
    ) {
        self.scope = scope
        self.organisation = organisation
        self.author = author
        self.kind = kind
        self.text = text
        self.validity = validity
        self.today = today
        self.limit = limit
        self.offset = offset
    }

    /// Replaced versions are never listed: they are on the page of the version that took their place.
    var condition: SQL {
        "p.replaced_by IS NULL AND \(Lineage.condition(on: "own.lineage", anyOf: scope))\(filters)"
    }

    /// All but who may read it.
    var filters: SQL {
        var condition: SQL = ""
        if let organisation {
            // What is valid for it or above it, and what concerns a part of it.
            let above = organisation.identifiers
            condition += """
                 AND EXISTS (SELECT 1 FROM proof_holder h JOIN organisation ho ON ho.id = h.organisation_id
                    WHERE h.proof_id = p.id
                        AND (ho.id IN (\(list: above)) OR \(organisation.sqlCondition(on: "ho.lineage"))))
                """
        }
        if let author { condition += " AND p.author_id = \(author)" }
        if let kind { condition += " AND p.kind = \(kind)" }
        for word in folded(text).split(separator: " ").prefix(8) {
            condition += " AND p.folded_title LIKE \(SQL.pattern(containing: String(word))) ESCAPE '!'"
        }
        switch validity {
        case .valid:
            condition += " AND p.withdrawn_at IS NULL AND (p.valid_until IS NULL OR p.valid_until >= \(today))"
        case .ending:
            condition +=
                " AND p.withdrawn_at IS NULL AND p.valid_until BETWEEN \(today) AND \(today.adding(days: 60))"
        case .ended: condition += " AND p.withdrawn_at IS NULL AND p.valid_until < \(today)"
        case .withdrawn: condition += " AND p.withdrawn_at IS NOT NULL"
        case nil: condition += " AND p.withdrawn_at IS NULL"
        }
        return condition
    }
}

extension ProofStore {
    /// One statement. The total comes with the rows: beyond the last page there is neither.
    public static func page(
        _ query: ProofQuery, in session: any Session
    ) throws(DatabaseError) -> (rows: [ProofRow], total: Int) {
        var total = 0
        let rows = try session.all(
            """
            SELECT \(columns), (SELECT COUNT(*) FROM proof_holder h WHERE h.proof_id = p.id),
                (SELECT MIN(ho.name) FROM proof_holder h JOIN organisation ho ON ho.id = h.organisation_id
                    WHERE h.proof_id = p.id), COUNT(*) OVER ()
            FROM \(tables) WHERE \(query.condition)
            ORDER BY p.folded_title, p.id LIMIT \(query.limit) OFFSET \(query.offset)
            """
        ) { row throws(DatabaseError) in
            total = try row.int(25)
            return ProofRow(
                proof: try proof(row, holders: []), holders: try row.int(23), holder: row.optionalText(24) ?? "")
        }
        return (rows, total)
    }

    /// How many proofs in force count for an organisation (kept for it, above it or below it), and how many of them end
    /// within so many days. One statement.
    public static func tally(
        of organisation: Lineage, today: Day, endingWithin days: Int, in session: any Session
    ) throws(DatabaseError) -> (valid: Int, ending: Int) {
        let query = ProofQuery(scope: [], organisation: organisation, validity: .valid, today: today)
        return try session.first(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN p.valid_until <= \(today.adding(days: days)) THEN 1 ELSE 0 END), 0)
            FROM \(tables) WHERE p.replaced_by IS NULL\(query.filters)
            """
        ) { row throws(DatabaseError) in (try row.int(0), try row.int(1)) } ?? (0, 0)
    }

    /// Proofs in force whose own validity ends in an interval, for the calendar and the first page.
    ///
    /// - Parameter organisation: only those that count for it.
    public static func ending(
        under scope: [Lineage], of organisation: Lineage? = nil, from first: Day, to last: Day, in session: any Session
    ) throws(DatabaseError) -> [Proof] {
        let query = ProofQuery(scope: scope, organisation: organisation, today: first)
        return try session.all(
            """
            SELECT \(columns) FROM \(tables)
            WHERE \(query.condition) AND p.valid_until BETWEEN \(first) AND \(last)
            ORDER BY p.valid_until, p.id LIMIT 500
            """
        ) { row throws(DatabaseError) in try proof(row, holders: []) }
    }
}

/// A line of the vault's list: the proof without its holders, which are only counted.
public struct ProofRow: Sendable, Hashable {
    public let proof: Proof
    public let holders: Int
    /// One of them.
    public let holder: String

    public init(proof: Proof, holders: Int, holder: String) {
        self.proof = proof
        self.holders = holders
        self.holder = holder
    }
}
