// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Primitives

/// Writes organisations many at a time.
enum OrganisationRows {
    struct Fresh {
        let id: Organisation.ID
        let parent: Organisation.ID
        let lineage: Lineage
        let kind: Organisation.Kind
        let finess: FINESS
        let name: String
        var category: Organisation.Category?
        var town: String?
        let department: String
        var isClosed = false
        var closedOn: Day?
        /// Nil for a legal entity that a site named and that no line has described yet.
        var hash: Int64?
    }

    struct Changed {
        let id: Organisation.ID
        let record: FINESSRecord
    }

    /// Statements of few lengths only: an engine that keeps prepared statements finds them again, and a long one is
    /// expensive to prepare.
    private static let lengths = [128, 16, 1]

    static func insert(_ rows: [Fresh], in session: any Session) throws(DatabaseError) {
        try inPieces(rows) { piece throws(DatabaseError) in
            let values = piece.map { row -> SQL in
                """
                (\(row.id), \(row.parent), \(row.kind.rawValue), \(row.name), \(folded(row.name)), \
                \(OrganisationDetails.searchText(name: row.name, town: row.town, finess: row.finess)), \
                \(row.finess), \(row.category?.code), \(row.category?.label), \(row.town), \(row.department), \
                \(row.isClosed), \(row.closedOn), \(row.lineage.text), \(row.hash))
                """
            }
            try session.execute(
                """
                INSERT INTO organisation (id, parent_id, kind, name, folded_name, search_text, finess, category_code,
                    category_label, town, department, is_closed, closed_on, lineage, import_hash)
                VALUES \(SQL.joined(values))
                """)
        }
    }

    /// The label stays when the source gives none for the same category: only the CSV extracts have labels. Numbers are
    /// cast because PostgreSQL takes untyped parameters of VALUES for text.
    static func update(_ rows: [Changed], in session: any Session) throws(DatabaseError) {
        try inPieces(rows) { piece throws(DatabaseError) in
            let values = piece.map { row -> SQL in
                let record = row.record
                return """
                    (\(row.id), \(record.name), \(folded(record.name)), \
                    \(OrganisationDetails.searchText(name: record.name, town: record.town, finess: record.finess)), \
                    \(record.category?.code), \(record.category?.label), \(record.town), \(record.department), \
                    \(record.isClosed ? "1" : "0"), \(record.closedOn), \(String(record.hash)))
                    """
            }
            try session.execute(
                """
                WITH fresh (id, name, folded_name, search_text, category_code, category_label, town, department,
                    is_closed, closed_on, import_hash) AS (VALUES \(SQL.joined(values)))
                UPDATE organisation SET name = fresh.name, folded_name = fresh.folded_name,
                    search_text = fresh.search_text, category_code = fresh.category_code,
                    category_label = COALESCE(fresh.category_label, CASE
                        WHEN organisation.category_code = fresh.category_code THEN organisation.category_label END),
                    town = fresh.town, department = fresh.department, is_closed = CAST(fresh.is_closed AS BIGINT),
                    closed_on = fresh.closed_on, import_hash = CAST(fresh.import_hash AS BIGINT)
                FROM fresh WHERE organisation.id = fresh.id
                """)
        }
    }

    static func inPieces<Element>(
        _ items: [Element], _ body: (ArraySlice<Element>) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        var start = 0
        for length in lengths {
            while items.count - start >= length {
                try body(items[start..<start + length])
                start += length
            }
        }
    }
}
