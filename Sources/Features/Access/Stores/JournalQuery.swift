// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Organisations
import Persistence
import Primitives

/// A line of the journal as it is read.
struct JournalLine: Sendable, Hashable {
    let sequence: Int
    let at: Instant
    let actor: String
    let action: String
    /// The name of the account that the action is about, when it is about one.
    let subject: String?
    let detail: String
    /// Nil for what belongs to no organisation: a framework loaded, a sign-in refused to nobody known.
    let place: String?
}

/// What happened in some subtrees, newest first, in one statement.
struct JournalQuery: Sendable {
    var scope: [Lineage]
    /// Also what belongs to no organisation: for those who look after the whole nation.
    var includesHouse = false
    var family: JournalFamily?
    /// Part of the name of whoever acted or of whom it is about.
    var person = ""
    var limit = 50
    var offset = 0

    func page(in session: any Session) throws(DatabaseError) -> (lines: [JournalLine], total: Int) {
        var total = 0
        let lines = try session.all(
            """
            SELECT j.sequence, j.at, j.actor, j.action, s.name, j.detail, o.name, COUNT(*) OVER ()
            FROM journal_entry j
                LEFT JOIN organisation o ON o.id = j.organisation_id
                LEFT JOIN account s ON s.id = j.subject
            WHERE \(inside) AND \(condition)
            ORDER BY j.sequence DESC LIMIT \(min(max(limit, 1), 500)) OFFSET \(max(offset, 0))
            """
        ) { row throws(DatabaseError) in
            total = try row.int(7)
            return JournalLine(
                sequence: try row.int(0), at: try row.instant(1), actor: try row.text(2), action: try row.text(3),
                subject: row.optionalText(4), detail: try row.text(5), place: row.optionalText(6))
        }
        return (lines, total)
    }

    private var inside: SQL {
        let below = Lineage.condition(on: "o.lineage", anyOf: scope)
        return includesHouse ? "(\(below) OR j.organisation_id IS NULL)" : below
    }

    private var condition: SQL {
        var condition: SQL = "1 = 1"
        if let family { condition += " AND \(Self.belonging(to: family))" }
        if let wanted = likePattern(person) {
            condition +=
                """
                 AND (s.name_key LIKE \(wanted) ESCAPE '!' OR j.account_id IN
                (SELECT a.id FROM account a WHERE a.name_key LIKE \(wanted) ESCAPE '!'))
                """
        }
        return condition
    }

    private static func belonging(to family: JournalFamily) -> SQL {
        let known = family == .other ? JournalFamily.allCases.flatMap(\.prefixes) : family.prefixes
        let terms = known.map { prefix -> SQL in "j.action LIKE \(prefix + ".%")" }
        let any: SQL = "(\(SQL.joined(terms, separator: " OR ")))"
        return family == .other ? "NOT \(any)" : any
    }
}
