// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

/// A table as SQLite's own catalogue describes it. Both engines have the same tables: read from a database that the same
/// migrations made, it is true of PostgreSQL too.
struct TableShape: Sendable {
    struct Column: Sendable {
        enum Kind: Sendable {
            case text
            case integer
            case real
            case bytes
        }

        let name: String
        let kind: Kind
        let isRequired: Bool
    }

    /// One foreign key: these columns name a row of `table` by those of its columns.
    struct Reference: Sendable {
        let table: String
        var pairs: [(from: String, to: String)]
    }

    let name: String
    let columns: [Column]
    let references: [Reference]

    func isRequired(_ reference: Reference) -> Bool {
        reference.pairs.allSatisfy { pair in columns.first { $0.name == pair.from }?.isRequired ?? false }
    }

    /// Every table of a SQLite database, by name.
    static func all(in session: any Session) throws(DatabaseError) -> [TableShape] {
        guard session.dialect.engine == .sqlite else { throw DatabaseError(.other, "not a SQLite database") }
        let names = try session.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
        ) { row throws(DatabaseError) in try row.text(0) }
        var shapes: [TableShape] = []
        for name in names {
            shapes.append(
                TableShape(
                    name: name, columns: try columns(of: name, in: session),
                    references: try references(of: name, in: session)))
        }
        return shapes
    }

    private static func columns(of table: String, in session: any Session) throws(DatabaseError) -> [Column] {
        // In a table with a strict schema, a key column is never empty only when it says so too.
        try session.all("SELECT name, type, \"notnull\" FROM pragma_table_info(\(table)) ORDER BY cid") {
            row throws(DatabaseError) in
            let kind: Column.Kind =
                switch try row.text(1) {
                case "INTEGER": .integer
                case "REAL": .real
                case "BLOB": .bytes
                default: .text
                }
            return Column(name: try row.text(0), kind: kind, isRequired: try row.bool(2))
        }
    }

    private static func references(of table: String, in session: any Session) throws(DatabaseError) -> [Reference] {
        var found: [(id: Int, reference: Reference)] = []
        try session.each(
            "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(\(table)) ORDER BY id, seq"
        ) { row throws(DatabaseError) in
            let id = try row.int(0)
            let pair = (from: try row.text(2), to: row.optionalText(3) ?? "id")
            if let last = found.indices.last, found[last].id == id {
                found[last].reference.pairs.append(pair)
            } else {
                found.append((id, Reference(table: try row.text(1), pairs: [pair])))
            }
        }
        return found.map(\.reference)
    }
}

extension SQL {
    /// A name that SQLite's catalogue gave, quoted; the only text of a statement that does not stand in the source.
    static func name(_ text: String) -> SQL {
        var sql = SQL()
        sql.parts = [.text("\"" + text.replacing("\"", with: "\"\"") + "\"")]
        return sql
    }
}

extension Row {
    func value(_ column: Int, as kind: TableShape.Column.Kind) -> SQLValue {
        switch kind {
        case .text: optionalText(column).map(SQLValue.text) ?? .null
        case .integer: optionalInt(column).map { .integer(Int64($0)) } ?? .null
        case .real: optionalReal(column).map(SQLValue.real) ?? .null
        case .bytes: optionalBytes(column).map(SQLValue.bytes) ?? .null
        }
    }
}
